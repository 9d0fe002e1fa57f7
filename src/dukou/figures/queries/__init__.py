"""What other rooms may ask of figures. Every answer takes the viewer and the day of knowledge; nothing else decides what is seen."""

from __future__ import annotations

from dukou.figures.queries.addresses import claim_address
from dukou.figures.queries.claims import (
    Trace,
    claim_page,
    claims_about,
    claims_of_many,
    latest_day_of_knowledge,
    trace_of,
)
from dukou.figures.queries.findings import ShownFinding, findings_about
from dukou.figures.queries.subjects import ShownIndicator, ShownSubject, indicators, sources, subject_of, subjects_of_kind
from dukou.figures.queries.tags import ShownTag, figures_mark, tagged_with, tags_of

__all__ = [
    "ShownFinding",
    "ShownIndicator",
    "ShownSubject",
    "ShownTag",
    "Trace",
    "claim_address",
    "claim_page",
    "claims_about",
    "claims_of_many",
    "figures_mark",
    "findings_about",
    "indicators",
    "latest_day_of_knowledge",
    "sources",
    "subject_of",
    "subjects_of_kind",
    "tagged_with",
    "tags_of",
    "trace_of",
]
