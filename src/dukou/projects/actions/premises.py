"""Premises: offered, withdrawn, needed, let. A rent that was let off is announced, for it is a promise of the district."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.projects.actions._steps import begun, held, office_id, said
from dukou.projects.actions.refusals import NOT_RECORDED, KeyTaken
from dukou.projects.core.premises import PremiseKind
from dukou.projects.models import Letting, Premise, SpaceNeed
from dukou.projects.queries.premises import premise_of


class PremiseNumbers(Refusal):
    """Numbers that can be."""

    code = "projects.premise_numbers"
    what = NOT_RECORDED
    why = Label("面积为零，或者上下限、起止日颠倒", "an area is nought, or bounds or days stand in the wrong order")
    cure = Label("核对数字和日期", "check the numbers and the days")


class LetAlready(Refusal):
    """Premises are let to one project at a time."""

    code = "projects.let_already"
    status = 409
    what = NOT_RECORDED
    why = Label("场地“{key}”在这段时间里已租出", "the premises “{key}” are let in that time")
    cure = Label("换一处，或改日期", "take others, or other days")


class NotOnOffer(Refusal):
    """What was withdrawn is not let."""

    code = "projects.not_on_offer"
    status = 409
    what = NOT_RECORDED
    why = Label("场地“{key}”已撤下", "the premises “{key}” were withdrawn")
    cure = Label("换一处", "take others")


class NotFreeYet(Refusal):
    """Premises are let from the day on which they are free."""

    code = "projects.not_free_yet"
    status = 409
    what = NOT_RECORDED
    why = Label("场地“{key}”{day} 才可用", "the premises “{key}” are free from {day} on")
    cure = Label("租期从那天起，或先核对场地的可用日期", "let them from that day on, or check the day first")


class NoSuchLetting(Refusal):
    """A letting of the project that has not ended."""

    code = "projects.no_such_letting"
    status = 404
    what = NOT_RECORDED
    why = Label("项目没有第 {number} 号在租的场地", "the project has no letting {number} that has not ended")
    cure = Label("从场地页选择", "choose one on the page of premises")


class ConcessionHalfTold(Refusal):
    """What was let off has words and months."""

    code = "projects.concession_half_told"
    what = NOT_RECORDED
    why = Label("租金减免只写了一半", "only half of the concession is told")
    cure = Label("写明减免什么、多少个月；没有减免的都不写", "tell what is let off and for how many months, or neither")


@dataclass(frozen=True, slots=True)
class Offered:
    """Premises as they are told. `rent_fen`: per m² and month; None: not known."""

    key: str
    kind: PremiseKind
    name: str
    area: Decimal
    address: str = ""
    rent_fen: int | None = None
    power_kva: int | None = None
    floor_load: int | None = None
    free_from: date | None = None
    owner: str = ""
    owner_text: str = ""


@dataclass(frozen=True, slots=True)
class Needed:
    """What a project needs of premises; None: it does not matter."""

    kind: PremiseKind | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    power_kva: int | None = None
    rent_fen: int | None = None
    by_on: date | None = None


def offer(*, by: Viewer, told: Offered, is_synthetic: bool = False, now: datetime | None = None) -> Premise:
    """Put premises on offer."""
    actor, moment = begun(by, now)
    name = said(told.name, Label("场地名称", "the name of the premises"))
    if told.area <= 0:
        raise PremiseNumbers()
    fields: dict[str, Any] = {each: getattr(told, each) for each in _PLAIN}
    with transaction.atomic():
        if Premise.objects.filter(key=told.key).exists():
            raise KeyTaken(key=told.key)
        row = Premise.objects.create(
            **fields,
            name=name,
            kind=told.kind.value,
            owner_id=office_id(told.owner) if told.owner else None,
            is_synthetic=is_synthetic,
            offered_at=moment,
            offered_by=by.key,
        )
        after = {"name": name, "kind": told.kind.value, "area": str(told.area), "rent_fen": told.rent_fen}
        record(by=actor, act="premises.offer", subject=("premise", row.key), after=after, now=moment)
    return row


def withdraw(*, by: Viewer, premise: str, reason: str, now: datetime | None = None) -> Premise:
    """Take premises off the offer; what was let stays let."""
    actor, moment = begun(by, now)
    because = said(reason, Label("理由", "the reason"))
    with transaction.atomic():
        row = _on_offer(premise)
        row.withdrawn_at, row.withdrawn_why = moment, because[:300]
        row.save(update_fields=["withdrawn_at", "withdrawn_why"])
        record(by=actor, act="premises.withdraw", subject=("premise", premise), reason=because, now=moment)
    return row


def state_need(*, by: Viewer, project: str, told: Needed, now: datetime | None = None) -> SpaceNeed:
    """Say what a project needs; the newest statement stands."""
    actor, moment = begun(by, now)
    if told.least is not None and told.most is not None and told.least > told.most:
        raise PremiseNumbers()
    fields = {each: getattr(told, each) for each in ("least", "most", "power_kva", "rent_fen", "by_on")}
    with transaction.atomic():
        row = held(by, project)
        kind = told.kind.value if told.kind else ""
        need = SpaceNeed.objects.create(project=row, kind=kind, recorded_at=moment, recorded_by=by.key, **fields)
        after = {name: None if value is None else str(value) for name, value in fields.items()} | {"kind": kind}
        record(by=actor, act="premises.state_need", subject=("project", project), after=after, now=moment)
    return need


def let(
    *,
    by: Viewer,
    project: str,
    premise: str,
    from_on: date,
    rent_fen: int,
    until_on: date | None = None,
    concession: str = "",
    concession_months: int = 0,
    now: datetime | None = None,
) -> Letting:
    """Let premises to a project. What is let off of the rent is a promise: the page leads on to the ledger of promises."""
    actor, moment = begun(by, now)
    words = concession.strip()
    if until_on is not None and until_on < from_on:
        raise PremiseNumbers()
    if bool(words) != bool(concession_months):
        raise ConcessionHalfTold()
    with transaction.atomic():
        row, place = held(by, project), _on_offer(premise)
        if place.free_from is not None and from_on < place.free_from:
            raise NotFreeYet(key=premise, day=place.free_from)
        if _overlapping(place, from_on, until_on):
            raise LetAlready(key=premise)
        made = Letting.objects.create(
            premise=place,
            project=row,
            from_on=from_on,
            until_on=until_on,
            rent_fen=rent_fen,
            concession=words[:500],
            concession_months=concession_months,
            recorded_at=moment,
            recorded_by=by.key,
        )
        after = {"premise": premise, "from_on": from_on, "until_on": until_on, "rent_fen": rent_fen, "months": concession_months}
        record(by=actor, act="premises.let", subject=("project", project), after=after, now=moment)
    return made


def end_letting(*, by: Viewer, project: str, letting: int, on: date, reason: str, now: datetime | None = None) -> Letting:
    """End a letting on a day, with the reason; from the next day on the premises may be let again."""
    actor, moment = begun(by, now)
    because = said(reason, Label("理由", "the reason"))
    with transaction.atomic():
        row = held(by, project, also_over=True)
        made = Letting.objects.select_for_update(of=("self",)).filter(pk=letting, project=row).first()
        if made is None or (made.until_on is not None and made.until_on <= on):
            raise NoSuchLetting(number=letting)
        if on < made.from_on:
            raise PremiseNumbers()
        before, made.until_on = made.until_on, on
        made.save(update_fields=["until_on"])
        was, becomes = {"until_on": before}, {"letting": letting, "until_on": on}
        record(by=actor, act="premises.end_letting", subject=("project", project), before=was, after=becomes, reason=because, now=moment)
    return made


_PLAIN = ("key", "address", "area", "rent_fen", "power_kva", "floor_load", "free_from", "owner_text")


def _on_offer(key: str) -> Premise:
    """The premises, locked until the transaction ends, so that two cannot let them at once."""
    row = Premise.objects.select_for_update(of=("self",)).get(pk=premise_of(key).pk)
    if row.withdrawn_at is not None:
        raise NotOnOffer(key=key)
    return row


def _overlapping(place: Premise, from_on: date, until_on: date | None) -> bool:
    rows = Letting.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=from_on), premise=place)
    return (rows if until_on is None else rows.filter(from_on__lte=until_on)).exists()
