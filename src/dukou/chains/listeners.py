"""What this room tells the rooms beneath: what a node is called, for rule books about nodes, and where its facts come from."""

from __future__ import annotations

from dukou.chains.core.stated import COMPUTED
from dukou.chains.queries.stated import node_as_subject
from dukou.kit.core.labels import Label
from dukou.rules.queries.naming import SOURCES, one_source
from dukou.rules.queries.subjects import SUBJECTS

SUBJECTS.add("node", node_as_subject)
SOURCES.add("chains", one_source(COMPUTED, Label("产业链研判", "the assessment of the chain")))
