"""Whom to invite next: nodes by rank, and the reasons of one which add up to its score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum, prod

from dukou.chains.core.assessed import Advice
from dukou.chains.core.suggestions.parts import TEN_THOUSAND_YUAN, PartKind
from dukou.chains.core.words import NONE, NOT_KNOWN, money, span
from dukou.chains.queries.assessments import Shown
from dukou.chains.tables.nodes import node_address, status_cell
from dukou.kit.core.labels import Label, joined
from dukou.kit.pages.tables import Cell, Heading, Row, Table

FOREIGN = Label(
    "参照面板不是本区：命中率用来比较方法，不是对本区的承诺。",
    "The reference panel is not this district: its hit rates rank methods and promise nothing here.",
)


_TRACK = Label("概率在回测中准不准：{track}", "Whether chances held in the back-test: {track}")
BASIS = Label(
    "分数是五个因数的自然对数之和：落地概率、一家企业可补的缺口（以万元计）、产出乘数、降低断供风险、政策权重（没有设的按 1 计）；"
    "合计取指数，就是连同风险和权重折算的每年万元数。",
    "The score is the sum of five natural logarithms: chance of arrival, gap that one firm can fill (in 10,000 yuan), output multiplier, "
    "risk relief, policy weight (1 where none is set); its exponential is worth a year in 10,000 yuan, with risk and weight reckoned in.",
)


_NO_WEIGHT = Row(
    (
        Cell(PartKind.POLICY.label, qualifier=Label("没有设权重，按 1 计", "no weight is set: it counts as 1")),
        Cell(Label("无", "none"), is_number=True),
        Cell("+0.0000", is_number=True),
    )
)


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
    track = track_of(shown)
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
    return Table(Label("下一步招什么", "Whom to invite next"), (heads,), tuple(rows), notes=tuple(_notes(ranked, track)))


def track_of(shown: Shown) -> Label | None:
    """Whether chances like those told here held in the back-test; None where none was made."""
    told = shown.found.grounds.track if shown.found else None
    return None if told is None else _TRACK.filled(track=told)


def _notes(ranked: Sequence[Advice], track: Label | None) -> Iterable[Label]:
    if ranked:
        yield BASIS
    yield Label(
        "名次、分数下的小字是 5% 至 95% 的范围。没有缺口的节点不列。",
        "Small figures beneath rank and score: 5 to 95 %. Nodes without a gap are not listed.",
    )
    if any(each.rate_n is not None for each in ranked):
        yield FOREIGN
        if track is not None:
            yield track
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
    if all(part.kind != PartKind.POLICY.value for part in advice.parts):
        rows.append(_NO_WEIGHT)
    total = fsum(part.value for part in advice.parts if part.value is not None)
    worth = Cell(_worth(advice), is_number=True, qualifier="" if advice.lacks else Label("合计取指数，每年", "exp of the sum, a year"))
    rows.append(Row((Cell(Label("合计", "Sum")), worth, Cell(f"{total:+.4f}", is_number=True)), is_sum=True))
    return Table(Label("分数是怎么来的", "How the score came about"), (heads,), tuple(rows), notes=(BASIS,), is_tight=True)


def _worth(advice: Advice) -> Label | str:
    """What the score stands for; nothing where a factor is not known, for the rest alone is no amount."""
    return NONE if advice.lacks else _ten_thousands(prod(part.factor for part in advice.parts if part.factor is not None))


def _factor(kind: str, factor: float | None) -> Label | str:
    """A factor to so many digits that its logarithm can be reckoned from what stands here."""
    if factor is None:
        return NOT_KNOWN
    if kind == PartKind.CHANCE.value:
        return f"{factor * 100:.5g}%"
    return _ten_thousands(factor) if kind == PartKind.GAP.value else f"{factor:.5f}"


def _ten_thousands(fen: float) -> Label:
    amount = f"{fen / TEN_THOUSAND_YUAN:,.2f}".removesuffix(".00")
    return Label(f"{amount} 万元", f"{amount} × 10,000 yuan")


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
