"""Three answers, and how they combine (Kleene): an unknown stays unknown until something else decides."""

from __future__ import annotations

from collections.abc import Iterable

from dukou.kit.core.labels import LabelledEnum

Truth = bool | None  # None: unknown


class Answer(LabelledEnum):
    """What a rule book says of one subject."""

    YES = "yes", "符合", "yes"
    NO = "no", "不符合", "no"
    UNKNOWN = "unknown", "待补信息", "unknown"

    @classmethod
    def told(cls, truth: Truth) -> Answer:
        """The answer that a truth value stands for."""
        return cls.UNKNOWN if truth is None else cls.YES if truth else cls.NO


class Finding(LabelledEnum):
    """Whether what must not be there was found: of a sentence that names what is barred, “yes” and “no” read as their opposites."""

    NONE = "none", "没有", "none found"
    FOUND = "found", "有", "found"
    UNKNOWN = "unknown", "有无待补", "not known"

    @classmethod
    def told(cls, truth: Truth) -> Finding:
        """What a truth value of the barred sentence says."""
        return cls.UNKNOWN if truth is None else cls.FOUND if truth else cls.NONE


def negated(truth: Truth) -> Truth:
    """The opposite; of unknown it is unknown."""
    return None if truth is None else not truth


def every(truths: Iterable[Truth]) -> Truth:
    """No as soon as one is no; yes when all are yes."""
    found: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            found = None
    return found


def some(truths: Iterable[Truth]) -> Truth:
    """Yes as soon as one is yes; no when all are no."""
    found: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            found = None
    return found


def at_least(count: int, truths: Iterable[Truth]) -> Truth:
    """Yes when so many are yes; no when even with every unknown they would be too few."""
    yes = open_ = 0
    for truth in truths:
        yes += truth is True
        open_ += truth is None
    return True if yes >= count else None if yes + open_ >= count else False
