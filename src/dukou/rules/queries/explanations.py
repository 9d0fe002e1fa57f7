"""A rule book over one subject, with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.labels import Label
from dukou.kit.core.places import FieldFault
from dukou.kit.core.refusals import Refusal
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.explaining import Explanation, explain
from dukou.rules.core.inputs import given_to
from dukou.rules.core.linking import Linked
from dukou.rules.queries.sheets import Sheet, sheets_of


class FactsNotTaken(Refusal):
    """Facts handed in that the book cannot take; every one is named."""

    code = "rules.facts_not_taken"
    what = Label("没有按“{book}”判断", "“{book}” was not answered")
    why = Label("给的事实有 {count} 处不对，第一处：{first}", "{count} of the facts handed in are wrong, the first: {first}")
    cure = Label("逐项改正", "mend each of them")

    def __init__(self, book: str, faults: list[FieldFault]) -> None:
        self.faults = faults
        first = Label(f"{faults[0].field}：{faults[0].what.zh}", f"{faults[0].field}: {faults[0].what.en}")
        super().__init__(book=book, count=len(faults), first=first)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a book: about which subject (a key, or empty for nobody), on which day, with facts handed in over those known."""

    key: str
    as_of: date
    given: Mapping[str, object] = field(default_factory=dict)


def explained(linked: Linked, asked: Asked, *, viewer: Viewer) -> Explanation:
    """The answer with its reasons. Facts handed in go before those that are known; without a key nothing is known."""
    sheet = sheets_of([linked], viewer=viewer, keys=[asked.key], as_of=asked.as_of)[asked.key] if asked.key else Sheet()
    given = given_to(linked, asked.given, asked.as_of, is_typed=True)
    if given.wrong:
        raise FactsNotTaken(linked.book.key, [FieldFault(wrong.name, wrong.what, wrong.cure) for wrong in given.wrong])
    sources = {key: stated for key, stated in sheet.sources.items() if key not in given.facts}
    return explain(Evaluation(linked, sheet.facts | given.facts, asked.as_of, given.values), sources, given.taken)
