"""Where a figure's origin is shown."""

from __future__ import annotations

from django.urls import reverse


def claim_address(ref: str, suffix: str = "") -> str:
    """The address of the page that tells where a figure comes from; `suffix` keeps the day of knowledge."""
    return reverse("figures:claim", args=[ref]) + suffix
