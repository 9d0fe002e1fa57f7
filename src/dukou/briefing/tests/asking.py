"""Briefs of the shipped pack of Dadukou."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from dukou.accounts.queries.callers import caller_viewer
from dukou.briefing.core.document import Brief
from dukou.briefing.queries import as_json, gathered, period_of
from dukou.figures.queries import ShownFinding
from dukou.kit import output
from dukou.kit.actions import load_pack
from dukou.kit.core.actors import Actor

KNOWN, EVE = "2024-07-08", "2024-07-07"  # the day from which the pack is known, and the day before it


@dataclass(frozen=True, slots=True)
class Asked:
    """One brief: its JSON as text and as data, and what its other forms are made of."""

    text: str
    data: dict[str, Any]
    written: Brief
    findings: list[ShownFinding]

    def cluster(self, slug: str) -> dict[str, Any]:
        """The cluster with this key."""
        found: dict[str, Any] = next(each for each in self.data["clusters"] if each["slug"] == slug)
        return found

    def with_what(self, told: Callable[[dict[str, Any]], object]) -> list[str]:
        """The keys of the clusters for which `told` finds something."""
        return [each["slug"] for each in self.data["clusters"] if told(each)]


Ask = Callable[..., Asked]


def load_dadukou() -> None:
    """Load the shipped pack into the database of the tests."""
    load_pack(by=Actor("cli", "tester"), path=settings.SHIPPED_PACKS / "dadukou")


def asked(known_on: str = KNOWN, period: str = "") -> Asked:
    """The brief as known on a day, as far as a period reaches."""
    district, written, findings = gathered(viewer=caller_viewer(), known_on=date.fromisoformat(known_on), up_to=period_of(period))
    text = output.as_json(as_json(district, findings))
    return Asked(text, json.loads(text), written, findings)
