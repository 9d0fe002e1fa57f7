"""The working lists as tables and as files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from django.urls import reverse

from dukou.chains.core.kinds import InvitationState
from dukou.chains.core.words import NONE
from dukou.chains.queries.becoming import Became
from dukou.chains.queries.working import InvitationTold, NodeName, ProblemTold
from dukou.kit.core.labels import Label
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Row, Table
from dukou.kit.sheets.writing import Written

SYNTHETIC = Label("合成数据", "synthetic")
INVITATIONS = (
    Label("编号", "Number"),
    Label("对象", "Whom"),
    Label("产业链", "Chain"),
    Label("节点", "Node"),
    Label("状态", "State"),
    Label("负责单位", "Office"),
    Label("期限", "By"),
    Label("列入时名次", "Rank when listed"),
)
_LIGHTS = {InvitationState.HANDED_OVER: Light.GREEN, InvitationState.DROPPED: Light.UNKNOWN}


def node_cell(name: NodeName) -> Cell:
    """A node that leads to its page, where its map still has it."""
    if not name.slug:
        return Cell(name.label, qualifier=Label("图谱里已没有", "no longer on its map"))
    return Cell(name.label, reverse("chains:node", args=[name.slug, name.node]), qualifier=name.chain_label)


_NOTHING: Mapping[int, Became] = MappingProxyType({})


def invitation_table(found: Sequence[InvitationTold], became: Mapping[int, Became] = _NOTHING) -> Table:
    """The invitation list; where projects came of its lines, a column leads to them."""
    heads = (
        Heading(Label("对象", "Whom")),
        Heading(Label("节点", "Node")),
        Heading(Label("状态", "State")),
        Heading(Label("负责单位", "Office")),
        Heading(Label("期限", "By")),
        Heading(Label("列入时名次", "Rank when listed"), is_number=True),
        *((Heading(Label("成了哪个项目", "Became")),) if became else ()),
    )
    rows = tuple(
        Row(
            (
                Cell(each.title, reverse("chains:invitation", args=[each.number]), qualifier=SYNTHETIC if each.is_synthetic else ""),
                node_cell(each.node),
                Cell(each.state.label, light=_LIGHTS.get(each.state, Light.UNDECIDED).value),
                Cell(each.office or NONE),
                Cell(str(each.due_on) if each.due_on else NONE),
                Cell(str(each.advice.get("rank", NONE)), is_number=True),
                *((_project_cell(became.get(each.number)),) if became else ()),
            )
        )
        for each in found
    )
    return Table(Label("招商清单", "Invitations"), (heads,), rows)


def _project_cell(project: Became | None) -> Cell:
    return Cell(NONE) if project is None else Cell(project.label, project.address, qualifier=project.about)


def invitation_rows(found: Sequence[InvitationTold]) -> Iterator[Sequence[Written]]:
    """The same for a file."""
    for each in found:
        yield (
            each.number,
            each.title,
            str(each.node.chain_label),
            str(each.node.label),
            str(each.state.label),
            each.office,
            str(each.due_on or ""),
            each.advice.get("rank", ""),
        )


def problem_table(found: Sequence[ProblemTold], *, may_keep: bool = False) -> Table:
    """The problem list of a chain."""
    heads = (
        Heading(Label("问题", "Problem")),
        Heading(Label("节点", "Node")),
        Heading(Label("负责单位", "Office")),
        Heading(Label("期限", "By")),
        Heading(Label("进展", "Where it stands")),
    )
    rows = []
    for each in found:
        solved = each.solved_at is not None
        word = Label("已解决", "solved") if solved else Label("未解决", "open")
        address = "" if solved or not may_keep else reverse("chains:problem_solve", args=[each.number])
        rows.append(
            Row(
                (
                    Cell(each.text, address, qualifier=SYNTHETIC if each.is_synthetic else ""),
                    node_cell(each.node) if each.node else Cell(NONE),
                    Cell(each.office or NONE),
                    Cell(str(each.due_on) if each.due_on else NONE),
                    Cell(word, qualifier=each.solution, light=(Light.GREEN if solved else Light.UNDECIDED).value),
                )
            )
        )
    return Table(Label("问题清单", "Problems"), (heads,), tuple(rows))
