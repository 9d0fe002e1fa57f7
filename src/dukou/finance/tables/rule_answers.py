"""What a rule book says of a firm, sentence by sentence with its parts: met or not, what is known, what is wanting and who holds it."""

from __future__ import annotations

from collections.abc import Iterator

from dukou.finance.core.wanting import asked_of, lacks_of
from dukou.finance.tables.money import NONE
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Row, Table
from dukou.rules.core.answers import Answer
from dukou.rules.core.explaining import Explanation
from dukou.rules.core.reasons import Reason

ANSWER_FACES = {Answer.YES: Light.GREEN, Answer.NO: Light.RED, Answer.UNKNOWN: Light.UNKNOWN}


def conditions_table(title: Label, told: Explanation, *, with_known: bool = True) -> Table:
    """One row a sentence, its parts set in beneath it. `with_known`: with the values it was answered by, which not every reader gets."""
    heads = (
        Heading(Label("条款", "Clause")),
        Heading(Label("条件", "Condition")),
        Heading(Label("结论", "Answer")),
        *((Heading(Label("已知", "Known")),) if with_known else ()),
        Heading(Label("还差什么", "What is wanting")),
    )
    rows = tuple(row for reason in told.reasons for row in _rows(reason, 0, with_known=with_known))
    return Table(title, (heads,), rows, is_broad=True)


def answer_cell(answer: Answer, word: Label | None = None) -> Cell:
    """An answer as word and shape."""
    return Cell(word or answer.label, light=ANSWER_FACES[answer].value)


def _rows(reason: Reason, depth: int, *, with_known: bool) -> Iterator[Row]:
    lacks = [] if reason.parts else lacks_of(reason) if with_known else asked_of(reason)
    if reason.condition.hint is not None and reason.answer is Answer.NO:
        lacks.append(reason.condition.hint)
    yield Row(
        (
            Cell(reason.condition.clause or NONE, depth=depth),
            Cell(reason.condition.text or reason.condition.joint.label),
            Cell(reason.word, light=ANSWER_FACES[Answer.told(reason.is_well)].value),
            *((Cell(_known(reason)),) if with_known else ()),
            Cell(joined(lacks) if lacks else NONE),
        ),
        begins=not depth,
    )
    for part in reason.parts:
        yield from _rows(part, depth + 1, with_known=with_known)


def _known(reason: Reason) -> Label | str:
    told = [
        Label(f"{used.face.label.zh}：{used.value.zh}{_since(used.stated)}", f"{used.face.label.en}: {used.value.en}{_since(used.stated)}")
        for used in reason.used
    ]
    return joined(told) if told else NONE


def _since(stated: object) -> str:
    known_on = getattr(stated, "known_on", None)
    return f" ({known_on})" if known_on else ""
