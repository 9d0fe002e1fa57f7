"""The only place that writes claims: it appends rows, and has the findings noted among the claims of the subjects touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Max

from dukou.accounts.queries.organisations import organisation_ids
from dukou.figures.core.batches import batches
from dukou.figures.core.claims import ClaimKind, PriceBasis, Stated, Visibility
from dukou.figures.core.quantities import Quantity
from dukou.figures.ledger.findings import note_findings
from dukou.figures.models import Claim, Definition, Source
from dukou.figures.queries.rows import claim_rows, period_of
from dukou.figures.queries.subjects import subject_ids
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One revision to append: the claim's reference, its fields (see `fields_of`), its day of knowledge, or its withdrawal."""

    ref: str
    fields: Fields
    known_on: date
    is_withdrawn: bool = False


def fields_of(
    *,
    subject: str,
    indicator: str,
    version: str,
    value: Stated,
    period: Period | None,
    kind: ClaimKind,
    source: str,
    place: str,
    known_on: date | None,
    is_known_on_assumed: bool = False,
    said_by: Label | None = None,
    note: Label | None = None,
    price_basis: PriceBasis = PriceBasis.UNSTATED,
    visibility: Visibility = Visibility.PUBLIC,
    owner: str = "",
) -> Fields:
    """A claim as plain JSON values, so that two statements of it can be compared."""
    return value_fields(value) | {
        "subject": subject,
        "indicator": indicator,
        "version": version,
        "period": str(period) if period else "",
        "kind": kind.value,
        "price_basis": price_basis.value,
        "visibility": visibility.value,
        "owner": owner,
        "source": source,
        "place": place,
        "said_by_zh": said_by.zh if said_by else "",
        "said_by_en": said_by.en if said_by else "",
        "note_zh": note.zh if note else "",
        "note_en": note.en if note else "",
        "known_on": known_on.isoformat() if known_on else "",
        "is_known_on_assumed": is_known_on_assumed,
    }


def value_fields(value: Stated) -> Fields:
    """The value as plain fields: a quantity apart in operator, number as written, unit and base value."""
    if isinstance(value, Quantity):
        number, base = f"{value.number:f}", value.base_value
        return {"operator": value.operator.value, "value": number, "unit": value.unit.code, "base_value": base}
    return {"operator": "=", "value": str(value), "unit": "", "base_value": None}


def stated_by_packs() -> dict[str, Fields]:
    """Every claim that packs state and have not withdrawn, by reference, as they last stated it."""
    latest = dict(Claim.objects.exclude(pack="").values("ref").annotate(last=Max("revision")).values_list("ref", "last"))
    rows = claim_rows(Claim.objects.exclude(pack=""))
    return {row.ref: stated(row) for row in rows if latest[row.ref] == row.revision and not row.is_withdrawn}


def newest_revisions(refs: Sequence[str]) -> dict[str, Claim]:
    """The last revision of each claim that is there, whoever made it."""
    found: dict[str, Claim] = {}
    for some in batches(refs):
        found |= {row.ref: row for row in claim_rows(Claim.objects.filter(ref__in=some)).order_by("revision")}
    return found


def history(refs: Sequence[str]) -> dict[str, list[Row]]:
    """Every revision of each claim that is there, oldest first, as the rows they were made of."""
    found: dict[str, list[Row]] = {}
    for some in batches(refs):
        for row in Claim.objects.filter(ref__in=some).order_by("ref", "revision").values(*_STATED, *_NAMED, *_OF_REVISION):
            found.setdefault(row["ref"], []).append(_revision(row))
    return found


def _revision(row: Fields) -> Row:
    """A revision of which only the columns were read: for lists, where no object is made of any row on the way."""
    fields = {name: row[name] for name in _STATED} | {
        "subject": f"{row['subject__kind']}/{row['subject__key']}",
        "indicator": row["definition__indicator__key"],
        "version": row["definition__version"],
        "owner": row["owner__key"] or "",
        "source": row["source__key"],
        "known_on": (row["stated_known_on"] or row["known_on"]).isoformat(),
    }
    return Row(row["ref"], fields, row["known_on"], row["is_withdrawn"])


def append(rows: Sequence[Row], *, by: Actor, now: datetime, reason: str, pack: str = "") -> list[int]:
    """Append the revisions and note the findings they bring. The caller holds the transaction and writes the audit event.

    Returns the number of each revision, in the order of the rows.
    """
    known, adapt = _Known(rows), transaction.get_connection().ops
    same = {"recorded_at": adapt.adapt_datetimefield_value(now), "recorded_by": str(by), "pack": pack}
    made = [known.columns(row) | same for row in rows]
    for each in made:
        each["reason"] = reason if each["revision"] > 1 else ""
    with transaction.get_connection().cursor() as cursor:  # four times as quick as bulk_create: a list may hold a whole district
        cursor.executemany(_INSERT, [[each[name] for name in _COLUMNS] for each in made])
    note_findings(_first_days(rows, made))
    return [each["revision"] for each in made]


def _first_days(rows: Sequence[Row], made: Sequence[Fields]) -> dict[int, date]:
    """For each subject the earliest day from which any of the rows about it is known."""
    first: dict[int, date] = {}
    for row, each in zip(rows, made, strict=True):
        first[each["subject_id"]] = min(row.known_on, first.get(each["subject_id"], row.known_on))
    return first


_STATED = (
    "operator",
    "value",
    "unit",
    "base_value",
    "period",
    "kind",
    "price_basis",
    "visibility",
    "place",
    "said_by_zh",
    "said_by_en",
    "note_zh",
    "note_en",
    "is_known_on_assumed",
)
_NAMED = ("subject__kind", "subject__key", "definition__indicator__key", "definition__version", "owner__key", "source__key")
_OF_REVISION = ("ref", "known_on", "stated_known_on", "is_withdrawn")


def stated(row: Claim) -> Fields:
    """A stored revision as the plain fields it was made of."""
    return {name: getattr(row, name) for name in _STATED} | {
        "subject": row.subject.ref,
        "indicator": row.definition.indicator.key,
        "version": row.definition.version,
        "owner": row.owner.key if row.owner else "",
        "source": row.source.key,
        "known_on": (row.stated_known_on or row.known_on).isoformat(),
    }


_COLUMNS = [str(field.column) for field in Claim._meta.concrete_fields if not field.primary_key]
_INSERT = f"INSERT INTO {Claim._meta.db_table} ({', '.join(_COLUMNS)}) VALUES ({', '.join(['%s'] * len(_COLUMNS))})"


class _Known:
    """What appending needs to know of the stored rows: only what its rows name, read once for all of them."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.subjects = subject_ids({row.fields["subject"] for row in rows})
        indicators = Definition.objects.filter(indicator__key__in={row.fields["indicator"] for row in rows})
        self.definitions = {(key, version): pk for pk, version, key in indicators.values_list("pk", "version", "indicator__key")}
        self.sources = dict(Source.objects.filter(key__in={row.fields["source"] for row in rows}).values_list("key", "pk"))
        self.organisations = organisation_ids()
        self.revisions = _last_revisions([row.ref for row in rows])
        self.day = lru_cache(transaction.get_connection().ops.adapt_datefield_value)

    def columns(self, row: Row) -> Fields:
        """The columns of one further revision, as the database takes them; who records it, when and why is the same for all."""
        fields = row.fields
        period = period_of(fields["period"])
        revision = self.revisions[row.ref] = self.revisions.get(row.ref, 0) + 1
        return {name: fields[name] for name in _STATED} | {
            "ref": row.ref,
            "revision": revision,
            "subject_id": self.subjects[fields["subject"]],
            "definition_id": self.definitions[fields["indicator"], fields["version"]],
            "source_id": self.sources[fields["source"]],
            "owner_id": self.organisations[fields["owner"]] if fields["owner"] else None,
            "period_first_on": self.day(period.first) if period else None,
            "period_last_on": self.day(period.last) if period else None,
            "known_on": self.day(row.known_on),
            "stated_known_on": self.day(date.fromisoformat(fields["known_on"])) if fields["known_on"] else None,
            "is_withdrawn": row.is_withdrawn,
        }


def _last_revisions(refs: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in batches(refs):
        found |= dict(Claim.objects.filter(ref__in=some).values("ref").annotate(last=Max("revision")).values_list("ref", "last"))
    return found
