"""A house without the room accounts: the base template must not ask in vain."""

from __future__ import annotations

urlpatterns: list[object] = []
