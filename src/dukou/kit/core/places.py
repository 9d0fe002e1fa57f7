"""Where something stands in a file or in what was sent, and what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.kit.core.labels import Label


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line and a column of a file, both counted from 1; the file is named from the pack's root."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where, what, and how to put it right."""

    place: Place
    what: Label
    cure: Label

    def __str__(self) -> str:
        return f"{self.place}: {self.what} → {self.cure}"

    def as_dict(self) -> dict[str, object]:
        """The fault as JSON doors speak it."""
        where = {"file": self.place.file, "line": self.place.line, "column": self.place.column}
        return where | {"what": self.what.as_dict(), "cure": self.cure.as_dict()}


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One thing that is wrong in what was sent to the API: in which field (`query.limit`, `body.name`), what, and how to put it right."""

    field: str
    what: Label
    cure: Label

    def __str__(self) -> str:
        return f"{self.field}: {self.what} → {self.cure}"

    def as_dict(self) -> dict[str, object]:
        """The fault as JSON doors speak it."""
        return {"field": self.field, "what": self.what.as_dict(), "cure": self.cure.as_dict()}
