"""One condition short (差一条): a firm that misses exactly one sentence, with nothing else open, and by how much."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

from dukou.kit.core.labels import Label, joined, same
from dukou.rules.core.answers import Answer
from dukou.rules.core.checks import Check, Direction
from dukou.rules.core.distances import distance_words, relative_distance
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.explaining import Explanation
from dukou.rules.core.facts import FactFace, FactType
from dukou.rules.core.gaps import Missing, facts_of
from dukou.rules.core.margins import margin_of
from dukou.rules.core.reasons import Reason

Firm = TypeVar("Firm")
FIXED = Label("已成事实", "cannot be changed")
CLOSE = Fraction(1, 10)  # who meets a sentence by no more than this share of what it wants is close to missing it
_WORDS = ("text", "have", "need", "short", "hint", "holder", "paper")


@dataclass(frozen=True, slots=True)
class Near:
    """The sentence that is missed: clause, text, what is there, what is wanted, how far short, and how to mend it.

    `short`: the bare size of what is missed; `distance`: the same with which way it misses; `share`: it as a share of what is wanted.
    `is_fixed`: neither waiting nor effort mends it. `holder`: who holds the facts it leans on; `paper`: what proves them.
    """

    clause: str
    text: Label | None
    have: Label | None
    need: Label | None
    short: Label | None
    hint: Label | None
    direction: Direction | None = None
    distance: Label | None = None
    share: Fraction | None = None
    is_fixed: bool = False
    holder: Label | None = None
    paper: Label | None = None

    @property
    def sentence(self) -> Label:
        """The clause with what it says."""
        return _cited(self.clause, self.text)

    @property
    def told(self) -> Label | None:
        """How far it misses as readers are told it."""
        if self.distance is None or not self.is_fixed:
            return FIXED if self.is_fixed else self.distance
        return Label(f"{self.distance.zh}（{FIXED.zh}）", f"{self.distance.en} ({FIXED.en})")

    @property
    def rank(self) -> tuple[bool, Fraction]:
        """The nearest first; what is no matter of size last."""
        return self.share is None, self.share or Fraction(0)

    def as_dict(self) -> dict[str, Any]:
        """As JSON that reads back."""
        words = {name: getattr(self, name) for name in (*_WORDS, "distance")}
        told = {"clause": self.clause} | {name: label.as_dict() if label else None for name, label in words.items()}
        return told | {
            "direction": self.direction.value if self.direction else None,
            "share": str(self.share) if self.share is not None else None,
            "is_fixed": self.is_fixed,
        }

    @classmethod
    def of_dict(cls, told: Mapping[str, Any]) -> Near:
        """What `as_dict` wrote; of a run made before distances were told only how far short."""
        words = {name: Label(**told[name]) if told.get(name) else None for name in (*_WORDS, "distance")}
        direction, share = told.get("direction"), told.get("share")
        return cls(
            clause=told["clause"],
            **words,
            direction=Direction.of(direction) if direction else None,
            share=Fraction(share) if share is not None else None,
            is_fixed=bool(told.get("is_fixed")),
        )


def _cited(clause: str, text: Label | None) -> Label:
    return Label(f"{clause} {text.zh}", f"{clause} {text.en}") if text else same(clause)


def near_miss(told: Explanation) -> Near | None:
    """The one sentence that keeps the answer from yes; None where it is not no, or hangs on more than that."""
    if told.answer is not Answer.NO:
        return None
    short = [reason for reason in told.reasons if reason.answer is not Answer.YES]
    return missed(short[0]) if len(short) == 1 and short[0].answer is Answer.NO else None


def missed(reason: Reason) -> Near:
    """What a sentence that is not met lacks; of a sentence joined of others the nearest part that fails."""
    condition = reason.condition
    check = min(_failing(reason), key=_rank_of, default=None)
    holder, paper = _held(check, reason.evaluation) if check else (None, None)
    return Near(
        condition.clause or condition.path,
        condition.text,
        check.have if check else None,
        check.need if check else None,
        check.short_label if check else None,
        condition.hint,
        check.direction if check else None,
        distance_words(check) if check else None,
        relative_distance(check) if check else None,
        is_fixed(check, reason.evaluation) if check else False,
        holder,
        paper,
    )


def _failing(reason: Reason) -> Iterator[Check]:
    """The comparisons that keep a sentence from holding; of what it bars, none is short of anything."""
    if reason.is_barred or reason.truth is not False:
        return
    yield from (check for check in reason.checks if check.truth is False)
    for part in reason.parts[: len(reason.condition.parts)]:
        yield from _failing(part)


def _rank_of(check: Check) -> tuple[bool, Fraction]:
    share = relative_distance(check)
    return share is None, share or Fraction(0)


def _held(check: Check, evaluation: Evaluation) -> tuple[Label | None, Label | None]:
    """Who holds the facts that a comparison leans on, and the papers that prove them, in the book's own words where it has any."""
    keys = {key: face for key, face, _ in facts_of(check.of, evaluation)} if check.of is not None else {}
    facts = [Missing.of(key, face, evaluation, {}) for key, face in keys.items()]
    holders = list(dict.fromkeys(fact.holder for fact in facts))
    papers = list(dict.fromkeys(fact.paper for fact in facts if fact.paper is not None))
    return (joined(holders, zh="、", en=", ") if holders else None), (joined(papers, zh="、", en=", ") if papers else None)


@dataclass(frozen=True, slots=True)
class Close:
    """The sentence that a firm meets by the least: what is there, what is wanted, how much room is left, as a share of what is wanted."""

    clause: str
    text: Label | None
    have: Label
    need: Label
    spare: Label
    share: Fraction

    @property
    def sentence(self) -> Label:
        """The clause with what it says."""
        return _cited(self.clause, self.text)

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it."""
        words = {name: getattr(self, name).as_dict() for name in ("have", "need", "spare")}
        return {"clause": self.clause, "text": self.text.as_dict() if self.text else None} | words | {"share": str(self.share)}


def close_call(told: Explanation) -> Close | None:
    """The sentence met by the least, where that is little (`CLOSE`); None where the answer is not yes or there is room enough."""
    if told.answer is not Answer.YES:
        return None
    met = ((reason, margin) for reason in told.reasons if (margin := margin_of(reason)) is not None and margin.share <= CLOSE)
    reason, margin = min(met, key=lambda pair: pair[1].share, default=(None, None))
    if reason is None or margin is None:
        return None
    condition, check = reason.condition, margin.check
    return Close(condition.clause or condition.path, condition.text, check.have, check.need, margin.words, margin.share)


def is_fixed(check: Check, evaluation: Evaluation) -> bool:
    """Whether what a comparison misses has happened: it leans on closed years alone, or on a time that is over its end and only grows."""
    faces = [face for _, face, _ in facts_of(check.of, evaluation)] if check.of is not None else []
    is_over = check.direction is Direction.OVER
    return bool(faces) and all(face.is_yearly or (is_over and _grows(face)) for face in faces)


def _grows(face: FactFace) -> bool:
    """A day from which is counted, or the years since it."""
    return face.holds is FactType.DATE or face.unit == "年"


def nearest_first(found: list[Firm], near: Callable[[Firm], Near | None]) -> list[Firm]:
    """Firms by how near they are, measured by what is wanted; equally near ones in their order, what is no matter of size last."""
    last = (True, Fraction(0))
    return sorted(found, key=lambda each: told.rank if (told := near(each)) else last)
