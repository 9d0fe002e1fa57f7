"""`dukou` in processes of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import dukou
from dukou.kit.tests.servers import variables

DEADLINE = 120.0  # for what takes some seconds on a quiet machine


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
        command = [sys.executable, "-m", "dukou", *words]
        return subprocess.run(command, env=kept | own, capture_output=True, text=True, encoding="utf-8", timeout=DEADLINE)
