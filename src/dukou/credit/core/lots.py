"""Lots: one HMAC-SHA256 keyed by the seed decides everything that is left to chance, so that anyone can reckon it again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from dukou.credit.core.published import Inspector, Policy, Published
from dukou.credit.core.unfit import UnfitSeed

DIGITS = 64  # of a key
_BLOCK = 64  # bytes of SHA-256's block


class Lots:
    """The keys of one seed: HMAC-SHA256(seed, parts joined by bars), lower case hexadecimal digits.

    Two parts are a firm's own key (field | firm), three begin with what they are for (`control`, `inspect`): no text serves two ends.
    The two halves of the HMAC (RFC 2104) are begun once and copied, which takes four tenths of the time of `hmac.digest` a key.
    """

    def __init__(self, seed: str) -> None:
        if not seed or not seed.isprintable() or seed != seed.strip():
            raise UnfitSeed("seed", seed=ascii(seed)[1:-1])
        secret = seed.encode()
        padded = (hashlib.sha256(secret).digest() if len(secret) > _BLOCK else secret).ljust(_BLOCK, b"\0")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))

    def of_text(self, text: str) -> str:
        """The key of a text."""
        return self._keys([text])[0]

    def of_firms(self, field: str, firms: Iterable[str]) -> list[str]:
        """What decides which firms are drawn in a field by their grade, in the order of `firms`."""
        return self._keys(f"{field}|{firm}" for firm in firms)

    def of_control(self, field: str, firms: Iterable[str]) -> list[str]:
        """What decides which firms are in the field's control arm, whatever their grade, in the order of `firms`."""
        return self._keys(f"control|{field}|{firm}" for firm in firms)

    def of_team(self, firm: str) -> int:
        """The number that draws the team of a visit: 256 bits, of which each inspector drawn uses up a few."""
        return int(self.of_text(f"inspect|visit|{firm}"), 16)

    def _keys(self, texts: Iterable[str]) -> list[str]:
        begun, ended, found = self._inner.copy, self._outer.copy, list[str]()
        for text in texts:
            inner, outer = begun(), ended()
            inner.update(text.encode())
            outer.update(inner.digest())
            found.append(outer.hexdigest())
        return found


@dataclass(frozen=True, slots=True)
class Shortage:
    """A visit for which too few may be drawn. `of`: `field`, `unit` or `visit`; `name`: which field or unit (empty for the visit)."""

    firm: str
    of: str
    name: str
    needed: int
    found: int


class _Need(NamedTuple):
    of: str
    name: str
    needed: int
    able: tuple[str, ...]  # sorted


class Teams:
    """Draws the inspectors of visits: for each field one who may inspect it, of each unit and for the visit as many as the policy asks.

    The lot of a visit is a number; of `k` who may be drawn, sorted by key, it takes the one at (number mod k) and goes on with
    number ÷ k: where one unit goes, every team has the same chance (to 2⁻²⁰⁰). One HMAC a visit is enough.
    """

    def __init__(self, fixed: Published, lots: Lots) -> None:
        self._lots = lots
        self._policy = fixed.policy
        self._able = {field: able_for(field, fixed.policy, fixed.inspectors) for field in fixed.policy.fields}
        self._recused: dict[str, set[str]] = {}
        for each in fixed.inspectors:
            for firm in each.recused:
                self._recused.setdefault(firm, set()).add(each.key)
        self._needs: dict[tuple[str, ...], list[_Need]] = {}

    def of(
        self, firm: str, fields: tuple[str, ...], kept: tuple[str, ...] = (), without: frozenset[str] = frozenset()
    ) -> tuple[tuple[str, ...], list[Shortage]]:
        """Keys of the team, sorted, and what is lacking. Needs are filled one after the other; who fills two counts for both.

        After a recusal the same number is taken once more, for whoever is missing beside those `kept` and `without` those who do not come.
        """
        needs = self._needs.get(fields) or self._needs.setdefault(fields, self._needs_of(fields))
        recused = self._recused.get(firm, set()) | without
        number = self._lots.of_team(firm)
        team: list[str] = list(kept)
        short: list[Shortage] = []
        for need in needs:
            has = sum(1 for each in team if each in need.able)
            if has >= need.needed:
                continue
            pool = [each for each in need.able if each not in team and each not in recused]
            if has + len(pool) < need.needed:
                short.append(Shortage(firm, need.of, need.name, need.needed, has + len(pool)))
            for _ in range(min(need.needed - has, len(pool))):
                number, place = divmod(number, len(pool))
                team.append(pool.pop(place))
        return tuple(sorted(team)), short

    def _needs_of(self, fields: tuple[str, ...]) -> list[_Need]:
        """Fields first, then units, then the visit, each by name: the order in which needs are filled is part of the rule."""
        by_unit: dict[str, set[str]] = {}
        for field in fields:
            by_unit.setdefault(self._policy.fields[field].unit, set()).update(self._able[field])
        needs = [_Need("field", field, 1, tuple(sorted(self._able[field]))) for field in fields]
        needs += [_Need("unit", unit, self._policy.of_each_unit, tuple(sorted(by_unit[unit]))) for unit in sorted(by_unit)]
        return [*needs, _Need("visit", "", self._policy.per_visit, tuple(sorted(set().union(*by_unit.values()))))]


def able_for(field: str, policy: Policy, inspectors: Iterable[Inspector]) -> frozenset[str]:
    """Who may inspect a field: those of its unit that name it."""
    return frozenset(each.key for each in inspectors if each.unit == policy.fields[field].unit and field in each.fields)
