"""What a rule book says of a project, sentence by sentence: what holds, what does not, what is missing and who holds it."""

from __future__ import annotations

from dukou.kit.core.labels import Label, joined
from dukou.kit.core.lights import Light as Face
from dukou.kit.pages.tables import Cell, Heading, Row, Table
from dukou.rules.core.answers import Answer
from dukou.rules.core.explaining import Explanation
from dukou.rules.core.reasons import Reason

NONE = "—"
ANSWER_FACES = {Answer.YES: Face.GREEN, Answer.NO: Face.RED, Answer.UNKNOWN: Face.UNKNOWN}


def sentences_table(told: Explanation) -> Table:
    """One row a sentence; the full reasons with their sources stand on the rule book's own page."""
    heads = (
        Heading(Label("条款", "Clause")),
        Heading(Label("要求", "What it says")),
        Heading(Label("结论", "Answer")),
        Heading(Label("还差什么", "What is wanting")),
    )
    return Table(told.book.name, (heads,), tuple(_row(each) for each in told.reasons), is_broad=True)


def _row(reason: Reason) -> Row:
    condition = reason.condition
    return Row(
        (
            Cell(condition.clause or NONE),
            Cell(condition.text or condition.joint.label),
            Cell(reason.word, light=ANSWER_FACES[Answer.told(reason.is_well)].value),
            Cell(_wanting(reason)),
        )
    )


def _wanting(reason: Reason) -> Label | str:
    if reason.answer is Answer.YES:
        return NONE
    told = [Label(f"{gap.label.zh}（{gap.holder.zh}）", f"{gap.label.en} ({gap.holder.en})") for gap in reason.missing]
    told += reason.distances
    if reason.condition.hint is not None:
        told.append(reason.condition.hint)
    return joined(told) if told else NONE
