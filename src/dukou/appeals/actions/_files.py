"""Files that come with an appeal: judged, kept under their hash, noted. Part of the act that they come with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dukou.appeals.models import Appeal, Attachment
from dukou.kit.core.actors import Actor
from dukou.kit.files import Coming, keep_attached


def attach(appeal: Appeal, coming: Iterable[Coming], by: Actor, now: datetime) -> list[Attachment]:
    """Judge every file before any is kept; the same content is attached once."""
    found = []
    for told, kept in keep_attached(coming):
        row, is_new = Attachment.objects.get_or_create(
            appeal=appeal,
            sha256=kept.sha256,
            defaults={"name": told.name, "kind": told.kind.value, "size": kept.size, "added_at": now, "added_by": str(by)},
        )
        found += [row] if is_new else []
    return found
