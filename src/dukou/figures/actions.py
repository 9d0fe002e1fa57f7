"""Recording, correcting and withdrawing claims. Nothing is overwritten: a correction is a further revision with its reason."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record as record_event
from dukou.figures import ledger
from dukou.figures.core.claims import ClaimKind, PriceBasis, Stated, ValueKind, Visibility, parse_stated
from dukou.figures.core.quantities import Quantity
from dukou.figures.core.units import UNITS
from dukou.figures.models import Claim, Indicator
from dukou.figures.queries.claims import known_parts, newest_revision
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period
from dukou.kit.core.refusals import Malformed, Refusal


class MayNotRecord(Refusal):
    """Figures are recorded by those whose office it is."""

    code = "figures.may_not_record"
    status = 403
    what = Label("没有记录这个数", "the figure was not recorded")
    why = Label("您没有记录和更正数据的权限", "you have no permission to record and correct figures")
    cure = Label("请产业发展办的数据员记录", "ask a data officer of the industry office to record it")


class NoSuchClaim(Refusal):
    """The claim is not there, or the viewer may not know of it."""

    code = "figures.no_such_claim"
    status = 404
    what = Label("没有更正这个数", "the figure was not corrected")
    why = Label("没有编号为“{ref}”的数据项", "there is no claim “{ref}”")
    cure = Label("从数据清单里选择", "choose it from the list of figures")


class CannotBeRead(Refusal):
    """A figure that does not fit its indicator."""

    code = "figures.cannot_be_read"
    what = Label("没有记录这个数", "the figure was not recorded")
    why = Label("{said}", "{said}")
    cure = Label("{way}", "{way}")


class SomethingMissing(Refusal):
    """A claim names its subject, its indicator and its source."""

    code = "figures.something_missing"
    what = Label("没有记录这个数", "the figure was not recorded")
    why = Label("{noun}“{key}”不存在", "there is no {noun} “{key}”")
    cure = Label("从清单里选择，或先在数据包里介绍它", "choose from the list, or introduce it in the pack first")


class CorrectionNeedsReason(Refusal):
    """Why a stated figure is replaced is part of the record."""

    code = "figures.correction_needs_reason"
    what = Label("没有更正这个数", "the figure was not corrected")
    why = Label("没有写理由", "no reason is given")
    cure = Label("写明为什么更正", "say why it is corrected")


class NothingToCorrect(Refusal):
    """A correction must change something, and a withdrawn claim is gone."""

    code = "figures.nothing_to_correct"
    what = Label("没有更正这个数", "the figure was not corrected")
    why = Label("新的内容与现有内容相同，或该数已撤回", "the new content is the same as the present one, or the claim was withdrawn")
    cure = Label("改动数值、时期或性质，或另行记录", "change the value, the period or the kind, or record a new claim")


class KnownInTheFuture(Refusal):
    """Nothing can have become known after today, nor a correction before what it corrects."""

    code = "figures.known_in_the_future"
    what = Label("没有记录这个数", "the figure was not recorded")
    why = Label(
        "获知日期 {known_on} 不在 {earliest} 至 {today} 之间", "{known_on}, the day it became known, is not between {earliest} and {today}"
    )
    cure = Label("改正日期", "correct the date")


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
    _must_be_known_by(known_on, moment, earliest=date.min)
    stated, version = _read(subject, indicator, source, value)
    fields = ledger.fields_of(
        subject=subject,
        indicator=indicator,
        version=version,
        value=stated,
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


class AlreadyStated(Refusal):
    """A reference names one claim."""

    code = "figures.already_stated"
    status = 409
    what = Label("没有记录这个数", "the figure was not recorded")
    why = Label("编号“{ref}”已有数据项", "the reference “{ref}” is in use")
    cure = Label("更正已有的数，或换一个编号", "correct the claim that is there, or choose another reference")


def correct(
    *,
    by: Viewer,
    ref: str,
    reason: str,
    known_on: date,
    value: str | None = None,
    period: Period | None = None,
    kind: ClaimKind | None = None,
    now: datetime | None = None,
) -> int:
    """Replace a claim's value, period or kind by a further revision; what is None stays. Returns the revision's number.

    The earlier revision goes on standing for every day before `known_on`.
    """
    _must_be_allowed(by)
    with transaction.atomic():
        before, row = _standing(by, ref, reason)
        after = dict(before)
        if value is not None:
            stated, _ = _read(before["subject"], before["indicator"], before["source"], value)
            after |= ledger.value_fields(stated)
        if period is not None:
            after["period"] = str(period)
        if kind is not None:
            after["kind"] = kind.value
        if after == before:
            raise NothingToCorrect()
        after["is_known_on_assumed"] = False  # the correction's own day is known
        return _append(by, row, before, after, "figures.correct", reason=reason, known_on=known_on, now=now)


def withdraw(*, by: Viewer, ref: str, reason: str, known_on: date, now: datetime | None = None) -> int:
    """Take a claim back. It goes on standing for every day before `known_on`. Returns the revision's number."""
    _must_be_allowed(by)
    with transaction.atomic():
        before, row = _standing(by, ref, reason)
        return _append(by, row, before, {}, "figures.withdraw", reason=reason, known_on=known_on, now=now)


def _append(
    by: Viewer, row: Claim, before: dict[str, Any], after: dict[str, Any], act: str, *, reason: str, known_on: date, now: datetime | None
) -> int:
    moment = now or timezone.now()
    _must_be_known_by(known_on, moment, earliest=row.known_on)
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
    return made[0].revision


def _standing(by: Viewer, ref: str, reason: str) -> tuple[dict[str, Any], Claim]:
    if not reason.strip():
        raise CorrectionNeedsReason()
    row = newest_revision(by, ref)
    if row is None:
        raise NoSuchClaim(ref=ref)
    if row.is_withdrawn:
        raise NothingToCorrect()
    return ledger.stated(row), row


def _must_be_allowed(by: Viewer) -> None:
    if not by.may(Permission.RECORD_FIGURES):
        raise MayNotRecord()


def _must_be_known_by(known_on: date, moment: datetime, *, earliest: date) -> None:
    today = timezone.localtime(moment).date()
    if not earliest <= known_on <= today:
        raise KnownInTheFuture(known_on=known_on, earliest=earliest, today=today)


def _read(subject: str, indicator: str, source: str, value: str) -> tuple[Stated, str]:
    """The value as the indicator holds it, and the version of the definition it is stated under."""
    found, definition, origin = known_parts(subject, indicator, source)
    for noun, key, part in (
        (Label("主体", "subject"), subject, found),
        (Label("指标", "indicator"), indicator, definition),
        (Label("来源", "source"), source, origin),
    ):
        if part is None:
            raise SomethingMissing(noun=noun, key=key)
    assert definition is not None
    try:
        stated = parse_stated(value, ValueKind.of(definition.indicator.value_kind))
    except Malformed as error:
        raise CannotBeRead(said=error.what, way=error.cure) from error
    _must_fit(stated, definition.indicator)
    return stated, definition.version


def _must_fit(stated: Stated, indicator: Indicator) -> None:
    if not isinstance(stated, Quantity):
        return
    if stated.unit.dimension != UNITS[indicator.unit].dimension:
        said = Label(
            f"单位“{stated.unit.code}”不适合“{indicator.name_zh}”", f"the unit “{stated.unit.code}” does not fit “{indicator.name_en}”"
        )
        raise CannotBeRead(said=said, way=Label(f"用 {indicator.unit}", f"use {indicator.unit}"))
    if stated.number < 0 and not indicator.may_be_negative:
        said = Label(f"“{indicator.name_zh}”不会是负数", f"“{indicator.name_en}” is never negative")
        raise CannotBeRead(said=said, way=Label("改正数值", "correct the value"))
