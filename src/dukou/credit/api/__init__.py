"""Credit over HTTP: what was published of inspection plans and what their draws can be checked by. The same queries as the pages."""

from __future__ import annotations

from dukou.credit.api import draws as draws  # its operations stand on the router
from dukou.credit.api.router import router

__all__ = ["router"]
