"""The one form of the matters that were chosen: each concept once, with everything that the matters want of it; and its judge.

The judge is the only one: pages, the window's desk, the API and the command line all ask it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dukou.affairs.core.affairs import Affair, Ask, Matter
from dukou.affairs.core.concepts import Answer, Concept, answer_read, value_of
from dukou.affairs.core.conditions import holds_of
from dukou.affairs.core.kinds import Giving
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.places import FieldFault
from dukou.kit.core.refusals import Malformed
from dukou.rules.core.answers import Truth
from dukou.rules.core.lone_tests import LoneTest
from dukou.rules.core.values import Value

Chosen = Mapping[str, Sequence[str]]  # matter → the units that were chosen for it


@dataclass(frozen=True, slots=True)
class Want:
    """One matter wants a concept."""

    matter: Matter
    ask: Ask


@dataclass(frozen=True, slots=True)
class Asked:
    """A concept as the form asks it: once, for every matter that wants it."""

    concept: Concept
    wants: tuple[Want, ...]

    @property
    def matters(self) -> tuple[Matter, ...]:
        """The matters that want it."""
        return tuple(dict.fromkeys(each.matter for each in self.wants))


@dataclass(frozen=True, slots=True)
class PageOfForm:
    """A page of the form: what it is called, and what it asks."""

    key: str
    name: Label
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the form says of answers. `answers`: those that count, as they are kept; `values`: the same, as tests take them.

    `faults`: what cannot be taken, or is missing. `open`: concepts that may still be asked, since what decides about them is not known.
    `matters`: those that the application consists of. `dropped`: answers to what is not asked, whatever they were.
    `absent`: concepts that are surely not asked, be it by this form at all. `wanted`: the concepts that each matter asks for, by its key:
    nothing else of the form is its business.
    """

    answers: Mapping[str, Answer]
    values: Mapping[str, Value]
    matters: tuple[Matter, ...]
    faults: tuple[FieldFault, ...]
    open: frozenset[str]
    dropped: tuple[str, ...]
    absent: frozenset[str]
    wanted: Mapping[str, frozenset[str]]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong and nothing is missing."""
        return not self.faults


@dataclass(frozen=True)
class Form:
    """The form of an affair for the matters that were chosen. `concepts`: the dictionary."""

    affair: Affair
    concepts: Mapping[str, Concept]
    chosen: frozenset[str]

    @cached_property
    def matters(self) -> tuple[Matter, ...]:
        """The matters that are in, or that the answers may bring in, in the order of the affair."""
        return tuple(each for each in self.affair.matters if each.giving is not Giving.CHOSEN or each.key in self.chosen)

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Everything that may be asked, each concept once, in the order of pages and matters."""
        wants: dict[str, list[Want]] = {}
        for matter in self.matters:
            for ask in matter.asks:
                wants.setdefault(ask.field, []).append(Want(matter, ask))
        placed = [key for page in self.affair.pages for key in page.fields if key in wants]
        order = dict.fromkeys([*placed, *wants])
        return tuple(Asked(self.concepts[key], tuple(wants[key])) for key in order)

    @cached_property
    def pages(self) -> tuple[PageOfForm, ...]:
        """The pages, those without a question left out: first the affair's, then one for each matter with what no page names."""
        by_key, placed = {each.concept.key: each for each in self.asked}, set[str]()
        pages = []
        for page in self.affair.pages:
            asked = tuple(by_key[key] for key in page.fields if key in by_key)
            placed.update(page.fields)
            pages.append(PageOfForm(page.key, page.name, asked))
        for matter in self.matters:
            own = tuple(each for each in self.asked if each.concept.key not in placed and each.wants[0].matter is matter)
            pages.append(PageOfForm(matter.key, matter.name, own))
        return tuple(page for page in pages if page.asked)

    @cached_property
    def elsewhere(self) -> frozenset[str]:
        """Concepts that conditions of the affair name, and that none of these matters asks."""
        tests = [each.when for each in self.affair.materials] + [each.when for each in self.affair.matters]
        tests += [ask.when for each in self.affair.matters for ask in each.asks]
        named = {name for test in tests if test is not None for name in test.names}
        return frozenset(named - {each.concept.key for each in self.asked})

    @property
    def separate_asks(self) -> int:
        """How many questions the matters ask when each is handled alone."""
        return sum(len(matter.asks) for matter in self.matters)

    def judge(self, raw: Mapping[str, object], chosen: Chosen | None = None) -> Judged:
        """What becomes of answers by concept; `chosen`: the units chosen for each matter, judged too where it is given."""
        return _Judging(self).judged(raw, chosen)


@dataclass(slots=True)
class _Judging:
    form: Form
    faults: list[FieldFault] = field(default_factory=list)
    read: dict[str, Answer] = field(default_factory=dict)
    unread: dict[str, FieldFault] = field(default_factory=dict)  # answers that cannot be taken
    answers: dict[str, Answer] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)  # concepts that are surely not asked
    open: set[str] = field(default_factory=set)
    wanted: dict[str, set[str]] = field(default_factory=dict)

    def judged(self, raw: Mapping[str, object], chosen: Chosen | None) -> Judged:
        self.absent |= self.form.elsewhere
        self._read(raw)
        for asked in _in_order_of_need(self.form.asked):
            self._settle(asked)
        matters = tuple(each for each in self.form.matters if self._is_in(each) is True)
        if chosen is not None:
            self.faults += [fault for matter in matters for fault in unit_faults(matter, units_of(matter, chosen))]
        self._check_place()
        dropped = tuple(key for key in (*self.read, *self.unread) if key in self.absent)
        wanted = {each.key: frozenset(self.wanted.get(each.key, ())) for each in matters}
        return Judged(self.answers, self.values, matters, tuple(self.faults), frozenset(self.open), dropped, frozenset(self.absent), wanted)

    def _read(self, raw: Mapping[str, object]) -> None:
        known = {each.concept.key: each.concept for each in self.form.asked}
        for key, told in raw.items():
            if key not in known:
                self.faults.append(self._stranger(key))
                continue
            try:
                answer = answer_read(known[key], told)
            except Malformed as fault:
                self.unread[key] = FieldFault(key, fault.what, fault.cure)
                continue
            if answer is not None:
                self.read[key] = answer

    def _check_place(self) -> None:
        """The site lies where the affair is offered."""
        key, places = self.form.affair.division, self.form.affair.places
        told = self.answers.get(key)
        if isinstance(told, str) and places and not told.startswith(places):
            self.faults.append(FieldFault(key, _ELSEWHERE.filled(told=told), _APPLY_THERE))

    def _stranger(self, key: str) -> FieldFault:
        wanting = [each.name for each in self.form.affair.matters if any(ask.field == key for ask in each.asks)]
        if wanting:
            names = joined(wanting, zh="、", en=", ")
            return FieldFault(key, _NOT_CHOSEN, _CHOOSE.filled(names=names))
        return FieldFault(key, _UNKNOWN_FIELD.filled(affair=self.form.affair.name), _CURE_FIELD)

    def _settle(self, asked: Asked) -> None:
        """Keep the answer if the concept is asked; note what is wrong with it, what is missing, and what is open."""
        key = asked.concept.key
        wanted = [(self._is_wanted(want), want.ask.required) for want in asked.wants]
        for want, (truth, _) in zip(asked.wants, wanted, strict=True):
            if truth is not False:
                self.wanted.setdefault(want.matter.key, set()).add(key)
        if all(truth is False for truth, _ in wanted):
            self.absent.add(key)
        elif key in self.unread:
            self.faults.append(self.unread[key])
        elif key in self.read:
            self.answers[key] = self.read[key]
            self.values[key] = value_of(asked.concept, self.read[key])
        elif (True, True) in wanted:
            names = joined([each.name for each in asked.matters], zh="、", en=", ")
            self.faults.append(FieldFault(key, _MISSING.filled(field=asked.concept.name), _FILL.filled(names=names)))
        elif (None, True) in wanted or (True, False) not in wanted:
            self.open.add(key)

    def _is_wanted(self, want: Want) -> Truth:
        matter, ask = self._is_in(want.matter), self._holds(want.ask.when)
        if matter is False or ask is False:
            return False
        return None if matter is None or ask is None else True

    def _is_in(self, matter: Matter) -> Truth:
        return True if matter.giving is not Giving.WHEN else self._holds(matter.when)

    def _holds(self, test: LoneTest | None) -> Truth:
        return holds_of(test, self.values, self.absent)


def units_of(matter: Matter, chosen: Chosen) -> Sequence[str]:
    """The units of a matter: those that were chosen; all where there is nothing to choose."""
    told = chosen.get(matter.key, ())
    return told if told or matter.least < len(matter.units) else matter.units


def unit_faults(matter: Matter, units: Sequence[str]) -> Iterator[FieldFault]:
    """What is wrong with the units that were chosen for a matter."""
    names = ", ".join(matter.units)
    for unit in units:
        if unit not in matter.units:
            yield FieldFault(f"matters.{matter.key}", _NO_UNIT.filled(unit=unit), _UNITS.filled(units=names))
    if len(set(units)) != len(units):
        yield FieldFault(f"matters.{matter.key}", _UNIT_TWICE, _UNITS.filled(units=names))
    if not matter.least <= len(set(units)) <= matter.most:
        what = _HOW_MANY.filled(name=matter.name, least=matter.least, most=matter.most, got=len(units))
        yield FieldFault(f"matters.{matter.key}", what, _UNITS.filled(units=names))


def names_needed(asked: Asked) -> frozenset[str]:
    """The concepts on whose answers it hangs whether a concept is asked."""
    tests = [test for want in asked.wants for test in (want.ask.when, want.matter.when) if test is not None]
    return frozenset(name for test in tests for name in test.names)


def _in_order_of_need(asked: Sequence[Asked]) -> list[Asked]:
    """The same, each after those on whose answers it hangs. The check of the definition has seen that they form no ring."""
    waiting, done, found = list(asked), set[str](), list[Asked]()
    there = {each.concept.key for each in asked}
    while waiting:
        ready = [each for each in waiting if names_needed(each) & there <= done] or waiting
        found += ready
        done.update(each.concept.key for each in ready)
        waiting = [each for each in waiting if each.concept.key not in done]
    return found


_UNKNOWN_FIELD = Label("“{affair}”没有这一项", "“{affair}” has no such field")
_CURE_FIELD = Label("核对字段名，见 dukou affairs form", "check its name: dukou affairs form")
_NOT_CHOSEN = Label("所选事项不需要这一项", "no matter that was chosen asks for it")
_CHOOSE = Label("去掉它，或加选：{names}", "leave it out, or choose: {names}")
_MISSING = Label("缺少“{field}”", "“{field}” is missing")
_FILL = Label("填写；需要它的事项：{names}", "fill it in; wanted for: {names}")
_ELSEWHERE = Label("地址（区划 {told}）不在本区", "the site (division {told}) lies outside this district")
_APPLY_THERE = Label("到所在区县申请；填错的改正", "apply where it lies; mend it if it was mistyped")
_NO_UNIT = Label("“{unit}”不办这一事项", "“{unit}” does not handle this matter")
_UNIT_TWICE = Label("同一单位选了两次", "a unit was chosen twice")
_HOW_MANY = Label("“{name}”应选 {least} 到 {most} 家，选了 {got} 家", "“{name}” takes {least} to {most} units, not {got}")
_UNITS = Label("可选：{units}", "use: {units}")
