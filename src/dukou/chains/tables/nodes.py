"""The nodes of a chain as rows, and one node's firms: the same that the drawing shows, for who would rather read."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from dukou.chains.core.assessed import NodeFound, Three
from dukou.chains.core.maps import Node
from dukou.chains.core.placements.placed import PlacementBasis
from dukou.chains.core.status.facts import ChainAct, NodeStatus
from dukou.chains.core.words import NONE, NOT_KNOWN, money, money_between, percent, span
from dukou.chains.queries.assessments import Shown
from dukou.chains.queries.working import SupplyTold
from dukou.figures.core.tags import Confidence
from dukou.kit.core.labels import Label
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Row, Table

LIGHTS = {
    NodeStatus.MISSING: Light.RED,
    NodeStatus.AT_RISK: Light.RED,
    NodeStatus.SINGLE_SOURCE: Light.YELLOW,
    NodeStatus.WEAK: Light.YELLOW,
    NodeStatus.STRONG: Light.GREEN,
    NodeStatus.PRESENT: Light.GREEN,
    NodeStatus.EXTEND: Light.UNDECIDED,
    NodeStatus.ABSENT: Light.UNKNOWN,
}
QUOTIENT_NOTE = Label(
    "区位商按企业数估计，企业少时收缩到接近 1；没有企业的节点不写。",
    "Location quotients are estimated from numbers of firms and shrunk towards 1 where firms are few; a node without firms has none.",
)
_UNLOOKED = Label("未研判", "not assessed")


def node_address(slug: str, node: str, suffix: str = "") -> str:
    """The page of a node."""
    return reverse("chains:node", args=[slug, node]) + suffix


def status_cell(found: NodeFound | None) -> Cell:
    """The state of a node: a word with a sign, never a colour alone."""
    if found is None:
        return Cell(_UNLOOKED)
    status = NodeStatus.of(found.status)
    return Cell(status.label, light=LIGHTS[status].value)


def node_table(shown: Shown, suffix: str) -> Table:
    """Every node, stage by stage."""
    heads = (
        (
            Heading(Label("节点", "Node"), rows=2),
            Heading(Label("状态", "State"), rows=2),
            Heading(Label("企业", "Firms"), rows=2, is_number=True),
            Heading(Label("营收", "Revenue"), rows=2, is_number=True),
            Heading(Label("本地", "Here"), columns=3, is_number=True),
            Heading(Label("区位商", "Location quotient"), rows=2, is_number=True),
            Heading(Label("建议举措", "Calls for"), rows=2),
        ),
        (
            Heading(Label("需求", "demand"), is_number=True),
            Heading(Label("缺口", "gap"), is_number=True),
            Heading(Label("自给率", "self-sufficiency"), is_number=True),
        ),
    )
    rows: list[Row] = []
    for stage in shown.chain.stages:
        for place, node in enumerate(each for each in shown.chain.nodes if each.stage == stage.key):
            rows.append(_node_row(shown, node, stage.label if place == 0 else None, suffix))
    notes = (
        Label("小字是 5% 至 95% 的范围；未知不当作零。", "Small figures: 5 to 95 %. What is not known is not counted as nought."),
        Label("“◆”为关键节点。", "“◆” marks critical nodes."),
        QUOTIENT_NOTE,
    )
    return Table(Label("节点", "Nodes"), heads, tuple(rows), notes=notes)


def _node_row(shown: Shown, node: Node, stage: Label | None, suffix: str) -> Row:
    found = shown.nodes.get(node.key)
    name = Label(f"◆ {node.label.zh}", f"◆ {node.label.en}") if node.is_critical else node.label
    head = Cell(name, node_address(shown.text.slug, node.key, suffix), qualifier=stage or "")
    if found is None:
        return Row((head, status_cell(None), *(Cell(NONE) for _ in range(7))), begins=stage is not None)
    act = ChainAct.of(found.act).label if found.act else NONE
    return Row(
        (
            head,
            status_cell(found),
            Cell(str(len(found.firms)), is_number=True),
            Cell(money(found.revenue) if found.firms else NONE, is_number=True),
            Cell(money(found.demand) if found.demand else NONE, is_number=True),
            _gap(found),
            Cell(NONE, is_number=True) if found.sufficiency is None else _estimated(found.sufficiency),
            _quotient(found),
            Cell(act),
        ),
        begins=stage is not None,
    )


def _gap(found: NodeFound) -> Cell:
    """The gap with its bounds beneath; a dash where nothing is demanded."""
    if not found.demand:
        return Cell(NONE, is_number=True)
    if found.gap is None or found.gap[0] == found.gap[2]:
        return Cell(money_between(found.gap), is_number=True)
    low, high = money(found.gap[0]), money(found.gap[2])
    return Cell(money(found.gap[1]), is_number=True, qualifier=Label("{low} 至 {high}", "{low} to {high}").filled(low=low, high=high))


def _quotient(found: NodeFound) -> Cell:
    """A dash where no firm stands here: not unknown, but nothing to estimate."""
    if found.quotient_here is None:
        return Cell(NOT_KNOWN if found.firms else NONE, is_number=True)
    return _estimated(found.quotient_here)


def _estimated(numbers: Three) -> Cell:
    """An estimate with its bounds beneath."""
    return Cell(f"{numbers[1]:.2f}", is_number=True, qualifier="" if numbers[0] == numbers[2] else span((numbers[0], numbers[2])))


def firm_table(found: NodeFound) -> Table:
    """Who stands on a node, by what, since when."""
    heads = (
        Heading(Label("企业", "Firm")),
        Heading(Label("在此营收", "Revenue here"), is_number=True),
        Heading(Label("占其营收", "Share of its revenue"), is_number=True),
        Heading(Label("可信度", "Confidence")),
        Heading(Label("依据", "Evidence")),
        Heading(Label("获知日期", "Known on")),
    )
    rows = []
    for firm in found.firms:
        name = Label(f"{firm.name}（链主）", f"{firm.name} (chain leader)") if firm.is_leader else firm.name
        year = Label(f"{firm.year} 年", str(firm.year)) if firm.year else ""
        share = percent(firm.share)
        stated: Label | str = "" if firm.is_share_stated else Label("推算", "estimated")
        stale: Label | str = Label("依据过期，请复核", "stale: check again") if firm.is_stale else ""
        rows.append(
            Row(
                (
                    Cell(name, reverse("enterprises:detail", args=[firm.key])),
                    Cell(money(firm.revenue), is_number=True, qualifier=year if firm.revenue is not None else ""),
                    Cell(share, is_number=True, qualifier=stated),
                    Cell(Confidence.of(firm.confidence).label),
                    Cell(firm.evidence, qualifier=PlacementBasis.of(firm.basis).label),
                    Cell(str(firm.known_on) if firm.known_on else Label("没有日期", "no day"), qualifier=stale),
                )
            )
        )
    return Table(Label("在这个节点的企业", "Firms on this node"), (heads,), tuple(rows))


def supply_table(links: Sequence[SupplyTold], *, may_keep: bool) -> Table:
    """Supply links by name."""
    act = (Heading(Label("操作", "Action")),) if may_keep else ()
    heads = (
        Heading(Label("供应方", "Supplier")),
        Heading(Label("使用方", "User")),
        Heading(Label("供应的节点", "Node supplied")),
        Heading(Label("依据", "Evidence")),
        Heading(Label("获知日期", "Known on")),
        *act,
    )
    rows = []
    for each in links:
        back = (Cell(Label("撤回", "Take back"), reverse("chains:supply_withdraw", args=[each.number])),) if may_keep else ()
        rows.append(
            Row(
                (
                    Cell(each.supplier_name, reverse("enterprises:detail", args=[each.supplier])),
                    Cell(each.user_name, reverse("enterprises:detail", args=[each.user])),
                    Cell(each.node.label),
                    Cell(each.evidence),
                    Cell(str(each.known_on)),
                    *back,
                )
            )
        )
    return Table(Label("已知供应关系", "Supply links by name"), (heads,), tuple(rows))
