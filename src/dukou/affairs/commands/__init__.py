"""`dukou affairs`."""

from __future__ import annotations

from dukou.affairs.commands import messages as messages  # its verbs stand in the same group
from dukou.affairs.commands.group import app as app

name = "affairs"
