"""Packs of the kit's own tests hold notes and topics and nothing of the rooms above."""

from __future__ import annotations

import pytest

from dukou.kit.packfiles.sections import SECTIONS
from dukou.kit.tests.notes import declare_sections


@pytest.fixture
def only_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the test sections are registered."""
    monkeypatch.setattr(SECTIONS, "_entries", {})
    declare_sections(SECTIONS)
