"""What the pages of affairs share."""

from __future__ import annotations

from dukou.kit.core.labels import Label

AFFAIRS = Label("联办事项", "Affairs")
