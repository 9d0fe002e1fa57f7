"""Premises, what a project needs of them, and what fits: in three answers, for what is not known of a hall neither fits nor fails."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dukou.kit.core.labels import LabelledEnum

LETTING = "letting/"  # what a promise begins its origin with that was made in a letting


class PremiseKind(LabelledEnum):
    """What premises are."""

    PLANT = "plant", "厂房", "plant hall"
    FLOOR = "floor", "楼层", "floor of a building"
    OFFICE = "office", "写字间", "office space"
    LAND = "land", "土地", "building land"


class Lack(LabelledEnum):
    """What premises miss of a need."""

    KIND = "kind", "类型不同", "another kind"
    TOO_SMALL = "too_small", "面积不够", "too small"
    TOO_LARGE = "too_large", "面积过大", "too large"
    POWER = "power", "电力容量不够", "too little power"
    RENT = "rent", "租金过高", "rent too high"
    LATE = "late", "腾出太晚", "free too late"


@dataclass(frozen=True, slots=True)
class Space:
    """Premises as far as they are known. `rent`: fen per m² and month; `free_from`: first day, None: not known."""

    key: str
    kind: PremiseKind
    area: Decimal
    rent: int | None = None
    power: int | None = None
    free_from: date | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What a project needs; None: it does not matter. `area` bounds in m², `power` in kVA, `rent` in fen per m² and month."""

    kind: PremiseKind | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    power: int | None = None
    rent: int | None = None
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """How premises meet a need: what they miss, and what is not known of them that was asked for."""

    space: Space
    misses: tuple[Lack, ...]
    unknown: tuple[Lack, ...]


def fit(need: Need, space: Space) -> Fit:
    """Each thing that is asked for, by itself."""
    asked: list[tuple[Lack, bool | None]] = [
        (Lack.KIND, need.kind is None or space.kind is need.kind),
        (Lack.TOO_SMALL, need.least is None or space.area >= need.least),
        (Lack.TOO_LARGE, need.most is None or space.area <= need.most),
        (Lack.POWER, need.power is None or (None if space.power is None else space.power >= need.power)),
        (Lack.RENT, need.rent is None or (None if space.rent is None else space.rent <= need.rent)),
        (Lack.LATE, need.by is None or (None if space.free_from is None else space.free_from <= need.by)),
    ]
    return Fit(space, tuple(lack for lack, met in asked if met is False), tuple(lack for lack, met in asked if met is None))


def fitting(need: Need, spaces: Iterable[Space]) -> list[Fit]:
    """What fits in everything; then what fits as far as it is known, the least unknown first; then what misses one thing.

    Within each the cheaper first (an unknown rent last), then the smaller, then by key. What misses two things is left out.
    """
    found = (each for each in (fit(need, space) for space in spaces) if len(each.misses) <= 1)
    return sorted(found, key=_rank)


def _rank(each: Fit) -> tuple[int, int, bool, int, Decimal, str]:
    space = each.space
    return len(each.misses), len(each.unknown), space.rent is None, space.rent or 0, space.area, space.key
