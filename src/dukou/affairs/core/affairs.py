"""The definition of an affair: which matters it joins, what they ask and want, who answers for them, and what they do together.

All of it is data out of a pack. `Affair.read` takes the plain values that are stored; whether they fit together was checked before that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from dukou.affairs.core.kinds import Giving, Join, Way
from dukou.casework.core.ledgers import Holder
from dukou.kit.core.labels import Label
from dukou.rules.core.lone_tests import LoneTest, lone_test

START = "start"  # what a wait names where the whole leg waits, and not one stage of it


@dataclass(frozen=True, slots=True)
class Ask:
    """A matter asks for a concept: `when` it holds (always where none is given); `required`, unless it may stay open."""

    field: str
    when: LoneTest | None = None
    required: bool = True


@dataclass(frozen=True, slots=True)
class Separately:
    """What a matter wants when it is handled alone, and what that becomes here: a material's key, or `form`."""

    name: Label
    becomes: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a unit's part. `holder`: who has it then; unless it is the unit, the stage stands outside the promise."""

    key: str
    name: Label
    holder: Holder = Holder.DEPARTMENT

    @property
    def is_outside(self) -> bool:
        """Whether its time stands outside the promise."""
        return self.holder is not Holder.DEPARTMENT


@dataclass(frozen=True, slots=True)
class Wait:
    """A stage of this matter's part begins only when another matter's part has ended; `start`: the part itself."""

    stage: str
    matter: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that the applicant gets in the end."""

    key: str
    name: Label


@dataclass(frozen=True, slots=True)
class Matter:
    """One single matter. `units`: who may handle it, by key; the applicant chooses between `least` and `most` of them.

    `fee`: what it costs and by what that is reckoned, in words. `excludes`: what its promised time leaves out, in words.
    """

    key: str
    name: Label
    units: tuple[str, ...]
    giving: Giving
    when: LoneTest | None
    least: int
    most: int
    asks: tuple[Ask, ...]
    separately: tuple[Separately, ...]
    stages: tuple[Stage, ...]
    waits: tuple[Wait, ...]
    fee: Label | None
    excludes: Label | None
    results: tuple[Paper, ...]

    @property
    def clock(self) -> str:
        """The key of the clock of its part."""
        return f"part-{self.key}"

    def stage(self, key: str) -> Stage | None:
        """The stage with this key."""
        return next((each for each in self.stages if each.key == key), None)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """A material may come later (容缺): within so many working days, with what follows where it does not."""

    workdays: int
    consequence: Label


@dataclass(frozen=True, slots=True)
class Material:
    """A paper that goes with an application. `ways`: how it may come, the first being the usual one; `holder`: who holds it.

    `promise`: what is promised in its place, in words. `matters`: those that need it; `when`: only where that holds of the answers.
    """

    key: str
    name: Label
    is_main: bool
    ways: tuple[Way, ...]
    matters: tuple[str, ...]
    when: LoneTest | None
    holder: str
    promise: Label | None
    tolerance: Tolerance | None
    hint: Label | None


@dataclass(frozen=True, slots=True)
class Joint:
    """What the parts of these matters do together; `notice`: working days between the invitation and the day."""

    join: Join
    matters: tuple[str, ...]
    notice: int = 1


@dataclass(frozen=True, slots=True)
class FormPage:
    """One page of the form: concepts in order. What no page names stands on the page of its matter."""

    key: str
    name: Label
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Affair:
    """One text of an affair. `version`: hash of the text; `edition`: what people call it by; `places`: beginnings of the division codes it
    takes; `needs_firm`: whether the applicant is an enterprise of the register (else one that is yet to be).
    """

    slug: str
    version: str
    edition: str
    name: Label
    about: Label
    source: Label
    is_verified: bool
    profile: str
    needs_firm: bool
    places: tuple[str, ...]
    division: str
    matters: tuple[Matter, ...]
    materials: tuple[Material, ...]
    joins: Mapping[Join, Joint]
    pages: tuple[FormPage, ...]

    @cached_property
    def by_key(self) -> dict[str, Matter]:
        """The matters by key."""
        return {each.key: each for each in self.matters}

    def matter(self, key: str) -> Matter:
        """The matter with this key; a KeyError where there is none."""
        return self.by_key[key]

    def material(self, key: str) -> Material | None:
        """The material with this key."""
        return next((each for each in self.materials if each.key == key), None)

    @classmethod
    def read(cls, slug: str, version: str, content: Mapping[str, Any]) -> Self:
        """The affair that stored plain values tell; a KeyError, ValueError or Misread where they do not."""
        joints = [_joint(each) for each in content.get("joins", [])]
        return cls(
            slug,
            version,
            content["edition"],
            Label.read(content["name"]),
            Label.read(content["about"]),
            Label.read(content["source"]),
            bool(content["verified"]),
            content["profile"],
            bool(content.get("needs_firm", True)),
            tuple(content.get("places", [])),
            content.get("division", ""),
            tuple(_matter(each) for each in content["matters"]),
            tuple(_material(each) for each in content.get("materials", [])),
            {each.join: each for each in joints},
            tuple(FormPage(each["key"], Label.read(each["name"]), tuple(each["fields"])) for each in content.get("pages", [])),
        )


def _matter(plain: Mapping[str, Any]) -> Matter:
    units = tuple(plain["units"])
    given = str(plain.get("given", Giving.CHOSEN.value))
    giving = Giving.of(given) if given in (Giving.ALWAYS.value, Giving.CHOSEN.value) else Giving.WHEN
    choose = plain.get("choose") or {"least": len(units), "most": len(units)}
    return Matter(
        plain["key"],
        Label.read(plain["name"]),
        units,
        giving,
        lone_test(given) if giving is Giving.WHEN else None,
        int(choose["least"]),
        int(choose["most"]),
        tuple(Ask(each["field"], _test(each.get("when")), bool(each.get("required", True))) for each in plain.get("asks", [])),
        tuple(Separately(Label.read(each["name"]), each["becomes"]) for each in plain.get("separately", [])),
        tuple(
            Stage(each["key"], Label.read(each["name"]), Holder.of(each.get("holder", Holder.DEPARTMENT.value)))
            for each in plain.get("stages", [])
        ),
        tuple(Wait(each["stage"], each["for"]) for each in plain.get("waits", [])),
        _label_or_none(plain.get("fee")),
        _label_or_none(plain.get("excludes")),
        tuple(Paper(each["key"], Label.read(each["name"])) for each in plain.get("results", [])),
    )


def _material(plain: Mapping[str, Any]) -> Material:
    later = plain.get("tolerance")
    return Material(
        plain["key"],
        Label.read(plain["name"]),
        bool(plain.get("main", True)),
        tuple(Way.of(each) for each in plain["ways"]),
        tuple(plain["matters"]),
        _test(plain.get("when")),
        plain.get("holder", ""),
        _label_or_none(plain.get("promise")),
        Tolerance(int(later["workdays"]), Label.read(later["consequence"])) if later else None,
        _label_or_none(plain.get("hint")),
    )


def _joint(plain: Mapping[str, Any]) -> Joint:
    return Joint(Join.of(plain["join"]), tuple(plain["matters"]), int(plain.get("notice", 1)))


def _test(line: str | None) -> LoneTest | None:
    return lone_test(line) if line else None


def _label_or_none(plain: Mapping[str, str] | None) -> Label | None:
    return Label.read(plain) if plain else None
