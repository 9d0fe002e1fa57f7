"""What is known of a firm's credit on a day, for rule books: the grades that stood, and whether a severe breach is in use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.credit.core.kinds import Severity
from dukou.credit.core.schemes import Held
from dukou.credit.models import GradeChange, GradeRun
from dukou.credit.queries.fields import field_of_text, frame_or_none
from dukou.credit.queries.records import held_of_many
from dukou.enterprises.queries.own import own_firms
from dukou.enterprises.queries.rosters import ids_by_key, roster
from dukou.rules.core.facts import State, Stated

SOURCE = "credit:grades"
LEDGER = "credit:records"


def grade_state(field: str) -> State:
    """How to tell the grade that stood in a field; of a field that was never graded, or does not cover the firm, nothing is known."""

    def state(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
        return {key: Stated(grade, "", None, SOURCE, on, field) for key, grade, _, on in _stood(viewer, field, keys, as_of)}

    return state


def composite_grade(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
    """The grade of the public composite evaluation."""
    return grade_state(_composite())(viewer, keys, as_of)


def composite_points(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
    """Its points."""
    field = _composite()
    return {key: Stated(Decimal(points), "分", None, SOURCE, on, field) for key, _, points, on in _stood(viewer, field, keys, as_of)}


def unrepaired_breach(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
    """Whether a general or severe breach is in use: minor ones are not published and bar nothing."""
    return _whether(viewer, keys, as_of, (Severity.GENERAL, Severity.SEVERE))


def severe_record(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
    """Whether a record of a severe breach is in use."""
    return _whether(viewer, keys, as_of, (Severity.SEVERE,))


def _whether(viewer: Viewer, keys: Sequence[str], as_of: date, weights: Sequence[Severity]) -> Mapping[str, Stated]:
    """Only told where records are kept at all: a district without rules of credit has an empty ledger that says nothing."""
    if frame_or_none() is None:
        return {}
    ids = ids_by_key(_seen(viewer, keys))
    held = held_of_many(as_of, firms=set(ids.values())) if len(ids) <= 500 else held_of_many(as_of)
    today = timezone.localdate()

    def is_there(some: Sequence[Held]) -> bool:
        return any(each.severity in weights for each in some)

    return {key: Stated(is_there(held.get(firm, ())), "", None, LEDGER, min(as_of, today)) for key, firm in ids.items()}


def _composite() -> str:
    found = frame_or_none()
    return found.composite if found else ""


def _seen(viewer: Viewer, keys: Sequence[str]) -> Sequence[str]:
    """The administration is told of all, a firm of itself."""
    if viewer.may(Permission.SEE_FIGURES_INTERNAL):
        return keys
    own = set(own_firms(viewer))
    return [key for key in keys if key in own]


def _stood(viewer: Viewer, field: str, keys: Sequence[str], as_of: date) -> Iterator[tuple[str, str, int, date]]:
    run = GradeRun.objects.filter(field=field, as_of__lte=as_of).order_by("-pk").first()
    if run is None:
        return
    ids = ids_by_key(_seen(viewer, keys))
    scheme = field_of_text(run.text_id).version(run.version)
    industries = roster(set(ids.values()) if len(ids) <= 500 else None)
    told = _last(field, run, set(ids.values()) if len(ids) <= 500 else None)
    clean = min(scheme.most, max(scheme.least, scheme.base))
    for key, firm in ids.items():
        if firm in told:
            grade, points, on, is_covered = told[firm]
            if is_covered:
                yield key, grade, points, on
        elif firm in industries and scheme.covers(industries[firm]):
            yield key, scheme.clean, clean, run.as_of


def _last(field: str, run: GradeRun, firms: set[int] | None) -> dict[int, tuple[str, int, date, bool]]:
    """By firm what was told of it last, up to a run."""
    rows = GradeChange.objects.filter(field=field, run__lte=run.pk)
    rows = rows if firms is None else rows.filter(enterprise__in=firms)
    columns = ("enterprise_id", "grade", "points", "run__as_of", "is_covered")
    return {firm: (grade, points, on, covered) for firm, grade, points, on, covered in rows.order_by("pk").values_list(*columns)}
