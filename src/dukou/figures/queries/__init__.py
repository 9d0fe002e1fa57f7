"""What other rooms may ask of figures. Every answer takes the viewer and the day of knowledge; nothing else decides what is seen."""

from __future__ import annotations

from dukou.figures.queries.addresses import claim_address
from dukou.figures.queries.claims import (
    Trace,
    claim_page,
    claims_about,
    latest_day_of_knowledge,
    trace_of,
)
from dukou.figures.queries.findings import ShownFinding, findings_about
from dukou.figures.queries.subjects import ShownSubject, indicators, subject_of, subjects_of_kind

__all__ = [
    "ShownFinding",
    "ShownSubject",
    "Trace",
    "claim_address",
    "claim_page",
    "claims_about",
    "findings_about",
    "indicators",
    "latest_day_of_knowledge",
    "subject_of",
    "subjects_of_kind",
    "trace_of",
]
