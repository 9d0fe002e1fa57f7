"""The verifiable draw: what is fixed before, a public number afterwards, and everybody who knows both draws the same firms.

Of each field and grade the ⌈ratio × n⌉ firms with the lowest keys are drawn; a control arm by keys of its own over the whole list of the
field, whatever the grade. A firm that is drawn in several fields gets one joint visit (综合查一次).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import add

from dukou.credit.core.lots import DIGITS, Lots, Shortage, Teams
from dukou.credit.core.published import Published, Terms, part


@dataclass(frozen=True, slots=True)
class Cut:
    """Of one grade or control arm: how many stood on the list, how many are drawn, and the last key drawn (empty: nobody is)."""

    listed: int
    drawn: int
    last: str = ""

    def reaches(self, key: str) -> bool:
        """Whether a firm of this grade with this key is drawn: all it needs to know is the cut, not the list."""
        return key <= self.last


@dataclass(frozen=True, slots=True)
class FieldDraw:
    """The cuts of one field: by grade, and of the control arm."""

    grades: Mapping[str, Cut]
    control: Cut


@dataclass(frozen=True, slots=True)
class Arms:
    """Why a firm is visited in a field: by its grade, by the control arm, or both."""

    by_grade: bool
    by_control: bool

    @property
    def words(self) -> tuple[str, ...]:
        """The arms as a file names them."""
        return (*(("grade",) if self.by_grade else ()), *(("control",) if self.by_control else ()))


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit to one firm: all its fields at once, and who goes."""

    firm: str
    fields: Mapping[str, Arms]
    inspectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """What came of a draw. `visits` are sorted by firm; `shortages` name the visits that lack inspectors, which stay visits."""

    seed: str
    fields: Mapping[str, FieldDraw]
    visits: tuple[Visit, ...]
    shortages: tuple[Shortage, ...]


def drawn(fixed: Published, seed: str) -> Draw:
    """The draw of a plan with a public number as `seed`, taken as it was published. Raises `UnfitSeed`."""
    lots = Lots(seed)
    cuts: dict[str, FieldDraw] = {}
    chosen: dict[str, dict[str, Arms]] = {}
    for field in sorted(fixed.policy.fields):
        cuts[field], by_grade, by_control = _of_field(field, fixed.roster.get(field, {}), fixed.policy.fields[field], lots)
        for firm in by_grade | by_control:
            chosen.setdefault(firm, {})[field] = Arms(firm in by_grade, firm in by_control)
    teams = Teams(fixed, lots)
    visits: list[Visit] = []
    shortages: list[Shortage] = []
    for firm in sorted(chosen):
        team, short = teams.of(firm, tuple(chosen[firm]))
        visits.append(Visit(firm, chosen[firm], team))
        shortages += short
    return Draw(seed, cuts, tuple(visits), tuple(shortages))


def _of_field(field: str, grades: Mapping[str, tuple[str, ...]], terms: Terms, lots: Lots) -> tuple[FieldDraw, set[str], set[str]]:
    """The cuts of a field, the firms drawn by grade, and those of the control arm."""
    cuts: dict[str, Cut] = {}
    by_grade: set[str] = set()
    for grade in sorted(terms.ratios):
        firms = grades.get(grade, ())
        cuts[grade], found = _cut(firms, lots.of_firms(field, firms), terms.ratios[grade])
        by_grade |= found
    everyone = [firm for firms in grades.values() for firm in firms]
    control, by_control = _cut(everyone, lots.of_control(field, everyone if terms.control else ()), terms.control)
    return FieldDraw(cuts, control), by_grade, by_control


def _cut(firms: Sequence[str], keys: Sequence[str], ratio: int) -> tuple[Cut, set[str]]:
    """The lowest ⌈ratio × n⌉ keys; equal keys, which do not happen, by firm. Keys have one length, so key + firm sorts as (key, firm)."""
    many = part(ratio, len(firms))
    if not many:
        return Cut(len(firms), 0), set()
    ranked = sorted(map(add, keys, firms))[:many]
    return Cut(len(firms), many, ranked[-1][:DIGITS]), {each[DIGITS:] for each in ranked}
