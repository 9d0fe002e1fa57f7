"""Gradings of all firms of a field, and how firms moved between two of them. Gradings of single firms in between are folded in."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from dukou.credit.core.matrices import OUT, Counted, Matrix, folded, matrix
from dukou.credit.core.schemes import Scheme
from dukou.credit.models import GradeChange, GradeRun
from dukou.credit.queries.fields import field_of_text

MOST = 24


def whole_runs(field: str, most: int = MOST) -> list[GradeRun]:
    """The gradings that looked at every firm, the newest first."""
    return list(GradeRun.objects.filter(field=field, is_partial=False).order_by("-pk")[:most])


def scheme_of(run: GradeRun) -> Scheme:
    """The version by which a run was made, as its text told it then."""
    return field_of_text(run.text_id).version(run.version)


def migration(before: GradeRun, after: GradeRun) -> Matrix:
    """From which grade to which between two gradings of one field."""
    first, last = _counted(before), _counted(after)
    rows = GradeChange.objects.filter(field=before.field, run__gt=before.pk, run__lte=after.pk).order_by("pk")
    steps = rows.values_list("enterprise_id", "was", "grade", "is_covered").iterator()
    moved = folded((firm, was, grade if is_covered else OUT) for firm, was, grade, is_covered in steps)
    return matrix(first, last, moved.values(), _held(before, after, first.clean) if first.clean != last.clean else 0)


def _counted(run: GradeRun) -> Counted:
    scheme = scheme_of(run)
    return Counted(tuple(grade.key for grade in scheme.grades), run.counts, scheme.clean)


def _held(before: GradeRun, after: GradeRun, grade: str) -> int:
    """Firms that had the grade by a row of their own when the first run was over, and have no row until the second was."""
    later = GradeChange.objects.filter(field=before.field, enterprise=OuterRef("enterprise"), run__lte=after.pk, pk__gt=OuterRef("pk"))
    rows = GradeChange.objects.filter(field=before.field, run__lte=before.pk, grade=grade, is_covered=True)
    return rows.filter(~Exists(later)).count()
