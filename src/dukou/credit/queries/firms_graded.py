"""The firms of a field with their grades, in the order of the register's numbers, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dukou.accounts.core.viewers import Viewer
from dukou.credit.core.schemes import Scheme
from dukou.credit.models import GradeChange, GradeRun
from dukou.credit.queries.matrices import scheme_of
from dukou.enterprises.queries.lists import Listed, shown_by_id
from dukou.enterprises.queries.rosters import roster

PAGE = 50
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class GradedFirm:
    """One line. `has_records`: whether a row of its own told its grade; else it is that of an empty ledger."""

    firm: Listed
    grade: str
    points: int
    has_records: bool


def page_of_firms(viewer: Viewer, run: GradeRun, grade: str = "", after: int = 0, size: int = PAGE) -> tuple[list[GradedFirm], int | None]:
    """So many firms after a number as they stood after the last run, and the number after which more follow (None: none does)."""
    found: list[GradedFirm] = []
    for each in _lines(viewer, run, grade, after):
        if len(found) == size:
            return found, found[-1].firm.id
        found.append(each)
    return found, None


def every_firm(viewer: Viewer, run: GradeRun, grade: str = "") -> Iterator[GradedFirm]:
    """All of them, for a file."""
    return _lines(viewer, run, grade, 0)


def _lines(viewer: Viewer, run: GradeRun, grade: str, after: int) -> Iterator[GradedFirm]:
    scheme = scheme_of(run)
    rows = {row[0]: row[1:] for row in _rows(run.field)}
    ids = [firm for firm in _meant(scheme, rows, grade) if firm > after]
    base = min(scheme.most, max(scheme.least, scheme.base))
    for start in range(0, len(ids), _AT_ONCE):
        for firm in shown_by_id(viewer, ids[start : start + _AT_ONCE]):
            told = rows.get(firm.id)
            yield GradedFirm(firm, *(told[:2] if told else (scheme.clean, base)), has_records=told is not None)


def _rows(field: str) -> Iterator[tuple[int, str, int, bool]]:
    rows = GradeChange.objects.filter(field=field, is_last=True)
    yield from rows.values_list("enterprise_id", "grade", "points", "is_covered").iterator()


def _meant(scheme: Scheme, rows: dict[int, tuple[str, int, bool]], grade: str) -> list[int]:
    """The firms that have the grade, or all that the field supervises; only for the grade of an empty ledger the register is asked."""
    named = {firm for firm, (told, _, is_covered) in rows.items() if is_covered and grade in ("", told)}
    if grade and grade != scheme.clean:
        return sorted(named)
    rest = {firm for firm, industry in roster().items() if firm not in rows and scheme.covers(industry)}
    return sorted(named | rest)
