"""Claims written in few words, for tests: `said("noodles", "50.8亿元", "2023")`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count

from dukou.clusters.core.derived import Derived, Figure, Unknown, result_of
from dukou.clusters.core.evidence import ClusterClaims, Segment
from dukou.clusters.core.lights import BaselineKind
from dukou.clusters.tests.lights_made import policy
from dukou.figures.core.arithmetic import Value
from dukou.figures.core.claims import Claim, ClaimKind, PriceBasis, Role
from dukou.figures.core.quantities import parse_quantity
from dukou.kit.core.labels import same
from dukou.kit.core.periods import parse_period

JULY_8 = date(2024, 7, 8)
BY_CALENDAR = policy(BaselineKind.CALENDAR)
BY_SEASON = policy(BaselineKind.SEVERAL_YEARS, BaselineKind.LAST_YEAR, BaselineKind.CALENDAR)
_numbers = count(1)


def said(
    value: str,
    period: str = "",
    kind: ClaimKind = ClaimKind.REPORTED,
    *,
    of: str = "cluster/noodles",
    role: Role = Role.REVENUE,
    indicator: str = "",
    known_on: date = JULY_8,
    price_basis: PriceBasis = PriceBasis.UNSTATED,
) -> Claim:
    """A claim; growth speaks of the indicator `revenue` unless told otherwise."""
    number = next(_numbers)
    name = indicator or role.value
    return Claim(
        id=number,
        ref=f"said.{number}",
        subject=of,
        indicator=name,
        indicator_label=same(name),
        version="1",
        role=role,
        value=parse_quantity(value),
        period=parse_period(period) if period else None,
        kind=kind,
        source="test",
        place="1",
        known_on=known_on,
        growth_of="revenue" if role is Role.GROWTH else "",
        price_basis=price_basis,
    )


def grew(value: str, period: str, **more: object) -> Claim:
    """A growth of revenue."""
    return said(value, period, role=Role.GROWTH, **more)  # type: ignore[arg-type]


def expected(value: str, period: str, **more: object) -> Claim:
    """A figure that is expected."""
    return said(value, period, ClaimKind.EXPECTED, **more)  # type: ignore[arg-type]


def target(value: str, period: str = "", **more: object) -> Claim:
    """A target."""
    return said(value, period, ClaimKind.TARGET, **more)  # type: ignore[arg-type]


def noodles(*claims: Claim, known_on: date = JULY_8, segments: tuple[Segment, ...] = ()) -> ClusterClaims:
    """A cluster of which these claims are known."""
    return ClusterClaims("noodles", same("noodles"), known_on, claims, segments)


def cluster(slug: str, *claims: Claim) -> ClusterClaims:
    """One cluster among several; the claims are made to speak of it."""
    return ClusterClaims(slug, same(slug), JULY_8, tuple(replace(claim, subject=f"cluster/{slug}") for claim in claims))


def shown(figure: Figure | Unknown | None) -> str:
    """A figure with its range in Chinese, e.g. `24.31 亿元 (24.22–24.39)`; the reason where there is none."""
    assert figure is not None
    result = result_of(figure)
    if not isinstance(result, Value):
        return result.why.zh
    text = figure.value_label.zh if not isinstance(figure, Unknown) else ""
    ends = figure.range_label if isinstance(figure, Derived) else None
    return f"{text} ({ends.zh})" if ends else text
