"""`dukou credit`: the verbs of credit on the command line."""

from __future__ import annotations

from dukou.credit.commands import drawing as drawing
from dukou.credit.commands import grading as grading  # their verbs stand in the same group
from dukou.credit.commands import keeping as keeping
from dukou.credit.commands.group import app as app

name = "credit"
without_home = frozenset({"verify-draw"})  # a file of a draw holds all that is needed
