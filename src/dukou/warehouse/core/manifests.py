"""What stands beside the files of a snapshot: what they hold, of which day, and by what they are recognised."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed

FORMAT = 1


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One table of a snapshot. `content` is the SHA-256 of its rows, `sha256` that of its file: the same rows may be packed otherwise.

    `columns` are pairs of name and physical type, in order.
    """

    name: str
    room: str
    columns: tuple[tuple[str, str], ...]
    rows: int
    content: str
    sha256: str

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.parquet"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A whole snapshot: claims as they stood on `known_on`, everything else as it was at `taken_at`.

    `marks`: what rooms note of their state at that moment, such as the head of the audit trail.
    """

    taken_at: datetime
    taken_by: str
    known_on: date
    program: str
    tables: tuple[TableEntry, ...]
    marks: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The name of its folder: the moment in UTC, to the second."""
        return self.taken_at.astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")

    @property
    def content(self) -> str:
        """By what two snapshots that say the same are recognised: their day and their rows."""
        said = [self.known_on.isoformat(), *(f"{table.name} {table.columns} {table.content}" for table in self.tables)]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()

    def table(self, name: str) -> TableEntry:
        """The entry of a table; asking for one that is not there is a KeyError."""
        return {each.name: each for each in self.tables}[name]

    def as_json(self) -> str:
        """The text of `manifest.json`."""
        said = {"format": FORMAT} | asdict(self) | {"taken_at": self.taken_at.isoformat(), "known_on": self.known_on.isoformat()}
        return json.dumps(said | {"content": self.content}, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def parse(cls, text: str) -> Manifest:
        """The manifest that `text` writes."""
        try:
            said = json.loads(text)
            tables = tuple(_entry(each) for each in said["tables"])
            moment, day = datetime.fromisoformat(said["taken_at"]), date.fromisoformat(said["known_on"])
            read = cls(moment, said["taken_by"], day, said["program"], tables, said["marks"])
            if said["format"] != FORMAT or said["content"] != read.content:
                raise ValueError("another format, or changed by hand")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Malformed(
                Label(f"读不懂快照的目录文件：{error}", f"the manifest of the snapshot cannot be read: {error}"),
                Label("从备份恢复，或删去这个快照另取", "restore it from a backup, or remove this snapshot and take another"),
            ) from error
        return read


def _entry(said: Mapping[str, Any]) -> TableEntry:
    columns = tuple((str(name), str(physical)) for name, physical in said["columns"])
    return TableEntry(said["name"], said["room"], columns, said["rows"], said["content"], said["sha256"])
