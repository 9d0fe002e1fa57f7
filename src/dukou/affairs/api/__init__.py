"""Affairs over HTTP."""

from __future__ import annotations

from dukou.affairs.api.hooks import router

__all__ = ["router"]
