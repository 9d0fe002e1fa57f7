"""Enterprises elsewhere that could come for a node, with the reasons that add up to their order."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from dukou.chains.core.candidates import JUDGED
from dukou.chains.core.words import NONE, money
from dukou.chains.queries.candidates import RankedCandidate
from dukou.chains.tables.working import SYNTHETIC
from dukou.kit.core.labels import Label, joined
from dukou.kit.pages.tables import Cell, Heading, Row, Table


def candidate_table(found: Sequence[RankedCandidate]) -> Table:
    """The candidates of one node, best first."""
    heads = (
        Heading(Label("名次", "Rank"), is_number=True),
        Heading(Label("候选企业", "Candidate")),
        Heading(Label("理由（计入的分）", "Reasons (what each adds)")),
        Heading(Label("分数", "Score"), is_number=True),
        Heading(Label("单厂年产值", "What a plant turns over"), is_number=True),
        Heading(Label("来源", "Source")),
        Heading(Label("招商清单", "On the list")),
    )
    return Table(Label("候选企业", "Candidates"), (heads,), tuple(_row(each) for each in found), notes=(JUDGED,))


def _row(each: RankedCandidate) -> Row:
    name = Cell(each.name, qualifier=SYNTHETIC if each.is_synthetic else each.place)
    listed = each.listed
    way = Cell(listed.state.label, reverse("chains:invitation", args=[listed.number])) if listed else Cell(NONE)
    unknown: Label | str = ""
    if each.ranked.unknown:
        words = joined([signal.label for signal in each.ranked.unknown], zh="、", en=", ")
        unknown = Label("不知：{words}", "not known: {words}").filled(words=words)
    return Row(
        (
            Cell(str(each.ranked.rank), is_number=True),
            name,
            Cell(_reasons(each), qualifier=unknown),
            Cell(f"{each.ranked.score:.2f}", is_number=True),
            Cell(NONE if each.capacity is None else money(each.capacity), is_number=True),
            Cell(each.source, qualifier=str(each.known_on)),
            way,
        )
    )


def _reasons(each: RankedCandidate) -> Label:
    start = Label(f"起点 {each.ranked.start:+.2f}", f"start {each.ranked.start:+.2f}")
    told = [
        Label(f"{one.signal.label.zh} {one.contribution:+.2f}", f"{one.signal.label.en} {one.contribution:+.2f}")
        for one in each.ranked.reasons
    ]
    return joined([start, *told], zh="；", en="; ")
