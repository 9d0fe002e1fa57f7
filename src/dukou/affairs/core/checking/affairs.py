"""What can be wrong with an affair as a whole: matters, what they ask, pages, the profile of its clocks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dukou.affairs.core.checking.conditions import Conditions
from dukou.affairs.core.checking.courses import course_wrongs
from dukou.affairs.core.checking.materials import material_wrongs
from dukou.affairs.core.checking.rings import ring_in
from dukou.affairs.core.checking.wrongs import Path, Wrong, twice, unknown
from dukou.affairs.core.concepts import Concept
from dukou.affairs.core.kinds import FieldKind, Giving
from dukou.casework.core.profiles import ACCEPTANCE, OUTER
from dukou.kit.core.labels import Label

Plain = Mapping[str, Any]
_ASIDE = (Giving.ALWAYS.value, Giving.CHOSEN.value)  # what `given` says where it is no condition


@dataclass(frozen=True, slots=True)
class Beside:
    """What an affair leans on. `profiles`: the keys of the clocks of each grade, by grade and profile."""

    concepts: Mapping[str, Concept]
    units: Collection[str]
    profiles: Mapping[str, Mapping[str, Collection[str]]]


def affair_wrongs(plain: Plain, beside: Beside) -> Iterator[Wrong]:
    """Everything that is wrong with an affair, as it is written in plain values whose shape has been seen to."""
    yield from _Affair(plain, beside).wrongs()


@dataclass(slots=True)
class _Affair:
    plain: Plain
    beside: Beside
    needs: dict[str, dict[str, Path]] = field(default_factory=dict)  # concept → what it hangs on, and where that is said

    def wrongs(self) -> Iterator[Wrong]:
        conditions = Conditions(self.beside.concepts, self._asked(_ASIDE))
        yield from twice((("matters", number, "key"), each["key"]) for number, each in enumerate(self.plain["matters"]))
        for number, matter in enumerate(self.plain["matters"]):
            yield from self._matter(matter, ("matters", number), conditions)
        yield from self._ring()
        yield from material_wrongs(self.plain, conditions)
        yield from course_wrongs(self.plain)
        yield from self._pages()
        yield from self._place()
        yield from self._profile()

    def _asked(self, given: Collection[str] = ()) -> set[str]:
        """The concepts that matters ask: of all, or of those that are given so."""
        matters = [each for each in self.plain["matters"] if not given or each["given"] in given]
        return {ask["field"] for matter in matters for ask in matter["asks"]}

    def _matter(self, matter: Plain, path: Path, conditions: Conditions) -> Iterator[Wrong]:
        yield from self._units(matter, path)
        around: tuple[str, ...] = ()
        if matter["given"] not in _ASIDE:
            test, wrongs = conditions.read(matter["given"], (*path, "given"))
            around = test.names if test and not wrongs else ()
            yield from wrongs
        yield from twice(((*path, "asks", number, "field"), each["field"]) for number, each in enumerate(matter["asks"]))
        for number, ask in enumerate(matter["asks"]):
            where: Path = (*path, "asks", number)
            if ask["field"] not in self.beside.concepts:
                yield unknown((*where, "field"), Label("字段", "field"), ask["field"], list(self.beside.concepts))
            needs = self.needs.setdefault(ask["field"], {})
            needs |= dict.fromkeys(around, (*path, "given"))
            if ask.get("when"):
                test, wrongs = conditions.read(ask["when"], (*where, "when"))
                needs |= dict.fromkeys(test.names, (*where, "when")) if test and not wrongs else {}
                yield from wrongs
        yield from twice(((*path, "results", number, "key"), each["key"]) for number, each in enumerate(matter["results"]))

    def _units(self, matter: Plain, path: Path) -> Iterator[Wrong]:
        units = matter["units"]
        yield from twice(((*path, "units", number), unit) for number, unit in enumerate(units))
        for number, unit in enumerate(units):
            if unit not in self.beside.units:
                yield unknown((*path, "units", number), Label("单位", "organisation"), unit, list(self.beside.units))
        choose = matter.get("choose")
        if choose and not choose["least"] <= choose["most"] <= len(units):
            what = Label(
                f"选 {choose['least']} 到 {choose['most']} 家，可选的有 {len(units)} 家",
                f"{choose['least']} to {choose['most']} are to be chosen, of {len(units)}",
            )
            yield Wrong(
                (*path, "choose"), what, Label("least 不大于 most，most 不超过家数", "least is at most most, which is at most their count")
            )

    def _ring(self) -> Iterator[Wrong]:
        ring = ring_in(self.needs)
        if ring:
            where = self.needs[ring[-1]][ring[0]]
            way = " → ".join((*ring, ring[0]))
            what = Label(f"是否要填绕回了自己：{way}", f"whether it is asked hangs on itself: {way}")
            yield Wrong(where, what, Label("去掉其中一个条件", "take out one of the conditions"))

    def _pages(self) -> Iterator[Wrong]:
        """Keys of pages and matters go together: what no page names stands on a page that has its matter's key."""
        pages, asked = self.plain["pages"], self._asked()
        matters: list[tuple[Path, str]] = [((), each["key"]) for each in {each["key"]: each for each in self.plain["matters"]}.values()]
        yield from twice([*matters, *((("pages", number, "key"), each["key"]) for number, each in enumerate(pages))])
        places = [(("pages", number, "fields", at), name) for number, each in enumerate(pages) for at, name in enumerate(each["fields"])]
        yield from twice(places)
        for path, name in places:
            if name not in asked:
                yield unknown(path, Label("有事项要填的字段", "field that a matter asks for"), name, sorted(asked))

    def _place(self) -> Iterator[Wrong]:
        division, places = self.plain["division"], self.plain["places"]
        if bool(division) != bool(places):
            what = Label("places 和 division 要一起写", "places and division stand together")
            cure = Label("division 写出哪个字段填区划代码", "division names the field that tells the division code")
            yield Wrong(("division",) if division else ("places",), what, cure)
        elif division and division not in self._asked():
            yield unknown(("division",), Label("有事项要填的字段", "field that a matter asks for"), division, sorted(self._asked()))
        elif division in self.beside.concepts and self.beside.concepts[division].kind not in (FieldKind.LINE, FieldKind.CHOICE):
            what = Label(f"“{division}”写不了区划代码", f"“{division}” cannot hold a division code")
            yield Wrong(("division",), what, Label("用一行文字或单选", "use a line of words, or one of a list"))

    def _profile(self) -> Iterator[Wrong]:
        key = self.plain["profile"]
        if key not in self.beside.profiles:
            yield unknown(("profile",), Label("时限档案", "service profile"), key, list(self.beside.profiles))
            return
        for grade, clocks in self.beside.profiles[key].items():
            for clock in (OUTER, ACCEPTANCE):
                if clock not in clocks:
                    what = Label(f"时限档案“{key}”的“{grade}”没有 {clock}", f"the grade “{grade}” of the profile “{key}” has no {clock}")
                    yield Wrong(("profile",), what, Label(f"在档案里写上 {clock}，或换一份", f"write {clock} there, or name another"))
