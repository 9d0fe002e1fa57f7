"""How grades move: what each firm had, what it has now, and one row for each that differs. A part of an act, in its transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from dukou.credit.core.grading import Graded, Says, graded
from dukou.credit.core.kinds import Cycle
from dukou.credit.core.schemes import Scheme, in_force
from dukou.credit.models import GradeChange, GradeRun
from dukou.credit.queries.fields import CreditField, field_of_text, fields
from dukou.credit.queries.grades import last_run
from dukou.credit.queries.grounds import Before, Ground
from dukou.credit.queries.records import standing_for_many
from dukou.kit.core.actors import Actor
from dukou.rules.core.answers import Answer

_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Moved:
    """One firm whose grade, points or reasons are others than they were."""

    firm: int
    was: str
    found: Graded
    is_covered: bool


def regraded(keys: Collection[str], firms: Collection[int], by: Actor, now: datetime) -> list[GradeRun]:
    """Grade these firms anew in fields that were graded before: those of `keys` that are graded at once, every field where none is named.

    Whichever entry of a firm is given, the one that stands for it is graded. A field that is graded in cycles keeps its grades until the
    next, except where a record ended: then nothing may rest on it any longer.
    """
    on = timezone.localdate(now)
    ground, found = Ground.of(on, set(standing_for_many(firms).values())), []
    for field in fields():
        scheme = in_force(field.schemes, on)
        last = last_run(field.key)
        if scheme is None or last is None or last.as_of > on:
            continue
        is_touched = field.is_composite or field.key in keys
        if not keys or (is_touched and scheme.cycle is Cycle.AT_ONCE):
            found.append(stored(field, scheme, last, ground, by, now))
    return found


def stored(field: CreditField, scheme: Scheme, last: GradeRun | None, ground: Ground, by: Actor, now: datetime) -> GradeRun:
    """The run with its rows, over the firms of the ground."""
    covered, before = ground.covered(scheme), ground.before(field.key)
    is_partial = ground.firms is not None
    moved = list(_moved(scheme, last, covered, ground, field, before))
    run = GradeRun.objects.create(
        text_id=field.text,
        field=field.key,
        version=scheme.version,
        as_of=ground.on,
        known_at=now,
        before=last,
        counts=_counts(scheme, last, covered, before, moved, is_partial=is_partial),
        covered=last.covered if is_partial and last is not None else len(covered),
        is_partial=is_partial,
        run_by=str(by),
    )
    _write(run, moved)
    return run


def _moved(
    scheme: Scheme,
    last: GradeRun | None,
    covered: set[int],
    ground: Ground,
    field: CreditField,
    before: Mapping[int, Before],
) -> Iterable[Moved]:
    on, held, says = ground.on, ground.held(field), ground.says(scheme)
    empty: Says = {}
    clean = graded(scheme, (), empty, on)
    clean_before = _clean(last)
    spoken = {firm for firm, each in says.items() if any(each.get(book) is Answer.YES for book in scheme.books)}
    for firm in sorted({*held, *before, *spoken}):
        row, is_covered = before.get(firm), firm in covered
        found = graded(scheme, held.get(firm, ()), says.get(firm, empty), on) if is_covered else clean
        if row is None and (not is_covered or (found.grade, found.points, found.reasons) == (clean.grade, clean.points, ())):
            continue
        if row is not None and _stands(row, found, is_covered):
            continue
        yield Moved(firm, (row.grade if row.is_covered else "") if row else clean_before, found, is_covered)


def _stands(row: Before, found: Graded, is_covered: bool) -> bool:
    return row == (found.grade, found.points, [each.plain for each in found.reasons], list(found.unknown), is_covered)


def _clean(last: GradeRun | None) -> str:
    """The grade that a firm without a row had after the last run."""
    return field_of_text(last.text_id).version(last.version).clean if last else ""


def _counts(
    scheme: Scheme,
    last: GradeRun | None,
    covered: set[int],
    before: Mapping[int, Before],
    moved: Sequence[Moved],
    *,
    is_partial: bool,
) -> dict[str, int]:
    """Firms by grade after the run."""
    if is_partial and last is not None:
        counts = Counter(last.counts)
        for each in moved:
            counts[each.was] -= 1 if each.was else 0
            counts[each.found.grade] += 1 if each.is_covered else 0
    else:
        rows = {firm: row.grade for firm, row in before.items() if row.is_covered and firm in covered}
        rows |= {each.firm: each.found.grade for each in moved if each.is_covered}
        counts = Counter(rows.values())
        counts[scheme.clean] += len(covered) - len(rows)
    return {grade.key: counts[grade.key] for grade in scheme.grades}


def _write(run: GradeRun, moved: Sequence[Moved]) -> None:
    for start in range(0, len(moved), 500):
        firms = [each.firm for each in moved[start : start + 500]]
        GradeChange.objects.filter(field=run.field, enterprise__in=firms, is_last=True).update(is_last=False)
    rows = (
        GradeChange(
            run=run,
            enterprise_id=each.firm,
            field=run.field,
            grade=each.found.grade,
            was=each.was,
            points=each.found.points,
            reasons=[reason.plain for reason in each.found.reasons],
            unknown=list(each.found.unknown),
            is_covered=each.is_covered,
        )
        for each in moved
    )
    GradeChange.objects.bulk_create(rows, batch_size=_AT_ONCE)
