"""One firm as somebody states it: what was typed, and the columns that follow from it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache

from dukou.enterprises.core.capitals import parse_capital
from dukou.enterprises.core.codes import CodeVerdict, IdentifierKind, judge
from dukou.enterprises.core.kinds import Status, UnitKind
from dukou.enterprises.core.names import core_of, is_branch
from dukou.enterprises.core.pinyin import initials

NAME_LIMIT = 120  # the longest names in three million registrations stay far below
SORT_LENGTH = 80
Column = str | int | date | None
Columns = dict[str, Column]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is stated of one firm. An empty field is not stated; it never erases what is known.

    `industry` is a code of the edition `industry_edition`, `division` a code of GB/T 2260 or finer, `code` and `capital` stand as typed.
    """

    name: str = ""
    code: str = ""
    unit_kind: UnitKind | None = None
    industry: str = ""
    industry_edition: str = ""
    division: str = ""
    address: str = ""
    capital: str = ""
    founded_on: date | None = None
    status: Status | None = None
    status_on: date | None = None
    short_names: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()

    @property
    def columns(self) -> Columns:
        """The stored columns of everything that is stated, those that follow from it included."""
        verdict = judge(self.code) if self.code else None
        found = _of_name(self, verdict) | _of_capital(self)
        if verdict is not None:
            found |= columns_of_code(verdict, self.code)
        for field in _PLAIN:
            value = getattr(self, field)
            if value not in ("", None):
                found[field] = value.value if isinstance(value, Status) else value
        return found


def columns_of_code(verdict: CodeVerdict, written: str) -> Columns:
    """The identifier as it is stored: normal form, as typed, its kind and what the check found."""
    return {
        "code": verdict.code,
        "code_written": written,
        "identifier_kind": verdict.kind.value,
        "code_faults": ",".join(each.fault.value for each in verdict.faults),
    }


def unit_kind_of(name: str, verdict: CodeVerdict | None) -> UnitKind:
    """What sort of unit it is, by the second place of its code (9x: 1 company, 2 self-employed, 3 cooperative) and by its name."""
    if is_branch(name):
        return UnitKind.BRANCH
    if verdict is None or verdict.kind is not IdentifierKind.CREDIT_CODE:
        return UnitKind.COMPANY
    by_code = {"91": UnitKind.COMPANY, "92": UnitKind.SELF_EMPLOYED, "93": UnitKind.COOPERATIVE}
    return by_code.get(verdict.code[:2], UnitKind.OTHER)


_PLAIN = ("industry", "industry_edition", "division", "address", "founded_on", "status", "status_on")
STATED = tuple(field.name for field in fields(Entry))


def _of_name(entry: Entry, verdict: CodeVerdict | None) -> Columns:
    if not entry.name:
        return {} if entry.unit_kind is None else {"unit_kind": entry.unit_kind.value}
    kind = entry.unit_kind or unit_kind_of(entry.name, verdict)
    return {
        "name": entry.name,
        "sort_key": initials(entry.name)[:SORT_LENGTH],
        "core": core_of(entry.name),
        "unit_kind": kind.value,
    }


_read_capital = lru_cache(maxsize=10_000)(parse_capital)  # a list of a district writes the same few hundred capitals


def _of_capital(entry: Entry) -> Columns:
    if not entry.capital:
        return {}
    capital = _read_capital(entry.capital)
    currency = capital.currency.value if capital.currency else ""
    return {"capital_written": entry.capital, "capital_amount": capital.amount, "capital_currency": currency}
