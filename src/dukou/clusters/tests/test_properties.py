"""What holds for any claims: intervals hold every truth, rates know no scale, the unknown never becomes a number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.clusters.core.derived import Derived, result_of
from dukou.clusters.core.district import District, district_of
from dukou.clusters.core.evidence import ClusterClaims, Segment
from dukou.clusters.core.lights import Light
from dukou.clusters.tests.said import BY_SEASON, JULY_8, expected, grew, said, target
from dukou.figures.core.arithmetic import Value
from dukou.figures.core.claims import Claim, ClaimKind, Role
from dukou.figures.core.operators import Operator
from dukou.figures.core.quantities import Quantity
from dukou.kit.core.labels import same
from dukou.kit.output import as_json

TINY = Decimal("1e-12")
SOME = settings(max_examples=60, deadline=None)
IVD = Segment("ivd", same("IVD"))

signs = st.sampled_from(["", "≈", ">", "≥", "<", "≤"])
cents = st.integers(1, 50_000)
amounts = st.builds(lambda sign, number, digits: f"{sign}{Decimal(number).scaleb(-digits):f}亿元", signs, cents, st.integers(0, 2))
tenths = st.integers(-900, 3000)
rates = st.builds(lambda sign, number: f"{sign}{Decimal(number).scaleb(-1):f}%", st.sampled_from(["", "≈"]), tenths)
firms = st.integers(1, 500).map(lambda number: f"{number}家")


def stated(build: Callable[..., Claim], texts: st.SearchStrategy[str], *periods: str) -> list[st.SearchStrategy[Claim | None]]:
    """For each period a claim that may be there or not."""
    return [st.none() | st.builds(build, texts, st.just(period)) for period in periods]


def counted(text: str, of: str) -> Claim:
    """An undated number of enterprises."""
    return said(text, role=Role.ENTERPRISES, of=of)


CLAIMS = [
    *stated(said, amounts, "2021", "2022", "2023", "", "2022H1", "2023H1", "2024H1"),
    *stated(grew, rates, "2022", "2023", "2023H1", "2024H1"),
    *stated(expected, amounts, "2024H1", "2024"),
    *stated(target, amounts, "2023", "2024", "2027", "2035", ""),
    *stated(counted, firms, "cluster/noodles", IVD.ref),
]


@st.composite
def clusters(draw: st.DrawFn, slug: str) -> ClusterClaims:
    """A cluster about which anything may be known."""
    found = [claim for claim in (draw(each) for each in CLAIMS) if claim]
    moved = tuple(replace(claim, subject=f"cluster/{slug}") if claim.subject.startswith("cluster/") else claim for claim in found)
    return ClusterClaims(slug, same(slug), JULY_8, moved, (IVD,) if slug == "a" else ())


districts = st.tuples(clusters("a"), clusters("b"))


def district(found: tuple[ClusterClaims, ...]) -> District:
    """The district of these clusters."""
    return district_of(found, {cluster.slug: BY_SEASON for cluster in found}, JULY_8)


def figures(found: District) -> Iterator[tuple[str, Derived]]:
    """Every computed figure of a district."""
    for standing in found.standings:
        yield from ((f"{standing.slug}/{key}", figure) for key, figure in standing.figures.items())
    if found.total:
        yield found.total.sum.key, found.total.sum


def rates_of(found: District) -> dict[str, Decimal]:
    """Every computed figure that is no money."""
    results = ((key, figure.result) for key, figure in figures(found))
    return {key: result.point for key, result in results if isinstance(result, Value) and result.unit.dimension != "money"}


def sharpened(claim: Claim, drawn: Decimal) -> Claim:
    """The claim with one exact value out of all that it leaves open. Yardsticks stay, for they are taken at what they state."""
    if claim.kind is ClaimKind.TARGET or (claim.kind is ClaimKind.EXPECTED and str(claim.period) == "2024"):
        return claim
    ends, quantity = claim.quantity.interval(), claim.quantity
    if ends.is_exact:
        return claim
    reach = ends.high - ends.low if ends.is_bounded else Decimal(1000)
    inside = ends.low + reach * drawn
    return replace(claim, value=Quantity(Operator.EQUAL, inside.quantize(Decimal("1e-18")), quantity.unit))


@SOME
@given(districts, st.lists(st.integers(1, 999), min_size=60, max_size=60))
def test_every_interval_holds_what_any_values_inside_its_inputs_give(found: tuple[ClusterClaims, ...], draws: list[int]) -> None:
    drawn = iter(draws)
    exact = tuple(replace(each, claims=tuple(sharpened(claim, Decimal(next(drawn)) / 1000) for claim in each.claims)) for each in found)
    vague, sharp = district(found), dict(figures(district(exact)))
    for key, figure in figures(vague):
        truth = sharp[key].result if key in sharp else None
        if isinstance(figure.result, Value) and isinstance(truth, Value):
            interval = figure.result.interval
            assert interval.low - TINY <= truth.point <= interval.high + TINY, (key, figure, truth)
    for standing, exactly in zip(vague.standings, district(exact).standings, strict=True):
        for base, base_exactly in zip(standing.progress.baselines, exactly.progress.baselines, strict=True):
            if base.verdict.light is not Light.UNKNOWN:
                order = [Light.RED, Light.YELLOW, Light.GREEN]
                low, high = base.verdict.between or (base.verdict.light, base.verdict.light)
                possible = order[order.index(low) : order.index(high) + 1]
                assert set(base_exactly.verdict.between or [base_exactly.verdict.light]) <= set(possible)


@SOME
@given(districts, st.integers(-3, 3))
def test_rates_and_lights_know_no_scale_of_money(found: tuple[ClusterClaims, ...], power: int) -> None:
    def scaled(claim: Claim) -> Claim:
        quantity = claim.quantity
        if quantity.unit.dimension != "money":
            return claim
        return replace(claim, value=replace(quantity, number=quantity.number.scaleb(power)))

    here = district(found)
    there = district(tuple(replace(each, claims=tuple(map(scaled, each.claims))) for each in found))
    assert [each.progress.verdict.light for each in here.standings] == [each.progress.verdict.light for each in there.standings]
    rates_here, rates_there = rates_of(here), rates_of(there)
    assert rates_here.keys() == rates_there.keys()
    for key, rate in rates_here.items():
        assert abs(rate - rates_there[key]) <= TINY * max(Decimal(1), abs(rate))


@SOME
@given(districts)
def test_the_unknown_never_becomes_a_number(found: tuple[ClusterClaims, ...]) -> None:
    for key, figure in figures(district(found)):
        if figure.is_known:
            assert all(isinstance(result_of(part), Value) for part in figure.inputs), key
            assert figure.inputs or figure.key.startswith("calendar-"), key


@SOME
@given(districts)
def test_a_key_names_one_figure_and_json_writes_all(found: tuple[ClusterClaims, ...]) -> None:
    here = district(found)
    for standing in here.standings:
        tops = [*standing.progress.figures(), *(each for goal in standing.targets for each in goal.figures())]
        tops += [each for several in standing.indicators.values() for each in several]
        for figure in (each for top in tops for each in top.tree()):
            assert standing.figures[figure.key] == figure
    assert as_json(here.as_dict())
