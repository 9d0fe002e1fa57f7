"""What can be wrong with a condition over answers: it cannot be read, names what nobody asks, or compares what cannot be compared."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from dukou.affairs.core.checking.concepts import LISTED
from dukou.affairs.core.checking.wrongs import Path, Wrong, unknown
from dukou.affairs.core.concepts import Concept
from dukou.affairs.core.kinds import FieldKind
from dukou.kit.core.labels import Label
from dukou.rules.core.expressions import (
    Among,
    Arithmetic,
    Begins,
    Comparison,
    Day,
    Every,
    Expression,
    Extreme,
    Has,
    Holds,
    Name,
    Not,
    Number,
    Some,
    Test,
    Text,
    names_in,
)
from dukou.rules.core.lone_tests import LoneTest, lone_test
from dukou.rules.core.tokens import Misread


class Sort(Enum):
    """What a side of a comparison is."""

    NUMBER = Label("数", "a number")
    DAY = Label("日期", "a date")
    WORD = Label("词", "a word")
    LIST = Label("多选", "some of a list")
    TRUTH = Label("是否", "yes or no")


_SORTS = {FieldKind.NUMBER: Sort.NUMBER, FieldKind.DATE: Sort.DAY, FieldKind.CHOICES: Sort.LIST, FieldKind.TRUTH: Sort.TRUTH}


@dataclass(frozen=True, slots=True)
class Conditions:
    """`concepts`: the dictionary; `asked`: the concepts that a matter asks which does not itself hang on the answers."""

    concepts: Mapping[str, Concept]
    asked: Collection[str]

    def read(self, line: str, path: Path) -> tuple[LoneTest | None, list[Wrong]]:
        """The condition, and everything that is wrong with it; None where it cannot be read."""
        try:
            test = lone_test(line)
        except Misread as fault:
            return None, [Wrong(path, fault.what, fault.cure, fault.at)]
        wrongs = list(self._strangers(test, path))
        return test, wrongs or list(self._of_test(test.form, path))

    def _strangers(self, test: LoneTest, path: Path) -> Iterator[Wrong]:
        for name in names_in(test.form):
            if name.name not in self.concepts:
                yield unknown(path, _CONCEPT, name.name, sorted(self.asked), name.at)
            elif name.name not in self.asked:
                what = Label(
                    f"“{name.name}”没有一个必办或可选的事项会问",
                    f"no matter that is always in, or chosen, asks for “{name.name}”",
                )
                yield Wrong(path, what, Label("让其中一个事项也问它", "let one of them ask for it"), name.at)

    def _of_test(self, test: Test, path: Path) -> Iterator[Wrong]:
        match test:
            case Every(parts) | Some(parts):
                for part in parts:
                    yield from self._of_test(part, path)
            case Not(part):
                yield from self._of_test(part, path)
            case Comparison():
                yield from self._of_comparison(test, path)
            case Holds(of):
                yield from self._is_of(of, Sort.TRUTH, path)
            case Has(of, words):
                yield from self._is_of(of, Sort.LIST, path)
                yield from self._of_list(of, words, path, test.at)
            case Among(of, words) | Begins(of, words):
                yield from self._is_of(of, Sort.WORD, path)
                yield from self._of_list(of, words, path, test.at) if isinstance(test, Among) else ()

    def _of_comparison(self, test: Comparison, path: Path) -> Iterator[Wrong]:
        yield from self._of_value(test.left, path)
        yield from self._of_value(test.right, path)
        left, right = self._sort(test.left), self._sort(test.right)
        if left is not right:
            what = Label(f"{left.value.zh}不能同{right.value.zh}比", f"{left.value.en} cannot be compared with {right.value.en}")
            yield Wrong(path, what, Label("核对两边；词加引号", "check both sides; put words in quotes"), test.right.at)
        elif left in (Sort.LIST, Sort.TRUTH) or (left is Sort.WORD and test.sign not in ("=", "!=")):
            what = Label(f"{left.value.zh}不能用“{test.sign}”比", f"“{test.sign}” does not compare {left.value.en}")
            yield Wrong(path, what, _INSTEAD[left], test.at)
        for name, word in ((test.left, test.right), (test.right, test.left)):
            if isinstance(name, Name) and isinstance(word, Text):
                yield from self._of_list(name, (word.value,), path, word.at)

    def _of_value(self, form: Expression, path: Path) -> Iterator[Wrong]:
        """Numbers go without a unit, for the concept has its own; only numbers are reckoned with."""
        if isinstance(form, Number) and form.unit:
            what = Label(f"这里的数不写单位“{form.unit}”", f"a number takes no unit here, such as “{form.unit}”")
            yield Wrong(path, what, Label("只写数，按字段自己的单位", "write the number in the unit of the field"), form.at)
        parts = (form.left, form.right) if isinstance(form, Arithmetic) else form.parts if isinstance(form, Extreme) else ()
        for part in parts:
            yield from self._of_value(part, path)
            yield from self._is_of(part, Sort.NUMBER, path)

    def _is_of(self, form: Expression, wanted: Sort, path: Path) -> Iterator[Wrong]:
        found = self._sort(form)
        if found is not wanted:
            what = Label(f"这里要{wanted.value.zh}，写的是{found.value.zh}", f"{wanted.value.en} belongs here, not {found.value.en}")
            yield Wrong(path, what, _INSTEAD[found], form.at)

    def _of_list(self, form: Expression, words: tuple[str, ...], path: Path, at: int) -> Iterator[Wrong]:
        """Words that are not among the choices of the concept."""
        concept = self.concepts.get(form.name) if isinstance(form, Name) else None
        if concept is None or concept.kind not in LISTED:
            return
        for word in words:
            if word not in (concept.choices or {}):
                yield unknown(
                    path, Label(f"“{concept.name.zh}”的选项", f"choice of “{concept.name.en}”"), word, list(concept.choices or {}), at
                )

    def _sort(self, form: Expression) -> Sort:
        match form:
            case Name(name):
                return _SORTS.get(self.concepts[name].kind, Sort.WORD)
            case Text():
                return Sort.WORD
            case Day():
                return Sort.DAY
            case _:
                return Sort.NUMBER


_CONCEPT = Label("字段", "field")
_INSTEAD = {
    Sort.NUMBER: Label("写成比较，例如 power_kva >= 100", "write a comparison, such as power_kva >= 100"),
    Sort.DAY: Label("写成比较，例如 wanted_on >= 2026-04-01", "write a comparison, such as wanted_on >= 2026-04-01"),
    Sort.WORD: Label('写成 use = "office" 或 use in [office, shop]', 'write use = "office" or use in [office, shop]'),
    Sort.LIST: Label("写成 services has [voice]", "write services has [voice]"),
    Sort.TRUTH: Label("单独写它的名称，或 not 加名称", "write its name alone, or not and its name"),
}
