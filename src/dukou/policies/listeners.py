"""What this room tells the rooms beneath: what a measure is called, for rule books about measures."""

from __future__ import annotations

from dukou.policies.queries.reviews import measure_as_subject
from dukou.rules.queries.subjects import SUBJECTS

SUBJECTS.add("measure", measure_as_subject)
