"""Where a version of a rule book stands."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class Standing(LabelledEnum):
    """Whether a version counts. What was once in force keeps its row: decisions were made under it."""

    PROPOSED = "proposed", "待发布", "proposed"
    IN_FORCE = "in_force", "已发布", "released"
    REPLACED = "replaced", "已被替换", "replaced"
    REFUSED = "refused", "未获发布", "refused"
