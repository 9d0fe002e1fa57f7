"""What this room tells the rooms beneath: what a cluster is called, for rule books about clusters."""

from __future__ import annotations

from dukou.clusters.queries import cluster_as_subject
from dukou.rules.queries.subjects import SUBJECTS

SUBJECTS.add("cluster", cluster_as_subject)
