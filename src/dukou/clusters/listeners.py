"""What this room tells the rooms beneath: what a cluster is called, for rule books about clusters."""

from __future__ import annotations

from dukou.clusters.core.facts import COMPUTED
from dukou.clusters.queries import cluster_as_subject
from dukou.kit.core.labels import Label
from dukou.rules.queries.naming import SOURCES, one_source
from dukou.rules.queries.subjects import SUBJECTS

SUBJECTS.add("cluster", cluster_as_subject)
SOURCES.add("clusters", one_source(COMPUTED, Label("按集群数据测算", "reckoned from the figures of the cluster")))
