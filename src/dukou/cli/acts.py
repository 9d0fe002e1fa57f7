"""What is done with the home as a whole, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "homes.back_up": Label("备份数据目录", "home backed up"),
        "homes.restore": Label("恢复数据目录", "home restored"),
    }
)
