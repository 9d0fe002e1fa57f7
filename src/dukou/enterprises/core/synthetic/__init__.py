"""Made-up firms for seeds, tests and benches: obviously made up, the same for the same seed, and shaped like a real register."""

from __future__ import annotations

from dukou.enterprises.core.synthetic.faults import COLUMNS, FaultKind, RefusedKind, messy, refused
from dukou.enterprises.core.synthetic.firms import MadeUpFirm, YearFigures, firms

__all__ = ["COLUMNS", "FaultKind", "MadeUpFirm", "RefusedKind", "YearFigures", "firms", "messy", "refused"]
