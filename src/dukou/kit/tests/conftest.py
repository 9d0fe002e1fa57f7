"""Packs of the kit's own tests hold notes and topics and nothing of the rooms above."""

from __future__ import annotations

import pytest


@pytest.fixture
def only_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the test sections are registered."""
    from dukou.kit.packfiles.sections import SECTIONS
    from dukou.kit.tests.notes import declare_sections  # holds rows: only when Django is there

    monkeypatch.setattr(SECTIONS, "_entries", {})
    declare_sections(SECTIONS)
