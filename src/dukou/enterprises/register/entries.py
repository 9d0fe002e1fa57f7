"""The only place that writes entries of the register: their columns, their names, and what was amended.

Every function here is a part of an act: the caller holds the transaction and writes the audit event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import repeat
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Max

from dukou.enterprises.core.entries import Columns, Entry
from dukou.enterprises.core.kinds import NameKind
from dukou.enterprises.core.names import normal
from dukou.enterprises.models import Amendment, Delivery, Enterprise, EnterpriseName
from dukou.enterprises.register.name_index import kept_index
from dukou.kit.core.actors import Actor
from dukou.kit.ledger import insert

BATCH = 500
_KINDS = ((NameKind.SHORT, "short_names"), (NameKind.FORMER, "former_names"))


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Who writes, when, and on which ground: a row of a delivered list, or a reason in words."""

    by: Actor
    now: datetime
    reason: str = ""
    delivery: Delivery | None = None
    is_synthetic: bool = False
    pack: str = ""


@dataclass(frozen=True, slots=True)
class Changing:
    """What is stated anew of an entry; `row` is the line of the list in which it stands."""

    enterprise: Enterprise
    entry: Entry
    row: int | None = None


def add(entries: Sequence[Entry], how: Circumstances, *, keys: Sequence[str] = (), rows: Sequence[int] = ()) -> list[Enterprise]:
    """Write new entries with all their names; gives them in the same order. Keys are numbered on where none are given.

    `rows`: the lines of the delivered list in which they stand.
    """
    numbered = keys or [f"e{number}" for number in _numbers(len(entries))]
    made = [
        Enterprise(
            key=key,
            registered_at=how.now,
            registered_by=str(how.by),
            is_synthetic=how.is_synthetic,
            pack=how.pack,
            delivery=how.delivery,
            row=row,
            **entry.columns,
        )
        for key, entry, row in zip(numbered, entries, rows or repeat(None, len(entries)), strict=True)
    ]
    for start in range(0, len(made), BATCH):
        _store(made[start : start + BATCH], entries[start : start + BATCH])
    return made


def _store(made: Sequence[Enterprise], entries: Sequence[Entry]) -> None:
    """Store some new entries with their names, and put these into the index."""
    insert(made)
    numbers = dict(Enterprise.objects.filter(key__in=[each.key for each in made]).values_list("key", "pk"))
    for each in made:
        each.pk, each._state.adding, each._state.db = numbers[each.key], False, DEFAULT_DB_ALIAS
    insert(name for enterprise, entry in zip(made, entries, strict=True) for name in _names_of(enterprise, entry))
    kept_index().put(EnterpriseName.objects.filter(enterprise__in=numbers.values()).values_list("pk", "text"))


def change(changes: Iterable[Changing], how: Circumstances) -> list[Amendment]:
    """Write what differs and nothing else. A new name leaves the old one behind as a former name. Gives the amendments."""
    amended: list[Amendment] = []
    written: list[tuple[Enterprise, Columns]] = []
    named: list[list[EnterpriseName]] = []
    for each in changes:
        columns = differences(each.enterprise, each.entry)
        amended += [_amendment(each, column, value, how) for column, value in columns.items() if column in SHOWN]
        if "name" in columns:
            _rename(each.enterprise, str(columns["name"]), how.now.date())
        for column, value in columns.items():
            setattr(each.enterprise, column, value)
        written.append((each.enterprise, columns))
        named.append(further_names(each.enterprise, each.entry))
        amended += [_amendment(each, name.kind + "_name", name.text, how, before="") for name in named[-1]]
    _save(written)
    _name(named)
    insert(amended)
    return amended


def differences(enterprise: Enterprise, entry: Entry) -> Columns:
    """The columns that the entry states and the register does not hold so."""
    return {column: value for column, value in entry.columns.items() if getattr(enterprise, column) != value}


def further_names(enterprise: Enterprise, entry: Entry) -> list[EnterpriseName]:
    """The short and former names that the entry states and the register does not hold yet."""
    stated = [name for name in _names_of(enterprise, entry) if name.kind != NameKind.CURRENT]
    if not stated:
        return []
    known = {(name.kind, name.normal) for name in enterprise.names.all()}
    return [name for name in stated if (name.kind, name.normal) not in known]


def _save(written: Iterable[tuple[Enterprise, Columns]]) -> None:
    """Write the columns of many entries, those with the same columns by one prepared statement: a list changes thousands of them."""
    alike: dict[tuple[str, ...], list[list[Any]]] = {}
    fields = {field.name: field for field in Enterprise._meta.concrete_fields}
    for enterprise, columns in written:
        values = [fields[column].get_db_prep_save(value, connection) for column, value in columns.items()]
        alike.setdefault(tuple(columns), []).append([*values, enterprise.pk])
    with connection.cursor() as cursor:
        for names, rows in alike.items():
            if names:
                columns_set = ", ".join(f"{connection.ops.quote_name(str(fields[name].column))} = %s" for name in names)
                cursor.executemany(f"UPDATE {Enterprise._meta.db_table} SET {columns_set} WHERE id = %s", rows)


# what people are shown as amended; the other columns follow from these
SHOWN = frozenset({"name", "code_written", "unit_kind", "capital_written", "address", "founded_on", "status", "status_on"})
SHOWN |= {"industry", "industry_edition", "division"}


def _amendment(each: Changing, field: str, after: object, how: Circumstances, before: str | None = None) -> Amendment:
    was = before if before is not None else getattr(each.enterprise, field)
    return Amendment(
        enterprise=each.enterprise,
        field=field,
        before=_text(was),
        after=_text(after),
        reason=how.reason,
        delivery=how.delivery,
        row=each.row if how.delivery else None,
        recorded_at=how.now,
        recorded_by=str(how.by),
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _rename(enterprise: Enterprise, name: str, on: date) -> None:
    """The present name becomes a former one, unless it stands among them already; the new one takes its place."""
    current = EnterpriseName.objects.get(enterprise=enterprise, kind=NameKind.CURRENT)
    known_as_former = EnterpriseName.objects.filter(enterprise=enterprise, kind=NameKind.FORMER, normal=current.normal).exists()
    if known_as_former or current.normal == normal(name):
        kept_index().drop([current.pk])
        current.delete()
    else:
        current.kind, current.until_on = NameKind.FORMER, on
        current.save(update_fields=["kind", "until_on"])
    _name([[_named(enterprise, NameKind.CURRENT, name)]])
    vars(enterprise).get("_prefetched_objects_cache", {}).pop("names", None)  # names fetched before are no longer true


def _names_of(enterprise: Enterprise, entry: Entry) -> list[EnterpriseName]:
    names = [_named(enterprise, NameKind.CURRENT, entry.name)] if entry.name else []
    for kind, field in _KINDS:
        seen: set[str] = set()
        for text in getattr(entry, field):
            if normal(text) not in seen:
                seen.add(normal(text))
                names.append(_named(enterprise, kind, text))
    return names


def _named(enterprise: Enterprise, kind: NameKind, text: str) -> EnterpriseName:
    return EnterpriseName(enterprise=enterprise, kind=kind, text=text, normal=normal(text))


def _name(names: Iterable[Iterable[EnterpriseName]]) -> None:
    """Store further names and put them into the index."""
    made = EnterpriseName.objects.bulk_create([name for some in names for name in some], batch_size=BATCH)
    kept_index().put((name.pk, name.text) for name in made)


def _numbers(count: int) -> range:
    """The next numbers for keys. SQLite's writers queue; PostgreSQL's are made to, so that two of them never take the same number."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE enterprises_enterprise IN SHARE ROW EXCLUSIVE MODE")
    first = (Enterprise.objects.aggregate(Max("pk"))["pk__max"] or 0) + 1
    return range(first, first + count)
