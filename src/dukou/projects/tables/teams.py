"""Week lists, visit calendars and families as tables."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.urls import reverse

from dukou.kit.core.labels import Label
from dukou.kit.core.lights import Light as Face
from dukou.kit.core.money import money_text
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text
from dukou.projects.core.families import Family, Member
from dukou.projects.core.weeks import VisitDay, too_close
from dukou.projects.queries.teams import ItemTold

NONE = "—"
SYNTHETIC = Label("合成数据", "synthetic")
_TO_DO, _DONE, _LATE = Label("在办", "to do"), Label("办结", "done"), Label("超期", "past its day")
_CLOSE = Label("太近", "close")
_NEAR = Label("两周内另有单位走访", "another office within a fortnight")


def week_table(title: Label, found: Sequence[ItemTold], *, with_project: bool = False, may_keep: bool = False) -> Table:
    """What stands on the list of a week."""
    heads = [Heading(Label("事项", "What"))]
    heads += [Heading(Label("项目", "Project"))] if with_project else []
    heads += [Heading(Label("责任单位", "Who")), Heading(Label("期限", "By")), Heading(Label("办理情况", "Where it stands"))]
    rows = []
    for each in found:
        address = reverse("projects:week_done", args=[each.number]) if may_keep and each.done_on is None else ""
        cells = [Cell(each.text, address, qualifier=SYNTHETIC if each.is_synthetic else "")]
        cells += [Cell(each.project_name, reverse("projects:team", args=[each.project]))] if with_project else []
        cells += [Cell(each.owner_name), Cell(str(each.due_on)), _standing(each)]
        rows.append(Row(tuple(cells)))
    return Table(title, (tuple(heads),), tuple(rows))


def _standing(item: ItemTold) -> Cell:
    if item.done_on is not None:
        words = Label("{word} {on}", "{word} {on}").filled(word=_DONE, on=item.done_on)
        return Cell(words, qualifier=item.result, light=(Face.YELLOW if item.is_late else Face.GREEN).value)
    carried: Text = Label(f"已顺延 {item.carried} 周", f"carried over {item.carried} weeks") if item.carried else ""
    return Cell(_LATE if item.is_late else _TO_DO, qualifier=carried, light=(Face.RED if item.is_late else Face.UNDECIDED).value)


def visit_table(found: Sequence[VisitDay], today: date, open_to: Collection[int]) -> Table:
    """The visit calendar of a firm; a meeting's page is linked for who may see it."""
    near = {each for pair in too_close(found) for each in pair}
    rows = []
    for each in found:
        address = reverse("casework:meeting", args=[each.number]) if each.number in open_to else ""
        when = Label("已走访", "came") if each.on <= today else Label("将走访", "to come")
        warned = Cell(_CLOSE, qualifier=_NEAR, light=Face.YELLOW.value) if each in near else Cell(NONE)
        rows.append(Row((Cell(str(each.on), address, qualifier=when), Cell(each.office_name), warned)))
    heads = (Heading(Label("日期", "Day")), Heading(Label("单位", "Office")), Heading(Label("提醒", "Mind")))
    return Table(Label("走访日历（各单位）", "Visit calendar of all offices"), (heads,), tuple(rows))


def family_table(family: Family) -> Table:
    """A family, each project set in beneath the firm that brought it."""
    heads = (Heading(Label("企业和项目", "Firm and project")), Heading(Label("签约额", "Contract sum"), is_number=True))
    head = Row((Cell(family.head_name), Cell(NONE, is_number=True)))
    rows = (head, *(_member(each) for each in family.members), _sum_of(family))
    return Table(Label("{name}带来的企业", "Brought by {name}").filled(name=family.head_name), (heads,), rows)


def _member(member: Member) -> Row:
    told = member.brought
    again: Text = Label("它带来的见上文", "what it brought stands above") if member.is_again else ""
    name = Label("{firm}：{project}", "{firm}: {project}").filled(firm=told.firm_name, project=told.project_name)
    amount = money_text(told.amount, "万元") if told.amount is not None else Label("不知", "unknown")
    address = reverse("projects:project", args=[told.project])
    return Row((Cell(name, address, depth=member.depth, qualifier=again), Cell(amount, is_number=True)))


def _sum_of(family: Family) -> Row:
    count = len(family.members)
    words = Label(f"合计 {count} 个项目", f"In all {count} projects")
    missing: Text = Label(f"{family.unknown} 个不知", f"{family.unknown} unknown") if family.unknown else ""
    total = money_text(family.total, "万元") if family.total is not None else Label("不知", "unknown")
    return Row((Cell(words), Cell(total, is_number=True, qualifier=missing)), is_sum=True)
