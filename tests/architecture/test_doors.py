"""Every room brings every door, or says in writing why not."""

from __future__ import annotations

from pathlib import Path

from .doors import DOORS, SHUT, amiss, doors_of
from .reading import HOUSE, Tree, copied
from .test_planted import plant


def test_every_room_brings_every_door_or_says_why_not() -> None:
    assert amiss(HOUSE) == []
    assert {door for reasons in SHUT.values() for door in reasons} <= set(DOORS)
    assert set().union(*doors_of(HOUSE).values()) == set(DOORS)  # each is somewhere, so none is misspelt


def test_rooms_with_a_subject_bring_pages_api_and_snapshots() -> None:
    brought = doors_of(HOUSE)
    for room in ("rules", "figures", "enterprises", "clusters", "policies"):
        assert {"urls", "api", "snapshots", "panels"} <= brought[room], room


def test_a_new_room_without_a_door_and_without_a_reason_is_named(tmp_path: Path) -> None:
    source = copied(tmp_path)
    for part in ("urls", "api", "commands", "snapshots", "panels"):
        plant(source, f"gossip/{part}", "")
    assert amiss(Tree(source)) == [f"gossip: no seeds.py ({DOORS['seeds']}), and no reason in tests/architecture/doors.py"]
    plant(source, "gossip/seeds", "")
    assert amiss(Tree(source)) == []


def test_a_door_that_is_taken_away_and_a_reason_that_is_not_needed_are_named(tmp_path: Path) -> None:
    source = copied(tmp_path)
    (source / "dukou" / "rules" / "snapshots.py").unlink()
    plant(source, "audit/api", "")
    assert [each.partition(" (")[0] for each in amiss(Tree(source))] == [
        "rules: no snapshots.py",
        "audit: api is there; its reason is not needed",
    ]
