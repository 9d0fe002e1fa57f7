"""`dukou finance`: the verbs of finance on the command line."""

from __future__ import annotations

from dukou.finance.commands import matching as matching
from dukou.finance.commands import pool as pool  # their verbs stand in the same group
from dukou.finance.commands import reading as reading
from dukou.finance.commands.group import app as app

name = "finance"
without_home = frozenset({"pool"})  # it plays through what it is told; of a product it asks for a home itself
