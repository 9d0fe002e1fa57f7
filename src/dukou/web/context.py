"""What the masthead says: whose home this is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dukou.figures.queries import subjects_of_kind


def district(request: HttpRequest) -> dict[str, Any]:
    """The name of the district, as its pack gives it."""
    districts = subjects_of_kind("district")
    return {"district": districts[0].label if districts else None}
