"""Materials: what the matters in play need, how each comes, and what became of what they want when each is handled alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dukou.affairs.core.affairs import Affair, Material, Matter
from dukou.affairs.core.conditions import holds_of
from dukou.affairs.core.kinds import Became, Way
from dukou.kit.core.labels import Label
from dukou.rules.core.answers import Truth
from dukou.rules.core.values import Value

FORM = "form"  # what a paper becomes that is now a part of the form


@dataclass(frozen=True, slots=True)
class Needed:
    """A material in play: for which matters, and whether it is surely needed (None: what decides is not known yet)."""

    material: Material
    matters: tuple[Matter, ...]
    is_needed: Truth

    @property
    def is_handed_in(self) -> bool:
        """Whether the applicant has to bring it: no office holds it, and no promise stands in its place."""
        return Way.HELD not in self.material.ways and Way.PROMISE not in self.material.ways


@dataclass(frozen=True, slots=True)
class Row:
    """One material of a separate matter, and what it became. `is_wanted`: whether the matter wants it for these answers."""

    matter: Matter
    name: Label
    became: Became
    material: Material | None
    is_wanted: Truth = True


@dataclass(frozen=True, slots=True)
class Ledger:
    """What so many materials of separate matters became. `before`: how many they were; `after`: how many are handed in now.

    Both count what is surely wanted; what hangs on an answer that is not known yet is in neither, and in `open`.
    """

    rows: tuple[Row, ...]
    needed: tuple[Needed, ...]

    @property
    def before(self) -> int:
        """Materials when each matter is handled alone."""
        return sum(each.is_wanted is True for each in self.rows)

    @property
    def after(self) -> int:
        """Materials that are handed in now, each once."""
        return sum(each.is_handed_in for each in self.needed if each.is_needed is True)

    @property
    def open(self) -> int:
        """Materials of separate matters of which it is not known yet whether they are wanted."""
        return sum(each.is_wanted is None for each in self.rows)

    def count(self, became: Became) -> int:
        """How many became that."""
        return sum(each.became is became for each in self.rows if each.is_wanted is True)


def needed(affair: Affair, matters: Sequence[Matter], values: Mapping[str, Value], absent: Collection[str] = ()) -> tuple[Needed, ...]:
    """The materials that these matters need for these answers, main ones first; those that are surely not needed are left out.

    `absent`: concepts that are surely not asked (`Judged.absent`): what hangs on them alone is not needed.
    """
    found = []
    for material in affair.materials:
        wanting, truth = tuple(each for each in matters if each.key in material.matters), _is_wanted(material, values, absent)
        if wanting and truth is not False:
            found.append(Needed(material, wanting, truth))
    return tuple(sorted(found, key=lambda each: not each.material.is_main))


def ledger(affair: Affair, matters: Sequence[Matter], values: Mapping[str, Value], absent: Collection[str] = ()) -> Ledger:
    """The ledger of these matters for these answers. What is surely not wanted is no saving, so it stands on neither side."""
    rows = []
    for matter in matters:
        for each in matter.separately:
            material = affair.material(each.becomes)
            truth = _is_wanted(material, values, absent) if material else True
            if truth is not False:
                rows.append(Row(matter, each.name, _became(affair, each.becomes), material, truth))
    return Ledger(tuple(rows), needed(affair, matters, values, absent))


def missing(wanted: Iterable[Needed], there: Iterable[str]) -> tuple[Needed, ...]:
    """The materials that are surely needed, and of which nothing has come: no paper, no promise, no office that holds it."""
    have = set(there)
    return tuple(each for each in wanted if each.is_needed is True and Way.HELD not in each.material.ways and each.material.key not in have)


def _is_wanted(material: Material, values: Mapping[str, Value], absent: Collection[str]) -> Truth:
    return True if material.when is None else holds_of(material.when, values, absent)


def _became(affair: Affair, becomes: str) -> Became:
    material = affair.material(becomes)
    if becomes == FORM or material is None:
        return Became.FORM
    if Way.HELD in material.ways:
        return Became.HELD
    return Became.PROMISE if Way.PROMISE in material.ways else Became.ONCE
