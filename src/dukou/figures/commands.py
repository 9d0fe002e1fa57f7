"""`dukou figures`: the claims of a district, and where each comes from."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.table import Table

from dukou.accounts.queries.callers import caller_viewer
from dukou.figures.core.claims import Claim
from dukou.figures.queries import Trace, claim_page, indicators, subject_of, trace_of
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.output import Column, Format, FormatOption, emit, emit_rows
from dukou.kit.pages.known import day_of

app = typer.Typer(help="数据项：清单与出处 · Figures: the list, and where each comes from", no_args_is_help=True)
name = "figures"

KnownOn = Annotated[str, typer.Option("--known-on", metavar="DATE", help="按该日所知，缺省今天 · As known on this day, default today")]
_ALL = 10**9  # the terminal asks for the whole list; pages are for browsers


class NoSuchFigure(Refusal):
    """A reference that leads to no claim known by then."""

    code = "figures.no_such_figure"
    status = 404
    what = Label("没有出处可示", "there is no origin to show")
    why = Label("到 {known_on} 为止没有编号为“{ref}”的数据项", "by {known_on} no figure “{ref}” was known")
    cure = Label("用 dukou figures list 查编号", "look the reference up with dukou figures list")


class NothingToList(Refusal):
    """A subject or an indicator that is not there has no figures, which is another thing than having none."""

    code = "figures.nothing_to_list"
    status = 404
    what = Label("没有列出数据项", "no figures were listed")
    why = Label("没有{noun}“{key}”", "there is no {noun} “{key}”")
    cure = Label("用 dukou figures list --format json 看有哪些", "see with dukou figures list --format json which there are")


@app.command(
    "list",
    epilog="示例 · Examples:  dukou figures list --of cluster/noodles  ·  dukou figures list --known-on 2024-07-08 --format json",
)
def list_figures(
    of: Annotated[str, typer.Option("--of", metavar="KIND/KEY", help="只列某个主体 · Only about one subject")] = "",
    indicator: Annotated[str, typer.Option("--indicator", metavar="KEY", help="只列某个指标 · Only one indicator")] = "",
    known_on: KnownOn = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """列出数据项 · List the figures."""
    if of and subject_of(of) is None:
        raise NothingToList(noun=Label("主体", "subject"), key=of)
    if indicator and indicator not in (each.key for each in indicators()):
        raise NothingToList(noun=Label("指标", "indicator"), key=indicator)
    rows, _ = claim_page(viewer=caller_viewer(), known_on=day_of(known_on), subject=of, indicator=indicator, size=_ALL)
    if format is Format.JSON:
        emit([claim for _, claim in rows], format, Table)
        return
    emit_rows([_row(subject, claim) for subject, claim in rows], COLUMNS, format, Label("数据项", "figures"))


@app.command(epilog="示例 · Examples:  dukou figures trace noodles.industry-revenue.2023  ·  dukou figures trace REF --format json")
def trace(
    ref: Annotated[str, typer.Argument(metavar="REF", help="数据项编号 · Reference of the figure")],
    known_on: KnownOn = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """一个数从哪里来 · Where a figure comes from."""
    day = day_of(known_on)
    found = trace_of(viewer=caller_viewer(), ref=ref, known_on=day)
    if found is None:
        raise NoSuchFigure(ref=ref, known_on=day)
    emit(_traced(found), format, lambda: _drawn(found))


COLUMNS = [
    Column("ref", Label("编号", "reference")),
    Column("subject", Label("主体", "subject")),
    Column("indicator", Label("指标", "indicator")),
    Column("period", Label("时期", "period")),
    Column("value", Label("数值", "value"), "right"),
    Column("kind", Label("性质", "kind")),
    Column("place", Label("出处", "place")),
]


def _row(subject: Label, claim: Claim) -> dict[str, object]:
    return {
        "ref": claim.ref,
        "subject": subject,
        "indicator": claim.indicator_label,
        "period": claim.period_label,
        "value": claim.value_label,
        "kind": claim.kind.label,
        "place": f"{claim.source}:{claim.place}",
    }


def _traced(found: Trace) -> dict[str, object]:
    """The trace as JSON writes it."""
    return {
        "claim": found.claim,
        "stands": found.is_standing,
        "subject": found.subject,
        "definition": found.definition,
        "source": found.source,
        "place": found.place,
        "revisions": [
            {
                "number": each.number,
                "claim": each.claim,
                "withdrawn": each.is_withdrawn,
                "reason": each.reason,
                "recorded_at": each.recorded_at.isoformat(),
                "recorded_by": each.recorded_by,
                "pack": each.pack,
            }
            for each in found.revisions
        ],
        "findings": list(found.findings),
    }


def _drawn(found: Trace) -> RenderableType:
    claim = found.claim
    facts = Table(show_header=False, title=f"{found.subject} · {claim.indicator_label}", title_justify="left")
    known = (
        Label(f"{claim.known_on}（假定）", f"{claim.known_on} (assumed)")
        if claim.is_known_on_assumed
        else Label(*[str(claim.known_on)] * 2)
    )
    lines: list[tuple[Label, object]] = [
        (Label("数值", "value"), claim.value_label),
        (Label("时期", "period"), claim.period_label),
        (Label("性质", "kind"), claim.kind.label),
        (Label("口径", "definition"), found.definition),
        (Label("来源", "source"), f"{found.source} {found.place or ''}"),
        (Label("获知日期", "known on"), known),
        (Label("说者", "said by"), claim.said_by or Label("未注明", "not stated")),
        (Label("备注", "note"), claim.note or ""),
    ]
    for _ in ("heading", "value"):
        facts.add_column(overflow="fold")  # a definition is told to its end
    for heading, value in lines:
        facts.add_row(str(heading), str(value))
    return Group(facts, _history(found), *(f"! {finding.rule.label}: {finding.message}" for finding in found.findings))


def _history(found: Trace) -> Table:
    table = Table(title=str(Label("各次修订", "revisions")), title_justify="left")
    for heading in (
        Label("次", "no."),
        Label("数值", "value"),
        Label("获知", "known on"),
        Label("理由", "reason"),
        Label("记录者", "recorded by"),
    ):
        table.add_column(str(heading))
    for each in found.revisions:
        value = Label("已撤回", "withdrawn") if each.is_withdrawn else each.claim.value_label
        table.add_row(str(each.number), str(value), str(each.claim.known_on), each.reason, each.recorded_by)
    return table
