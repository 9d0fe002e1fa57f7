"""What is done on the floors beneath and here, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "packs.load": Label("载入数据包", "pack loaded"),
        "snapshots.take": Label("生成快照", "snapshot taken"),
        "personal_values.erase": Label("删除个人信息", "personal values erased"),
    }
)
