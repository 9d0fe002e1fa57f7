"""What columns of snapshots hold: four meanings, two physical types, the same on every engine."""

from __future__ import annotations

from typing import Literal

from dukou.kit.core.labels import LabelledEnum

Physical = Literal["VARCHAR", "BIGINT"]


class ColumnType(LabelledEnum):
    """What a column holds. Money and rates are whole numbers of their smallest unit: sums of whole numbers are the same everywhere."""

    TEXT = "text", "文字", "text"
    WHOLE = "whole", "整数", "whole number"
    DAY = "day", "日期", "day"
    TRUTH = "truth", "是否", "yes or no"

    @property
    def physical(self) -> Physical:
        """How it is stored: days as ISO text, which sorts and compares alike on every engine; yes and no as 1 and 0."""
        return "VARCHAR" if self in (ColumnType.TEXT, ColumnType.DAY) else "BIGINT"
