"""The fields of supervision, for everybody: their rules, and counts of firms by grade as the caller may read them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.organisations import organisation_names
from dukou.credit.api.grade_shapes import CreditFieldTold
from dukou.credit.api.router import router
from dukou.credit.core.entrance import PUBLIC
from dukou.credit.core.frames import Frame
from dukou.credit.core.schemes import GradeRule
from dukou.credit.queries.fields import frame_or_none
from dukou.credit.queries.standings import FieldStanding, Spread, standings
from dukou.kit.answers import PAGE, After, Limit, Page
from dukou.kit.core.labels import Label, same
from dukou.kit.pages.lists import page_after


@router.get("/fields", response=Page[CreditFieldTold], auth=None, summary="监管领域 · Fields of supervision")
@PUBLIC
def fields(request: HttpRequest, after: After = "", limit: Limit = PAGE) -> dict[str, Any]:
    """Every field with its grades; counts are whole for the administration, and small ones kept back from everybody else."""
    inside = request_viewer(request).may(Permission.SEE_CREDIT)
    frame, names = frame_or_none(), organisation_names()
    found = standings(timezone.localdate(), inside=inside)
    page, more = page_after(found, after, lambda each: each.field.key, limit)
    return {"items": [_field(each, frame, names) for each in page], "next": more or None}


def _field(each: FieldStanding, frame: Frame | None, names: dict[str, Label]) -> dict[str, Any]:
    field, scheme = each.field, each.scheme
    return {
        "slug": field.key,
        "name": field.label,
        "unit": field.unit,
        "unit_name": names.get(field.unit, same(field.unit)),
        "is_composite": field.is_composite,
        **{name: getattr(scheme, name, None) for name in ("version", "standing", "cycle", "valid_months")},
        "grades": [_grade(rule, frame) for rule in scheme.grades] if scheme else [],
        "graded": _counts(each.spread) if each.spread else None,
    }


def _grade(rule: GradeRule, frame: Frame | None) -> dict[str, Any]:
    plain = {name: getattr(rule, name) for name in ("name", "start", "level", "channel")}
    return plain | {"grade": rule.key, "checks": asdict(frame.checks(rule)) if frame else None}


def _counts(spread: Spread) -> dict[str, Any]:
    told = {name: getattr(spread, name) for name in ("as_of", "covered", "is_whole")}
    return told | {"version": spread.scheme.version, "counts": dict(spread.counts)}
