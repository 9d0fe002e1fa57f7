"""The facts of measures that packs declare: what was answered in the fair-competition review of the document in which a measure stands."""

from __future__ import annotations

from dukou.policies.queries.reviews import review_state
from dukou.rules.queries.catalogue import STATEMENTS

STATEMENTS.add("measure", review_state)
