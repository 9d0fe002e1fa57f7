"""Tags: which segment of a cluster an enterprise belongs to, and how sure that is."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class Confidence(LabelledEnum):
    """How sure it is that a subject belongs where a tag puts it. A suggestion waits for somebody who confirms it."""

    CONFIRMED = "confirmed", "已确认", "confirmed"
    LIKELY = "likely", "较可能", "likely"
    SUGGESTED = "suggested", "待确认", "to be confirmed"
