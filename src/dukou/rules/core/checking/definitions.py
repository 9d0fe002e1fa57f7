"""What a book names, defines and never uses; rings among its definitions; the value that it gives."""

from __future__ import annotations

from collections.abc import Iterator

from dukou.kit.core.labels import Label
from dukou.rules.core.books import Book, Table
from dukou.rules.core.checking.names import rings
from dukou.rules.core.expressions import Name, names_in
from dukou.rules.core.linking import Linked
from dukou.rules.core.needs import names_within
from dukou.rules.core.reading.fields import Faults, near


def check_names(linked: Linked, faults: Faults) -> None:
    """Names that stand for two things, that go in a ring, that nobody uses; a book that says nothing; a value that is not there."""
    book = linked.book
    _check_shadows(book, faults)
    _check_rings(book, faults)
    _check_unused(book, faults)
    if not book.requires and not book.vetoes and not book.value:
        what = Label("这部规则什么也没规定", "this rule book says nothing")
        faults.note(book.at, what, Label("写 requires、vetoes 或 value", "write requires, vetoes or value"))
    if book.value and book.value not in book.definitions:
        what = Label(f"value 指的“{book.value}”没有定义", f"value names “{book.value}”, which is not defined")
        faults.note(book.places.get("value", book.at), what, near(book.value, list(book.definitions)))


def names_of(book: Book) -> Iterator[Name]:
    """Every name that stands in a line of the book."""
    for condition in book.conditions():
        if condition.test is not None:
            yield from names_in(condition.test)
    for definition in book.definitions.values():
        yield from names_within(definition)
        if isinstance(definition, Table):
            for cell in (cell for row in definition.rows for cell in row.cells if cell.test is not None):
                yield from names_in(cell.test)  # type: ignore[arg-type]  # not None, as said


def _check_shadows(book: Book, faults: Faults) -> None:
    cure = Label("换一个名称", "give it another name")
    for name in book.books:
        if name in book.facts or name in book.definitions:
            what = Label(f"“{name}”既是别的规则，又是事实或定义", f"“{name}” is another rule book and a fact or definition too")
            faults.note(book.places.get(f"books.{name}", book.at), what, cure)
    for name, used in book.facts.items():
        if name in book.definitions:
            place = book.definitions[name].place
            what = Label(f"“{name}”已是事实（第 {used.place.line} 行）", f"“{name}” is a fact already (line {used.place.line})")
            faults.note(place, what, cure)


def _check_rings(book: Book, faults: Faults) -> None:
    links = {
        name: [each.name for each in names_within(definition) if not each.of_book and each.name in book.definitions]
        for name, definition in book.definitions.items()
    }
    for ring in rings(links):
        way = " → ".join(ring)
        what = Label(f"定义绕成了圈：{way}", f"the definitions form a ring: {way}")
        faults.note(book.definitions[ring[0]].place, what, Label("去掉其中一处", "remove one of the links"))


def _check_unused(book: Book, faults: Faults) -> None:
    """What no line names was forgotten somewhere: a firm would be asked for a paper that changes nothing."""
    used = {name.name for name in names_of(book)} | {book.value}
    cure = Label("用上它，或去掉", "use it or remove it")
    for alias, fact in book.facts.items():
        if alias not in used:
            faults.note(fact.place, Label(f"事实“{alias}”没有用到", f"the fact “{alias}” is not used"), cure)
    for alias in book.books:
        if alias not in used:
            place = book.places.get(f"books.{alias}", book.at)
            faults.note(place, Label(f"引用的规则“{alias}”没有用到", f"the rule book “{alias}” is not used"), cure)
    for name, definition in book.definitions.items():
        if name not in used:
            faults.note(definition.place, Label(f"“{name}”没有用到", f"“{name}” is not used"), cure)
