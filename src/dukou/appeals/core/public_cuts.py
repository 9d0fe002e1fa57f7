"""One cut of the public figures as plain values: what is kept is what may be shown, and nothing from which more could be read.

Pairs stand in lists, for a database need not keep the order of keys; what was suppressed is null and stands nowhere else.
"""

from __future__ import annotations

from typing import Any, TypeVar

from dukou.appeals.core.kinds import Outcome
from dukou.appeals.core.statistics import PublicTables, Timeliness
from dukou.casework.core.satisfaction import AnswerKind
from dukou.kit.core.disclosure import Shown
from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.periods import Period
from dukou.kit.core.refusals import Refusal

_Kind = TypeVar("_Kind", bound=LabelledEnum)
_NOT_CUT = Label("没有公布这一期数据", "the figures of this period were not published")


class PeriodNotOver(Refusal):
    """What is published does not move any more, so its period is over."""

    code = "appeals.period_not_over"
    status = 409
    what = _NOT_CUT
    why = Label("{period}还没有结束", "{period} is not over yet")
    cure = Label("等它结束后再公布", "publish it when it has ended")


class CutAlready(Refusal):
    """Of one period there is one cut: two could be subtracted, and the difference would tell the small counts."""

    code = "appeals.cut_already"
    status = 409
    what = _NOT_CUT
    why = Label("{period}的数据已于 {day} 公布", "the figures of {period} were published on {day}")
    cure = Label("已公布的不再改动；更正另写说明", "what was published stays as it is; say in words what has to be corrected")


def written(tables: PublicTables) -> dict[str, Any]:
    """The tables as plain values."""
    return {name: _plain(getattr(tables, name)) for name in ("contact", "reply", "outcomes", "answers")}


def read(content: dict[str, Any]) -> PublicTables:
    """The tables that plain values tell. Those kept before what came back was counted have no column for it, and are read as they are."""
    outcomes = content["outcomes"] if "outcomes" in content else content["verdicts"]
    return PublicTables(
        _shown(content["contact"], Timeliness),
        _shown(content["reply"], Timeliness),
        _shown(outcomes, Outcome),
        _shown(content["answers"], AnswerKind),
    )


def check_cut(period: Period, is_over: bool, cut_on: object) -> None:
    """Refuse a cut of a period that is not over, or of which there is one. `cut_on`: the day of that one; None: there is none."""
    if not is_over:
        raise PeriodNotOver(period=period.label)
    if cut_on is not None:
        raise CutAlready(period=period.label, day=cut_on)


def _plain(shown: Shown[str, _Kind]) -> dict[str, Any]:
    return {
        "cells": [[row, column.value, count] for (row, column), count in shown.cells.items()],
        "rows": [[row, count] for row, count in shown.rows.items()],
        "columns": [[column.value, count] for column, count in shown.columns.items()],
        "total": shown.total,
    }


def _shown(told: dict[str, Any], kind: type[_Kind]) -> Shown[str, _Kind]:
    return Shown(
        {(row, kind.of(column)): count for row, column, count in told["cells"]},
        dict(told["rows"]),
        {kind.of(column): count for column, count in told["columns"]},
        told["total"],
    )
