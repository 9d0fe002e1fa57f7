"""The reference pages say what the code says: refusals, hooks, permissions, settings, packs, acts, commands, words."""

from __future__ import annotations

import subprocess
import sys

from .reading import PROJECT

MAKE = PROJECT / "docs" / "reference" / "make.py"


def test_the_committed_pages_are_what_the_code_says() -> None:
    ran = subprocess.run([sys.executable, str(MAKE), "--check"], capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
