"""`dukou` in processes of its own."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import dukou
from dukou.kit.tests.forked import run_in
from dukou.kit.tests.servers import variables


@dataclass(frozen=True, slots=True)
class Shell:
    """The command on one home."""

    home: Path

    def __call__(self, *words: str, columns: int = 200) -> subprocess.CompletedProcess[str]:
        """Run one command to its end, every warning an error."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DUKOU_")}
        own = {
            "DUKOU_HOME": str(self.home),
            "DJANGO_SETTINGS_MODULE": "dukou.settings",
            "PYTHONPATH": str(Path(dukou.__file__).parents[1]),
            "PYTHONWARNINGS": "error",
            "COLUMNS": str(columns),
            **variables(self.home),
        }
        return subprocess.CompletedProcess(words, *run_in(kept | own, *words))
