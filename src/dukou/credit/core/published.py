"""What is fixed before a draw: list, policy, inspectors and which public number will be the seed; and the hashes by which that is held.

Ratios are whole hundredths of a percent (500 is 5 %), so that ⌈ratio × n⌉ is the same on every machine. The list and the roster of
inspectors are hashed with a *nonce*: a list of ten firms has few possible grades, and whoever knows the firms could try them all against a
bare hash. The nonce has no influence on the draw.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dukou.audit.core.seals import canonical
from dukou.audit.core.values import Json
from dukou.credit.core import unfit

WHOLE = 10_000  # hundredths of a percent
FORM = "dukou.draw/1"
NONCE = 32  # characters at least

Roster = Mapping[str, Mapping[str, tuple[str, ...]]]  # field → grade → firms, sorted


class Entry(NamedTuple):
    """A firm (credit code or register key) on the list of a field, with its grade."""

    field: str
    firm: str
    grade: str


@dataclass(frozen=True, slots=True)
class Terms:
    """How one field draws: the unit that inspects, the ratio of each grade, and the control arm's share of the whole list."""

    unit: str
    ratios: Mapping[str, int]
    control: int = 0


@dataclass(frozen=True, slots=True)
class Policy:
    """Terms by field; how many inspectors go on a visit, and how many at least of each unit that takes part."""

    fields: Mapping[str, Terms]
    per_visit: int = 2
    of_each_unit: int = 1


@dataclass(frozen=True, slots=True)
class Inspector:
    """Who may be drawn: for the fields of his unit that he may inspect, never for a firm in which an interest is declared (`recused`)."""

    key: str
    unit: str
    fields: frozenset[str]
    recused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Published:
    """A plan as it is fixed. Made by `published`, which checks it."""

    roster: Roster
    policy: Policy
    inspectors: tuple[Inspector, ...]
    seed_name: str
    nonce: str


def published(entries: Iterable[Entry], policy: Policy, inspectors: Iterable[Inspector], *, seed_name: str, nonce: str) -> Published:
    """The plan, checked and in its own order: in which order list and roster came does not matter. Raises `UnfitDraw`."""
    fixed = Published(roster_of(entries), policy, tuple(sorted(inspectors, key=lambda each: each.key)), seed_name, nonce)
    _check_terms(policy)
    _check_list(fixed.roster, policy)
    _check_inspectors(fixed.inspectors)
    _check_word("seed_name", seed_name)
    if len(nonce) < NONCE or not nonce.isalnum() or not nonce.isascii():
        raise unfit.ShortNonce("nonce")
    return fixed


def roster_of(entries: Iterable[Entry]) -> Roster:
    """The list by field and grade, firms sorted; refused where a firm stands twice in a field."""
    firms: dict[str, set[str]] = {}
    found: dict[str, dict[str, list[str]]] = {}
    for field, firm, grade in entries:
        known = firms.setdefault(field, set())
        if firm in known:
            raise unfit.DoubledFirm(f"list.{field}.{grade}", firm=firm, field=field)
        known.add(firm)
        found.setdefault(field, {}).setdefault(grade, []).append(firm)
    return {field: {grade: tuple(sorted(grades[grade])) for grade in sorted(grades)} for field, grades in sorted(found.items())}


def part(ratio: int, count: int) -> int:
    """⌈ratio × count⌉ in whole numbers: one firm of a grade with any ratio at all is drawn."""
    return -(-ratio * count // WHOLE)


def list_sha256(fixed: Published) -> str:
    """The hash of the list with the nonce."""
    return _sha256({"nonce": fixed.nonce, "list": plain_list(fixed.roster)})


def policy_sha256(policy: Policy) -> str:
    """The hash of the policy, which is public: no nonce."""
    return _sha256(plain_policy(policy))


def inspectors_sha256(fixed: Published) -> str:
    """The hash of the roster of inspectors with the nonce: it tells who has an interest in which firm."""
    return _sha256({"nonce": fixed.nonce, "inspectors": plain_inspectors(fixed.inspectors)})


def plan_sha256(hashes: Mapping[str, str], seed_name: str) -> str:
    """The one hash that is published before the draw: over the three others (by their names) and which public number will be the seed."""
    return _sha256({"form": FORM, "seed_name": seed_name, **{name: hashes[name] for name in PARTS}})


def hashes_of(fixed: Published) -> dict[str, str]:
    """All hashes of a plan by name."""
    parts = dict(zip(PARTS, (list_sha256(fixed), policy_sha256(fixed.policy), inspectors_sha256(fixed)), strict=True))
    return parts | {"plan_sha256": plan_sha256(parts, fixed.seed_name)}


PARTS = ("list_sha256", "policy_sha256", "inspectors_sha256")


def plain_list(roster: Roster) -> dict[str, Json]:
    """The list as JSON: field → grade → firms."""
    return {field: {grade: list(firms) for grade, firms in grades.items()} for field, grades in roster.items()}


def plain_policy(policy: Policy) -> dict[str, Json]:
    """The policy as JSON."""
    fields: dict[str, Json] = {
        field: {"unit": terms.unit, "ratios": dict(terms.ratios), "control": terms.control} for field, terms in policy.fields.items()
    }
    return {"fields": fields, "per_visit": policy.per_visit, "of_each_unit": policy.of_each_unit}


def plain_inspectors(inspectors: Iterable[Inspector]) -> dict[str, Json]:
    """The inspectors as JSON, by key."""
    return {each.key: {"unit": each.unit, "fields": [*sorted(each.fields)], "recused": [*sorted(each.recused)]} for each in inspectors}


def _sha256(value: dict[str, Json]) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def _check_terms(policy: Policy) -> None:
    for name, count, least in (("per_visit", policy.per_visit, 2), ("of_each_unit", policy.of_each_unit, 1)):
        if count < least:
            raise unfit.UnfitTeam(f"policy.{name}", count=count)
    for field, terms in policy.fields.items():
        place = f"policy.fields.{field}"
        _check_word(place, field)
        _check_word(f"{place}.unit", terms.unit)
        ratios = {f"ratios.{grade}": ratio for grade, ratio in terms.ratios.items()} | {"control": terms.control}
        for grade in terms.ratios:
            _check_word(f"{place}.ratios.{grade}", grade)
        for name, ratio in ratios.items():
            if not 0 <= ratio <= WHOLE:
                raise unfit.UnfitRatio(f"{place}.{name}", ratio=ratio)


def _check_list(roster: Roster, policy: Policy) -> None:
    if not roster:
        raise unfit.EmptyList("list")
    for field, grades in roster.items():
        if field not in policy.fields:
            raise unfit.FieldWithoutPolicy(f"list.{field}", field=field)
        for grade, firms in grades.items():
            place = f"list.{field}.{grade}"
            _check_word(place, grade)
            if grade not in policy.fields[field].ratios:
                raise unfit.GradeWithoutRatio(place, field=field, grade=grade)
            for firm in firms:
                _check_word(place, firm)


def _check_inspectors(inspectors: tuple[Inspector, ...]) -> None:
    known: set[str] = set()
    for each in inspectors:
        place = f"inspectors.{each.key}"
        if each.key in known:
            raise unfit.DoubledInspector(place, inspector=each.key)
        known.add(each.key)
        for word in (each.key, each.unit, *each.fields, *each.recused):
            _check_word(place, word)


def _check_word(place: str, word: str) -> None:
    """What stands in a keyed text has no bar in it, so that `field|firm` is read in one way only."""
    if not word or "|" in word or not word.isprintable() or word != word.strip():
        raise unfit.UnfitWord(place, word=word)
