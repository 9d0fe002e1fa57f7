"""Tags: to which segment of a cluster, or node of a chain, an enterprise belongs, and how sure that is."""

from __future__ import annotations

from decimal import Decimal

from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.registry import Registry

# Kinds of subjects that others can be tagged with; a room that keeps such a kind adds it.
TAGGED_WITH: Registry[Label] = Registry("kind of subject that others are tagged with")
TAGGED_WITH.add("segment", Label("细分领域", "segment"))


class Confidence(LabelledEnum):
    """How sure it is that a subject belongs where a tag puts it. A suggestion waits for somebody who confirms it."""

    CONFIRMED = "confirmed", "已确认", "confirmed"
    LIKELY = "likely", "较可能", "likely"
    SUGGESTED = "suggested", "待确认", "to be confirmed"


WHOLE = 1_000_000  # a share is kept as so many millionths


def millionths(share: Decimal | None) -> int | None:
    """A share of one as it is kept; finer parts are rounded half to even."""
    return None if share is None else round(share * WHOLE)


def share_of(millionths: int | None) -> Decimal | None:
    """A kept share as a part of one."""
    return None if millionths is None else Decimal(millionths) / WHOLE
