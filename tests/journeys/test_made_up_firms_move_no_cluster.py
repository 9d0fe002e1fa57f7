"""A demo home is full of made-up firms, and every cluster stands as if they were not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings

from dukou.accounts.actions import seat_demo_people
from dukou.accounts.core.viewers import command_line_viewer
from dukou.accounts.tests.cast import CLI, NOW, TODAY
from dukou.clusters.queries import findings_of, standings
from dukou.enterprises.actions.seeds import plant
from dukou.enterprises.models import Enterprise
from dukou.kit.actions import load_pack
from dukou.kit.core.homes import Home, HomeFile

VIEWER = command_line_viewer("tester")


def everything_about_clusters() -> object:
    """All standings with the total, and what contradicts itself about each."""
    district = standings(viewer=VIEWER, known_on=TODAY)
    found = [findings_of(viewer=VIEWER, known_on=TODAY, standing=each) for each in district.standings]
    return district, found


@pytest.mark.django_db
def test_standings_and_findings_are_equal_before_and_after(tmp_path: Path, settings: LazySettings) -> None:
    home = Home(tmp_path)
    home.write(HomeFile(pack="dadukou", is_demo=True))
    load_pack(by=CLI, path=settings.SHIPPED_PACKS / "dadukou", now=NOW)
    seat_demo_people(by=CLI, home=home, now=NOW)
    before = everything_about_clusters()
    plant(by=CLI, seed=1, now=NOW)
    assert Enterprise.objects.filter(is_synthetic=True).count() > 200
    assert everything_about_clusters() == before
