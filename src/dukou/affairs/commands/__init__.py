"""`dukou affairs`: the verbs of affairs on the command line."""

from __future__ import annotations

from dukou.affairs.commands import definitions as definitions  # its verbs stand in the same group
from dukou.affairs.commands import messages as messages
from dukou.affairs.commands.group import app as app

name = "affairs"
without_home = frozenset({"form", "check"})  # a definition is looked at in its pack, before there is a home
