"""Affairs over HTTP: what is offered and its form, applications, the window's acts. The same queries and acts as the pages."""

from __future__ import annotations

from dukou.affairs.api import applications as applications
from dukou.affairs.api import hooks as hooks  # its operation stands on the same router
from dukou.affairs.api import materials as materials
from dukou.affairs.api import papers as papers
from dukou.affairs.api.callers import router

__all__ = ["router"]
