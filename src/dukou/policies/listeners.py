"""What this room tells the rooms beneath: what a measure is called, and what decisions on claims are made for."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.policies.queries.reviews import SOURCE, measure_as_subject
from dukou.rules.queries.naming import PURPOSES, SOURCES, one_source
from dukou.rules.queries.subjects import SUBJECTS

SUBJECTS.add("measure", measure_as_subject)
SOURCES.add("policies", one_source(SOURCE, Label("公平竞争审查记录", "the record of the fair-competition review")))
PURPOSES.add("claim", Label("第 {number} 号申请", "claim no. {number}"))
