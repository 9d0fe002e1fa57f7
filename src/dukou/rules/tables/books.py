"""Rule books and answers as tables for pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from dukou.kit.core.labels import Label, joined, same
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Row, Table, plain_table
from dukou.rules.core.answers import Answer
from dukou.rules.core.books import Condition, Derived, Score
from dukou.rules.core.books import Table as DecisionTable
from dukou.rules.core.changes import Change
from dukou.rules.core.checks import Check
from dukou.rules.core.explaining import Explanation
from dukou.rules.core.facts import Stated
from dukou.rules.core.lines import Line
from dukou.rules.core.linking import Linked
from dukou.rules.core.phrases import cell_phrase, condition_phrase, phrase
from dukou.rules.core.reasons import Reason, Used
from dukou.rules.core.shown import number_words
from dukou.rules.core.standings import Standing
from dukou.rules.models import RuleBook
from dukou.rules.queries.naming import NamedSource, named_sources

CLAUSE, TEXT = Label("条款", "Clause"), Label("内容", "What it says")
UNVERIFIED = Label("未与原件核对", "not compared with the original")
NONE = "—"
AS_IT_IS_NOW = Label("{name}，现有登记", "{name} as it is now")
NamedSources = Mapping[Stated, NamedSource]
_LIGHTS = {Answer.YES: Light.GREEN, Answer.NO: Light.RED, Answer.UNKNOWN: Light.UNKNOWN}


def books_table(rows: Iterable[RuleBook], address: Callable[[RuleBook], str]) -> Table:
    """Every version, with the days and the place for which it holds."""
    heads = [
        Heading(Label("规则", "Rule book")),
        Heading(Label("版本", "Version")),
        Heading(Label("生效", "From")),
        Heading(Label("失效", "Until")),
        Heading(Label("地点", "Place")),
        Heading(Label("状态", "Standing")),
    ]
    body = [
        [
            Cell(row.label, address(row)),
            row.version,
            row.since.isoformat(),
            row.until.isoformat() if row.until else NONE,
            row.place or Label("全国", "whole country"),
            Standing.of(row.standing).label,
        ]
        for row in rows
    ]
    return plain_table(Label("规则和版本", "Rule books and their versions"), heads, body)


def conditions_table(title: Label, linked: Linked, conditions: Iterable[Condition]) -> Table:
    """One row a sentence, what is joined set in beneath its joint."""
    heads = (Heading(CLAUSE), Heading(TEXT), Heading(Label("条件", "Condition")), Heading(Label("提示", "Hint")))
    rows = tuple(row for condition in conditions for row in _condition_rows(linked, condition, 0))
    return Table(title, (heads,), rows, is_broad=True)


def _condition_rows(linked: Linked, condition: Condition, depth: int, *, is_exception: bool = False) -> Iterator[Row]:
    text = condition.text or Label("其中之一", "one of these")
    if is_exception:
        text = Label(f"例外：{text.zh}", f"Exception: {text.en}")
    notes = [*([condition.hint] if condition.hint else []), *([UNVERIFIED] if condition.is_unverified else [])]
    hint = Label("；".join(note.zh for note in notes), "; ".join(note.en for note in notes)) if notes else same(NONE)
    yield Row(
        (Cell(condition.clause or NONE, depth=depth), Cell(text), Cell(condition_phrase(linked, condition)), Cell(hint)), begins=not depth
    )
    for part in condition.parts:
        yield from _condition_rows(linked, part, depth + 1)
    for exception in condition.exceptions:
        yield from _condition_rows(linked, exception, depth + 1, is_exception=True)


def facts_table(linked: Linked) -> Table:
    """What the book leans on, who holds it and which paper proves it."""
    heads = [
        Heading(Label("事实", "Fact")),
        Heading(Label("书中名称", "Name in the book")),
        Heading(Label("由谁掌握", "Held by")),
        Heading(Label("证明材料", "Proved by")),
    ]
    body = [
        [face.label, alias, linked.book.facts[alias].holder or face.holder, linked.book.facts[alias].paper or face.paper or NONE]
        for alias, face in linked.facts.items()
    ]
    return plain_table(Label("依据的事实", "Facts it leans on"), heads, body)


def definition_tables(linked: Linked) -> list[Table]:
    """Decision tables and scores as the document sets them, computed values in one table before them."""
    definitions = linked.book.definitions.values()
    derived = [each for each in definitions if isinstance(each, Derived)]
    found = [_derived_table(linked, derived)] if derived else []
    for each in definitions:
        if isinstance(each, DecisionTable):
            found.append(_decision_table(linked, each))
        elif isinstance(each, Score):
            found.append(_score_table(linked, each))
    return found


def _derived_table(linked: Linked, derived: list[Derived]) -> Table:
    heads = [Heading(Label("名称", "Name")), Heading(Label("书中名称", "Name in the book")), Heading(Label("算法", "How it is reckoned"))]
    return plain_table(
        Label("算出来的值", "Computed values"), heads, [[each.label, each.name, phrase(linked, each.form)] for each in derived]
    )


def _decision_table(linked: Linked, table: DecisionTable) -> Table:
    """The inputs under one merged head, the output beside."""
    gives = Label("结果", "Gives")
    heads = (
        (Heading(Label("条件", "Conditions"), columns=len(table.inputs)), Heading(gives, rows=2)),
        tuple(Heading(phrase(linked, form)) for form in table.inputs),
    )
    rows = tuple(
        Row(
            (
                *(Cell(cell_phrase(linked, of, cell.test)) for of, cell in zip(table.inputs, row.cells, strict=True)),
                Cell(table.outputs.get(str(row.output)) or same(_output(row.output))),
            )
        )
        for row in table.rows
    )
    notes = (UNVERIFIED,) if any(row.is_unverified for row in table.rows) else ()
    return Table(
        Label(f"{table.label.zh}（{table.policy.label.zh}）", f"{table.label.en} ({table.policy.label.en})"),
        heads,
        rows,
        unit=table.unit,
        notes=notes,
        is_tight=True,
    )


def _output(output: str | Fraction) -> str:
    return output if isinstance(output, str) else number_words(output)


def _score_table(linked: Linked, score: Score) -> Table:
    heads = (Heading(CLAUSE), Heading(TEXT), Heading(Label("条件", "Condition")), Heading(Label("得分", "Points"), is_number=True))
    rows = []
    for item in score.items:
        lines = [
            *((band.label or phrase(linked, band.when), band.points) for band in item.bands),
            (Label("其他", "otherwise"), item.otherwise),
        ]
        for number, (text, points) in enumerate(lines):
            first = number == 0
            rows.append(
                Row(
                    (
                        Cell(item.clause if first else "〃"),
                        Cell(item.text if first else "〃"),
                        Cell(text),
                        Cell(number_words(points), is_number=True),
                    ),
                    begins=first,
                )
            )
    cap = Label(f"，满分 {number_words(score.cap)}", f", at most {number_words(score.cap)}") if score.cap is not None else None
    title = Label(score.label.zh + (cap.zh if cap else ""), score.label.en + (cap.en if cap else ""))
    return Table(title, (heads,), tuple(rows), unit=Label("分", "points"))


def reasons_table(told: Explanation) -> Table:
    """Sentence by sentence: the answer in a word and a shape, what is there, what is wanted, how far short, from where."""
    sources = named_sources({used.stated for reason in told.reasons for used in _all_used(reason) if used.stated is not None})
    heads = (
        Heading(CLAUSE),
        Heading(TEXT),
        Heading(Label("结论", "Answer")),
        Heading(Label("现有", "Have")),
        Heading(Label("要求", "Need")),
        Heading(Label("差多少", "By how much")),
        Heading(Label("来源，或由谁补", "Source, or who holds it")),
    )
    rows = tuple(row for reason in told.reasons for row in _reason_rows(reason, 0, sources))
    return Table(Label("逐条理由", "Reasons, sentence by sentence"), (heads,), rows, is_broad=True)


def _all_used(reason: Reason) -> Iterator[Used]:
    yield from reason.used
    for part in reason.parts:
        yield from _all_used(part)


def _reason_rows(reason: Reason, depth: int, sources: NamedSources) -> Iterator[Row]:
    condition = reason.condition
    text = condition.text or condition.joint.label
    waived = reason.waived_by
    if waived is not None:
        text = Label(f"{text.zh}（按 {waived.clause} 不作要求）", f"{text.en} (waived by {waived.clause})")
    cells = (
        Cell(condition.clause or NONE, depth=depth),
        Cell(text, qualifier=_cure(reason)),
        Cell(reason.word, light=_LIGHTS[Answer.told(reason.is_well)].value),
        Cell(_of(reason.checks, "have")),
        Cell(_of(reason.checks, "need")),
        Cell(joined(reason.distances) if reason.distances else NONE),
        _from(reason, sources),
    )
    yield Row(cells, begins=not depth)
    for part in reason.parts:
        yield from _reason_rows(part, depth + 1, sources)


def _cure(reason: Reason) -> Label | str:
    """How to mend a sentence that is not met, as its document hints."""
    hint = reason.condition.hint
    return Label("怎么办：{hint}", "how to mend it: {hint}").filled(hint=hint) if hint and reason.answer is not Answer.YES else ""


def answer_cell(answer: Answer) -> Cell:
    """An answer as word and shape."""
    return Cell(answer.label, light=_LIGHTS[answer].value)


def lines_table(title: Label, lines: list[Line]) -> Table:
    """How a value came about, row by row or item by item."""
    heads = (
        Heading(Label("结果", "Gives")),
        Heading(Label("结论", "Answer")),
        Heading(Label("现有", "Have")),
        Heading(Label("要求", "Need")),
        Heading(Label("差多少", "By how much")),
    )
    rows = tuple(
        Row(
            (
                Cell(_gives(line)),
                answer_cell(line.answer),
                Cell(_of(line.checks, "have")),
                Cell(_of(line.checks, "need")),
                Cell(joined(line.distances) if line.distances else NONE),
            )
        )
        for line in lines
    )
    return Table(title, (heads,), rows)


def changes_table(lines: list[Change]) -> Table:
    """What differs between two versions."""
    heads = [Heading(Label("变动", "Change")), Heading(CLAUSE), Heading(Label("原来", "Before")), Heading(Label("现在", "Now"))]
    body = [[line.kind.label, line.where, line.before or NONE, line.after or NONE] for line in lines]
    return plain_table(Label("两个版本的不同", "How the versions differ"), heads, body)


def _gives(line: Line) -> Label:
    return Label(f"{line.clause} {line.gives.zh}".strip(), f"{line.clause} {line.gives.en}".strip())


def _of(checks: list[Check], part: str) -> Label:
    found = [getattr(check, part) for check in checks if getattr(check, part) is not None]
    if not found:
        return same(NONE)
    return Label("；".join(each.zh for each in found), "; ".join(each.en for each in found))


def _from(reason: Reason, sources: NamedSources) -> Cell:
    """Where the facts used come from, or who holds those that are missing; it leads to the claim where one alone tells it all."""
    told = [
        Label(
            f"缺 {gap.label.zh}：{gap.holder.zh}{_known_of(gap.known_of).zh}",
            f"missing {gap.label.en}: {gap.holder.en}{_known_of(gap.known_of).en}",
        )
        for gap in reason.missing
        if reason.condition.test is not None
    ]
    stated = [(used, used.stated) for used in reason.used if used.stated is not None]
    told += [
        Label("{fact}：{source}", "{fact}: {source}").filled(fact=used.face.label, source=_source(each, sources[each].name, reason))
        for used, each in stated
    ]
    addresses = {sources[each].address for _, each in stated}
    return Cell(joined(told) if told else NONE, addresses.pop() if len(addresses) == 1 and not reason.missing else "")


def _source(stated: Stated, name: Label, reason: Reason) -> Label:
    """The source with the day; what became known after the day asked about is a register, which is kept only as it is now."""
    if stated.known_on > reason.evaluation.as_of:
        return AS_IT_IS_NOW.filled(name=name)
    return Label("{name}（{on}）", "{name} ({on})").filled(name=name, on=stated.known_on)


def _known_of(period: str) -> Label:
    return Label(f"（现有的是 {period} 的）", f" (what is known is of {period})") if period else Label("\u200b", "\u200b")
