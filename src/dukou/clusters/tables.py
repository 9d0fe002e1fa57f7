"""Standings as office tables, each figure leading to where it comes from."""

from __future__ import annotations

from dukou.clusters.core.derived import Figure, shown
from dukou.clusters.core.district import District
from dukou.clusters.core.levels import scope_of
from dukou.clusters.core.progress import Progress
from dukou.clusters.core.standing import ClusterStanding
from dukou.clusters.faces import Addresses, headed, kind_of, period_and_scope
from dukou.figures.core.claims import UNDATED, Claim, ClaimKind, Role
from dukou.figures.core.units import YI
from dukou.kit.core.labels import Label, joined
from dukou.kit.pages.tables import Cell, Heading, Row, Table

_MONEY_AND_SHARES = Label(f"{YI.label.zh}，%", f"{YI.label.en}, %")


def period_table(standing: ClusterStanding, addresses: Addresses) -> Table:
    """Every revenue by period, told or reckoned back, the latest first; growth beside it."""
    heads = (
        Heading(Label("时期", "Period")),
        Heading(Label("营收", "Revenue"), is_number=True),
        Heading(Label("比上年同期", "On the year before"), is_number=True),
        Heading(Label("性质", "Kind")),
        Heading(Label("口径", "Scope")),
    )
    rows = tuple(_period_row(standing, level, addresses) for level in _levels(standing))
    title = Label("各时期营收与增速", "Revenue and growth by period")
    return Table(title, (heads,), rows, unit=_MONEY_AND_SHARES)


def baseline_table(progress: Progress, addresses: Addresses) -> Table:
    """Progress against each baseline with its light."""
    heads = (
        Heading(Label("基准", "Baseline")),
        Heading(Label("按基准应完成", "Due by the baseline"), is_number=True),
        Heading(Label("已完成", "Done"), is_number=True),
        Heading(Label("相差", "Gap"), is_number=True),
        Heading(Label("灯", "Light")),
    )
    rows = tuple(
        Row(
            (
                Cell(base.kind.label),
                addresses.cell(base.expected),
                addresses.cell(progress.done),
                addresses.cell(base.gap) if base.expected.is_known else Cell("", is_number=True),
                Cell(base.verdict.words, light=base.verdict.light.value),
            )
        )
        for base in progress.baselines
    )
    return Table(Label("进度与各基准", "Progress against each baseline"), (heads,), rows, notes=progress.done.notes)


def target_table(standing: ClusterStanding, addresses: Addresses) -> Table:
    """Each target: reached or not, and the gap; how far an undated one is away in all."""
    heads = (
        Heading(Label("年份", "Year")),
        Heading(Label("目标", "Target"), is_number=True),
        Heading(Label("达到没有", "Reached?")),
        Heading(Label("差额", "Gap"), is_number=True),
        Heading(Label("共须增长", "Growth in all"), is_number=True),
    )
    rows = []
    for target in standing.targets:
        when = UNDATED if target.claim.period is None else target.claim.period.label
        gap = addresses.cell(target.gap, qualifier=headed(target.gap.label))
        rows.append(Row((Cell(when), addresses.cell(target.claim), Cell(target.reached.label), gap, addresses.cell(target.in_all))))
    notes = dict.fromkeys(note for target in standing.targets for note in target.notes)
    return Table(Label("目标", "Targets"), (heads,), tuple(rows), notes=tuple(notes))


def growth_table(standing: ClusterStanding, addresses: Addresses) -> Table:
    """The growth a year that each dated target needs, from every base that is possible."""
    heads = (
        Heading(Label("期间", "Span")),
        Heading(Label("基数", "Base"), is_number=True),
        Heading(Label("目标", "Target"), is_number=True),
        Heading(Label("年均须增长", "Growth a year"), is_number=True),
        Heading(Label("前提", "Supposing")),
    )
    rows = []
    for target in standing.targets:
        for growth in target.a_year:
            goal, base = growth.inputs
            supposing = joined(list(growth.notes)) if growth.notes else Label("—", "—")
            cells = (addresses.cell(base), addresses.cell(goal), addresses.cell(growth), Cell(supposing))
            rows.append(Row((Cell(headed(growth.label)), *cells), begins=growth is target.a_year[0]))
    return Table(Label("到目标年均须增长多少", "The growth a year that targets need"), (heads,), tuple(rows))


def segment_table(standing: ClusterStanding, addresses: Addresses) -> Table:
    """The segments with their enterprises and their share of the cluster's."""
    heads = (
        Heading(Label("细分领域", "Segment")),
        Heading(Label("企业数", "Enterprises"), is_number=True),
        Heading(Label("占集群企业数", "Share of the cluster's enterprises"), is_number=True),
        Heading(Label("占集群营收", "Share of the cluster's revenue"), is_number=True),
    )
    rows = []
    for segment in standing.cluster.segments:
        shares = {each.key.rpartition("-")[2]: each for each in standing.of_segment(segment)}
        count = standing.cluster.count(segment.ref)
        told = (count, shares.get("enterprises"), shares.get("revenue"))
        cells = [addresses.cell(one) if one else Cell("", is_number=True) for one in told]
        rows.append(Row((Cell(segment.label), *cells)))
    return Table(Label("细分领域", "Segments"), (heads,), tuple(rows))


def overview_table(district: District, suffix: str) -> Table:
    """All clusters and their total."""
    heads = (
        Heading(Label("集群", "Cluster")),
        Heading(Label("营收", "Revenue"), is_number=True),
        Heading(Label("时期与口径", "Period and scope")),
        Heading(Label("占合计", "Share of the total"), is_number=True),
    )
    rows = [_overview_row(each, Addresses(each.slug, suffix)) for each in district.standings]
    total = district.total
    if total:
        cells = (Cell(Label("合计", "Total")), Cell(shown(total.sum), is_number=True), Cell(Label(f"{total.year}年", f"{total.year}")))
        rows.append(Row((*cells, Cell(Label("—", "—"), is_number=True)), is_sum=True))
    notes = total.sum.notes if total else ()
    return Table(Label("各集群营收", "Revenue of the clusters"), (heads,), tuple(rows), notes=notes)


def _overview_row(standing: ClusterStanding, addresses: Addresses) -> Row:
    share = next(iter(standing.indicators["share"]), None)
    scope = period_and_scope(standing.revenue)
    return Row((Cell(standing.label), addresses.cell(standing.revenue), Cell(scope or ""), addresses.cell(share)))


def _levels(standing: ClusterStanding) -> list[Figure]:
    cluster = standing.cluster
    told: list[Figure] = [claim for claim in cluster.about(cluster.ref, Role.REVENUE) if claim.kind is not ClaimKind.TARGET]
    return sorted([*told, *standing.indicators["revenue"]], key=_latest_first)


def _latest_first(level: Figure) -> tuple[int, int, int]:
    """By the end of the period, a year before its parts; undated ones last."""
    if level.period is None:
        return (1, 0, 0)
    return (0, -level.period.last.toordinal(), level.period.first.toordinal())


def _period_row(standing: ClusterStanding, level: Figure, addresses: Addresses) -> Row:
    growth: Figure | None = None  # not told, which is not the same as none
    if level.period is not None:
        told = standing.cluster.growth(scope_of(level).indicator, level.period)
        growth = told if isinstance(level, Claim) else None
        computed = standing.figures.get(f"growth-{level.period}")
        if growth is None and computed is not None and level in computed.inputs[:1]:
            growth = computed
    kind, when = kind_of(level), UNDATED if level.period is None else level.period.label
    beside = addresses.cell(growth, with_unit=False) if growth else Cell("", is_number=True)
    cells = (Cell(when), addresses.cell(level, with_unit=False), beside)
    return Row((*cells, Cell(kind or ""), Cell(scope_of(level).indicator_label)))
