"""The router on which the operations of the room stand."""

from __future__ import annotations

from ninja import Router

router = Router(tags=["finance"])
