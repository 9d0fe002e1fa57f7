"""What this room tells the rooms beneath: what a cluster is called, for rule books about clusters."""

from __future__ import annotations

from dukou.clusters.core.facts import COMPUTED
from dukou.clusters.queries import cluster_as_subject
from dukou.kit.core.labels import Label
from dukou.rules.queries.origins import ORIGINS, named_origins
from dukou.rules.queries.subjects import SUBJECTS

SUBJECTS.add("cluster", cluster_as_subject)
ORIGINS.add("clusters", named_origins(COMPUTED, Label("按集群数据测算", "reckoned from the figures of the cluster")))
