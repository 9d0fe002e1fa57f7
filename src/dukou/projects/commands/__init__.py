"""`dukou projects`: the verbs of projects on the command line."""

from __future__ import annotations

from dukou.projects.commands import replays as replays  # its verb stands in the same group
from dukou.projects.commands.group import app as app

name = "projects"
without_home = frozenset({"replay"})  # told from a pack, before there is a home
