"""Every test of the API goes through the whole house, whose static files are in place."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _static(collected_static: None) -> None:
    """Static files, collected once."""
