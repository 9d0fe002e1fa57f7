"""The kit's one act of its own: loading a pack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.core.refusals import Refusal
from dukou.kit.hooks import Hook
from dukou.kit.models import PackVersion
from dukou.kit.packfiles.reading import Contents, read_pack
from dukou.kit.packfiles.sections import SECTIONS, Change, Loading

Progress = Callable[[str, int, int], None]  # section, changes written so far, changes in all


@dataclass(frozen=True, slots=True)
class PackLoaded:
    """What is announced when a pack has been written, inside its transaction."""

    by: Actor
    pack: str
    number: int
    sha256: str
    reason: str
    changes: dict[str, dict[str, int]]
    at: datetime


pack_loaded: Hook[PackLoaded] = Hook("pack_loaded", PackLoaded, "inside")


class PackHasFaults(Refusal):
    """A pack with faults is not loaded at all."""

    code = "kit.pack_has_faults"
    what = Label("没有载入数据包“{pack}”", "the pack “{pack}” was not loaded")
    why = Label("它有 {count} 处错误，第一处在 {first}", "it has {count} faults, the first at {first}")
    cure = Label("用 dukou pack check 看全部错误并改正", "see them all with dukou pack check and mend them")

    def __init__(self, contents: Contents) -> None:
        self.faults: list[Fault] = contents.faults
        super().__init__(pack=contents.name, count=len(contents.faults), first=str(contents.faults[0].place))


class ReasonNeeded(Refusal):
    """Stored entries change only with a reason."""

    code = "kit.reason_needed"
    what = Label("没有载入数据包“{pack}”", "the pack “{pack}” was not loaded")
    why = Label("它改动了 {count} 条已有内容，却没有说明理由", "it changes {count} entries that are stored, and no reason is given")
    cure = Label("加上 --reason “为什么改”", "add --reason “why”")


class AnotherPack(Refusal):
    """One home is one district: a second pack would take back everything that the first one stated."""

    code = "kit.another_pack"
    status = 409
    what = Label("没有载入数据包“{pack}”", "the pack “{pack}” was not loaded")
    why = Label("这里是“{present}”的数据，一个数据目录只装一个区", "this home holds “{present}”, and one home holds one district")
    cure = Label("载入“{present}”，或另建一个数据目录", "load “{present}”, or build another home")


def load_pack(
    *, by: Actor, path: Path, reason: str = "", now: datetime | None = None, progress: Progress | None = None
) -> PackVersion | None:
    """Write the pack at `path` into the home: all of it or nothing. None when it changes nothing.

    Adding entries needs no reason; changing or removing stored ones does. One audit event (through the hook), one dated version.
    """
    contents = read_pack(path)
    if contents.faults:
        raise PackHasFaults(contents)
    moment = now or timezone.now()
    loading = Loading(by, moment, timezone.localtime(moment).date(), reason, contents.name)
    with transaction.atomic():
        other = PackVersion.objects.exclude(pack=contents.name).order_by("-pk").first()
        if other is not None:
            raise AnotherPack(pack=contents.name, present=other.pack)
        changes = _write(contents, loading, progress)
        if not changes:
            return None
        return _versioned(contents, loading, changes)


def _write(contents: Contents, loading: Loading, progress: Progress | None) -> list[Change]:
    """Section by section, lowest floor first; each is compared only when those beneath it are written."""
    written: list[Change] = []
    for done, section in enumerate(SECTIONS):
        if progress:
            progress(section.name, done, len(SECTIONS))
        changes = section.differences(contents)
        disturbing = [change for change in changes if change.sort != "added"]
        if disturbing and not loading.reason:
            raise ReasonNeeded(pack=contents.name, count=len(disturbing))
        if changes:
            section.write(changes, contents, loading)
        written += changes
    if progress:
        progress("", len(SECTIONS), len(SECTIONS))
    return written


def _versioned(contents: Contents, loading: Loading, changes: list[Change]) -> PackVersion:
    latest = PackVersion.objects.filter(pack=contents.name).order_by("-number").first()
    counts: dict[str, dict[str, int]] = {}
    for (section, sort), count in Counter((change.section, change.sort) for change in changes).items():
        counts.setdefault(section, {})[sort] = count
    version = PackVersion.objects.create(
        pack=contents.name,
        number=latest.number + 1 if latest else 1,
        sha256=contents.sha256,
        loaded_at=loading.now,
        loaded_by=str(loading.by),
        reason=loading.reason,
        changes=counts,
    )
    pack_loaded.announce(PackLoaded(loading.by, contents.name, version.number, contents.sha256, loading.reason, counts, loading.now))
    return version
