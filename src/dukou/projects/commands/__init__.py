"""`dukou projects`: the verbs of projects on the command line."""

from __future__ import annotations

from dukou.projects.commands.group import app as app

name = "projects"
