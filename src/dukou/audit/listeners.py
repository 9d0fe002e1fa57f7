"""What the trail hears from the floors beneath."""

from __future__ import annotations

from dukou.audit.actions import record
from dukou.kit.actions import PackLoaded, pack_loaded
from dukou.warehouse.actions import SnapshotTaken, snapshot_taken


@pack_loaded.listen
def record_pack_loaded(loaded: PackLoaded) -> None:
    """A pack was written: one event for all its entries, with the file's hash and the number of changes."""
    after = {"number": loaded.number, "sha256": loaded.sha256, "changes": loaded.changes}
    record(by=loaded.by, act="packs.load", subject=("pack", loaded.pack), after=after, reason=loaded.reason, now=loaded.at)


@snapshot_taken.listen
def record_snapshot_taken(taken: SnapshotTaken) -> None:
    """A snapshot was written: by whom, as known on which day, how many rows, and the hash by which its content is recognised."""
    said = taken.manifest
    after = {"known_on": said.known_on.isoformat(), "content": said.content, "rows": {table.name: table.rows for table in said.tables}}
    record(by=taken.by, act="snapshots.take", subject=("snapshot", said.name), after=after, now=said.taken_at)
