"""Why a rule book answers as it does: of every sentence what is there, what is wanted, how far short and from where, or what is missing.

The answer is reckoned at once; words are made only when they are read, so that a list of a thousand firms costs no thousand pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dukou.kit.core.labels import Label
from dukou.kit.core.lazily import lazily
from dukou.rules.core.answers import Answer
from dukou.rules.core.closed_lists import Taken
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.gaps import Missing, gaps_of
from dukou.rules.core.lines import Line, definition_words, open_forms, value_lines
from dukou.rules.core.linking import Linked
from dukou.rules.core.reasons import Footing, Reason, Sources
from dukou.rules.core.shown import number_words
from dukou.rules.core.values import Span, is_exact


@dataclass(eq=False)
class Explanation:
    """The answer of a rule book on one subject, with everything that led to it. `taken`: words taken for listed ones."""

    footing: Footing
    taken: Sequence[Taken] = ()

    @property
    def evaluation(self) -> Evaluation:
        """The evaluation that is explained."""
        return self.footing.evaluation

    @property
    def book(self) -> Any:
        """The version it was made under."""
        return self.evaluation.linked.book

    @lazily
    def answer(self) -> Answer:
        """Yes, no or unknown."""
        return Answer.told(self.evaluation.answer())

    @lazily
    def value(self) -> Any:
        """The book's value: exact, in part (a span or several words) or None."""
        return self.evaluation.result()

    @lazily
    def value_label(self) -> Label | None:
        """The value in words, as far as it is known."""
        return None if self.value is None else definition_words(self.evaluation, self.book.value, self.value)

    @property
    def possible(self) -> list[str]:
        """The words that the value can be, where it is one of several."""
        return sorted(self.value) if isinstance(self.value, frozenset) else []

    @lazily
    def reasons(self) -> list[Reason]:
        """Every sentence, vetoes last."""
        reason = self.footing.reason
        return [*map(reason, self.book.requires), *(reason(each, is_veto=True) for each in self.book.vetoes)]

    @lazily
    def missing(self) -> list[Missing]:
        """What would have to be known for an answer, or for the value where that alone is unknown."""
        found = [gap for reason in self.reasons for gap in reason.missing] if self.answer is Answer.UNKNOWN else []
        if self.book.value and not is_exact(self.value) and (self.answer is not Answer.NO):
            found += self._missing_of_value()
        return list(dict.fromkeys(found))

    def _missing_of_value(self) -> list[Missing]:
        lines = open_forms(self.evaluation, self.book.value)
        return self.footing.missing({key: face for form in lines for key, face in gaps_of(form, self.evaluation).items()})

    @lazily
    def failed(self) -> list[Reason]:
        """The sentences that are not met."""
        return [reason for reason in self.reasons if reason.answer is Answer.NO]

    @lazily
    def lines(self) -> list[Line]:
        """How the value came about, row by row or item by item."""
        return value_lines(self.evaluation, self.book.value) if self.book.value else []

    @property
    def is_unverified(self) -> bool:
        """Whether the book, or a sentence that took part, is not from the original."""
        return self.evaluation.linked.once(_is_unverified)

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it."""
        told: dict[str, Any] = {
            "book": self.book.slug,
            "version": self.book.version,
            "sha256": self.book.sha256,
            "as_of": self.evaluation.as_of.isoformat(),
            "answer": self.answer.code,
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
    return Explanation(Footing(evaluation, sources or {}), taken)


def _is_unverified(linked: Linked) -> bool:
    return linked.book.is_unverified or any(each.is_unverified for each in linked.book.conditions())


def plain_value(value: Any) -> Any:
    """A value for JSON: a word, a number as text (exact), bounds as two texts, or None."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, frozenset):
        return None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Span):
        return {"least": plain_value(value.least), "most": plain_value(value.most)}
    return number_words(value)
