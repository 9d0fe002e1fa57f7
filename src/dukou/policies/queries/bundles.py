"""For one firm: what it is entitled to, the best bundle, and the papers for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.profiles import Profile
from dukou.policies.core.entitlements import Entitled
from dukou.policies.core.papers import Paper, PaperSet, smallest_set
from dukou.policies.core.stacking import Bundle, Choice, best_bundle
from dukou.policies.queries.claims import received
from dukou.policies.queries.matching import matcher
from dukou.policies.queries.policies import Standing, groups, papers
from dukou.rules.core.answers import Answer


@dataclass(frozen=True, slots=True)
class FirmView:
    """One firm before all measures on a day. `silent`: measures whose rule book has no version for the day."""

    firm: Profile
    as_of: date
    entitled: tuple[tuple[Standing, Entitled], ...]
    silent: tuple[Standing, ...]
    bundle: Bundle
    wanted: PaperSet
    papers: Mapping[str, Paper]

    def with_answer(self, answer: Answer) -> list[Entitled]:
        """What is answered so."""
        return [told for _, told in self.entitled if told.answer is answer]

    def of(self, measure: str) -> Entitled | None:
        """One measure."""
        return next((told for each, told in self.entitled if each.measure.key == measure), None)

    def as_dict(self) -> dict[str, Any]:
        """The bundle as JSON doors speak it; money in fen."""
        return {
            "firm": self.firm.key,
            "as_of": self.as_of.isoformat(),
            "total_fen": self.bundle.total,
            "bundle": [{"measure": key, "paid_fen": paid, "cut_by": self._cut(key)} for key, paid in self.bundle.paid.items()],
            "left_out": [
                {
                    "measure": out.key,
                    "alone_fen": out.amount,
                    "total_with_it_fen": out.total_with,
                    "because": [
                        {
                            "group": why.group.key,
                            "rule": why.group.rule.value,
                            "instead": list(why.instead),
                            "received_fen": why.received,
                        }
                        for why in out.because
                    ],
                }
                for out in self.bundle.left_out
            ],
            "papers": [{"paper": key, "for": sorted({need.measure for need in needs})} for key, needs in self.wanted.hand_in.items()],
            "held": sorted({paper for _, paper in self.wanted.held}),
            "unmet": [{"measure": need.measure, "fact": need.fact, "papers": list(need.papers)} for need in self.wanted.unmet],
        }

    def _cut(self, key: str) -> list[str]:
        return [why.group.key for why in self.bundle.cut.get(key, ())]


def view_of(viewer: Viewer, firm: Profile, as_of: date) -> FirmView:
    """Everything about one firm, from the facts that the viewer may see.

    The bundle counts what the firm is surely entitled to, with the least that each gives, beside what it has had this year.
    """
    match = matcher(as_of)
    entitled = match.over(viewer, [firm.key])[firm.key]
    sure = [(each, told) for each, told in entitled if told.answer is Answer.YES]
    choices = [Choice(each.measure.key, told.amount.least if told.amount else 0, frozenset(each.measure.groups)) for each, told in sure]
    known = papers()
    return FirmView(
        firm,
        as_of,
        tuple(entitled),
        match.silent,
        best_bundle(choices, groups(), received(firm.id, as_of.year)),
        smallest_set([need for each, _ in sure for need in each.measure.materials], known.values()),
        known,
    )
