"""Policy finds enterprise, asked at once: whom a measure fits, and who is one condition short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.lists import Listed
from dukou.policies.core.entitlements import Entitled
from dukou.policies.queries.matching import Wants, firms_matched, matcher
from dukou.policies.queries.policies import Standing
from dukou.rules.core.nearness import nearest_first


@dataclass(frozen=True, slots=True)
class Fit:
    """One firm under one measure."""

    firm: Listed
    entitled: Entitled

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it."""
        told, near = self.entitled, self.entitled.near
        return {
            "measure": told.measure.key,
            "firm": self.firm.key,
            "firm_name": self.firm.name,
            "synthetic": self.firm.is_synthetic,
            "answer": told.answer.value,
            "amount": told.amount.as_dict() if told.amount else None,
            "near": near.as_dict() if near else None,
            "missing": [gap.as_dict() for gap in told.missing],
        }


def fits(viewer: Viewer, as_of: date, wants: Wants, only: Standing | None = None) -> Iterator[Fit]:
    """The firms in sight that are wanted under one measure, or under each that is in force, from the facts that the viewer may see."""
    match = matcher(as_of, [only] if only else None)
    for found in match.through(viewer, firms_matched(viewer, as_of), wants):
        yield from (Fit(found.firm, entitled) for _, entitled in found.entitled)


def ready(viewer: Viewer, as_of: date, only: Standing | None = None) -> list[Fit]:
    """Those whom a measure surely fits."""
    return list(fits(viewer, as_of, lambda verdict: verdict.answer is True, only))


def one_short(viewer: Viewer, as_of: date, only: Standing | None = None) -> list[Fit]:
    """Those who miss exactly one condition, with nothing else open; the nearest first."""
    return nearest_first(list(fits(viewer, as_of, lambda verdict: verdict.is_near, only)), lambda fit: fit.entitled.near)
