"""Whom to invite next: nodes by rank, and the reasons of one which add up to its score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum

from dukou.chains.core.assessed import Advice
from dukou.chains.core.suggestions.parts import PartKind
from dukou.chains.core.words import NONE, NOT_KNOWN, money, span
from dukou.chains.queries.assessments import Shown
from dukou.chains.tables.nodes import node_address, status_cell
from dukou.kit.core.labels import Label, joined
from dukou.kit.pages.tables import Cell, Heading, Row, Table

FOREIGN = Label(
    "参照面板不是本区：命中率用来比较方法，不是对本区的承诺。",
    "The reference panel is not this district: its hit rates rank methods and promise nothing here.",
)


def basis_of(advice: Advice) -> Label:
    """Of what a score is the sum."""
    words = joined([PartKind.of(part.kind).label for part in advice.parts], zh="、", en=", ")
    count = len(advice.parts)
    return Label(f"分数是 {count} 个因数的对数之和：{words.zh}。", f"The score is the sum of {count} logarithms: {words.en}.")


def advice_table(shown: Shown, suffix: str, most: int | None = None) -> Table:
    """The order of invitation, with how sure it is and how often such advice came true."""
    heads = (
        Heading(Label("名次", "Rank"), is_number=True),
        Heading(Label("节点", "Node")),
        Heading(Label("状态", "State")),
        Heading(Label("分数", "Score"), is_number=True),
        Heading(Label("预期年产出", "Expected output a year"), is_number=True),
        Heading(Label("历史命中率（回测）", "Hit rate (back-test)")),
    )
    ranked = [each for each in shown.found.advice if each.has_gap] if shown.found else []
    names = {node.key: node.label for node in shown.chain.nodes}
    rows = [
        Row(
            (
                Cell(str(each.rank), is_number=True, qualifier=span(each.rank_interval, "d")),
                Cell(names.get(each.node, each.node), node_address(shown.text.slug, each.node, suffix)),
                status_cell(shown.nodes.get(each.node)),
                Cell(f"{each.score:.2f}", is_number=True, qualifier=span(each.interval)),
                Cell(NONE if each.expected is None else money(each.expected), is_number=True),
                Cell(each.rate),
            )
        )
        for each in ranked[:most]
    ]
    return Table(Label("下一步招什么", "Whom to invite next"), (heads,), tuple(rows), notes=tuple(_notes(ranked)))


def _notes(ranked: Sequence[Advice]) -> Iterable[Label]:
    if ranked:
        yield basis_of(ranked[0])
    yield Label(
        "名次、分数下的小字是 5% 至 95% 的范围。没有缺口的节点不列。",
        "Small figures beneath rank and score: 5 to 95 %. Nodes without a gap are not listed.",
    )
    if any(each.rate_n is not None for each in ranked):
        yield FOREIGN
    lacking = {kind for each in ranked for kind in each.lacks}
    if lacking:
        words = joined([PartKind.of(kind).label for kind in PartKind if kind.value in lacking], zh="、", en=", ")
        yield Label(
            "不知道{words}的节点，只在同样不知道的节点之间排名。", "Nodes of which {words} is not known are ranked among their like alone."
        ).filled(words=words)


def open_table(shown: Shown, suffix: str) -> Table:
    """Nodes that call for something and stand in no order, for how much is lacking is not known: each with its reasons."""
    heads = (Heading(Label("节点", "Node")), Heading(Label("状态", "State")), Heading(Label("为什么", "Why")))
    ranked = {each.node for each in shown.found.advice if each.has_gap} if shown.found else set[str]()
    names = {node.key: node.label for node in shown.chain.nodes}
    rows = [
        Row(
            (
                Cell(names[each.key], node_address(shown.text.slug, each.key, suffix)),
                status_cell(each),
                Cell(joined(list(each.reasons), zh="；", en="; ")),
            )
        )
        for each in shown.nodes.values()
        if each.act is not None and each.key not in ranked
    ]
    return Table(
        Label("需补强而未排名的节点：缺口为零、过小或未知", "Called for and not ranked: the gap is nought, small or not known"),
        (heads,),
        tuple(rows),
    )


def part_table(advice: Advice) -> Table:
    """One node's score, reason by reason; the sum is the score, exactly."""
    heads = (
        Heading(Label("理由", "Reason")),
        Heading(Label("数值", "Value"), is_number=True),
        Heading(Label("计入分数（对数）", "Adds to the score (logarithm)"), is_number=True),
    )
    rows = [
        Row(
            (
                Cell(PartKind.of(part.kind).label, qualifier=part.note or ""),
                Cell(_factor(part.kind, part.factor), is_number=True),
                Cell(NOT_KNOWN if part.value is None else f"{part.value:+.4f}", is_number=True),
            )
        )
        for part in advice.parts
    ]
    total = fsum(part.value for part in advice.parts if part.value is not None)
    rows.append(Row((Cell(Label("合计", "Sum")), Cell(NONE, is_number=True), Cell(f"{total:+.4f}", is_number=True)), is_sum=True))
    return Table(Label("分数是怎么来的", "How the score came about"), (heads,), tuple(rows), notes=(basis_of(advice),), is_tight=True)


def _factor(kind: str, factor: float | None) -> Label | str:
    if factor is None:
        return NOT_KNOWN
    if kind == PartKind.CHANCE.value:
        return f"{factor * 100:.2f}%"
    return money(factor) if kind == PartKind.GAP.value else f"{factor:.3f}"


def pull_table(advice: Advice) -> Table | None:
    """Which industries that are here pull the node's main industry along; the sum is the score of relatedness."""
    if not advice.pulls:
        return None
    heads = (Heading(Label("本地已有行业", "Industry that is here")), Heading(Label("拉力", "Pull"), is_number=True))
    rows = [
        Row((Cell(pull.name or Label("其余行业合计", "all others")), Cell(f"{pull.pull:+.4f}", is_number=True))) for pull in advice.pulls
    ]
    total = fsum(pull.pull for pull in advice.pulls)
    rows.append(Row((Cell(Label("关联度得分", "Score of relatedness")), Cell(f"{total:+.4f}", is_number=True)), is_sum=True))
    title = Label("落地概率的理由：{industry}", "Why this chance: {industry}").filled(industry=advice.industry or NONE)
    return Table(title, (heads,), tuple(rows), is_tight=True)
