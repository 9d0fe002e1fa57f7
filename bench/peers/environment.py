"""The environments of peers: each made when a bench first wants it, beside ours and never a part of it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PEERS = HERE.parents[1] / ".venv" / "peers"


class NoPeer(RuntimeError):
    """The peer cannot be installed here; the message says why."""


@dataclass(frozen=True)
class Peer:
    """A peer: the name of its environment, which is that of its script here, and what is installed there."""

    name: str
    wants: tuple[str, ...]

    def measured(self, *words: str) -> dict[str, Any]:
        """What the peer's script prints in its last line, told these words."""
        ran = subprocess.run([self._python(), str(HERE / f"{self.name}.py"), *words], capture_output=True, text=True, check=False)
        if ran.returncode:
            raise NoPeer(ran.stderr.strip().splitlines()[-1])
        found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
        return found

    def _python(self) -> str:
        folder = PEERS / self.name
        python = folder / "bin" / "python"
        if not (folder / "made").exists():
            for words in ([sys.executable, "-m", "venv", "--clear", str(folder)], [str(python), "-m", "pip", "install", "-q", *self.wants]):
                made = subprocess.run(words, capture_output=True, text=True, check=False)
                if made.returncode:
                    raise NoPeer((made.stderr or made.stdout).strip().splitlines()[-1])
            (folder / "made").touch()
        return str(python)


OPENFISCA = Peer("openfisca", ("OpenFisca-Core", "duckdb", "numpy"))
# The versions beside which the field note measured: a newer one of any of them may move both time and last digits.
ECOMPLEXITY = Peer("ecomplexity", ("ecomplexity==0.5.3", "numpy", "pandas"))
SPIFF = Peer("spiffworkflow", ("SpiffWorkflow==3.2.0",))
HELPDESK = Peer("django_helpdesk", ("django-helpdesk==2.6.1", "Django==5.2.19"))


def openfisca(mode: str, program: Path, table: Path) -> dict[str, Any]:
    """What `peers/openfisca.py` measures."""
    return OPENFISCA.measured(mode, str(program), str(table))
