"""From whom a source has what it says: a firm may read of itself what it said itself and what is published, not what an office noted."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class Origin(LabelledEnum):
    """From whom a source has its figures. What says nothing is an office's own."""

    OFFICE = "office", "部门掌握", "held by an office"
    FIRM = "firm", "企业报送", "reported by the firms"
    PUBLISHED = "published", "已公开发布", "published"

    @property
    def may_be_read_by_its_subject(self) -> bool:
        """Whether the firm that a figure is about may read it, though it is kept within the administration."""
        return self in (Origin.FIRM, Origin.PUBLISHED)
