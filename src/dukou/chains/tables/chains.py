"""Chains as rows: all of them, and what the sheets of one show."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from dukou.chains.core.status.facts import NodeStatus
from dukou.chains.core.status.strength import StrengthAxis
from dukou.chains.core.words import NONE, axis_words, money
from dukou.chains.queries.assessments import Shown
from dukou.chains.tables.nodes import node_address, status_cell
from dukou.kit.core.labels import Label
from dukou.kit.pages.tables import Cell, Heading, Row, Table

_NO_TARGET = Label(
    "区里还没有给节点定目标：写在图谱的 target 里，要有来源。",
    "The district has set no targets for nodes: write them as `target`, with a source.",
)
STATES_NOTE = Label(
    "缺：本地要用，没有企业。险：只靠一家，又易断或是必经环节。单点：只靠一家或几乎只靠一家。弱：本地供给不足或低于参照平均。"
    "强：高于参照平均且来源多。延：没有，本地也不要，但与强节点相邻，可以延伸。有：有企业，以上都不是。无，不需要：没有，本地也不要，不必补。",
    "Missing: used here, no firm. At risk: one source, fragile or a bottleneck. Single source: one firm, or nearly one. Weak: too "
    "little is supplied here, or below the reference average. Strong: above that average, several sources. Extend: not here and not "
    "asked for, next to a strong node. Present: firms are here, none of the above. Absent, not needed: not here, not asked for.",
)
_STARS = Label(
    "星级（0 至 3，按欧洲集群观察的做法，界线未核实）：{stars}。",
    "Stars (0 to 3, after the European observatory; bounds unverified): {stars}.",
)


def chain_table(chains: Sequence[Shown], suffix: str) -> Table:
    """Every chain, its nodes by state."""
    heads = (
        (
            Heading(Label("产业链", "Chain"), rows=2),
            Heading(Label("节点", "Nodes"), rows=2, is_number=True),
            Heading(Label("其中", "Of these"), columns=len(NodeStatus), is_number=True),
            Heading(Label("研判日", "Assessed as of"), rows=2),
        ),
        tuple(Heading(status.label, is_number=True) for status in NodeStatus),
    )
    return Table(
        Label("各条产业链", "All chains"), heads, tuple(_chain_row(each, suffix) for each in chains), notes=(STATES_NOTE,), is_broad=True
    )


def _chain_row(shown: Shown, suffix: str) -> Row:
    counts = [shown.states.get(status.value, 0) for status in NodeStatus]
    day = str(shown.row.as_of) if shown.row else Label("未研判", "not assessed")
    stale: Label | str = Label("资料已变", "something was added since") if shown.is_stale else ""
    return Row(
        (
            Cell(shown.text.label, reverse("chains:chain", args=[shown.text.slug]) + suffix, qualifier=f"v{shown.text.version}"),
            Cell(str(sum(counts) or len(shown.chain.nodes)), is_number=True),
            *(Cell(str(count) if shown.row else NONE, is_number=True) for count in counts),
            Cell(day, qualifier=stale),
        )
    )


def target_table(shown: Shown, suffix: str) -> Table:
    """Present state against target, node by node."""
    heads = (
        Heading(Label("节点", "Node")),
        Heading(Label("现状", "Present")),
        Heading(Label("营收", "Revenue"), is_number=True),
        Heading(Label("目标", "Target"), is_number=True),
        Heading(Label("到", "By")),
    )
    rows = []
    for node in shown.chain.nodes:
        found, target = shown.nodes.get(node.key), node.target
        wanted: Label | str = NONE if target is None else money(target.revenue) if target.revenue else Label("要有", "to be here")
        rows.append(
            Row(
                (
                    Cell(node.label, node_address(shown.text.slug, node.key, suffix)),
                    status_cell(found),
                    Cell(money(found.revenue) if found and found.firms else NONE, is_number=True),
                    Cell(wanted, is_number=True, qualifier=target.cited.source if target else ""),
                    Cell(str(target.by) if target else NONE),
                )
            )
        )
    notes = () if any(node.target for node in shown.chain.nodes) else (_NO_TARGET,)
    return Table(Label("现状与目标", "Present state and target"), (heads,), tuple(rows), notes=notes)


def enterprise_table(shown: Shown) -> Table:
    """Who stands on the chain, firm by firm."""
    assert shown.found is not None
    heads = (
        Heading(Label("企业", "Firm")),
        Heading(Label("节点", "Node")),
        Heading(Label("在此营收", "Revenue here"), is_number=True),
    )
    names = {node.key: node.label for node in shown.chain.nodes}
    pairs = [(firm, node) for node in shown.found.nodes for firm in node.firms]
    found = sorted(pairs, key=lambda pair: (not pair[0].is_leader, pair[0].name, pair[1].key))
    rows = [
        Row(
            (
                Cell(
                    Label(f"{firm.name}（链主）", f"{firm.name} (chain leader)") if firm.is_leader else firm.name,
                    reverse("enterprises:detail", args=[firm.key]),
                ),
                Cell(names[node.key]),
                Cell(money(firm.revenue), is_number=True),
            )
        )
        for firm, node in found
    ]
    return Table(Label("企业清单", "Enterprises"), (heads,), tuple(rows))


def strength_table(shown: Shown) -> Table:
    """The axes of the radar as figures."""
    assert shown.found is not None
    heads = (
        Heading(Label("方面", "Axis")),
        Heading(Label("数值", "Value"), is_number=True),
        Heading(Label("百分位", "Percentile"), is_number=True),
        Heading(Label("参照地区", "Regions compared"), is_number=True),
    )
    rows = [
        Row(
            (
                Cell(StrengthAxis.of(each.axis).label, qualifier=each.why or ""),
                Cell(axis_words(each.axis, each.value), is_number=True),
                Cell(NONE if each.percentile is None else f"{each.percentile:.0f}", is_number=True),
                Cell(str(each.regions) if each.regions else NONE, is_number=True),
            )
        )
        for each in shown.found.axes
    ]
    low, high = shown.found.stars
    stars = str(low) if low == high else Label(f"{low} 至 {high}", f"{low} to {high}")
    return Table(Label("各方面的强度", "Strength by axis"), (heads,), tuple(rows), notes=(_STARS.filled(stars=stars),))


def unplaced_table(shown: Shown) -> Table:
    """Signs of firms that place them nowhere, each with its reason."""
    assert shown.found is not None
    heads = (Heading(Label("企业", "Firm")), Heading(Label("为什么没有归入", "Why it was not placed")))
    rows = tuple(Row((Cell(each.name, reverse("enterprises:detail", args=[each.key])), Cell(each.why))) for each in shown.found.unplaced)
    return Table(Label("有线索而没有归入的", "Signs that placed nobody"), (heads,), rows)
