"""A command loads what it needs: drawing and the heavier arithmetic, which take seconds, stay out of the way of all others."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("altair", "duckdb", "openpyxl", "scipy.special", "vl_convert")
ASK = f"""
import sys
from dukou.__main__ import main
sys.argv = ["dukou", "clock", "due", "--start", "2026-09-24", "--workdays", "5", "--format", "json"]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
"""


def test_reckoning_a_deadline_loads_nothing_that_draws() -> None:
    ran = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, encoding="utf-8", check=True)
    assert '"due": "2026-10-09"' in ran.stdout
    assert ran.stderr.strip() == "[]"
