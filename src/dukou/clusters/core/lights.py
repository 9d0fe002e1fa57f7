"""Lights: what the rule book that the district's pack names answers. A light always carries a word; what rounding leaves open, it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dukou.kit.core.labels import Label, LabelledEnum, joined
from dukou.kit.core.lights import Light
from dukou.rules.core.answers import Answer
from dukou.rules.core.books import Table
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.explaining import Explanation, explain
from dukou.rules.core.facts import Stated
from dukou.rules.core.lines import Line
from dukou.rules.core.linking import Linked
from dukou.rules.core.needs import needs_of
from dukou.rules.core.taking import taken

__all__ = ["COLOURS", "BaselineKind", "JudgedLight", "Light", "LightPolicy"]


class BaselineKind(LabelledEnum):
    """What part of a year's total is expected by a month."""

    CALENDAR = "calendar", "日历进度", "calendar"
    LAST_YEAR = "last_year", "上年同期占全年", "last year's share by then"
    SEVERAL_YEARS = "several_years", "多年同期占全年（中位数）", "share by then in several years (median)"


COLOURS = (Light.RED, Light.YELLOW, Light.GREEN)  # what a rule book of lights can answer, the worst first


@dataclass(frozen=True, slots=True)
class JudgedLight:
    """A light with its word, the lights between which it is undecided, and why it is unknown. `told`: what the rule book answered."""

    light: Light
    words: Label
    between: tuple[Light, ...] = ()
    why: Label | None = None
    told: Explanation | None = field(default=None, compare=False)

    @property
    def leaf(self) -> Label | None:
        """The row of the book that decided, or the rows that are still possible, in words; None where nothing is decided at all."""
        if self.told is None or self.light is Light.UNKNOWN:
            return None
        wanted = Answer.UNKNOWN if self.light is Light.UNDECIDED else Answer.YES
        rows = [_row_words(line) for line in self.told.lines if line.answer is wanted]
        return joined(rows, zh="；或 ", en="; or ") if rows else None

    def as_dict(self) -> dict[str, object]:
        """The light as JSON doors speak it."""
        book = self.told.book if self.told else None
        return {
            "light": self.light.value,
            "words": self.words.as_dict(),
            "between": [light.value for light in self.between],
            "why": self.why.as_dict() if self.why else None,
            "rule_book": {"book": book.slug, "version": book.version, "sha256": book.sha256} if book else None,
            "leaf": self.leaf.as_dict() if self.leaf else None,
        }


@dataclass(frozen=True, slots=True)
class LightPolicy:
    """The rule book that gives the lights, and the order in which baselines are preferred.

    The headline light uses the first baseline of `baselines` for which there is a figure. `linked`: the version in force on `as_of`, the
    day as of which the clusters are known; None where there is none, and then no light is known.
    """

    key: str
    baselines: tuple[BaselineKind, ...]
    book: str
    as_of: date
    linked: Linked | None = None

    def judge(self, facts: Mapping[str, Stated], why: Label | None = None) -> JudgedLight:
        """The light by what is known; undecided where a figure reaches over a line. `why`: what is to be said where it is not known."""
        if self.linked is None:
            return _unknown(self._not_in_force())
        known = {(name, 0): taken(stated.value, stated.unit) for name, stated in facts.items()}
        told = explain(Evaluation(self.linked, known, self.as_of), {(name, 0): stated for name, stated in facts.items()})
        lights = [light for light in COLOURS if light.value in _possible(told.value)]
        if not lights or (len(lights) > 1 and any(key not in known for key in needs_of([self.linked]))):
            return _unknown(why or _missing(told), told)
        names = _names(self.linked)
        if len(lights) == 1:
            return JudgedLight(lights[0], names[lights[0].value], told=told)
        ends = [names[light.value] for light in (lights[0], lights[-1])]
        words = Label(
            f"未定（区间跨线：{joined(ends, zh='或').zh}）", f"undecided (the interval crosses a line: {joined(ends, en=' or ').en})"
        )
        return JudgedLight(Light.UNDECIDED, words, (lights[0], lights[-1]), told=told)

    def _not_in_force(self) -> Label:
        return Label(
            f"{self.as_of} 没有生效的亮灯规则书“{self.book}”", f"no version of the rule book “{self.book}” is in force on {self.as_of}"
        )


def _unknown(why: Label, told: Explanation | None = None) -> JudgedLight:
    return JudgedLight(Light.UNKNOWN, Light.UNKNOWN.label, why=why, told=told)


def _possible(value: object) -> frozenset[str]:
    """The words that a book's value can be."""
    if isinstance(value, frozenset):
        return value
    return frozenset({value}) if isinstance(value, str) else frozenset()


def _names(linked: Linked) -> Mapping[str, Label]:
    """What the book calls each light; by the light itself where it calls it nothing."""
    table = linked.book.definitions.get(linked.book.value)
    own = table.outputs if isinstance(table, Table) else {}
    return {light.value: own.get(light.value, light.label) for light in COLOURS}


def _missing(told: Explanation) -> Label:
    """What the book would have to know."""
    gaps = joined([gap.label for gap in told.missing])
    return Label(f"还要知道：{gaps.zh}", f"still to be known: {gaps.en}")


def _row_words(line: Line) -> Label:
    """One row: what it asks and what it gives."""
    asked = [Label(f"{each.what.zh} {each.need.zh}", f"{each.what.en} {each.need.en}") for each in line.checks]
    told = joined(asked, zh="，", en=", ") if asked else Label("前面各行都不符合", "none of the rows before")
    return Label(f"{told.zh}：{line.gives.zh}", f"{told.en}: {line.gives.en}")
