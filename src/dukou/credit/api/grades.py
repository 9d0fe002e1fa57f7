"""One firm's credit over HTTP: over all fields, and in one of them with every point and what would raise the grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.credit.api.callers import FirmKey, Purpose, Slug, looked_at
from dukou.credit.api.grade_shapes import FirmCredit, FirmFieldWhole
from dukou.credit.api.router import router
from dukou.credit.core.entrance import OF_FIRM
from dukou.credit.core.grading import Reason
from dukou.credit.core.schemes import Scheme
from dukou.credit.core.ways_up import WayUp, ways_up
from dukou.credit.queries.behind import Behind, behind, repairable
from dukou.credit.queries.fields import CreditField, field_named
from dukou.credit.queries.grades import Given, Live, given, given_in_all, is_covered, live, live_in_all
from dukou.credit.tables.reasons import clauses_of
from dukou.enterprises.queries.own import FirmNamed
from dukou.kit.core.labels import same


@router.get("/firms/{key}", response=FirmCredit, summary="一家企业的信用 · A firm's credit")
@OF_FIRM
def firm(request: HttpRequest, key: FirmKey, purpose: Purpose = "") -> dict[str, Any]:
    """Where the firm stands in every field that covers it. A look from within the administration is noted, and the firm reads it."""
    _, found = looked_at(request, key, "firm", purpose)
    today = timezone.localdate()
    standing = live_in_all(found.id, today)
    told = given_in_all(found.id, [each.field for each in standing])
    lines = [(each.field.is_composite, _in_field(each, told.get(each.field.key), today)) for each in standing]
    composite = next((line for is_composite, line in lines if is_composite), None)
    return _named(found) | {"composite": composite, "fields": [line for is_composite, line in lines if not is_composite]}


@router.get("/firms/{key}/fields/{slug}", response=FirmFieldWhole, summary="一个领域的等级和来由 · A grade and why")
@OF_FIRM
def firm_field(request: HttpRequest, key: FirmKey, slug: Slug, purpose: Purpose = "") -> dict[str, Any]:
    """One field of one firm: every point explained, what would raise the grade and by when."""
    field, today = field_named(slug), timezone.localdate()
    viewer, found = looked_at(request, key, f"field:{field.key}", purpose)
    about = _named(found) | {"field": field.key, "field_name": field.label, "is_covered": is_covered(field.on(today), found.id)}
    nothing: dict[str, Any] = {"base": None, "today": None, "reasons": [], "given": None, "given_reasons": [], "ways_up": []}
    return about | (_whole(viewer, found, field, today) if about["is_covered"] else nothing)


def _named(firm: FirmNamed) -> dict[str, Any]:
    return {"key": firm.key, "name": firm.name, "is_synthetic": firm.is_synthetic}


def _in_field(each: Live, told: Given | None, today: date) -> dict[str, Any]:
    given_then = _given(told, today) if told else None
    return {"field": each.field.key, "name": each.field.label, "given": given_then, "today": _today(each)}


def _given(told: Given, today: date) -> dict[str, Any]:
    return _grade(told.scheme, told.grade) | {
        "points": told.points,
        "on": told.as_of,
        "valid_until": told.valid_until,
        "is_valid": today < told.valid_until,
    }


def _today(each: Live) -> dict[str, Any]:
    now = each.graded
    return _grade(each.scheme, now.grade) | {"points": now.points, "is_direct": now.is_direct, "unknown": list(now.unknown)}


def _grade(scheme: Scheme, key: str) -> dict[str, Any]:
    rule = scheme.by_key[key]
    return {"grade": rule.key, "name": rule.name, "level": rule.level, "version": scheme.version}


def _whole(viewer: Viewer, firm: FirmNamed, field: CreditField, today: date) -> dict[str, Any]:
    now, told = live(firm.id, field, today), given(firm.id, field)
    ways = ways_up(now.scheme, now.held, now.says, today)
    reasons = (*now.graded.reasons, *(told.reasons if told else ()))
    numbers = {each for reason in reasons for each in reason.records} | {each for way in ways for each in way.repairs}
    known, able = behind(viewer, numbers, today), repairable(now.held)
    return {
        "base": now.scheme.base,
        "today": _today(now),
        "reasons": _reasons(now.scheme, now.graded.reasons, known),
        "given": _given(told, today) if told else None,
        "given_reasons": _reasons(told.scheme, told.reasons, known) if told else [],
        "ways_up": [_way(now.scheme, way, known, able) for way in ways],
    }


def _reasons(scheme: Scheme, reasons: Sequence[Reason], known: Mapping[int, Behind]) -> list[dict[str, Any]]:
    return [_reason(scheme, each, known) for each in reasons]


def _reason(scheme: Scheme, reason: Reason, known: Mapping[int, Behind]) -> dict[str, Any]:
    clause = clauses_of(scheme).get(reason.clause)
    return {
        "clause": reason.clause,
        "words": clause.text if clause else same(reason.clause),
        "paper": clause.paper if clause else "",
        "book": clause.book if clause else "",
        "is_unverified": clause is not None and clause.is_unverified,
        "points": reason.points,
        "grade": reason.grade or None,
        "is_direct": any(each.clause.key == reason.clause for each in scheme.direct),
        "records": [_behind(known[each]) for each in reason.records],
    }


def _way(scheme: Scheme, way: WayUp, known: Mapping[int, Behind], able: Mapping[int, date]) -> dict[str, Any]:
    records = [_behind(known[each]) | {"repairable_on": able.get(each)} for each in way.repairs]
    name = scheme.by_key[way.grade].name
    return {"grade": way.grade, "name": name, "on": way.on, "repairs": len(way.repairs), "records": records}


def _behind(each: Behind) -> dict[str, Any]:
    """As far as the caller is told of it."""
    told = {name: getattr(each.record, name, None) for name in ("number", "decided_on", "text")}
    return told | {"sight": each.sight, "record": each.record and each.record.pk, "ended_on": each.ended_on}
