"""What the trail hears from the floor beneath."""

from __future__ import annotations

from dukou.audit.actions import record
from dukou.kit.actions import PackLoaded, pack_loaded


@pack_loaded.listen
def record_pack_loaded(loaded: PackLoaded) -> None:
    """A pack was written: one event for all its entries, with the file's hash and the number of changes."""
    after = {"number": loaded.number, "sha256": loaded.sha256, "changes": loaded.changes}
    record(by=loaded.by, act="packs.load", subject=("pack", loaded.pack), after=after, reason=loaded.reason, now=loaded.at)
