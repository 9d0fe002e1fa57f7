"""What the public reads of a draw: for each grade a bound by which a firm sees whether it was drawn, and nobody sees whose key is whose.

Keys of firms can be reckoned by everybody once the seed is public. The last key drawn of a grade, as the file tells it, is the key of one
firm: whoever tried all firms of the register would find it, and with it the grade of that firm. So what is published is a round number
between the last key drawn and the next one: of all that part the two, the one with the fewest digits before its row of f.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dukou.audit.core.values import Json
from dukou.credit.core.lots import DIGITS, Lots
from dukou.credit.core.published import Published, part

EVERYBODY = "f" * DIGITS


@dataclass(frozen=True, slots=True)
class PublicCut:
    """Of one grade or control arm: how many stood on the list, how many are drawn, and the bound (empty: nobody is drawn)."""

    listed: int
    drawn: int
    bound: str

    def reaches(self, key: str) -> bool:
        """Whether a firm of this grade with this key is drawn."""
        return bool(self.bound) and key <= self.bound

    @property
    def plain(self) -> dict[str, Json]:
        """As it is stored and shown to programs."""
        return {"listed": self.listed, "drawn": self.drawn, "bound": self.bound}


def bound(keys: Sequence[str], many: int) -> str:
    """The roundest number that is not beneath the `many` lowest keys and beneath all others; empty where nobody is drawn."""
    if not many:
        return ""
    ranked = sorted(keys)
    if many == len(ranked):
        return EVERYBODY
    last, following = ranked[many - 1], ranked[many]
    tried = (last[:size].ljust(DIGITS, "f") for size in range(DIGITS + 1))
    return next(each for each in tried if each < following)


def public_cuts(fixed: Published, seed: str) -> dict[str, dict[str, Json]]:
    """By field the cuts of its grades and of its control arm, as JSON."""
    lots, found = Lots(seed), dict[str, dict[str, Json]]()
    for field, terms in fixed.policy.fields.items():
        roster = fixed.roster.get(field, {})
        grades: dict[str, Json] = {
            grade: _cut(lots.of_firms(field, roster.get(grade, ())), ratio).plain for grade, ratio in terms.ratios.items()
        }
        everyone = [firm for firms in roster.values() for firm in firms]
        found[field] = {"grades": grades, "control": _cut(lots.of_control(field, everyone), terms.control).plain}
    return found


def told(plain: Mapping[str, Json]) -> PublicCut:
    """A cut that stored plain values tell."""
    return PublicCut(int(str(plain["listed"])), int(str(plain["drawn"])), str(plain["bound"]))


def _cut(keys: Sequence[str], ratio: int) -> PublicCut:
    many = part(ratio, len(keys))
    return PublicCut(len(keys), many, bound(keys, many))
