"""`dukou audit`: examining the trail from the command line."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from dukou.audit.core.verdicts import TrailReport
from dukou.audit.queries import verify as examined
from dukou.kit.core.labels import Label
from dukou.kit.doors import REFUSED

app = typer.Typer(name="audit", help="审计留痕：检查链条是否完整 / the audit trail: examine its chain", no_args_is_help=True)


class Format(StrEnum):
    """How the verdict is printed."""

    TABLE = "table"
    JSON = "json"


@app.callback()
def audit() -> None:
    """审计留痕 / the audit trail."""


@app.command()
def verify(
    expect: Annotated[str | None, typer.Option("--expect", metavar="HASH", help="以前抄下的链头哈希 / a head hash noted earlier")] = None,
    format: Annotated[Format, typer.Option("--format", help="输出格式 / output format")] = Format.TABLE,
) -> None:
    """检查整条留痕；完整则退出码 0，否则指出第一处断裂并以 1 退出 / examine the whole trail; exit code 1 names the first broken link.

    例 / examples: dukou audit verify · dukou audit verify --expect 3f9c… --format json
    """
    verdict = examined(expect)
    if format is Format.JSON:
        typer.echo(json.dumps(verdict.as_dict(), ensure_ascii=False))
    else:
        for line in _lines(verdict):
            typer.echo(line)
    if not verdict.is_whole:
        raise typer.Exit(REFUSED)


def _lines(verdict: TrailReport) -> list[str]:
    """The verdict to read; the hash stands whole on its line so that it can be noted on paper."""
    return [
        f"{Label('结论', 'verdict')}: {_said(verdict)}",
        f"{Label('记录数', 'events')}: {verdict.events}",
        f"{Label('链头哈希', 'head hash')}: {verdict.head}",
    ]


def _said(verdict: TrailReport) -> Label:
    if verdict.broken is None:
        return Label("链条完整", "the chain is whole")
    return Label("第 {position} 条：{what}", "event {position}: {what}").filled(position=verdict.position, what=verdict.broken.label)
