"""The shipped packs, read once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from dukou.kit.packfiles.reading import Contents, read_pack

PACKS = Path(__file__).parents[2] / "packs"


@pytest.fixture(scope="session")
def dadukou(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Contents:
    """packs/dadukou with its parent. Checking it asks the database for older definitions of its indicators."""
    with django_db_blocker.unblock():
        return read_pack(PACKS / "dadukou")
