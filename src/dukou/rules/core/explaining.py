"""Why a rule book answers as it does: of every sentence what is there, what is wanted, how far short and from where, or what is missing.

The answer is reckoned at once; words are made only when they are read, so that a list of a thousand firms costs no thousand pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from dukou.kit.core.labels import Label
from dukou.rules.core.answers import Answer, Finding, Truth
from dukou.rules.core.books import Condition, Joint
from dukou.rules.core.closed_lists import Taken
from dukou.rules.core.distances import distance_words
from dukou.rules.core.evaluating import Evaluation, is_exact
from dukou.rules.core.facts import FactFace, Stated
from dukou.rules.core.gaps import Missing, facts_of, gaps_of
from dukou.rules.core.lines import Line, definition_words, open_forms, value_lines
from dukou.rules.core.linking import FactKey
from dukou.rules.core.shown import Check, checks_of, number_words, value_words

Sources = Mapping[FactKey, Stated]


@dataclass(frozen=True, slots=True)
class Used:
    """A fact that was used: its value in words, and where it comes from; without `stated` it was handed in."""

    face: FactFace
    back: int
    value: Label
    stated: Stated | None

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it."""
        told: dict[str, Any] = {
            "fact": self.face.name,
            "label": self.face.label.as_dict(),
            "back": self.back,
            "value": self.value.as_dict(),
        }
        if self.stated is not None:
            told |= {"source": self.stated.source, "place": self.stated.place, "known_on": self.stated.known_on.isoformat()}
            told |= {"period": str(self.stated.period)} if self.stated.period else {}
        return told


@dataclass(eq=False)
class Reason:
    """One sentence with its answer. `own`: whether it holds by itself; `waived_by`: the exception that made it hold.

    `is_barred`: it names what must not be (a veto, an item under “none of”), so that it is told as found or not found.
    """

    condition: Condition
    evaluation: Evaluation
    sources: Sources
    truth: Truth
    own: Truth
    is_veto: bool = False
    is_barred: bool = False

    @property
    def answer(self) -> Answer:
        """Yes where the sentence is met: a veto that is not given is met."""
        return Answer.told((not self.truth) if self.is_veto and self.truth is not None else self.truth)

    @property
    def finding(self) -> Finding | None:
        """Whether what it bars was found; None where it bars nothing."""
        return Finding.told(self.truth) if self.is_barred else None

    @property
    def is_well(self) -> Truth:
        """Whether the sentence speaks for the subject: a barred one does where nothing was found."""
        return (None if self.truth is None else not self.truth) if self.is_barred else self.truth

    @property
    def word(self) -> Label:
        """The answer as readers are told it."""
        return self.finding.label if self.finding else self.answer.label

    @property
    def waived_by(self) -> Condition | None:
        """The exception by which the sentence need not hold."""
        if self.own is True or self.truth is not True:
            return None
        return next((each for each in self.condition.exceptions if self.evaluation.condition(each) is True), None)

    @cached_property
    def parts(self) -> list[Reason]:
        """The sentences within it, exceptions last."""
        is_barred = self.is_barred != (self.condition.joint is Joint.NOT)
        return [
            *(reason_of(part, self.evaluation, self.sources, is_barred=is_barred) for part in self.condition.parts),
            *(reason_of(part, self.evaluation, self.sources) for part in self.condition.exceptions),
        ]

    @cached_property
    def checks(self) -> list[Check]:
        """The comparisons that its test is made of."""
        return checks_of(self.condition.test, self.evaluation) if self.condition.test is not None else []

    @property
    def distances(self) -> list[Label]:
        """How far the comparisons miss, where missing them counts: not of what holds otherwise, and not of what is barred."""
        if self.is_barred or self.truth is True:
            return []
        return [told for told in map(distance_words, self.checks) if told is not None]

    @cached_property
    def used(self) -> list[Used]:
        """The known facts that its test leans on."""
        if self.condition.test is None:
            return []
        known = []
        for key, face, value in facts_of(self.condition.test, self.evaluation):
            if value is not None:
                known.append(Used(face, key[1], value_words(value, face.unit), self.sources.get(key)))
        return known

    @cached_property
    def missing(self) -> list[Missing]:
        """What would have to be known; empty where the sentence is decided."""
        if self.truth is not None:
            return []
        keys = gaps_of(self.condition.test, self.evaluation) if self.condition.test is not None and self.own is None else {}
        own = [Missing.of(key, face, self.evaluation, self.sources) for key, face in keys.items()]
        return list(dict.fromkeys([*own, *(gap for part in self.parts for gap in part.missing)]))

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it."""
        text = self.condition.text
        told: dict[str, Any] = {
            "path": self.condition.path,
            "clause": self.condition.clause,
            "text": text.as_dict() if text else None,
            "answer": self.answer.value,
            "is_veto": self.is_veto,
            "unverified": self.condition.is_unverified,
        }
        if self.finding is not None:
            told["finding"] = self.finding.value
        if self.checks:
            told["checks"] = [check.as_dict() for check in self.checks]
            told["facts"] = [used.as_dict() for used in self.used]
        if self.missing:
            told["missing"] = [gap.as_dict() for gap in self.missing]
        if self.condition.hint is not None and self.answer is not Answer.YES:
            told["hint"] = self.condition.hint.as_dict()
        if self.waived_by is not None:
            told["waived_by"] = self.waived_by.clause
        if self.parts:
            told["joint"] = self.condition.joint.value
            told["parts"] = [part.as_dict() for part in self.parts]
        return told


def reason_of(condition: Condition, evaluation: Evaluation, sources: Sources, *, is_veto: bool = False, is_barred: bool = False) -> Reason:
    """The reason of one condition."""
    own = evaluation.own(condition)
    truth = own if own is True or not condition.exceptions else evaluation.condition(condition)
    return Reason(condition, evaluation, sources, truth, own, is_veto, is_veto or is_barred)


@dataclass(eq=False)
class Explanation:
    """The answer of a rule book on one subject, with everything that led to it. `taken`: words taken for listed ones."""

    evaluation: Evaluation
    sources: Sources
    taken: Sequence[Taken] = ()

    @property
    def book(self) -> Any:
        """The version it was made under."""
        return self.evaluation.linked.book

    @cached_property
    def answer(self) -> Answer:
        """Yes, no or unknown."""
        return Answer.told(self.evaluation.answer())

    @cached_property
    def value(self) -> Any:
        """The book's value: exact, in part (a span or several words) or None."""
        return self.evaluation.result()

    @property
    def value_label(self) -> Label | None:
        """The value in words, as far as it is known."""
        return None if self.value is None else definition_words(self.evaluation, self.book.value, self.value)

    @property
    def possible(self) -> list[str]:
        """The words that the value can be, where it is one of several."""
        return sorted(self.value) if isinstance(self.value, frozenset) else []

    @cached_property
    def reasons(self) -> list[Reason]:
        """Every sentence, vetoes last."""
        evaluation = self.evaluation
        return [
            *(reason_of(each, evaluation, self.sources) for each in self.book.requires),
            *(reason_of(each, evaluation, self.sources, is_veto=True) for each in self.book.vetoes),
        ]

    @cached_property
    def missing(self) -> list[Missing]:
        """What would have to be known for an answer, or for the value where that alone is unknown."""
        found = [gap for reason in self.reasons for gap in reason.missing] if self.answer is Answer.UNKNOWN else []
        if self.book.value and not is_exact(self.value) and (self.answer is not Answer.NO):
            found += self._missing_of_value()
        return list(dict.fromkeys(found))

    def _missing_of_value(self) -> list[Missing]:
        lines = open_forms(self.evaluation, self.book.value)
        keys = {key: face for form in lines for key, face in gaps_of(form, self.evaluation).items()}
        return [Missing.of(key, face, self.evaluation, self.sources) for key, face in keys.items()]

    @cached_property
    def failed(self) -> list[Reason]:
        """The sentences that are not met."""
        return [reason for reason in self.reasons if reason.answer is Answer.NO]

    @cached_property
    def lines(self) -> list[Line]:
        """How the value came about, row by row or item by item."""
        return value_lines(self.evaluation, self.book.value) if self.book.value else []

    @property
    def is_unverified(self) -> bool:
        """Whether the book, or a sentence that took part, is not from the original."""
        return self.book.is_unverified or any(each.is_unverified for top in self.reasons for each in top.condition.walk())

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it."""
        told: dict[str, Any] = {
            "book": self.book.slug,
            "version": self.book.version,
            "sha256": self.book.sha256,
            "as_of": self.evaluation.as_of.isoformat(),
            "answer": self.answer.value,
            "answer_label": self.answer.label.as_dict(),
            "unverified": self.is_unverified,
        }
        if self.book.value:
            told["value"] = plain_value(self.value)
            told["value_label"] = self.value_label.as_dict() if self.value_label else None
            told |= {"possible": self.possible} if self.possible else {}
        told |= {"taken": [each.as_dict() for each in self.taken]} if self.taken else {}
        told["missing"] = [gap.as_dict() for gap in self.missing]
        told["reasons"] = [*(reason.as_dict() for reason in self.reasons), *(line.as_dict() for line in self.lines)]
        return told


def explain(evaluation: Evaluation, sources: Sources | None = None, taken: Sequence[Taken] = ()) -> Explanation:
    """The answer with its reasons. `sources`: where the facts come from; those without one were handed in."""
    return Explanation(evaluation, sources or {}, taken)


def plain_value(value: Any) -> Any:
    """A value for JSON: a word, a number as text (exact), bounds as two texts, or None."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, frozenset):
        return None
    if isinstance(value, date):
        return value.isoformat()
    if type(value).__name__ == "Span":
        return {"least": plain_value(value.least), "most": plain_value(value.most)}
    return number_words(value)
