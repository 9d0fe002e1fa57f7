"""Projects over HTTP: board, lists, one project, its ledgers, and the acts that move it on. The same queries and acts as the pages."""

from __future__ import annotations

from dukou.projects.api import ledgers as ledgers  # first: `/{key}` would take its addresses for keys
from dukou.projects.api import moving as moving
from dukou.projects.api import reading as reading  # their operations stand on the same router
from dukou.projects.api.callers import router

__all__ = ["router"]
