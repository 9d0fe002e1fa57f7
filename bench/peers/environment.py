"""The environment of a peer: made when a bench first wants it, beside ours and never a part of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ENVIRONMENT = HERE.parents[1] / ".venv" / "peers" / "openfisca"
WANTS = ("OpenFisca-Core", "duckdb", "numpy")


class NoPeer(RuntimeError):
    """The peer cannot be installed here; the message says why."""


def openfisca(mode: str, program: Path, table: Path) -> dict[str, Any]:
    """What `peers/openfisca.py` measures."""
    ran = subprocess.run(
        [_python(), str(HERE / "openfisca.py"), mode, str(program), str(table)], capture_output=True, text=True, check=False
    )
    if ran.returncode:
        raise NoPeer(ran.stderr.strip().splitlines()[-1])
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found


def _python() -> str:
    python = ENVIRONMENT / "bin" / "python"
    if not (ENVIRONMENT / "made").exists():
        for words in ([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], [str(python), "-m", "pip", "install", "-q", *WANTS]):
            made = subprocess.run(words, capture_output=True, text=True, check=False)
            if made.returncode:
                raise NoPeer((made.stderr or made.stdout).strip().splitlines()[-1])
        (ENVIRONMENT / "made").touch()
    return str(python)
