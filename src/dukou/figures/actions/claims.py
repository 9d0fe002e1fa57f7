"""Recording, correcting and withdrawing claims. Nothing is overwritten: a correction is a further revision with its reason."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.accounts.queries.organisations import organisation_ids
from dukou.audit.actions import record as record_event
from dukou.figures import ledger
from dukou.figures.actions._checks import INDICATOR, SOURCE, SUBJECT, must_be_known_by, must_be_owned
from dukou.figures.actions.refusals import (
    AlreadyStated,
    CannotBeRead,
    CorrectedMeanwhile,
    CorrectionNeedsReason,
    MayNotRecord,
    NoSuchClaim,
    NothingToCorrect,
    SomethingMissing,
)
from dukou.figures.core.claims import ClaimKind, PriceBasis, Stated, Visibility
from dukou.figures.models import Claim, Definition, Indicator
from dukou.figures.queries.claims import known_parts, newest_revision
from dukou.figures.queries.rows import as_claim
from dukou.figures.queries.subjects import shown_indicator
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period
from dukou.kit.core.refusals import Malformed


class Circumstances(TypedDict, total=False):
    """What may be said beside a claim: a note, the prices, who may see it, whose it is (the key of an organisation)."""

    note: Label
    price_basis: PriceBasis
    visibility: Visibility
    owner: str


def record(
    *,
    by: Viewer,
    ref: str,
    subject: str,
    indicator: str,
    value: str,
    period: Period | None,
    kind: ClaimKind,
    source: str,
    place: str,
    known_on: date,
    now: datetime | None = None,
    **more: Unpack[Circumstances],
) -> str:
    """State a new claim under a reference that is not in use. Returns the reference."""
    _must_be_allowed(by)
    moment = now or timezone.now()
    must_be_known_by(known_on, moment, earliest=date.min)
    must_be_owned(more.get("visibility", Visibility.PUBLIC), more.get("owner", ""), organisation_ids())
    definition = _named(subject, indicator, source)
    fields = ledger.fields_of(
        subject=subject,
        indicator=indicator,
        version=definition.version,
        value=_read(value, definition.indicator),
        period=period,
        kind=kind,
        source=source,
        place=place,
        known_on=known_on,
        **more,
    )
    with transaction.atomic():
        if Claim.objects.filter(ref=ref).exists():
            raise AlreadyStated(ref=ref)
        ledger.append([ledger.Row(ref, fields, known_on)], by=actor_of(by, Permission.RECORD_FIGURES), now=moment, reason="")
        record_event(by=actor_of(by, Permission.RECORD_FIGURES), act="figures.record", subject=("claim", ref), after=fields, now=moment)
    return ref


class Whence(TypedDict, total=False):
    """Where a corrected figure comes from, as far as it is another place than before: source, place in it, who says so."""

    source: str
    place: str
    said_by: Label


def correct(
    *,
    by: Viewer,
    ref: str,
    reason: str,
    known_on: date,
    value: str | None = None,
    period: Period | None = None,
    kind: ClaimKind | None = None,
    revision: int | None = None,
    now: datetime | None = None,
    **origin: Unpack[Whence],
) -> int:
    """Replace a claim's value, period or kind, or name another origin, by a further revision. Returns the revision's number.

    What is None or not named stays. The earlier revision goes on standing for every day before `known_on`. `revision` is the number of
    the state that was corrected: where another came since, the correction is refused.
    """
    _must_be_allowed(by)
    with transaction.atomic():
        before, row = _standing(by, ref, reason, revision)
        after = before | _from(origin)
        definition = _named(before["subject"], before["indicator"], after["source"])
        if value is not None:
            after |= ledger.value_fields(_read(value, definition.indicator))
        if period is not None:
            after["period"] = str(period)
        if kind is not None:
            after["kind"] = kind.value
        if after == before:
            raise NothingToCorrect()
        after["is_known_on_assumed"] = False  # the correction's own day is known
        return _append(by, row, before, after, "figures.correct", reason=reason, known_on=known_on, now=now)


def withdraw(*, by: Viewer, ref: str, reason: str, known_on: date, revision: int | None = None, now: datetime | None = None) -> int:
    """Take a claim back, seen as in `correct`. It goes on standing for every day before `known_on`. Returns the revision's number."""
    _must_be_allowed(by)
    with transaction.atomic():
        before, row = _standing(by, ref, reason, revision)
        return _append(by, row, before, {}, "figures.withdraw", reason=reason, known_on=known_on, now=now)


def _append(
    by: Viewer, row: Claim, before: dict[str, Any], after: dict[str, Any], act: str, *, reason: str, known_on: date, now: datetime | None
) -> int:
    moment = now or timezone.now()
    must_be_known_by(known_on, moment, earliest=row.known_on)
    revision = ledger.Row(row.ref, after or before, known_on, is_withdrawn=not after)
    made = ledger.append([revision], by=actor_of(by, Permission.RECORD_FIGURES), now=moment, reason=reason)
    record_event(
        by=actor_of(by, Permission.RECORD_FIGURES),
        act=act,
        subject=("claim", row.ref),
        before=before,
        after=after,
        reason=reason,
        now=moment,
    )
    return made[0]


def _standing(by: Viewer, ref: str, reason: str, revision: int | None) -> tuple[dict[str, Any], Claim]:
    if not reason.strip():
        raise CorrectionNeedsReason()
    row = newest_revision(by, ref)
    if row is None:
        raise NoSuchClaim(ref=ref)
    if revision not in (None, row.revision):
        value = Label("已撤回", "withdrawn") if row.is_withdrawn else as_claim(row).value_label
        raise CorrectedMeanwhile(who=row.recorded_by, value=value)
    if row.is_withdrawn:
        raise NothingToCorrect()
    return ledger.stated(row), row


def _must_be_allowed(by: Viewer) -> None:
    if not by.may(Permission.RECORD_FIGURES):
        raise MayNotRecord()


def _from(origin: Whence) -> ledger.Fields:
    """The origin as fields of a claim."""
    found: ledger.Fields = {name: value for name, value in origin.items() if name != "said_by"}
    said_by = origin.get("said_by")
    return found | {"said_by_zh": said_by.zh, "said_by_en": said_by.en} if said_by else found


def _named(subject: str, indicator: str, source: str) -> Definition:
    """The newest definition of the indicator; subject and source must be there as well."""
    found, definition, origin = known_parts(subject, indicator, source)
    for noun, key, part in ((SUBJECT, subject, found), (INDICATOR, indicator, definition), (SOURCE, source, origin)):
        if part is None:
            raise SomethingMissing(noun=noun, key=key)
    assert definition is not None
    return definition


def _read(value: str, indicator: Indicator) -> Stated:
    try:
        return shown_indicator(indicator).read(value)
    except Malformed as error:
        raise CannotBeRead(said=error.what, way=error.cure) from error
