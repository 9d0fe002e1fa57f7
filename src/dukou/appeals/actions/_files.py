"""Files that come with an appeal: judged, kept under their hash, noted. Part of the act that they come with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from dukou.appeals.core.attachments import MOST_BYTES, judge_attachment
from dukou.appeals.models import Appeal, Attachment
from dukou.kit import files
from dukou.kit.core.actors import Actor


@dataclass(frozen=True, slots=True)
class Coming:
    """A file as it comes: its name as the sender says, how many bytes are announced, and what it holds."""

    name: str
    size: int
    stream: IO[bytes]


def attach(appeal: Appeal, coming: Iterable[Coming], by: Actor, now: datetime) -> list[Attachment]:
    """Judge every file before any is kept; the same content is attached once."""
    judged = [(judge_attachment(each.name, each.size, each.stream), each.stream) for each in coming]
    found = []
    for told, stream in judged:
        kept = files.keep(stream, MOST_BYTES)
        row, is_new = Attachment.objects.get_or_create(
            appeal=appeal,
            sha256=kept.sha256,
            defaults={"name": told.name, "kind": told.kind.value, "size": kept.size, "added_at": now, "added_by": str(by)},
        )
        found += [row] if is_new else []
    return found
