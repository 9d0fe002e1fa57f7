"""Decisions, and the same made again."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.rules.core.answers import Answer
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.explaining import Explanation, explain, plain_value
from dukou.rules.core.libraries import Library
from dukou.rules.core.records import facts_of_record
from dukou.rules.core.standings import Standing
from dukou.rules.models import Decision, RuleBook
from dukou.rules.queries.books import linked, read_row


class NoSuchDecision(Refusal):
    """No decision has that number."""

    code = "rules.no_such_decision"
    status = 404
    what = Label("没有第 {number} 号判断", "there is no decision {number}")
    why = Label("没有记录过这个编号", "none was recorded under this number")
    cure = Label("核对编号", "check the number")


@dataclass(frozen=True, slots=True)
class Replay:
    """A decision made again from what it kept. `is_same`: it comes out as it did."""

    decision: Decision
    explanation: Explanation
    answer: Answer
    value: object

    @property
    def is_same(self) -> bool:
        """Whether answer and value are what was decided."""
        return self.answer.value == self.decision.answer and self.value == self.decision.value


def decisions_on(kind: str, key: str) -> QuerySet[Decision]:
    """The decisions on one subject, the newest first."""
    return Decision.objects.filter(subject_kind=kind, subject_key=key).select_related("book").order_by("-pk")


def decision_row(number: int) -> Decision:
    """The decision of that number."""
    row = Decision.objects.select_related("book").filter(pk=number).first()
    if row is None:
        raise NoSuchDecision(number=number)
    return row


def book_of(decision: Decision) -> tuple[Label, str]:
    """The version under which a decision was made, by name, and the address of its page: of the very text, though it was replaced since."""
    book = decision.book
    address = reverse("rules:book", args=[book.slug, book.version])
    text = "" if book.standing == Standing.IN_FORCE else f"?text={book.sha256[:12]}"
    return Label(f"{book.name_zh} {book.version}", f"{book.name_en} {book.version}"), address + text


def replayed(decision: Decision) -> Replay:
    """The decision made again: the same text of the book and of those beneath it, the same facts, the same day."""
    own = read_row(decision.book_id, decision.book.sha256)
    beneath = [
        read_row(row.pk, row.sha256)
        for key, sha256 in decision.beneath.items()
        for row in RuleBook.objects.filter(slug=key.partition("/")[0], version=key.partition("/")[2], sha256=sha256)
    ]
    found = linked(own, decision.as_of, decision.place, books=Library.of([own, *beneath]))
    facts, given = facts_of_record(decision.facts)
    told = explain(Evaluation(found, facts, decision.as_of, given))
    return Replay(decision, told, told.answer, plain_value(told.value))
