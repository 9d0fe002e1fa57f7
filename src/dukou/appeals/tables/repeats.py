"""What repeats as tables: topics of a month, and open appeals that may be merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.urls import reverse

from dukou.appeals.core.repeats import Growth, Repeat
from dukou.appeals.queries.repeating import Proposal
from dukou.kit.core.labels import Label
from dukou.kit.core.rates import NoBase
from dukou.kit.pages.tables import Cell, Heading, Table, Text, plain_table

_UNCERTAIN = Label("区间含不变，不能说升降", "the interval holds no change: neither a rise nor a fall")
_NO_LIMIT = Label("无上限", "no upper limit")


def repeats_table(found: Sequence[Repeat], topics: Mapping[str, Label], before: int) -> Table:
    """One line a topic, the one that most enterprises raise first; each leads to its appeals. Without months before that is said once."""
    has_before = any(each.before for each in found)
    earlier = [
        Heading(Label(f"前 {before} 个月月均企业数", f"enterprises a month, {before} months before"), is_number=True),
        Heading(Label("变化和 95% 区间", "Change, 95 % interval"), is_number=True),
    ]
    heads = [
        Heading(Label("类别", "Topic")),
        Heading(Label("企业数", "Enterprises"), is_number=True),
        Heading(Label("诉求数", "Appeals"), is_number=True),
        *(earlier if has_before else []),
        Heading(Label("说得最多的", "What is said most")),
    ]
    table = plain_table(
        Label("重复最多的类别", "Topics that repeat"), heads, [_line(each, topics, has_before=has_before) for each in found]
    )
    none = Label(
        f"前 {before} 个月没有这些类别的诉求，不能比较", f"none of these was raised in the {before} months before: nothing to compare"
    )
    return table if has_before else replace(table, notes=(none,))


def proposals_table(found: Sequence[Proposal]) -> Table:
    """Pairs of one enterprise that may be one matter."""
    heads = [
        Heading(Label("待办", "It waits")),
        Heading(Label("可并入", "May be merged into")),
        Heading(Label("企业", "Enterprise")),
        Heading(Label("为什么", "Why")),
    ]
    rows: list[list[Cell | Text]] = [
        [
            Cell(each.appeal.title, reverse("appeals:appeal", args=[each.appeal.pk]), qualifier=str(each.appeal.pk)),
            Cell(each.into.title, reverse("appeals:appeal", args=[each.into.pk]), qualifier=str(each.into.pk)),
            each.appeal.enterprise.name,
            each.double.reason,
        ]
        for each in found
    ]
    return plain_table(Label("可能是同一件事", "May be the same matter"), heads, rows)


def change_cell(growth: Growth | NoBase) -> Cell:
    """The change with its interval; said to be none for certain where the interval holds nought."""
    if isinstance(growth, NoBase):
        return Cell(growth.why, is_number=True)
    upper = _NO_LIMIT if growth.high is None else Label(f"{growth.high * 100:+.0f}%", f"{growth.high * 100:+.0f} %")
    words = Label(
        f"{growth.rate * 100:+.0f}%（{growth.low * 100:+.0f}% 至 {upper.zh}）",
        f"{growth.rate * 100:+.0f} % ({growth.low * 100:+.0f} % to {upper.en})",
    )
    return Cell(words, is_number=True, qualifier="" if growth.is_certain else _UNCERTAIN)


def _line(each: Repeat, topics: Mapping[str, Label], *, has_before: bool) -> list[Cell | Text]:
    topic = Cell(topics.get(each.topic, each.topic), f"{reverse('appeals:list')}?topic={each.topic}")
    most = each.clusters[0]
    said = Cell(most.text[:60], qualifier=Label(f"{most.firms} 家", f"{most.firms} enterprises"))
    earlier: list[Cell | Text] = [f"{each.before:.1f}", change_cell(each.growth)] if has_before else []
    return [topic, f"{each.firms:,}", f"{each.appeals:,}", *earlier, said]
