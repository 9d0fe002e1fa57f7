"""The firms of a field with their grades, in the order of the register's numbers, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings

from dukou.accounts.core.viewers import Viewer
from dukou.credit.core.schemes import Scheme
from dukou.credit.models import GradeChange, GradeRun
from dukou.credit.queries.matrices import scheme_of
from dukou.enterprises.queries.lists import Listed, shown_by_id
from dukou.enterprises.queries.rosters import roster

PAGE = 50
_AT_ONCE = 100
Row = tuple[str, int, bool]  # grade, points, whether the field still supervises the firm


@dataclass(frozen=True, slots=True)
class GradedFirm:
    """One line. `has_records`: whether a row of its own told its grade; else it is that of an empty ledger."""

    firm: Listed
    grade: str
    points: int
    has_records: bool


@dataclass(frozen=True, slots=True)
class NarrowedFirms:
    """What a list is narrowed to: a grade (empty: all), and whether firms of which nothing is recorded are named too."""

    grade: str = ""
    with_rest: bool = False


def is_named(is_synthetic: bool) -> bool:
    """Whether a firm is named beside a grade. In a demo home only made-up ones are: nothing there holds of a real one."""
    return is_synthetic or not settings.HOME_FILE.is_demo


def page_of_firms(
    viewer: Viewer, run: GradeRun, narrowed: NarrowedFirms, after: int = 0, size: int = PAGE
) -> tuple[list[GradedFirm], int | None]:
    """So many firms after a number as they stood after the last run, and the number after which more follow (None: none does)."""
    found: list[GradedFirm] = []
    for each in _lines(viewer, run, narrowed, after):
        if len(found) == size:
            return found, found[-1].firm.id
        found.append(each)
    return found, None


def every_firm(viewer: Viewer, run: GradeRun, narrowed: NarrowedFirms) -> Iterator[GradedFirm]:
    """All of them, for a file."""
    return _lines(viewer, run, narrowed, 0)


def rest_of(run: GradeRun, narrowed: NarrowedFirms) -> int:
    """How many more firms the grade has, of which nothing is recorded."""
    clean, scheme = narrowed.grade, scheme_of(run)
    if clean not in ("", scheme.clean):
        return 0
    counted: int = run.counts.get(clean, 0) if clean else sum(run.counts.values())
    return max(counted - len(_named(dict(_rows(run.field)), clean)), 0)


def _lines(viewer: Viewer, run: GradeRun, narrowed: NarrowedFirms, after: int) -> Iterator[GradedFirm]:
    scheme, rows = scheme_of(run), dict(_rows(run.field))
    ids = [firm for firm in _meant(scheme, rows, narrowed) if firm > after]
    base = min(scheme.most, max(scheme.least, scheme.base))
    for start in range(0, len(ids), _AT_ONCE):
        for firm in shown_by_id(viewer, ids[start : start + _AT_ONCE]):
            told = rows.get(firm.id)
            if is_named(firm.is_synthetic):
                yield GradedFirm(firm, *((told[0], told[1]) if told else (scheme.clean, base)), has_records=told is not None)


def _rows(field: str) -> Iterator[tuple[int, Row]]:
    rows = GradeChange.objects.filter(field=field, is_last=True).values_list("enterprise_id", "grade", "points", "is_covered")
    yield from ((firm, (grade, points, is_covered)) for firm, grade, points, is_covered in rows.iterator())


def _named(rows: Mapping[int, Row], grade: str) -> set[int]:
    """The firms whose grade was told by a row of their own."""
    return {firm for firm, (told, _, is_covered) in rows.items() if is_covered and grade in ("", told)}


def _meant(scheme: Scheme, rows: Mapping[int, Row], narrowed: NarrowedFirms) -> list[int]:
    """The firms in their order; only for those of which nothing is recorded the register is asked."""
    named = _named(rows, narrowed.grade)
    if not narrowed.with_rest or narrowed.grade not in ("", scheme.clean):
        return sorted(named)
    return sorted(named | {firm for firm, industry in roster().items() if firm not in rows and scheme.covers(industry)})
