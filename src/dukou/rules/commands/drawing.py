"""An answer with its reasons, drawn for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from dukou.kit.core.labels import Label, spoken
from dukou.kit.output import Column, table_of
from dukou.rules.core.checks import Check
from dukou.rules.core.explaining import Explanation
from dukou.rules.core.reasons import Reason


def drawn(told: Explanation) -> RenderableType:
    """The answer, then a line for every sentence."""
    head = f"{told.book.name} {told.book.version}{'：' if spoken() == 'zh' else ': '}{told.answer.label}"
    if told.book.value:
        head += f" · {told.value_label or Label('未知', 'unknown')}"
    rows = [row for reason in told.reasons for row in _rows(reason, "")]
    rows += [
        {"clause": line.clause, "text": f"{line.text} → {line.gives}", "answer": line.answer.label} | _checked(line.checks, line.distances)
        for line in told.lines
    ]
    missing = [f"{gap.label}（{gap.holder}）" if spoken() == "zh" else f"{gap.label} ({gap.holder})" for gap in told.missing]
    parts: list[RenderableType] = [Text(head), table_of(rows, REASONS)]
    parts += [Text(str(each.label)) for each in told.taken]
    if missing:
        parts.append(Text(str(Label("还要知道：", "still to be known: ")) + ("、" if spoken() == "zh" else ", ").join(missing)))
    if told.is_unverified:
        parts.append(
            Text(str(Label("依据转载件或示例写成，未与原件核对", "written from a copy or as an example; not compared with the original")))
        )
    return Group(*parts)


def _rows(reason: Reason, indent: str) -> list[dict[str, object]]:
    row: dict[str, object] = {
        "clause": indent + reason.condition.clause,
        "text": reason.condition.text or "",
        "answer": reason.word,
    }
    row |= _checked(reason.checks, reason.distances)
    return [row, *(each for part in reason.parts for each in _rows(part, indent + "  "))]


def _checked(checks: Sequence[Check], distances: Sequence[Label]) -> dict[str, object]:
    return {"have": _joined(checks, "have"), "need": _joined(checks, "need"), "short": "；".join(map(str, distances))}


def _joined(checks: Sequence[Check], part: str) -> str:
    return "；".join(str(getattr(check, part)) for check in checks if getattr(check, part) is not None)


REASONS = [
    Column("clause", Label("条款", "clause")),
    Column("text", Label("内容", "text")),
    Column("answer", Label("结论", "answer")),
    Column("have", Label("现有", "have")),
    Column("need", Label("要求", "need")),
    Column("short", Label("差多少", "by how much")),
]
