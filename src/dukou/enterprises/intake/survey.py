"""What a list says about itself, before it is held against the register: firms named twice, codes and names of more than one firm."""

from __future__ import annotations

from collections.abc import Iterable

from dukou.enterprises.core.names import core_of
from dukou.enterprises.core.rows import RowReader
from dukou.kit.sheets.sheet import Row

Identity = tuple[str, str]  # code and name as they are compared


class Survey:
    """One pass over a list. Rows with the same code and name are one firm; so is a row without a code whose name has one code here."""

    def __init__(self, reader: RowReader, rows: Iterable[Row]) -> None:
        self.first: dict[Identity, int] = {}
        self._again: set[Identity] = set()
        self._of_code: dict[str, list[int]] = {}
        self._of_name: dict[str, list[int]] = {}
        self._codes: dict[str, Identity] = {}
        self._names: dict[str, Identity] = {}
        self._cores: dict[str, str] = {}
        self._shared_cores: set[str] = set()
        for number, cells in rows:
            identity = reader.identity(cells)
            if identity is None:
                continue
            if self.first.setdefault(identity, number) != number:
                self._again.add(identity)
                continue
            code, name = identity
            if code:
                self._note(self._of_code, self._codes, code, identity)
                self._note(self._of_name, self._names, name, identity)
            core = core_of(name)
            if self._cores.setdefault(core, name) != name:
                self._shared_cores.add(core)

    def _note(self, shared: dict[str, list[int]], seen: dict[str, Identity], key: str, identity: Identity) -> None:
        """Remember who uses a code or a name; only those of several firms are kept with their rows."""
        other = seen.setdefault(key, identity)
        if other is not identity:
            shared.setdefault(key, [self.first[other]]).append(self.first[identity])

    def main_row(self, identity: Identity) -> int:
        """The row that speaks for the firm: the first of its kind; for one without a code the row where the name has its only code."""
        code, name = identity
        if not code and name in self._names and name not in self._of_name:
            return self.first[self._names[name]]
        return self.first[identity]

    def speaks_of(self, identity: Identity) -> bool:
        """Whether some row is about the firm with this code and name, or about one with this code."""
        return identity in self.first or identity[0] in self._codes

    def is_told_apart(self, identity: Identity) -> bool:
        """Whether other rows have the same name under other codes, or a name of the same core: then nothing is concluded from names."""
        return identity[1] in self._of_name or core_of(identity[1]) in self._shared_cores

    def comes_again(self, identity: Identity) -> bool:
        """Whether another row is about the same firm."""
        return identity in self._again or (identity[0] != "" and ("", identity[1]) in self.first)

    def others_with_code(self, identity: Identity) -> list[int]:
        """Rows of the same code under other names."""
        return [row for row in self._of_code.get(identity[0], ()) if row != self.first[identity]]

    def others_with_name(self, identity: Identity) -> list[int]:
        """Rows of the same name under other codes."""
        return [row for row in self._of_name.get(identity[1], ()) if row != self.first[identity]]
