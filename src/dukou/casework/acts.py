"""What the room does of itself, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "deadlines.reproject": Label("按新日历重算期限", "deadlines reckoned anew"),
        "ladder.sweep": Label("到期提醒和督办", "reminders and escalation"),
    }
)
