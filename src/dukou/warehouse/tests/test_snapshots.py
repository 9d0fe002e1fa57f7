"""Taking snapshots: whole or not at all, never overwritten, the same twice is named as such, the operator alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from dukou.kit.core.actors import SYSTEM, Actor
from dukou.kit.core.homes import Home
from dukou.warehouse.actions import SnapshotExists, SnapshotTaken, snapshot_taken, take
from dukou.warehouse.core.access import NotTheOperator
from dukou.warehouse.queries.declared import TABLES
from dukou.warehouse.queries.snapshots import NoSuchSnapshot, faults_of, folder_of, manifest_of, snapshot_names, warehouse

NOW = datetime(2024, 7, 8, 7, 30, tzinfo=UTC)
OPERATOR = Actor("cli", "operator")
DAY = date(2024, 7, 8)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own."""
    monkeypatch.setattr(settings, "HOME", Home(tmp_path))
    return tmp_path


@pytest.fixture
def announced() -> Iterator[list[SnapshotTaken]]:
    """What was announced meanwhile."""
    heard: list[SnapshotTaken] = []
    snapshot_taken.listen(heard.append)
    yield heard
    snapshot_taken.listeners.remove(heard.append)


def left() -> list[str]:
    """What stands in the warehouse, of whatever name."""
    return sorted(each.name for each in warehouse().iterdir())


def test_every_lent_table_is_in_it_and_it_is_sound(announced: list[SnapshotTaken]) -> None:
    taken = take(by=OPERATOR, now=NOW)
    folder = folder_of()
    assert (taken.is_new, folder.name, left()) == (True, "2024-07-08T073000Z", ["2024-07-08T073000Z"])
    assert manifest_of(folder) == taken.manifest
    assert [table.name for table in taken.manifest.tables] == TABLES.keys()
    assert sorted(each.name for each in folder.iterdir()) == sorted([*(f"{table.name}.parquet" for table in TABLES), "manifest.json"])
    assert (taken.manifest.known_on, taken.manifest.taken_by, faults_of(folder)) == (DAY, "cli:operator", [])
    assert [(each.by, each.manifest) for each in announced] == [(OPERATOR, taken.manifest)]


def test_nobody_but_the_program_s_user_reads_it_and_nobody_writes() -> None:
    take(by=OPERATOR, now=NOW)
    assert warehouse().stat().st_mode & 0o777 == 0o700
    assert {each.stat().st_mode & 0o777 for each in folder_of().iterdir()} == {0o400}


def test_the_same_content_twice_is_named_as_such(announced: list[SnapshotTaken]) -> None:
    first = take(by=OPERATOR, now=NOW)
    again = take(by=SYSTEM, now=NOW + timedelta(hours=1))
    assert (again.is_new, again.manifest) == (False, first.manifest)
    assert (left(), len(announced)) == ([first.manifest.name], 1)


def test_another_day_as_known_on_is_another_snapshot() -> None:
    take(by=OPERATOR, now=NOW)
    other = take(by=OPERATOR, known_on=date(2024, 1, 1), now=NOW + timedelta(seconds=1))
    assert other.is_new and snapshot_names() == ["2024-07-08T073000Z", "2024-07-08T073001Z"]
    assert folder_of().name == other.manifest.name


def test_a_snapshot_is_never_overwritten(announced: list[SnapshotTaken]) -> None:
    first = take(by=OPERATOR, now=NOW)
    with pytest.raises(SnapshotExists):
        take(by=OPERATOR, known_on=date(2024, 1, 1), now=NOW)
    assert (left(), manifest_of(folder_of()), faults_of(folder_of())) == ([first.manifest.name], first.manifest, [])


def test_a_torn_write_leaves_nothing(announced: list[SnapshotTaken]) -> None:
    def torn(table: str, done: int, total: int) -> None:
        if done == 2:
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        take(by=OPERATOR, now=NOW, progress=torn)
    assert (left(), announced) == ([], [])


def test_a_refusing_listener_leaves_nothing() -> None:
    def refuse(taken: SnapshotTaken) -> None:
        raise NotTheOperator()

    snapshot_taken.listen(refuse)
    try:
        with pytest.raises(NotTheOperator):
            take(by=OPERATOR, now=NOW)
    finally:
        snapshot_taken.listeners.remove(refuse)
    assert left() == []


def test_what_a_killed_process_left_is_cleared_and_what_a_living_one_writes_is_not() -> None:
    dead, alive = warehouse() / "draft-999999999-x", warehouse() / "draft-1-x"
    for draft in (dead, alive):
        draft.mkdir(parents=True)
    take(by=OPERATOR, now=NOW)
    assert left() == ["2024-07-08T073000Z", "draft-1-x"]
    assert snapshot_names() == ["2024-07-08T073000Z"]


def test_no_person_takes_one() -> None:
    with pytest.raises(NotTheOperator):
        take(by=Actor("person", "leader"), now=NOW)
    assert not warehouse().exists()


def test_what_was_changed_is_told_and_does_not_keep_a_sound_one_from_being_taken() -> None:
    take(by=OPERATOR, now=NOW)
    folder = folder_of()
    organisation, manifest = folder / "organisation.parquet", folder / "manifest.json"
    for file in (organisation, manifest):
        file.chmod(0o600)
    organisation.write_bytes(organisation.read_bytes() + b"x")
    (folder / "claim.parquet").unlink()
    assert [fault.en for fault in faults_of(folder)] == ["organisation.parquet: the file was changed", "claim.parquet: the file is gone"]
    manifest.write_text("{}", encoding="utf-8")
    assert len(faults_of(folder)) == 1
    assert take(by=OPERATOR, now=NOW + timedelta(days=1)).is_new


def test_where_the_newest_says_the_same_and_is_damaged_a_sound_one_is_taken() -> None:
    take(by=OPERATOR, now=NOW)
    (folder_of() / "claim.parquet").unlink()
    again = take(by=OPERATOR, known_on=DAY, now=NOW + timedelta(hours=1))
    assert (again.is_new, faults_of(folder_of())) == (True, [])
    assert snapshot_names() == ["2024-07-08T073000Z", "2024-07-08T083000Z"]


def test_what_is_no_snapshot_and_no_draft_of_ours_is_left_alone() -> None:
    (warehouse() / "draft-of-mine").mkdir(parents=True)
    (warehouse() / "2024-07-01T000000Z").write_text("a file", encoding="utf-8")
    take(by=OPERATOR, now=NOW)
    assert snapshot_names() == ["2024-07-08T073000Z"]
    assert left() == ["2024-07-01T000000Z", "2024-07-08T073000Z", "draft-of-mine"]


def test_rows_that_differ_from_the_manifest_are_told() -> None:
    take(by=OPERATOR, now=NOW)
    folder = folder_of()
    manifest = folder / "manifest.json"
    manifest.chmod(0o600)
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"rows": 0', '"rows": 1', 1), encoding="utf-8")
    (fault,) = faults_of(folder)
    assert fault.en.endswith("its rows differ from those of the database")


def test_a_snapshot_that_is_not_there_is_refused() -> None:
    with pytest.raises(NoSuchSnapshot):
        folder_of()
    take(by=OPERATOR, now=NOW)
    with pytest.raises(NoSuchSnapshot):
        folder_of("../uploads")


def test_every_table_is_in_an_order_that_never_changes_and_lends_only_its_types() -> None:
    for table in TABLES:
        assert table.rows(DAY).ordered, table.name
        assert len(table.physical) == len(table.columns), table.name
        assert list(table.lent(DAY)) == [], table.name
