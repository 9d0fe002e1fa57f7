"""Conversion rates and lost projects as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from dukou.chains.queries.working import NodeName
from dukou.kit.core.labels import Label, same
from dukou.kit.core.rates import Rate as Share
from dukou.kit.pages.tables import Cell, Heading, Row, Table, plain_table
from dukou.projects.core.conversion import Converted
from dukou.projects.core.pipeline import Rate
from dukou.projects.queries.conversion import Lost

_ALL = Label("合计", "All")
_COUNT = Heading(Label("项目数", "Projects"), is_number=True)
_SHARE = Heading(Label("占流失的", "Of all lost"), is_number=True)
Cells = Sequence[Cell | Label | str]


def rate_table(rate: Rate, found: Sequence[Converted]) -> Table:
    """One rate by year of arrival, with those still under way and those that gave up."""
    heads = (
        Heading(Label("到达年份", "Year")),
        Heading(Label("转化", "Came on"), is_number=True),
        Heading(Label("还在推进", "Under way"), is_number=True),
        Heading(Label("流失、放弃", "Lost or abandoned"), is_number=True),
    )
    rows = [
        Row(
            (
                Cell(str(each.year) if each.year else _ALL),
                Cell(each.share.label, is_number=True),
                Cell(str(each.under_way), is_number=True),
                Cell(str(each.over), is_number=True),
            ),
            is_sum=each.year is None,
        )
        for each in found
    ]
    return Table(rate.name, (heads,), tuple(rows))


def lost_tables(lost: Lost, reasons: Mapping[str, Label], names: Mapping[str, NodeName]) -> list[Table]:
    """Why projects were lost, at which node of a chain (it leads to the node's page, which names them), and where they went."""
    why: list[Cells] = [[_reason(key, reasons), str(n), Share(n, lost.count).label] for key, n in lost.by_reason.items()]
    at: list[Cells] = [[_node(node, names), _reason(key, reasons), str(n)] for (node, key), n in lost.by_node.items()]
    to: list[Cells] = [[place, str(n), Share(n, lost.count).label] for place, n in lost.by_place.items()]
    reason = Heading(Label("原因", "Reason"))
    found = [
        plain_table(Label("为什么流失", "Why they were lost"), (reason, _COUNT, _SHARE), why),
        plain_table(Label("流失在哪个节点", "Where in the chains"), (Heading(Label("节点", "Node")), reason, _COUNT), at),
        plain_table(Label("去了哪里", "Where they went"), (Heading(Label("地方", "Place")), _COUNT, _SHARE), to),
    ]
    return [table for table in found if table.rows]


def _reason(key: str, reasons: Mapping[str, Label]) -> Label:
    return reasons.get(key, same(key or "—"))


def _node(ref: str, names: Mapping[str, NodeName]) -> Cell:
    name = names.get(ref)
    if name is None:
        return Cell(ref)
    return Cell(name.label, reverse("chains:node", args=[name.slug, name.node]), qualifier=name.chain_label)
