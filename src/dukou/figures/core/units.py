"""Units as offices write them. They stand in the kit, beneath rules and figures, because both compare by them."""

from __future__ import annotations

from dukou.kit.core.units import PERCENT, POINTS, UNITS, YI, Unit, unit_of

__all__ = ["PERCENT", "POINTS", "UNITS", "YI", "Unit", "unit_of"]
