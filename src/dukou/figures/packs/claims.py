"""`figures.yaml`: the published figures, each with operator, scope, period, kind and its place in the source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from pydantic import Field

from dukou.figures import ledger
from dukou.figures.core.claims import ClaimKind, PriceBasis, Stated, ValueKind, Visibility, parse_stated
from dukou.figures.core.quantities import Quantity
from dukou.figures.core.units import UNITS
from dukou.figures.models import Claim
from dukou.figures.packs.subjects import REFERENCE
from dukou.kit.actions import ReasonNeeded
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period, parse_period
from dukou.kit.core.places import Fault
from dukou.kit.core.refusals import Malformed, Refusal
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.schemas import Schema, Words
from dukou.kit.packfiles.sections import Change, Entry, Fields, Loading, Section

CLAIM_REF = r"^[a-z0-9]+([.-][a-z0-9]+)*$"


class ClaimEntry(Schema):
    """One claim. `of` is a subject, `is` an indicator, `value` is written as offices write it (`>100亿元`, `109%`, `216家`).

    A quantity needs a `period`; `undated` says in so many words that the source gives none. `at` is the place in the source.
    """

    key: str = Field(pattern=CLAIM_REF)
    of: str = Field(pattern=REFERENCE)
    indicator: str = Field(alias="is")
    value: str
    period: str = ""
    kind: ClaimKind
    source: str
    at: str
    known_on: date | None = None
    said_by: Words | None = None
    price_basis: PriceBasis = PriceBasis.UNSTATED
    visibility: Visibility = Visibility.PUBLIC
    owner: str = ""
    note: Words | None = None


class ClaimSection(Section[ClaimEntry]):
    """Claims are never overwritten: a changed entry becomes a correction, a removed one is withdrawn, both with the load's reason."""

    name: ClassVar[str] = "figures"
    files: ClassVar[str] = "figures.yaml"
    forgets: ClassVar[bool] = True
    schema = ClaimEntry

    def check(self, entries: dict[str, Entry[ClaimEntry]], contents: Contents) -> list[Fault]:
        """Everything a claim names must be there, and its value, unit and period must fit its indicator."""
        faults = [fault for entry in entries.values() for fault in (*_named(entry, contents), *_fitting(entry, contents))]
        return faults + list(_doubles(entries))

    def wanted(self, entries: dict[str, Entry[ClaimEntry]], contents: Contents) -> dict[str, Fields]:
        """The claims as they should be stored, by reference."""
        return {key: _fields(entry.data, contents) for key, entry in entries.items()}

    def current(self) -> dict[str, Fields]:
        """The claims as this home's packs last stated them, by reference."""
        return ledger.stated_by_packs()

    def write(self, changes: list[Change], contents: Contents, loading: Loading) -> None:
        """Append what changed."""
        newest = ledger.newest_revisions([change.key for change in changes])
        entries = [_row(change, newest.get(change.key), loading) for change in changes]
        ledger.append(entries, by=loading.by, now=loading.now, reason=loading.reason, pack=loading.pack)


class CorrectedByHand(Refusal):
    """What a person recorded or corrected by hand is not overruled by a pack."""

    code = "figures.corrected_by_hand"
    status = 409
    what = Label("没有载入数据包", "the pack was not loaded")
    why = Label(
        "“{ref}”已由 {who} 手工记录或更正，包里写的不同", "“{ref}” was recorded or corrected by {who}, and the pack says something else"
    )
    cure = Label("在页面上更正，或把数据包改成与现有的一致", "correct it on its page, or make the pack say what is stored")


class NotKnownYet(Refusal):
    """Nothing becomes known after the day of loading."""

    code = "figures.not_known_yet"
    what = Label("没有载入数据包", "the pack was not loaded")
    why = Label("“{ref}”的获知日期 {known_on} 晚于今天 {today}", "“{ref}” became known on {known_on}, which is after today, {today}")
    cure = Label("改正 known_on", "correct known_on")


def _row(change: Change, newest: Claim | None, loading: Loading) -> ledger.Row:
    """The revision that a change appends. One that follows another became known when it was made, not when the first did."""
    withdrawn = change.sort == "removed"
    fields = change.before if withdrawn else change.after
    known_on = date.fromisoformat(fields["known_on"])
    if known_on > loading.on:
        raise NotKnownYet(ref=change.key, known_on=known_on, today=loading.on)
    if newest is None:
        return ledger.Row(change.key, fields, known_on)
    if not newest.pack and (withdrawn or newest.is_withdrawn or _says(ledger.stated(newest)) != _says(fields)):
        raise CorrectedByHand(ref=change.key, who=newest.recorded_by)
    if not loading.reason:
        raise ReasonNeeded(pack=loading.pack, count=1)
    return ledger.Row(change.key, fields, known_on if known_on > newest.known_on else loading.on, withdrawn)


def _says(fields: Fields) -> Fields:
    """What a claim says, apart from when it became known."""
    return {name: value for name, value in fields.items() if name not in ("known_on", "is_known_on_assumed")}


def _named(entry: Entry[ClaimEntry], contents: Contents) -> Iterator[Fault]:
    data = entry.data
    places: list[tuple[str, str, list[str], Label]] = [
        ("of", data.of, list(contents.declared), Label("主体", "subject")),
        ("is", data.indicator, list(contents.of("indicators")), Label("指标", "indicator")),
        ("source", data.source, list(contents.of("sources")), Label("来源", "source")),
    ]
    if data.owner:
        places.append(("owner", data.owner, list(contents.of("departments")), Label("单位", "organisation")))
    for path, ref, known, noun in places:
        if ref not in known:
            yield contents.unknown(entry, ref, known, noun, path)
    source = contents.of("sources").get(data.source)
    if source and data.known_on is None and source.data.known_on is None:
        what = Label("没有写何日获知", "the day on which it became known is missing")
        yield entry.fault(what, Label("写 known_on，或在来源里写", "write known_on here or at its source"))
    if data.visibility is Visibility.CONFIDENTIAL and not data.owner:
        what = Label("仅所属单位可见的数须写明所属单位", "a figure for its owner only must name the owner")
        yield entry.fault(what, Label("写 owner", "write owner"), "visibility")


def _fitting(entry: Entry[ClaimEntry], contents: Contents) -> Iterator[Fault]:
    indicator = contents.of("indicators").get(entry.data.indicator)
    if indicator is None:
        return
    try:
        value = parse_stated(entry.data.value, indicator.data.holds)
    except Malformed as error:
        yield entry.fault(error.what, error.cure, "value")
        return
    if isinstance(value, Quantity):
        yield from _quantity_faults(entry, value, indicator.data.unit, may_be_negative=indicator.data.may_be_negative)
    period = _period_fault(entry, indicator.data.holds)
    if period:
        yield period


def _quantity_faults(entry: Entry[ClaimEntry], value: Quantity, unit: str, *, may_be_negative: bool) -> Iterator[Fault]:
    fitting = UNITS[unit]
    if value.unit.dimension != fitting.dimension:
        what = Label(f"单位“{value.unit.code}”不适合这个指标", f"the unit “{value.unit.code}” does not fit this indicator")
        same_sort = [each.code for each in UNITS.values() if each.dimension == fitting.dimension]
        yield entry.fault(what, Label(f"用 {'、'.join(same_sort)}", f"use {' or '.join(same_sort)}"), "value")
    elif value.number < 0 and not may_be_negative:
        what = Label(f"这个指标不会是负数：“{entry.data.value}”", f"this indicator is never negative: “{entry.data.value}”")
        cure = Label("改正数值，或在指标里写 may_be_negative: true", "correct the value, or set may_be_negative: true at the indicator")
        yield entry.fault(what, cure, "value")


def _period_fault(entry: Entry[ClaimEntry], holds: ValueKind) -> Fault | None:
    written = entry.data.period
    if not written:
        if holds is not ValueKind.QUANTITY:
            return None
        what = Label("缺少“period”", "“period” is missing")
        return entry.fault(
            what, Label("写明时期；来源没有给时期就写 undated", "write the period; where the source gives none, write undated")
        )
    try:
        _period(written)
    except Malformed as error:
        return entry.fault(error.what, error.cure, "period")
    return None


def _doubles(entries: dict[str, Entry[ClaimEntry]]) -> Iterator[Fault]:
    """The same statement from the same place twice is a duplicate; the same from two places is two claims."""
    seen: dict[tuple[str, ...], Entry[ClaimEntry]] = {}
    for entry in entries.values():
        data = entry.data
        said = (data.of, data.indicator, data.value, data.period, data.kind.value, data.source, data.at)
        first = seen.setdefault(said, entry)
        if first is not entry:
            what = Label(f"与“{first.key}”（{first.place}）是同一个数据项", f"the same claim as “{first.key}” ({first.place})")
            yield entry.fault(what, Label("删去一个", "remove one of them"))


def _period(written: str) -> Period | None:
    return None if written in ("", "undated") else parse_period(written)


def _fields(data: ClaimEntry, contents: Contents) -> Fields:
    indicator = contents.of("indicators")[data.indicator].data
    source = contents.of("sources")[data.source].data
    value: Stated = parse_stated(data.value, indicator.holds)
    return ledger.fields_of(
        subject=data.of,
        indicator=data.indicator,
        version=indicator.version,
        value=value,
        period=_period(data.period),
        kind=data.kind,
        source=data.source,
        place=data.at,
        known_on=data.known_on or source.known_on,
        is_known_on_assumed=data.known_on is None and source.known_on_assumed,
        said_by=data.said_by.label if data.said_by else None,
        note=data.note.label if data.note else None,
        price_basis=data.price_basis,
        visibility=data.visibility,
        owner=data.owner,
    )
