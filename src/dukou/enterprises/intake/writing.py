"""Writing what was decided: batch by batch, every decision is carried out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises import register
from dukou.enterprises.core.outcomes import Counts
from dukou.enterprises.core.rows import ReadRow
from dukou.enterprises.intake.examining import BATCH, Examination, Placement, Step, batched
from dukou.enterprises.intake.figures import Novelty, Occasion, StandingClaims
from dukou.enterprises.intake.matching import Match
from dukou.enterprises.intake.reading import FirmList
from dukou.enterprises.models import Delivery, Enterprise
from dukou.enterprises.register import suspects
from dukou.enterprises.register.name_index import kept_index
from dukou.figures.actions import Introduced, Reported, introduce, name_source, record_many
from dukou.kit.core.labels import Label, same

LONG = 10_000  # entries after which the index of names is brought together
_WRITING, _COMPARING = Label("写入", "writing"), Label("查找疑似重复", "looking for doubles")


@dataclass(frozen=True, slots=True)
class Writing:
    """What carrying out needs: the list, what was decided, and on which ground it is written."""

    list_: FirmList
    found: Examination
    how: register.Circumstances
    occasion: Occasion
    viewer: Viewer

    @property
    def delivery(self) -> Delivery:
        """The delivery whose list it is."""
        assert self.how.delivery is not None
        return self.how.delivery

    @property
    def today(self) -> date:
        """The day of the act, in the district."""
        return timezone.localtime(self.how.now).date()


def write(writing: Writing, step: Step) -> Counts:
    """Carry out every decision; a part of an act. Gives the counts, with what is known only now: claims written and doubles found."""
    counts, touched = writing.found.counts, list[int]()
    if counts.figures_added or counts.figures_corrected:
        delivery = writing.delivery
        name_source(
            key=delivery.source_key,
            name=same(delivery.name),
            sha256=delivery.sha256,
            known_on=delivery.known_on,
            origin=writing.occasion.origin,
        )
    counts.figures_added = counts.figures_corrected = 0
    for batch in batched(_rows(writing, step), BATCH):
        touched += _write(writing, batch, counts)
    if len(touched) >= LONG:
        kept_index().settle()
    step(_COMPARING, 0, len(touched))
    counts.doubles = suspects.note_alike(touched, writing.how.now)
    return counts


def _rows(writing: Writing, step: Step) -> Iterator[ReadRow]:
    """The rows that were decided on: as they are held, or read once more."""
    found = writing.found
    if found.held is not None:
        for done, row in enumerate(found.held):
            if done % BATCH == 0:
                step(_WRITING, done, len(found.held))
            yield row
        return
    for number, cells in writing.list_.rows(lambda done, total: step(_WRITING, done, total)):
        if number in found.decisions:
            yield writing.list_.reader.read(number, cells)


def _write(writing: Writing, rows: Sequence[ReadRow], counts: Counts) -> list[int]:
    """One batch. Gives the entries whose name or code is new, so that they may be doubles."""
    decisions = {row.number: writing.found.decisions[row.number] for row in rows}
    new = [row for row in rows if not decisions[row.number].target]
    made = register.add([row.entry for row in new if row.entry], writing.how, rows=[row.number for row in new])
    held = {
        each.pk: each
        for each in Enterprise.objects.select_for_update()
        .filter(pk__in=[decision.target for decision in decisions.values() if decision.target])
        .prefetch_related("names")
    }
    old = [(row, decisions[row.number], held[decisions[row.number].target]) for row in rows if decisions[row.number].target]
    register.change([_changing(row, decision, entry) for row, decision, entry in old], writing.how)
    _record(writing, [*zip(new, made, strict=True), *((row, entry) for row, _, entry in old)], {each.pk for each in made}, counts)
    return [each.pk for each in made] + [entry.pk for _, decision, entry in old if decision.states_name or decision.states_code]


def _changing(row: ReadRow, decision: Placement, target: Enterprise) -> register.Changing:
    assert row.entry is not None  # only rows of firms are decided on
    stated = Match(target, decision.states_name, decision.states_code).stated(row.entry)
    return register.Changing(target, stated, row.number)


def _record(writing: Writing, rows: Sequence[tuple[ReadRow, Enterprise]], made: set[int], counts: Counts) -> None:
    """The figures of a batch that are new or correct what stands; about entries just `made` nothing stands."""
    measured = [(row, entry) for row, entry in rows if row.figures]
    if not measured:
        return
    occasion, source = writing.occasion, writing.delivery.source_key
    indicators = {each.measure.key for each in writing.list_.columns.figures.values()}
    standing = StandingClaims(writing.viewer, [entry for _, entry in measured if entry.pk not in made], indicators, writing.today)
    reported: list[Reported] = [
        occasion.reported(entry.key, figure, source, row.number)
        for row, entry in measured
        for figure in row.figures
        if standing.novelty(entry.key, figure, occasion) in (Novelty.ADDED, Novelty.CORRECTED)
    ]
    introduce(subjects=[Introduced(entry.ref, same(entry.name)) for _, entry in measured])
    recorded = record_many(by=writing.how.by, rows=reported, reason=f"清单“{writing.delivery.name}”", now=writing.how.now)
    counts.figures_added += recorded.added
    counts.figures_corrected += recorded.corrected
