"""An old workbook is opened once in a process of its own, with little memory and time, before it is opened here.

One wrong byte in an xls can make the fast reader ask for all the memory there is, and no exception comes back from that.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from python_calamine import CalamineWorkbook

_MOST_MEMORY = 1 << 30
_MOST_SECONDS = 60


def is_survived(path: Path) -> bool:
    """Whether the fast reader comes to an end with the workbook, be it by reading or by refusing it."""
    command = [sys.executable, "-P", __file__, str(path)]  # by file: the reader is all that the process needs to load
    try:
        return subprocess.run(command, capture_output=True, timeout=_MOST_SECONDS).returncode >= 0
    except subprocess.TimeoutExpired:
        return False


def _try(path: Path) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
        for title in book.sheet_names:
            book.get_sheet_by_name(title)


if __name__ == "__main__":
    _try(Path(sys.argv[1]))
