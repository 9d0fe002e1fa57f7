"""What the room lends of the shipped district: its clusters and segments, as a question sees them."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings

from dukou.clusters.models import Cluster, Segment
from dukou.kit.actions import load_pack
from dukou.kit.core.actors import SYSTEM
from dukou.warehouse.queries.declared import TABLES


@pytest.mark.django_db
def test_clusters_and_segments_are_lent_as_they_are() -> None:
    load_pack(by=SYSTEM, path=settings.SHIPPED_PACKS / "dadukou")
    day = date(2024, 7, 8)
    clusters, segments = (list(TABLES[name].lent(day)) for name in ("cluster", "segment"))
    offices = {key: office for key, *_, office in clusters}
    assert clusters == [
        (row.slug, row.name_zh, row.name_en, row.order, row.office.key if row.office else None) for row in Cluster.objects.order_by("slug")
    ]
    assert segments == [
        (row.key, row.cluster.slug, row.name_zh, row.name_en, row.position)
        for row in Segment.objects.select_related("cluster").order_by("key")
    ]
    assert len(clusters) == 5 and {row[1] for row in segments} <= set(offices)
    assert {row[0] for row in TABLES["organisation"].lent(day)} >= {office for office in offices.values() if office}
