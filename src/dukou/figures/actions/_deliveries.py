"""The part of an act of a room above that records a delivered file: the file as a source, and the figures that stand in it.

The calling act has asked for the permission, holds the transaction and leaves one audit event for the whole file.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dukou.accounts.queries.organisations import organisation_ids
from dukou.figures import ledger
from dukou.figures.actions._checks import INDICATOR, SOURCE, SUBJECT, must_be_known_by, must_be_owned
from dukou.figures.actions.refusals import AlreadyStated, AnotherDocument, CannotBeRead, CorrectionNeedsReason, SomethingMissing
from dukou.figures.core.claims import ClaimKind, PriceBasis, Visibility
from dukou.figures.core.origins import Origin
from dukou.figures.core.quantities import Quantity
from dukou.figures.models import Source
from dukou.figures.queries.subjects import ShownIndicator, newest_versions, subject_ids
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period
from dukou.kit.core.refusals import Malformed

ROW = Label("第 {place} 行", "row {place}")
_WHERE = ("source", "place", "known_on", "is_known_on_assumed")  # where and when a claim was said, not what it says


@dataclass(frozen=True, slots=True)
class Reported:
    """One figure of a delivered file. `value`: as an office writes it, or read already; `place`: where in the file it stands."""

    ref: str
    subject: str
    indicator: str
    value: str | Quantity
    period: Period | None
    kind: ClaimKind
    source: str
    place: str
    known_on: date
    visibility: Visibility = Visibility.PUBLIC
    owner: str = ""
    said_by: Label | None = None
    note: Label | None = None
    price_basis: PriceBasis = PriceBasis.UNSTATED


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording many figures did."""

    added: int
    corrected: int
    unchanged: int


def name_source(
    *,
    key: str,
    name: Label,
    sha256: str,
    known_on: date,
    about: Label | None = None,
    place: Label = ROW,
    origin: Origin = Origin.OFFICE,
) -> None:
    """Name a delivered file as a source, once; naming it again changes nothing. `place` says how a place in it is told, `origin` from
    whom its figures are.
    """
    source, is_new = Source.objects.get_or_create(
        key=key,
        defaults={
            "name_zh": name.zh,
            "name_en": name.en,
            "sha256": sha256,
            "known_on": known_on,
            "about_zh": about.zh if about else "",
            "about_en": about.en if about else "",
            "place_zh": place.zh,
            "place_en": place.en,
            "origin": origin.value,
        },
    )
    if not is_new and source.sha256 != sha256:
        raise AnotherDocument(key=key)


def record_many(*, by: Actor, rows: Sequence[Reported], reason: str = "", now: datetime) -> Recorded:
    """Record the figures of a delivered file: all or, where one of them does not hold together, none.

    A reference that is not in use is added. One whose claim says the same is unchanged, wherever it says so; so is one of which the same
    source said the same before, whatever people did to it since: a file taken in twice changes nothing. Any other is a correction, which
    needs a reason.
    """
    pages = _pages(rows, now)
    past = ledger.history(list(pages))
    fresh = [each for ref, each in pages.items() if not _is_said(each, past.get(ref, []))]
    corrected = [each for each in fresh if each.ref in past]
    if corrected and not reason.strip():
        raise CorrectionNeedsReason()
    for each in corrected:
        must_be_known_by(each.known_on, now, earliest=past[each.ref][-1].known_on)
    ledger.append(fresh, by=by, now=now, reason=reason)
    return Recorded(len(fresh) - len(corrected), len(corrected), len(pages) - len(fresh))


def _pages(rows: Sequence[Reported], now: datetime) -> dict[str, ledger.Row]:
    """The figures by reference as the ledger takes them, each looked at: what it names is there, its value fits, its day is not ahead."""
    for known_on in {row.known_on for row in rows}:
        must_be_known_by(known_on, now, earliest=date.min)
    organisations = organisation_ids()
    for visibility, owner in {(row.visibility, row.owner) for row in rows}:
        must_be_owned(visibility, owner, organisations)
    _must_be_there(SUBJECT, {row.subject for row in rows}, subject_ids({row.subject for row in rows}))
    _must_be_there(SOURCE, {row.source for row in rows}, set(Source.objects.values_list("key", flat=True)))
    indicators = newest_versions()
    _must_be_there(INDICATOR, {row.indicator for row in rows}, indicators)
    found: dict[str, ledger.Row] = {}
    for row in rows:
        if row.ref in found:
            raise AlreadyStated(ref=row.ref)
        indicator, version = indicators[row.indicator]
        found[row.ref] = ledger.Row(row.ref, _fields(row, indicator, version), row.known_on)
    return found


def _must_be_there(noun: Label, named: Collection[str], there: Collection[str]) -> None:
    for key in sorted(named):
        if key not in there:
            raise SomethingMissing(noun=noun, key=key)


def _fields(row: Reported, indicator: ShownIndicator, version: str) -> ledger.Fields:
    try:
        value = indicator.read(row.value)
    except Malformed as error:
        said = Label("“{ref}”：{what}", "“{ref}”: {what}").filled(ref=row.ref, what=error.what)
        raise CannotBeRead(said=said, way=error.cure) from error
    return ledger.fields_of(
        subject=row.subject,
        indicator=row.indicator,
        version=version,
        value=value,
        period=row.period,
        kind=row.kind,
        source=row.source,
        place=row.place,
        known_on=row.known_on,
        said_by=row.said_by,
        note=row.note,
        price_basis=row.price_basis,
        visibility=row.visibility,
        owner=row.owner,
    )


def _is_said(row: ledger.Row, past: Sequence[ledger.Row]) -> bool:
    """Whether nothing new is said: the claim stands so, or the same source has said so before."""
    same = [each for each in past if not each.is_withdrawn and _what(each) == _what(row)]
    return bool(same) and (same[-1] is past[-1] or any(each.fields["source"] == row.fields["source"] for each in same))


def _what(row: ledger.Row) -> ledger.Fields:
    return {name: value for name, value in row.fields.items() if name not in _WHERE}
