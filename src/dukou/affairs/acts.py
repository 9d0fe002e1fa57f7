"""What is done with affairs, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "messages.hand_over": Label("送达承办单位", "messages handed over"),
        "messages.die": Label("多次送达失败", "message not taken after many attempts"),
        "messages.retry": Label("重新送达", "message put up again"),
        "messages.give_up": Label("停止送达", "message given up"),
    }
)
