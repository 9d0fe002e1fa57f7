"""`dukou projects`: the verbs of projects on the command line."""

from __future__ import annotations

from dukou.projects.commands import kept as kept
from dukou.projects.commands import money as money  # their verbs stand in the same group
from dukou.projects.commands import paths as paths
from dukou.projects.commands import promises as promises
from dukou.projects.commands import replays as replays
from dukou.projects.commands import standing as standing
from dukou.projects.commands.group import app as app

name = "projects"
without_home = frozenset({"replay", "path", "forecast", "check"})  # told from a pack, before there is a home
