"""One firm before all measures: entitled, the bundle, the papers, where a claim stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from dukou.kit.core.labels import Label, joined, same
from dukou.kit.pages.tables import Cell, Heading, Row, Table, Text, plain_table
from dukou.policies.core.benefits import money_words
from dukou.policies.core.entitlements import Entitled
from dukou.policies.core.kinds import Channel, Opening, StackRule
from dukou.policies.core.measures import Measure
from dukou.policies.core.stacking import Group, WhyNot
from dukou.policies.queries.bundles import FirmView
from dukou.policies.queries.claims import ShownClaim
from dukou.policies.queries.told import ToldOf
from dukou.policies.tables.policies import NONE, measure_cell, rule_words
from dukou.rules.core.answers import Answer
from dukou.rules.core.nearness import Near

OFFICE_ACTS = Label("无需申报，等部门办理", "nothing to file; the office acts")


def entitled_table(view: FirmView, claims: Mapping[str, ShownClaim], *, may_file: bool) -> Table:
    """What the firm is surely entitled to: how much, when, by which channel, and the way on."""
    heads = [
        Heading(Label("措施", "Measure")),
        Heading(Label("可得", "What it gives"), is_number=True),
        Heading(Label("办理方式", "How it comes")),
        Heading(Label("受理时间", "Window")),
        Heading(Label("为什么", "Why")),
        Heading(Label("进度", "Where it stands")),
    ]
    rows = [_entitled_row(view, told, claims, may_file=may_file) for told in view.with_answer(Answer.YES)]
    return plain_table(Label("符合条件的", "Entitled"), heads, rows)


def told_table(view: FirmView, told: Sequence[ToldOf]) -> Table | None:
    """What an office told the firm of: the measure, since when, until when, and the way to a claim; None where there is nothing."""
    heads = [
        Heading(Label("措施", "Measure")),
        Heading(Label("告知日期", "Told on")),
        Heading(Label("受理时间", "Window")),
        Heading(Label("怎么办", "What to do")),
    ]
    rows: list[list[Cell | Text]] = []
    for each in told:
        measure = each.measure
        file = Cell(Label("申报", "File a claim"), reverse("policies:file", args=[view.firm.key, measure.key]))
        way = Cell(OFFICE_ACTS) if measure.channel is Channel.DIRECT else file
        rows.append([measure_cell(measure), str(each.on), measure.window.label, way])
    return plain_table(Label("部门告知：您符合条件", "Told by an office: you are entitled"), heads, rows) if rows else None


def bundle_table(view: FirmView) -> Table:
    """The best bundle: each measure with what it pays, cuts named, and the sum."""
    names = {each.measure.key: each.measure for each, _ in view.entitled}
    heads = (Heading(Label("措施", "Measure")), Heading(Label("支付", "Pays"), is_number=True), Heading(Label("说明", "Remark")))
    rows = []
    for key, paid in view.bundle.paid.items():
        why = view.bundle.cut.get(key, ())
        remark: Text = cuts_words(why, names) if why else NONE
        is_money = names[key].benefit is not None and names[key].benefit.is_money  # type: ignore[union-attr]
        amount = money_words(paid) if is_money else Label("非资金", "no money")
        rows.append(Row((measure_cell(names[key]), Cell(amount, is_number=True), Cell(remark))))
    rows.append(Row((Cell(Label("合计", "In all")), Cell(money_words(view.bundle.total), is_number=True), Cell(NONE)), is_sum=True))
    return Table(Label("一起能得最多的组合", "The bundle that pays most"), (heads,), tuple(rows))


def left_out_table(view: FirmView) -> Table | None:
    """Why not both: each measure left out, by which rule, what it would have given, and the total with it instead."""
    if not view.bundle.left_out:
        return None
    names = {each.measure.key: each.measure for each, _ in view.entitled}
    heads = [
        Heading(Label("没有选的措施", "Left out")),
        Heading(Label("单独可得", "Alone it gives"), is_number=True),
        Heading(Label("为什么不能兼得", "Why not both")),
        Heading(Label("改选它，合计", "In all with it"), is_number=True),
    ]
    rows: list[list[Cell | Text]] = [
        [
            measure_cell(names[out.key]),
            money_words(out.amount),
            cuts_words(out.because, names) if out.because else NONE,
            money_words(out.total_with),
        ]
        for out in view.bundle.left_out
    ]
    return plain_table(Label("为什么不能兼得", "Why not both"), heads, rows)


def papers_table(view: FirmView) -> Table:
    """The fewest papers for everything the firm is entitled to."""
    names = {each.measure.key: each.measure.label for each, _ in view.entitled}
    heads = [Heading(Label("材料", "Paper")), Heading(Label("用于", "For"))]
    rows: list[list[Cell | Text]] = [
        [view.papers[key].label, joined([names[each] for each in dict.fromkeys(need.measure for need in needs)], zh="、", en=", ")]
        for key, needs in view.wanted.hand_in.items()
    ]
    return plain_table(Label("要交的材料（最少的一套）", "Papers to hand in (the smallest set)"), heads, rows)


def short_words(near: Near) -> Label:
    """A sentence that is not met: what it says, what is there, what is wanted, how far short."""
    said = sentence_words(near)
    return said if near.told is None else joined([said, near.told], zh="，", en=", ")


def sentence_words(near: Near) -> Label:
    """A sentence that is not met: what it says, what is there, what is wanted."""
    said = near.sentence
    if near.have is None or near.need is None:
        return said
    return Label(f"{said.zh}：现有 {near.have.zh}，要求 {near.need.zh}", f"{said.en}: there is {near.have.en}, wanted {near.need.en}")


def cuts_words(some: Sequence[WhyNot], names: Mapping[str, Measure]) -> Label:
    """Every rule that cuts or bars; where two caps bind, it is said that both do and which one the amount comes from."""
    told = joined([cut_words(why, names) for why in some])
    caps = [why.group.label for why in some if why.group.rule is StackRule.SUM_CAP]
    if len(caps) < 2:
        return told
    return Label(
        f"{told.zh}。两项封顶都起作用，金额以“{caps[-1].zh}”所余为准",
        f"{told.en}. Both caps bind; the amount is what “{caps[-1].en}” has left",
    )


def cut_words(why: WhyNot, names: Mapping[str, Measure]) -> Label:
    """A rule of stacking as the reason."""
    group: Group = why.group
    rule = rule_words(group)
    zh, en = f"{group.label.zh}：{rule.zh}", f"{group.label.en}: {rule.en}"
    if why.instead:
        with_ = joined([names[key].label if key in names else same(key) for key in why.instead], zh="、", en=", ")
        zh, en = f"{zh}，已有“{with_.zh}”", f"{en}; it has “{with_.en}”"
    if why.received:
        had = money_words(why.received)
        zh, en = f"{zh}，此前已得 {had.zh}", f"{en}; {had.en} were received before"
    return Label(zh, en)


def _entitled_row(view: FirmView, told: Entitled, claims: Mapping[str, ShownClaim], *, may_file: bool) -> list[Cell | Text]:
    measure = told.measure
    amount = told.amount.label if told.amount else measure.benefit.label if measure.benefit else NONE
    channel = measure.channel.label if measure.channel else NONE
    window = Cell(measure.window.label, qualifier=told.opening.label if told.opening is not Opening.OPEN else "")
    return [measure_cell(measure), amount, channel, window, _why_cell(view, told), way_cell(view, told, claims, may_file=may_file)]


def _why_cell(view: FirmView, told: Entitled) -> Cell:
    book = told.explanation.book
    return Cell(Label("逐条理由", "clause by clause"), reverse("rules:answer", args=[book.slug, book.version, view.firm.key]))


def way_cell(view: FirmView, told: Entitled, claims: Mapping[str, ShownClaim], *, may_file: bool) -> Cell:
    """The claim in hand, or the way to file one; of what comes without application there is nothing to file."""
    claim = claims.get(told.measure.key)
    if claim is not None:
        return Cell(claim.stage.label, reverse("policies:claim", args=[claim.number]))
    if told.measure.channel is Channel.DIRECT:
        return Cell(OFFICE_ACTS if told.answer is Answer.YES else NONE)
    if may_file and told.opening is Opening.OPEN:
        return Cell(Label("申报", "File a claim"), reverse("policies:file", args=[view.firm.key, told.measure.key]))
    return Cell(NONE)
