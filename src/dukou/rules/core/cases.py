"""Golden cases: what a rule book has to answer on facts that are written down, and where it answers otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from dukou.kit.core.labels import Label, same
from dukou.kit.core.places import Fault, Place
from dukou.kit.packfiles.nodes import Located
from dukou.rules.core.answers import Answer
from dukou.rules.core.books import Book, Table
from dukou.rules.core.checking.linker import resolve
from dukou.rules.core.evaluating import Evaluation, possible_rows
from dukou.rules.core.explaining import Explanation, explain
from dukou.rules.core.facts import FactFace
from dukou.rules.core.inputs import Wrong, given_to
from dukou.rules.core.libraries import Library
from dukou.rules.core.lines import definition_words
from dukou.rules.core.linking import Linked
from dukou.rules.core.reading.fields import Faults, Fields, near
from dukou.rules.core.shown import number_words
from dukou.rules.core.values import Span, Value

_KEYS = ("book", "says", "as_of", "place", "facts", "answer", "value", "possible", "missing", "failed")
_NOTHING = Label("（无）", "(none)")


@dataclass(frozen=True, slots=True)
class Case:
    """Facts, and what a book answers on them.

    `value`: the value the book gives, `possible`: all that it can still be. `missing`: names of the facts that are wanting. `failed`:
    clauses of the sentences that are not met, among them a veto that is given. None asks nothing of it. `places`: of each key, and of each
    fact under `facts.` and its name.
    """

    book: str
    says: Label
    as_of: date
    facts: Mapping[str, object]
    answer: Answer
    value: str | None = None
    possible: tuple[str, ...] | None = None
    missing: tuple[str, ...] | None = None
    failed: tuple[str, ...] | None = None
    place: Place = field(default=Place(""), compare=False)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    def at(self, key: str) -> Place:
        """Where a key's value stands; the case's own place where it is not written."""
        return self.places.get(key, self.place)


def faults_of_cases(books: Mapping[str, Book], cases: Sequence[Located], catalogue: Mapping[str, FactFace]) -> list[Fault]:
    """What stands against the cases: those that cannot be read, and those whose book answers otherwise. `books`: by key."""
    library, linked, found = Library.of(books.values()), dict[str, Linked](), Faults()
    for located in cases:
        case = read_case(located, found)
        if case is None:
            continue
        book = library.version(case.book) if "/" in case.book else library.in_force(case.book, case.as_of)
        if book is None:
            what = Label(f"没有规则“{case.book}”", f"there is no rule book “{case.book}”")
            found.note(case.at("book"), what, near(case.book, [*library.books, *books]))
            continue
        finder = _finder(library, case.as_of, book.place)
        key = f"{book.key} {case.as_of}"
        if key not in linked:
            made, faults = resolve(book, catalogue, finder)
            found += [fault for fault in faults if fault not in found]
            if made is None:
                continue
            linked[key] = made
        found += differences(case, linked[key])
    return found


def _finder(library: Library, on: date, place: str) -> Callable[[str], Book | None]:
    """The books that another names, on the day of the case; where none is in force then, the one that begins next."""

    def find(name: str) -> Book | None:
        if "/" in name:
            return library.version(name)
        versions = sorted(library.books.get(name, ()), key=lambda each: each.since)
        later = [each for each in versions if each.since > on]
        return library.in_force(name, on, place) or next(iter([*later, *reversed(versions)]), None)

    return find


def read_case(located: Located, faults: Faults) -> Case | None:
    """The case written there, or None and its faults."""
    before = len(faults)
    fields = Fields(located, _KEYS, faults, "case")
    if not fields.is_mapping:
        return None
    book, says, as_of = fields.text("book", is_needed=True), fields.label("says", is_needed=True), fields.day("as_of", is_needed=True)
    answer = fields.choice("answer", Answer, Answer.UNKNOWN) if fields.child("answer", is_needed=True) else None
    facts = _facts(fields, faults)
    made = {key: _words(fields, key, faults) for key in ("possible", "missing", "failed")}
    if len(faults) > before or says is None or as_of is None or answer is None:
        return None
    value = fields.text("value") or None
    places = {key: child.place for key, child in fields.located.children.items() if isinstance(key, str)}
    within = fields.child("facts")
    places |= {f"facts.{name}": place for name, place in (within.key_places if within else {}).items()}
    return Case(book, says, as_of, facts, answer, value, **made, place=fields.place, places=places)


def differences(case: Case, linked: Linked) -> list[Fault]:
    """Where the book answers otherwise than the case says, and facts that it cannot take; empty where all is as it says."""
    given = given_to(linked, case.facts, case.as_of)
    if given.wrong:
        return [_wrong(case, each) for each in given.wrong]
    told = explain(Evaluation(linked, given.facts, case.as_of, given.values))
    faults = Faults()
    _compare(case, "answer", same(case.answer), same(told.answer), faults)
    if case.value is not None:
        _compare_value(case, told, faults)
    if case.possible is not None:
        _compare(case, "possible", _list(sorted(case.possible)), _list(sorted(possible_values(told.evaluation))), faults)
    if case.missing is not None:
        _compare(case, "missing", _list(sorted(case.missing)), _list(sorted({gap.alias for gap in told.missing})), faults)
    if case.failed is not None:
        clauses = [reason.condition.clause or reason.condition.path for reason in told.failed]
        _compare(case, "failed", _list(list(case.failed)), _list(clauses), faults)
    return list(faults)


def possible_values(evaluation: Evaluation) -> list[str]:
    """All that the book's value can be, in words: of a table the outputs, of any other number its least and most."""
    definition = evaluation.linked.book.definitions.get(evaluation.linked.book.value)
    if isinstance(definition, Table) and evaluation.linked.book.value not in evaluation.given:
        outputs = dict.fromkeys(row.output for row, _ in possible_rows(evaluation, definition))
        return [each if isinstance(each, str) else number_words(each).replace(",", "") for each in outputs]
    value = evaluation.result()
    if isinstance(value, frozenset):
        return sorted(value)
    ends = (value.least, value.most) if isinstance(value, Span) else (value,)
    return [_told(each).zh for each in ends if each is not None]


def _compare(case: Case, key: str, wanted: Label, got: Label, faults: Faults) -> None:
    if wanted != got:
        names = {
            "answer": Label("答案", "answer"), "value": Label("取值", "value"), "possible": Label("可能的取值", "possible values"),
            "missing": Label("缺的事实", "missing facts"), "failed": Label("不满足的条款", "clauses not met"),
        }  # fmt: skip
        what = Label(
            f"案例“{case.says.zh}”：{names[key].zh}应为 {wanted.zh}，得到 {got.zh}",
            f"case “{case.says.en}”: the {names[key].en} should be {wanted.en}, got {got.en}",
        )
        cure = Label("对照文件，改规则或改案例", "look at the document, then mend the rule book or the case")
        faults.note(case.at(key), what, cure)


def _compare_value(case: Case, told: Explanation, faults: Faults) -> None:
    """The value as the case writes it is read like one handed in from outside, so that units and labels are understood."""
    name = told.book.value
    if not name:
        what = Label(f"案例“{case.says.zh}”：这部规则不给取值", f"case “{case.says.en}”: this rule book gives no value")
        faults.note(case.at("value"), what, Label("去掉 value", "leave out value"))
        return
    wanted: Value = None
    if case.value != Answer.UNKNOWN.value:
        read = given_to(told.evaluation.linked, {name: case.value}, case.as_of)
        if read.wrong:
            faults.note(case.at("value"), read.wrong[0].what, read.wrong[0].cure)
            return
        wanted = read.values[name]
    got = told.value if not isinstance(told.value, frozenset | Span) else None
    if wanted != got:
        words = _told(None) if wanted is None else definition_words(told.evaluation, name, wanted)
        _compare(case, "value", words, told.value_label or _told(None), faults)


def _wrong(case: Case, wrong: Wrong) -> Fault:
    what = Label(f"案例“{case.says.zh}”：{wrong.what.zh}", f"case “{case.says.en}”: {wrong.what.en}")
    return Fault(case.at(f"facts.{wrong.name}"), what, wrong.cure)


def _facts(fields: Fields, faults: Faults) -> dict[str, object]:
    child = fields.child("facts")
    if child is None:
        return {}
    if not isinstance(child.plain, dict):
        what = Label("“facts”应是一组名称和值", "“facts” should be names with their values")
        faults.note(child.place, what, Label("写成 {staff: 999}", "write it like {staff: 999}"))
        return {}
    return dict(child.plain)


def _words(fields: Fields, key: str, faults: Faults) -> tuple[str, ...] | None:
    if not fields.has(key):
        return None
    return tuple(str(item.plain) for item in fields.items(key))


def _told(value: Value) -> Label:
    if value is None:
        return same(Answer.UNKNOWN)
    if isinstance(value, bool):
        return same("yes" if value else "no")
    return same(number_words(value).replace(",", "") if isinstance(value, int | Fraction) else str(value))


def _list(words: Sequence[str]) -> Label:
    return Label("、".join(words), ", ".join(words)) if words else _NOTHING
