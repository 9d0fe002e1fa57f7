"""What offices see: the counts of a run, who is ready, who is one condition short, who is not paid, the money, claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from dukou.kit.core.labels import Label
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Table, Text, plain_table
from dukou.policies.core.benefits import money_words
from dukou.policies.core.budgets import NO_BUDGET, Forecast
from dukou.policies.core.kinds import Shortfall, Stage
from dukou.policies.queries.claims import ShownClaim
from dukou.policies.queries.policies import Standing
from dukou.policies.queries.runs import Matched
from dukou.policies.queries.unpaid import MeasureForecast, Unpaid
from dukou.policies.tables.policies import NONE, measure_cell

SYNTHETIC = Label("合成数据", "synthetic")
FIRMS = Label("家", "firms")
_MEASURE, _FIRM = Heading(Label("措施", "Measure")), Heading(Label("企业", "Firm"))
_AMOUNT = Heading(Label("金额", "Amount"), is_number=True)
STAGE_LIGHTS = {Stage.PAID: Light.GREEN, Stage.REFUSED: Light.RED, Stage.WITHDRAWN: Light.UNKNOWN}


def firm_cell(key: str, name: str, *, is_synthetic: bool = False) -> Cell:
    """A firm's name, leading to its policies."""
    return Cell(name, reverse("policies:firm", args=[key]), qualifier=SYNTHETIC if is_synthetic else "")


def counts_table(counts: Mapping[str, Mapping[str, int]], near: Mapping[str, int], measures: Iterable[Standing]) -> Table:
    """By measure the firms by answer, each number leading to its list; those one condition short are some of the not entitled."""
    heads = [
        _MEASURE,
        Heading(Label("符合", "Entitled"), is_number=True),
        Heading(Label("待补信息", "Not known"), is_number=True),
        Heading(Label("不符合", "Not entitled"), is_number=True),
        Heading(Label("其中差一条", "Of these, one condition short"), is_number=True),
    ]
    rows: list[list[Cell | Text]] = []
    for each in measures:
        key = each.measure.key
        some = counts.get(key)
        if some is None:
            continue
        ready = Cell(str(some.get("yes", 0)), reverse("policies:ready", args=[key]), is_number=True)
        close = Cell(str(near.get(key, 0)), reverse("policies:near", args=[key]), is_number=True)
        rows.append([measure_cell(each.measure), ready, str(some.get("unknown", 0)), str(some.get("no", 0)), close])
    return plain_table(Label("各项政策有几家符合", "How many enterprises fit each policy"), heads, rows, unit=FIRMS)


def ready_table(found: Sequence[Matched], told: frozenset[int], claims: Mapping[int, ShownClaim]) -> Table:
    """The firms that a measure surely fits: how much, told or not, claim."""
    heads = [
        _FIRM,
        Heading(Label("可得", "What it gives"), is_number=True),
        Heading(Label("告知", "Told")),
        Heading(Label("进度", "Where it stands")),
    ]
    rows: list[list[Cell | Text]] = []
    for each in found:
        benefit = each.standing.measure.benefit
        amount = each.amount.label if each.amount else benefit.label if benefit else NONE
        claim = claims.get(each.firm_id)
        way = Cell(claim.stage.label, reverse("policies:claim", args=[claim.number])) if claim else Cell(NONE)
        was_told = Label("已告知", "told") if each.firm_id in told else Label("未告知", "not told")
        rows.append([firm_cell(each.firm, each.firm_name, is_synthetic=each.is_synthetic), amount, was_told, way])
    return plain_table(Label("符合条件的企业", "Firms entitled"), heads, rows)


def near_table(found: Sequence[Matched]) -> Table:
    """The firms that miss one sentence alone: which, what is there, how far short."""
    heads = [
        _FIRM,
        Heading(Label("差的一条", "The one condition")),
        Heading(Label("现有", "There is"), is_number=True),
        Heading(Label("要求", "Wanted"), is_number=True),
        Heading(Label("差多少", "By how much")),
        Heading(Label("提示", "Hint")),
    ]
    rows: list[list[Cell | Text]] = []
    for each in found:
        near = each.near
        assert near is not None
        firm = firm_cell(each.firm, each.firm_name, is_synthetic=each.is_synthetic)
        rows.append([firm, near.sentence, near.have or NONE, near.need or NONE, near.told or NONE, near.hint or NONE])
    return plain_table(Label("差一条的企业", "Firms one condition short"), heads, rows)


def unpaid_table(found: Sequence[Unpaid]) -> Table:
    """Entitled and not paid, with the reason."""
    heads = [_FIRM, _MEASURE, _AMOUNT, Heading(Label("原因", "Reason")), Heading(Label("申请", "Claim"))]
    rows: list[list[Cell | Text]] = []
    for each in found:
        some = each.matched
        way = (
            Cell(Label(f"第 {each.claim} 号", f"no. {each.claim}"), reverse("policies:claim", args=[each.claim]))
            if each.claim
            else Cell(NONE)
        )
        benefit = some.standing.measure.benefit
        alone = some.amount.label if some.amount else benefit.label if benefit else NONE
        amount = each.due.label if each.due else alone
        firm = firm_cell(some.firm, some.firm_name, is_synthetic=some.is_synthetic)
        rows.append([firm, measure_cell(some.standing.measure), amount, each.reason.label, way])
    return plain_table(Label("应享未享", "Entitled and not paid"), heads, rows)


def reasons_table(counts: Mapping[Shortfall, int]) -> Table:
    """How many hang on each reason."""
    heads = [Heading(Label("原因", "Reason")), Heading(Label("件数", "Cases"), is_number=True)]
    return plain_table(Label("按原因", "By reason"), heads, [[reason.label, str(count)] for reason, count in counts.items() if count])


def forecast_table(found: Sequence[MeasureForecast]) -> Table:
    """The money of each measure in 万元, and when it runs out."""
    heads = [
        _MEASURE,
        Heading(Label("预算", "Budget"), is_number=True),
        Heading(Label("已付和已批", "Paid and granted"), is_number=True),
        Heading(Label("应付未付", "Surely due"), is_number=True),
        Heading(Label("可能再付", "Possibly besides"), is_number=True),
        Heading(Label("付清应付后", "Left after what is due"), is_number=True),
        Heading(Label("照此何时用完", "Runs out on")),
    ]
    rows: list[list[Cell | Text]] = [[measure_cell(each.standing.measure), *_money_cells(each.forecast)] for each in found]
    notes = (
        Label(
            "“应付未付”按最少计，已扣除同类措施限制，不含不予兑付、不在受理期和资金已用完的；“可能再付”按最多计。",
            "“Surely due” is the least beside other measures, nothing turned down, closed or used up; “possibly besides” the most.",
        ),
    )
    table = plain_table(Label("资金测算", "The money"), heads, rows)
    return Table(table.title, table.heads, table.rows, notes=notes, is_broad=True)


def _money_cells(told: Forecast) -> list[Cell | Text]:
    left: Cell | Text = NO_BUDGET if told.after_sure is None else money_words(told.after_sure)
    if told.after_sure is not None and told.after_sure < 0:
        left = Cell(money_words(told.after_sure), qualifier=Label("不够", "not enough"), is_number=True)
    possible: Text = Label("上限未知", "no upper bound known") if told.possible is None else money_words(told.possible)
    budget: Text = NO_BUDGET if told.budget is None else money_words(told.budget)
    return [budget, money_words(told.paid), money_words(told.sure), possible, left, told.runs_out]


def claims_table(claims: Sequence[ShownClaim], title: Label, *, leads_to_firms: bool = True) -> Table:
    """Claims, the newest first. `leads_to_firms`: whoever only approves has no way to what a firm is entitled to."""
    heads = [
        Heading(Label("编号", "No.")),
        _FIRM,
        _MEASURE,
        _AMOUNT,
        Heading(Label("提出日期", "Filed on")),
        Heading(Label("状态", "Stage")),
    ]
    rows: list[list[Cell | Text]] = []
    for each in claims:
        amount = each.row.amount if each.row.amount is not None else each.row.asked
        number = Cell(str(each.number), reverse("policies:claim", args=[each.number]))
        stage = Cell(each.stage.label, light=STAGE_LIGHTS.get(each.stage, Light.UNDECIDED).value)
        rows.append(
            [
                number,
                firm_cell(each.firm, each.firm_name) if leads_to_firms else each.firm_name,
                measure_cell(each.standing.measure),
                money_words(amount) if amount else NONE,
                str(each.filed_on),
                stage,
            ]
        )
    return plain_table(title, heads, rows)
