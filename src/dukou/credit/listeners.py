"""What this room tells the rooms beneath it: what the sources of its facts are called."""

from __future__ import annotations

from dukou.credit.queries.facts import LEDGER, SOURCE
from dukou.kit.core.labels import Label
from dukou.rules.queries.naming import SOURCES, one_source

SOURCES.add("credit grades", one_source(SOURCE, Label("信用评级", "credit grading")))
SOURCES.add("credit records", one_source(LEDGER, Label("信用记录台账", "ledger of credit records")))
