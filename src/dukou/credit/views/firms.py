"""One firm's credit: over all fields, and in one of them with every point and what would raise the grade."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.organisations import organisation_names
from dukou.accounts.queries.people import actor_names
from dukou.credit.core.entrance import OF_FIRM
from dukou.credit.core.grading import Graded
from dukou.credit.core.ways_up import bonuses, ways_up
from dukou.credit.queries.behind import behind, duty_done, repairable
from dukou.credit.queries.cases import disputed
from dukou.credit.queries.fields import CreditField, field_named, frame_or_none
from dukou.credit.queries.firms_graded import is_named
from dukou.credit.queries.grades import Given, Live, given, given_in_all, is_covered, live, live_in_all
from dukou.credit.queries.histories import history
from dukou.credit.queries.looks import looks_at
from dukou.credit.queries.records import held_of, records_of
from dukou.credit.tables.firms import history_table, looks_table, reasons_table, standing_table
from dukou.credit.tables.records import held_table
from dukou.credit.tables.ways import bonuses_table, ways_table
from dukou.credit.tables.words import LEVEL_FACES, grade_label
from dukou.credit.views.around import by_slug, firm_asked, firm_crumbs, seen
from dukou.enterprises.queries.own import FirmNamed
from dukou.kit.core.labels import Label
from dukou.kit.pages.parts import Crumb

_NOW = Label("今天会是：每一分的来由", "As it would be today: every point")
_THEN = Label("已评等级：每一分的来由", "The grade given: every point")


@OF_FIRM
@require_safe
def firm(request: HttpRequest, key: str) -> HttpResponse:
    """Where the firm stands in every field that covers it, what is held about it, and for itself who looked."""
    viewer, today = request_viewer(request), timezone.localdate()
    found = firm_asked(viewer, key)
    if found.key != key:
        return redirect("credit:firm", found.key)
    is_own = seen(viewer, found, "firm", request.GET.get("purpose", ""))
    if not is_named(found.is_synthetic):
        return render(request, "credit/unnamed.html", {"firm": found, "crumbs": firm_crumbs(found)})
    frame, standing = frame_or_none(), live_in_all(found.id, today)
    told = given_in_all(found.id, [each.field for each in standing])
    records = records_of(viewer, found.id, today)
    context = {
        "firm": found,
        "is_own": is_own,
        "table": standing_table(found.key, standing, told, frame, today) if standing else None,
        "composite": _composite(standing, told),
        "held": _held(found.id, records, today),
        "conditions": _conditions(today),
        "looks": _looks(found) if is_own else None,
        "crumbs": firm_crumbs(found),
    }
    return render(request, "credit/firm.html", context)


@OF_FIRM
@require_safe
def firm_field(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """One field of one firm: every point explained, what would raise the grade, the grades given."""
    viewer, today = request_viewer(request), timezone.localdate()
    found, field = firm_asked(viewer, key), field_named(slug)
    if found.key != key:
        return redirect("credit:firm_field", found.key, slug)
    is_own = seen(viewer, found, f"field:{slug}", request.GET.get("purpose", ""))
    if not is_named(found.is_synthetic):
        return render(request, "credit/unnamed.html", {"firm": found, "crumbs": firm_crumbs(found)})
    context: dict[str, Any] = {
        "firm": found,
        "field": field,
        "is_own": is_own,
        "is_covered": is_covered(field.on(today), found.id),
        "crumbs": firm_crumbs(found, Crumb(field.label)),
    }
    if context["is_covered"]:
        context |= _standing(viewer, found, field)
    then = history(found.id, field)
    context |= {"history": history_table(then) if then else None}
    return render(request, "credit/firm_field.html", context)


def _standing(viewer: Viewer, found: FirmNamed, field: CreditField) -> dict[str, Any]:
    today = timezone.localdate()
    now, told = live(found.id, field, today), given(found.id, field)
    ways = ways_up(now.scheme, now.held, now.says, today)
    then = _graded(told) if told else None
    numbers = {each for graded in (now.graded, then) if graded for reason in graded.reasons for each in reason.records}
    known = behind(viewer, numbers | {each for way in ways for each in way.repairs}, today)
    more = bonuses(now.scheme, now.held, today)
    rule = now.scheme.by_key[now.graded.grade]
    is_same = then is not None and told is not None and _same(told, now)
    return {
        "now": now,
        "told": told,
        "told_grade": grade_label(told.scheme, told.grade) if told else None,
        "told_face": LEVEL_FACES[told.scheme.by_key[told.grade].level].value if told else "",
        "grade": rule.name,
        "face": LEVEL_FACES[rule.level].value,
        "level": rule.level.label,
        "by_points": grade_label(now.scheme, now.graded.by_points) if now.graded.is_direct else None,
        "reasons": reasons_table(_NOW, now.scheme, now.graded, known),
        "reasons_then": reasons_table(_THEN, told.scheme, then, known) if then and told and not is_same else None,
        "is_best": not now.scheme.places[now.graded.grade],
        "ways": ways_table(now.scheme, ways, known, repairable(now.held), today) if ways else None,
        "bonuses": bonuses_table(more) if more else None,
        "conditions": _conditions(today) if any(way.repairs for way in ways) else (),
        "unknown": now.graded.unknown,
    }


def _graded(told: Given) -> Graded:
    """What was given, in the shape of what is reckoned."""
    scheme = told.scheme
    return Graded(told.points, told.grade, scheme.grade_at(told.points), told.reasons)


def _same(told: Given, now: Live) -> bool:
    """Whether the grade given rests on the same as today's."""
    before, after = (told.scheme.version, told.points, told.reasons), (now.scheme.version, now.graded.points, now.graded.reasons)
    return before == after


def _composite(standing: list[Live], told: dict[str, Given]) -> dict[str, Any] | None:
    """The composite evaluation, which stands on top: as it was given, and as it would be."""
    found = next((each for each in standing if each.field.is_composite), None)
    if found is None:
        return None
    rule = found.scheme.by_key[found.graded.grade]
    was = told.get(found.field.key)
    return {
        "field": found.field,
        "grade": rule.name,
        "level": rule.level.label,
        "face": LEVEL_FACES[rule.level].value,
        "points": found.graded.points,
        "given": grade_label(was.scheme, was.grade) if was else None,
        "as_of": was.as_of if was else None,
    }


def _held(firm: int, records: list[Any], today: Any) -> Any:
    if not records:
        return None
    numbers = [row.pk for row in records]
    return held_table(records, by_slug(), repairable(held_of(firm, today)), disputed(numbers), duty_done(numbers))


def _conditions(today: Any) -> tuple[Label, ...]:
    frame = frame_or_none()
    rule = frame.repair_on(today) if frame else None
    return rule.conditions if rule else ()


def _looks(found: FirmNamed) -> Any:
    rows = looks_at(found.id)
    if not rows:
        return None
    names = {key: label for key, label in actor_names({row.viewer for row in rows if ":" in row.viewer}).items()}
    fields = {key: each.label for key, each in by_slug().items()}
    return looks_table(rows, names, organisation_names(), fields)
