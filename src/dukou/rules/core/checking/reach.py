"""What can never hold and what always does: contradicting bounds, a threshold above all that can be scored, a band never reached.

Only what is certain is refused: names of facts may take any value that their type allows, and what is not understood counts as possible.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from dukou.kit.core.labels import Label
from dukou.rules.core.books import Condition, Derived, Item, Joint, Line, Score
from dukou.rules.core.checking.bounds import Bounds
from dukou.rules.core.checking.boxes import EVERYTHING, Boxes, Weighing
from dukou.rules.core.expressions import Comparison, Every, Expression, Test, names_in
from dukou.rules.core.linking import Linked
from dukou.rules.core.reading.fields import Faults
from dukou.rules.core.shown import unit_of_form, value_words
from dukou.rules.core.values import Span
from dukou.rules.core.writing import written

_CURE = Label("对照文件核对数、单位和比较号", "check numbers, units and signs against the document")


def check_reach(linked: Linked, faults: Faults) -> None:
    """Every sentence, band and named test of a book."""
    reach = _Reach(linked, Bounds(linked), faults)
    book = linked.book
    for definition in book.definitions.values():
        if isinstance(definition, Derived) and not isinstance(definition.form, Expression):
            reach.line(definition.form, definition.line)
        elif isinstance(definition, Score):
            for item in definition.items:
                reach.item(item)
    sound = [reach.sentence(condition) for condition in (*book.requires, *book.vetoes)]
    for veto in book.vetoes:
        reach.veto(veto)
    if all(sound):
        reach.together([(each, True) for each in book.requires] + [(each, False) for each in book.vetoes])


@dataclass(frozen=True, slots=True)
class _Reach:
    linked: Linked
    bounds: Bounds
    faults: Faults

    def left(self, boxes: Boxes, test: Test, *, wanted: bool = True) -> Boxes:
        """The cases left by a test; each question has work of its own."""
        return Weighing(self.bounds).test(boxes, test, wanted=wanted)

    def left_by(self, boxes: Boxes, condition: Condition, *, wanted: bool = True) -> Boxes:
        """The cases left by a condition."""
        return Weighing(self.bounds).condition(boxes, condition, wanted=wanted)

    def line(self, test: Test, line: Line) -> bool:
        """Whether a test can hold, and does not hold whatever the facts are because it names none."""
        if not self.left(EVERYTHING, test):
            where, what = self._never(test)
            self.faults.note(line.at(where), what, _CURE)
            return False
        if not names_in(test):
            what = Label(f"“{written(test)}”与事实无关，总是成立", f"“{written(test)}” names no fact and always holds")
            self.faults.note(line.at(0), what, Label("写出要比较的事实，或去掉这一条", "name the fact to be compared, or remove it"))
            return False
        return True

    def _never(self, test: Test) -> tuple[int, Label]:
        """Where a test breaks off, and why it can never hold."""
        if isinstance(test, Every):
            boxes = EVERYTHING
            parts = list(_together(test))
            for number, part in enumerate(parts):
                if not self.left(EVERYTHING, part):
                    return self._never(part)
                boxes = self.left(boxes, part)
                if not boxes:
                    return part.at, self._contradiction(parts[:number], part)
        said = written(test)
        if isinstance(test, Comparison):
            for side in (test.left, test.right):
                told = self.bounds.of(side)
                if isinstance(told, Span):
                    span = value_words(told, unit_of_form(self.linked, side))
                    what = Label(
                        f"“{said}”永远不会成立：{written(side)} 的范围是：{span.zh}",
                        f"“{said}” can never hold: {written(side)} is {span.en}",
                    )
                    return test.at, what
        return test.at, Label(f"“{said}”永远不会成立", f"“{said}” can never hold")

    def _contradiction(self, before: Sequence[Test], part: Test) -> Label:
        partner = next((each for each in before if not self.left(self.left(EVERYTHING, each), part)), None)
        ours, other = written(part), written(partner or Every(tuple(before)))
        return Label(f"“{ours}”和“{other}”不能同时成立", f"“{ours}” and “{other}” can never hold together")

    def item(self, item: Item) -> None:
        """The bands of a score's item: each has to be reached by something that the earlier ones leave."""
        boxes = EVERYTHING
        for number, band in enumerate(item.bands):
            if self.line(band.when, band.line) and not self.left(boxes, band.when):
                what = Label(
                    f"第 {number + 1} 档永远轮不到：“{written(band.when)}”时前面的档已经命中",
                    f"band {number + 1} is never reached: where “{written(band.when)}” holds, an earlier band does",
                )
                self.faults.note(band.place, what, Label("从高到低排，或去掉这一档", "put the higher ones first, or remove this band"))
            boxes = self.left(boxes, band.when, wanted=False)

    def sentence(self, condition: Condition) -> bool:
        """Whether a sentence and all within it can be met; what cannot is noted once, where it lies deepest."""
        within = [self.sentence(part) for part in (*condition.parts, *condition.exceptions)]
        self._exceptions(condition)
        if condition.joint is Joint.TEST:
            return all([self.line(cast(Test, condition.test), condition.line), *within])
        if not all(within):
            return False
        if condition.joint is Joint.ALL:
            return self.together([(part, True) for part in condition.parts])
        if condition.joint is Joint.NOT:
            return self.together([(part, False) for part in condition.parts])
        if not self.left_by(EVERYTHING, condition):
            what = Label(f"{_called(condition).zh}永远不会成立", f"{_called(condition).en} can never be met")
            self.faults.note(condition.place, what, _CURE)
            return False
        return True

    def _exceptions(self, condition: Condition) -> None:
        for exception in condition.exceptions:
            if exception.test is not None and exception.test == condition.test:
                what = Label(
                    f"例外和它对着的{_called(condition).zh}一样，等于没有例外",
                    f"the exception is the same as {_called(condition).en}; it excepts nothing",
                )
                self.faults.note(exception.place, what, Label("核对例外的条件", "check what the exception asks"))

    def veto(self, veto: Condition) -> None:
        """A veto that holds whatever the facts are refuses everybody."""
        if self.left_by(EVERYTHING, veto) and not self.left_by(EVERYTHING, veto, wanted=False):
            what = Label(
                f"否决项{_called(veto).zh}总是成立，谁也不能符合", f"the veto {_called(veto).en} always holds; nobody could be entitled"
            )
            self.faults.note(veto.place, what, _CURE)

    def together(self, wanted: Sequence[tuple[Condition, bool]]) -> bool:
        """Whether all can come out as wanted at once. A sentence that always holds by itself is told by `veto`."""
        boxes: Boxes = EVERYTHING
        for number, (condition, truth) in enumerate(wanted):
            alone = self.left_by(EVERYTHING, condition, wanted=truth)
            boxes = self.left_by(boxes, condition, wanted=truth)
            if boxes:
                continue
            if alone or truth:
                self._apart((condition, truth), [each for each in wanted[:number] if not self._both(each, (condition, truth))])
            elif "vetoes" not in condition.path.split("."):
                what = Label(
                    f"{_called(condition).zh}总是成立，上一层就永远不会",
                    f"{_called(condition).en} always holds, so what excludes it never does",
                )
                self.faults.note(condition.place, what, _CURE)
            return False
        return True

    def _both(self, one: tuple[Condition, bool], other: tuple[Condition, bool]) -> bool:
        return bool(self.left_by(self.left_by(EVERYTHING, one[0], wanted=one[1]), other[0], wanted=other[1]))

    def _apart(self, one: tuple[Condition, bool], partners: Sequence[tuple[Condition, bool]]) -> None:
        """What stands against a sentence beside the first earlier one that it cannot stand with."""
        partner, is_met = partners[0] if partners else (None, True)
        ours, other = _called(one[0]), _called(partner) if partner else Label("它前面的几条", "those before it")
        what = Label(f"{ours.zh}和{other.zh}不能同时满足", f"{ours.en} and {other.en} can never be met together")
        if not one[1]:
            what = Label(f"满足{other.zh}的，总是落在{ours.zh}里", f"whatever meets {other.en} is always hit by {ours.en}")
        if not one[1] and not is_met:
            what = Label(f"{ours.zh}和{other.zh}总有一项成立", f"one of {ours.en} and {other.en} always holds")
        self.faults.note(one[0].place, what, _CURE)


def _together(test: Test) -> Iterator[Test]:
    """What a test joins by “and”, to any depth."""
    if isinstance(test, Every):
        for part in test.parts:
            yield from _together(part)
    else:
        yield test


def _called(condition: Condition) -> Label:
    """A sentence as a fault names it: by its clause, or by its place in the book."""
    if condition.clause:
        return Label(f"“{condition.clause}”", f"“{condition.clause}”")
    if condition.test is not None:
        return Label(f"“{written(condition.test)}”", f"“{written(condition.test)}”")
    line = condition.place.line
    return Label(f"第 {line} 行的条件", f"the condition in line {line}")
