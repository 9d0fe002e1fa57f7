"""`dukou policies`: whom measures fit, who is close, what a firm is entitled to, who has not got it, how far the money goes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.callers import caller_viewer
from dukou.enterprises.queries.profiles import Profile, key_of_code
from dukou.kit.core.labels import Label, joined
from dukou.kit.output import Column, Format, FormatOption, emit, emit_rows, note, progress, table_of
from dukou.kit.pages.known import usual_day
from dukou.policies.actions import matching
from dukou.policies.core.benefits import money_words
from dukou.policies.core.budgets import Forecast
from dukou.policies.core.entitlements import Entitled
from dukou.policies.core.stacking import Bundle
from dukou.policies.queries.bundles import FirmView, view_of
from dukou.policies.queries.firms import firm_of
from dukou.policies.queries.lists import Fit, one_short, ready
from dukou.policies.queries.policies import measure_of, measures_standing
from dukou.policies.queries.runs import near_counts, newest_run
from dukou.policies.queries.switches import Switch, switch_of
from dukou.policies.queries.unpaid import MeasureForecast, forecasts
from dukou.policies.queries.unpaid import unpaid as unpaid_now
from dukou.policies.tables.switches import lines_of

app = typer.Typer(
    help="政策：匹配企业、应享未享、资金测算 · Policies: who is entitled, who has not got it, how far the money goes", no_args_is_help=True
)
name = "policies"
AsOf = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="按哪一天判断，缺省为今天（演示目录为其数据日） · As of which day")
]
MeasureOption = Annotated[str, typer.Option("--measure", metavar="MEASURE", help="措施代号，缺省为全部 · Key of a measure; all by default")]
NeedMeasure = Annotated[str, typer.Option("--measure", metavar="MEASURE", help="措施代号 · Key of a measure")]
Firm = Annotated[str, typer.Argument(metavar="KEY|CODE", help="企业编号或统一社会信用代码 · Key or credit code of a firm")]


@app.command("list", epilog="示例 · Example:  dukou policies list --format json")
def list_(format: FormatOption = Format.TABLE) -> None:
    """各项措施和代号 · The measures with their keys"""
    rows = [
        {
            "measure": each.measure.key,
            "policy": each.measure.policy,
            "name": each.measure.label,
            "benefit": each.measure.benefit.label if each.measure.benefit else Label("只有标题", "title only"),
            "conditions": each.measure.conditions,
            "channel": each.measure.channel.label if each.measure.channel else None,
        }
        for each in measures_standing()
    ]
    emit_rows(rows, MEASURES, format)


@app.command(epilog="示例 · Examples:  dukou policies match --measure first-crossing  ·  dukou policies match --format json")
def match(measure: MeasureOption = "", as_of: AsOf = None, format: FormatOption = Format.TABLE) -> None:
    """哪些企业符合：现算，不保存 · Whom measures fit: reckoned now, nothing is stored"""
    found = ready(_office(), _day(as_of), measure_of(measure) if measure else None)
    emit([fit.as_dict() for fit in found], format, lambda: table_of([_ready_row(fit) for fit in found], READY))


@app.command(epilog="示例 · Example:  dukou policies near --measure research-subsidy --format json")
def near(measure: NeedMeasure, as_of: AsOf = None, format: FormatOption = Format.TABLE) -> None:
    """差一条的企业：差哪一条、差多少 · Who is one condition short: which, and by how much"""
    found = one_short(_office(), _day(as_of), measure_of(measure))
    emit([fit.as_dict() for fit in found], format, lambda: table_of([_near_row(fit) for fit in found], NEAR))


@app.command(epilog="示例 · Example:  dukou policies switch example-research/2024 example-research/2025")
def switch(
    old: Annotated[str, typer.Argument(metavar="OLD", help="原规则，如 specialised-sme/2022 · The rule book as it was")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="新规则 · The rule book as it will be")],
    as_of: AsOf = None,
    place: Annotated[str, typer.Option("--place", metavar="CODE", help="区划代码 · Division code")] = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """换新版本后谁退出、差哪几条，谁进入，谁接近 · A new version: who drops out and by which sentences, who comes in, who is close"""
    told = switch_of(_office(), old, new, _day(as_of), place)
    emit(
        told.as_dict(),
        format,
        lambda: table_of(_switch_rows(told), SWITCH, Label(f"{told.old.key} → {told.new.key}", f"{told.old.key} → {told.new.key}")),
    )


@app.command(epilog="示例 · Example:  dukou policies entitled made-up-1 --format json")
def entitled(firm: Firm, as_of: AsOf = None, format: FormatOption = Format.TABLE) -> None:
    """一家企业能享受什么，为什么还不能 · What a firm is entitled to, and why not yet"""
    told = _view(firm, as_of)
    rows = [each.as_dict() for _, each in told.entitled]
    emit(
        {"firm": told.firm.key, "as_of": told.as_of, "measures": rows},
        format,
        lambda: table_of([_entitled_row(each) for _, each in told.entitled], ENTITLED),
    )


@app.command(epilog="示例 · Example:  dukou policies bundle made-up-1")
def bundle(firm: Firm, as_of: AsOf = None, format: FormatOption = Format.TABLE) -> None:
    """一家企业的最优组合、为什么不能兼得、要交哪些材料 · The best bundle for a firm, why not both, and the papers for it"""
    told = _view(firm, as_of)
    title = Label(f"合计 {money_words(told.bundle.total).zh}", f"{money_words(told.bundle.total).en} in all")
    emit(told.as_dict(), format, lambda: table_of(_bundle_rows(told), BUNDLE, title))


@app.command(epilog="示例 · Example:  dukou policies run")
def run(as_of: AsOf = None, format: FormatOption = Format.TABLE) -> None:
    """全部措施匹配全部企业，结果供各页使用 · Match every measure with every firm; pages read the result"""
    with progress(Label("匹配", "matching"), format) as step:
        made = matching.run(by=caller_viewer(), as_of=_day(as_of), step=lambda doing, done, total: step(str(doing), done, total))
    close = near_counts(caller_viewer())
    rows = [{"measure": key, **some, "near": close.get(key, 0)} for key, some in made.counts.items()]
    emit({"run": made.pk, "as_of": made.as_of, "firms": made.firms, "counts": made.counts}, format, lambda: table_of(rows, COUNTS))


@app.command(epilog="示例 · Example:  dukou policies unpaid --format json")
def unpaid(measure: MeasureOption = "", format: FormatOption = Format.TABLE) -> None:
    """应享未享：谁该得没得到，为什么 · Entitled and not paid, with the reason"""
    found = unpaid_now(_office(), measure)
    _say_day()
    rows = [each.as_dict() | {"reason_label": each.reason.label} for each in found]
    emit(rows, format, lambda: table_of(rows, UNPAID))


@app.command(epilog="示例 · Example:  dukou policies forecast")
def forecast(format: FormatOption = Format.TABLE) -> None:
    """资金测算：已付、应付、可能要付、结余、何时用完 · Paid, surely due, possibly due, left, and when it runs out"""
    found = forecasts(_office())
    _say_day()
    rows = [{"measure": each.standing.measure.key} | each.forecast.as_dict() for each in found]
    emit(rows, format, lambda: table_of([_forecast_row(each) for each in found], FORECAST))


def _office() -> Viewer:
    """The caller, who must be one who sees what enterprises are entitled to."""
    viewer = caller_viewer()
    viewer.require(Permission.SEE_ENTITLEMENTS)
    return viewer


def _day(as_of: datetime | None) -> date:
    return as_of.date() if as_of else usual_day()


def _view(firm: str, as_of: datetime | None) -> FirmView:
    viewer = caller_viewer()
    profile: Profile = firm_of(viewer, key_of_code(viewer, firm) or firm)
    return view_of(viewer, profile, _day(as_of))


def _say_day() -> None:
    run = newest_run()
    if run is None:
        note(Label("还没有匹配过，先运行 dukou policies run", "there was no run yet; begin with dukou policies run"))
    else:
        note(Label(f"据第 {run.pk} 次匹配，按 {run.as_of} 的资料", f"by run {run.pk}, on what was known on {run.as_of}"))


def _ready_row(fit: Fit) -> dict[str, object]:
    benefit = fit.entitled.measure.benefit
    amount = fit.entitled.amount.label if fit.entitled.amount else benefit.label if benefit else None
    return {"measure": fit.entitled.measure.key, "firm": fit.firm.key, "firm_name": fit.firm.name, "amount": amount}


def _near_row(fit: Fit) -> dict[str, object]:
    near = fit.entitled.near
    assert near is not None
    told = {name: getattr(near, name) for name in ("clause", "text", "have", "need")}
    return {"firm": fit.firm.key, "firm_name": fit.firm.name} | told | {"short": near.told}


def _entitled_row(each: Entitled) -> dict[str, object]:
    why = [str(short.sentence) for short in each.short] or [str(gap.label) for gap in each.missing]
    amount = each.amount.label if each.amount else None
    return {"measure": each.measure.key, "name": each.measure.label, "answer": each.answer.label, "amount": amount, "why": "；".join(why)}


def _bundle_rows(told: FirmView) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {"measure": key, "amount": money_words(paid), "why": _cuts(told.bundle, key)} for key, paid in told.bundle.paid.items()
    ]
    for out in told.bundle.left_out:
        why = Label("不能兼得：", "not together: ")
        because = "；".join(f"{each.group.label}（{each.group.rule.label}）{'、'.join(each.instead)}" for each in out.because)
        rows.append({"measure": out.key, "amount": None, "why": f"{why}{because}"})
    rows += [
        {"measure": None, "amount": None, "why": Label(f"要交：{told.papers[key].label.zh}", f"to hand in: {told.papers[key].label.en}")}
        for key in told.wanted.hand_in
    ]
    return rows


def _switch_rows(told: Switch) -> list[dict[str, object]]:
    return [
        {"firm": firm.key, "firm_name": firm.name, "move": each.move.label, "text": text, "have": have, "need": need, "short": far}
        for firm, each in told.firms
        for text, have, need, far in lines_of(each)
    ]


def _forecast_row(each: MeasureForecast) -> dict[str, object]:
    told: Forecast = each.forecast
    money = {name: getattr(told, name) for name in ("budget", "paid", "sure", "possible", "after_sure")}
    words: dict[str, object] = {name: None if fen is None else money_words(fen) for name, fen in money.items()}
    return {"measure": each.standing.measure.key, "runs_out": told.runs_out} | words


_MEASURE, _FIRM, _FIRM_NAME = (
    Column("measure", Label("措施", "measure")),
    Column("firm", Label("编号", "key")),
    Column("firm_name", Label("企业", "firm")),
)
_AMOUNT, _CLAUSE, _SHORT = (
    Column("amount", Label("金额", "amount"), "right"),
    Column("clause", Label("条款", "clause")),
    Column("short", Label("差多少", "by how much"), "right"),
)
_WHY = Column("why", Label("说明", "why"))
MEASURES = [
    _MEASURE,
    Column("name", Label("名称", "name")),
    Column("policy", Label("政策", "policy")),
    Column("benefit", Label("奖补标准", "benefit")),
    Column("channel", Label("办理方式", "channel")),
    Column("conditions", Label("条件", "conditions")),
]
READY = [_MEASURE, _FIRM, _FIRM_NAME, _AMOUNT]
NEAR = [
    _FIRM,
    _FIRM_NAME,
    _CLAUSE,
    Column("text", Label("内容", "text")),
    Column("have", Label("现有", "have")),
    Column("need", Label("要求", "need")),
    _SHORT,
]
ENTITLED = [_MEASURE, Column("name", Label("名称", "name")), Column("answer", Label("结论", "answer")), _AMOUNT, _WHY]
BUNDLE = [_MEASURE, _AMOUNT, _WHY]
SWITCH = [
    *NEAR[:2],
    Column("move", Label("变化", "change")),
    *NEAR[3:6],
    Column("short", Label("差多少，余多少", "short, or to spare"), "right"),
]
COUNTS = [
    _MEASURE,
    Column("yes", Label("符合", "yes"), "right"),
    Column("unknown", Label("待补信息", "unknown"), "right"),
    Column("no", Label("不符合", "no"), "right"),
    Column("near", Label("其中差一条", "of these one short"), "right"),
]
UNPAID = [_MEASURE, _FIRM, _FIRM_NAME, Column("reason_label", Label("原因", "reason")), Column("claim", Label("申请号", "claim"), "right")]
FORECAST = [
    _MEASURE,
    Column("budget", Label("预算", "budget"), "right"),
    Column("paid", Label("已付和已批", "paid and granted"), "right"),
    Column("sure", Label("应付", "surely due"), "right"),
    Column("possible", Label("可能再付", "possibly besides"), "right"),
    Column("after_sure", Label("付清应付后", "left after what is due"), "right"),
    Column("runs_out", Label("照此何时用完", "runs out on")),
]


def _cuts(bundle: Bundle, key: str) -> Label | None:
    cuts = bundle.cut.get(key, ())
    return joined([why.group.label for why in cuts], zh="、", en=", ") if cuts else None
