"""What is done with figures, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "figures.record": Label("填报数据", "figure recorded"),
        "figures.correct": Label("更正数据", "figure corrected"),
        "figures.withdraw": Label("撤回数据", "figure withdrawn"),
        "tags.add": Label("添加领域标签", "segment tag added"),
        "tags.withdraw": Label("撤回领域标签", "segment tag withdrawn"),
    }
)
