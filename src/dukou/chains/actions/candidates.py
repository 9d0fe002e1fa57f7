"""Candidate enterprises elsewhere: lists taken in whole, and those who are no candidates any more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.chains.actions._steps import CANDIDATE, begun, said
from dukou.chains.actions.refusals import NoSuchRow
from dukou.chains.core.candidates import NEARNESS, Signal
from dukou.chains.intake.candidates import Listed, is_same, read_candidates
from dukou.chains.models import Candidate
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.sheets.headed import HeadedTable

BATCH = 500
SELF_EMPLOYED = "92"
_TOLD = ("name", "code", "place", "nodes", "features", "capacity", "source", "known_on", "is_synthetic", "withdrawn_at")
_WRITTEN = (*_TOLD, "withdrawn_reason", "recorded_at", "recorded_by")


@dataclass(frozen=True, slots=True)
class _Delivery:
    source: str
    known_on: date
    is_synthetic: bool


def take_in(
    *, by: Viewer, path: Path, name: str, source: str, known_on: date, is_synthetic: bool = False, now: datetime | None = None
) -> int:
    """Take in a list; gives how many candidates were added or changed. All rows or none; the same list again changes nothing.

    What a row leaves empty stays as it was known, with the source and the day of who told it. A candidate that was withdrawn comes back
    only by a list that is known after that day.
    """
    actor, moment = begun(by, now)
    delivery = _Delivery(said(source), known_on, is_synthetic)
    table, listed = read_candidates(path, name)
    with transaction.atomic():
        stored = list(Candidate.objects.select_for_update().order_by("pk"))
        found = _matched(table, listed, stored, delivery)
        added, changed, back = _told(listed, found, delivery, {row.key for row in stored})
        for row in (*added, *changed):
            row.recorded_at, row.recorded_by = moment, str(actor)
        Candidate.objects.bulk_create(added, batch_size=BATCH)
        Candidate.objects.bulk_update(changed, _WRITTEN, batch_size=BATCH)
        if added or changed:
            after = {"file": name, "sha256": table.sha256, "source": delivery.source, "known_on": known_on, "is_synthetic": is_synthetic}
            after |= {"count": len(listed), "added": len(added), "changed": len(changed), "back": back}
            record(by=actor, act="candidates.take_in", subject=("candidates", table.sha256), after=after, now=moment)
    return len(added) + len(changed)


def withdraw(*, by: Viewer, key: str, reason: str, now: datetime | None = None) -> None:
    """Take a candidate off; what was listed with it stays as it is."""
    actor, moment = begun(by, now)
    with transaction.atomic():
        row = Candidate.objects.select_for_update().filter(key=key, withdrawn_at__isnull=True).first()
        if row is None:
            raise NoSuchRow(number=key, noun=CANDIDATE)
        row.withdrawn_at, row.withdrawn_reason = moment, said(reason)[:300]
        row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
        record(by=actor, act="candidates.withdraw", subject=("candidate", key), reason=reason, now=moment)


def _matched(table: HeadedTable, listed: list[Listed], stored: list[Candidate], delivery: _Delivery) -> list[Candidate | None]:
    """The stored candidate of each row, by code, else by name and place; refused where a row cannot be about it."""
    by_code = {row.code: row for row in stored if row.code}
    by_name: dict[tuple[str, str], list[Candidate]] = {}
    for row in stored:
        by_name.setdefault((row.name, row.place), []).append(row)
    found: list[Candidate | None] = []
    faults, seen = list[Fault](), dict[int, int]()
    for position, each in enumerate(listed):
        named = (row for row in by_name.get((each.name, each.place), ()) if is_same(each, row.code, row.name, row.place))
        same = by_code.get(each.code) or next(named, None)
        found.append(same)
        if same is not None:
            first = seen.setdefault(same.pk, position)
            why = _why_not(same, delivery) or (_said_twice(table, first) if first != position else None)
            faults += [table.fault(position, "name", *why)] if why else []
    table.must_have_none(faults)
    return found


def _why_not(row: Candidate, delivery: _Delivery) -> tuple[Label, Label] | None:
    """Why a list may not speak of a candidate, and what to do."""
    if row.is_synthetic != delivery.is_synthetic:
        what = Label("“{name}”一边是合成数据，一边是真实数据", "“{name}” is made up on one side and real on the other")
        return what.filled(name=row.name), Label("核对文件和 --synthetic", "check the file and --synthetic")
    if row.withdrawn_at is not None and delivery.known_on <= timezone.localdate(row.withdrawn_at):
        what = Label("“{name}”已在 {on} 撤下：{reason}", "“{name}” was taken off on {on}: {reason}")
        cure = Label("删去这一行；要恢复就用此后得知的名单", "delete the row; to bring it back use a list that became known later")
        return what.filled(name=row.name, on=timezone.localdate(row.withdrawn_at), reason=row.withdrawn_reason), cure
    return None


def _said_twice(table: HeadedTable, first: int) -> tuple[Label, Label]:
    what = Label("与第 {number} 行是同一家候选企业", "it is the candidate of row {number}").filled(number=table.rows[first][0])
    return what, Label("并成一行，或补上代码", "make one row of them, or give the codes")


def _told(
    listed: list[Listed], found: list[Candidate | None], delivery: _Delivery, keys: set[str]
) -> tuple[list[Candidate], list[Candidate], list[str]]:
    """New candidates, changed ones, and the keys of those who are back."""
    added, changed, back = [], [], []
    for each, row in zip(listed, found, strict=True):
        if row is None:
            key = _key(each, keys)
            keys.add(key)
            row = Candidate(key=key, nodes={}, features={}, known_on=delivery.known_on, is_synthetic=delivery.is_synthetic)
            added.append(row)
            _tell(row, each, delivery)
            continue
        before = _state(row)
        if row.withdrawn_at is not None:
            row.withdrawn_at, row.withdrawn_reason = None, ""
            back.append(row.key)
        _tell(row, each, delivery)
        if _state(row) != before:
            changed.append(row)
    return added, changed, back


def _tell(row: Candidate, each: Listed, delivery: _Delivery) -> None:
    """Write what a list tells of a candidate. A newer list counts before an older one, and both before what nobody told."""
    is_newer = delivery.known_on >= row.known_on
    for field in ("name", "code", "place", "capacity"):
        told = getattr(each, field)
        if told and (is_newer or not getattr(row, field)):
            setattr(row, field, told)
    row.nodes = _fits(row.nodes, each, is_newer)
    row.features = _features(row.features, each, delivery)
    if is_newer:
        row.source, row.known_on = delivery.source, delivery.known_on


def _fits(before: dict[str, float | None], each: Listed, is_newer: bool) -> dict[str, float | None]:
    """All nodes that anybody named; a fit that is known stays where a list names none. Nought says that it does not fit."""
    fits = dict(before)
    for ref, fit in each.fits.items():
        if fits.get(ref) is None or (fit is not None and is_newer):
            fits[ref] = fit
    return fits


def _features(before: dict[str, Any], each: Listed, delivery: _Delivery) -> dict[str, Any]:
    """`lists`: the source of each day on which a list named it; `signals`: by signal and day what was known since then, and from where.

    What was known on earlier days stays, so that a page can be seen as known on one of them.
    """
    on = delivery.known_on.isoformat()
    told: dict[str, dict[str, Any]] = {signal.value: {"value": value} for signal, value in each.signals.items()}
    if each.distance is not None:
        told[Signal.NEARNESS.value] = {"value": NEARNESS[each.distance], "band": each.distance.value}
    signals: dict[str, dict[str, Any]] = before.get("signals", {})
    new = {key: signals.get(key, {}) | {on: one | {"source": delivery.source}} for key, one in told.items()}
    return {"lists": before.get("lists", {}) | {on: delivery.source}, "signals": signals | new}


def _state(row: Candidate) -> dict[str, Any]:
    return {field: getattr(row, field) for field in _TOLD}


def _key(each: Listed, taken: Iterable[str]) -> str:
    """The code where there is one; else out of name and place, which a firm may change later while its key stays.

    The code of a self-employed person (it begins with 92) may be that person's own and goes into no key.
    """
    digest = hashlib.sha256(f"{each.name}\n{each.place}".encode()).hexdigest()[:12]
    base = f"c-{digest}" if not each.code or each.code.startswith(SELF_EMPLOYED) else each.code.lower()
    return next(key for key in (base, *(f"{base}-{number}" for number in range(2, 1000))) if key not in taken)
