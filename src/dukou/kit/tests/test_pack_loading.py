"""A pack is written whole or not at all, a second time it changes nothing, and stored entries change only with a reason."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dukou.kit.actions import PackHasFaults, PackLoaded, ReasonNeeded, load_pack, pack_loaded
from dukou.kit.core.actors import Actor
from dukou.kit.models import Job, PackVersion
from dukou.kit.packfiles.differences import differences
from dukou.kit.packfiles.reading import read_pack
from dukou.kit.packfiles.sections import Change
from dukou.kit.tests.packs import write_pack

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_notes")]
BY = Actor("cli", "clerk")
NOON = datetime(2024, 7, 8, 4, tzinfo=UTC)
TOPIC = "name: {zh: 小面, en: noodles}\n"


def stored() -> dict[str, object]:
    return {row.task: row.payload.get("amount", row.payload.get("name")) for row in Job.objects.order_by("task")}


def load(pack: Path, reason: str = "") -> PackVersion | None:
    return load_pack(by=BY, path=pack, reason=reason, now=NOON)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """One topic, two notes."""
    return write_pack(
        tmp_path / "tiny", topics___noodles__yaml=TOPIC, notes__yaml="notes:\n  - {key: a, amount: 1}\n  - {key: b, amount: 2}\n"
    )


def test_a_load_writes_every_entry_and_one_dated_version(pack: Path) -> None:
    version = load(pack)
    assert stored() == {"notes:a": "1", "notes:b": "2", "topics:noodles": {"zh": "小面", "en": "noodles"}}
    assert version is not None
    assert (version.pack, version.number, version.loaded_at, version.loaded_by) == ("tiny", 1, NOON, "cli:clerk")
    assert version.changes == {"topics": {"added": 1}, "notes": {"added": 2}}
    assert version.sha256 == read_pack(pack).sha256


def test_the_second_load_of_the_same_changes_nothing(pack: Path) -> None:
    assert load(pack) is not None
    assert load(pack) is None
    assert PackVersion.objects.count() == 1


def test_what_is_added_needs_no_reason_what_changes_does(pack: Path) -> None:
    load(pack)
    write_pack(pack, notes_more__yaml="notes:\n  - {key: c, amount: 3}\n")
    assert load(pack) is not None
    write_pack(pack, notes_more__yaml="notes:\n  - {key: c, amount: 4}\n")
    with pytest.raises(ReasonNeeded):
        load(pack)
    assert stored()["notes:c"] == "3"
    version = load(pack, reason="核定")
    assert version is not None and (version.number, version.reason, version.changes) == (3, "核定", {"notes": {"changed": 1}})
    assert stored()["notes:c"] == "4"


def test_an_entry_that_left_the_pack_is_taken_back_where_the_section_says_so(pack: Path) -> None:
    load(pack)
    write_pack(pack, notes__yaml="notes:\n  - {key: a, amount: 1}\n")
    (pack / "topics" / "noodles.yaml").unlink()
    version = load(pack, reason="误报")
    assert version is not None and version.changes == {"notes": {"removed": 1}}
    assert sorted(stored()) == ["notes:a", "topics:noodles"]


def test_the_differences_are_what_a_load_would_change(pack: Path) -> None:
    load(pack)
    write_pack(pack, notes__yaml="notes:\n  - {key: a, amount: 9}\n  - {key: c}\n")
    changes = differences(read_pack(pack))
    assert [(change.sort, change.key) for change in changes] == [("changed", "a"), ("added", "c"), ("removed", "b")]
    assert changes[0].changed_fields() == {"amount": ("1", "9")}
    assert changes[1].changed_fields() == {"key": (None, "c"), "period": (None, "2023"), "amount": (None, "0")}
    load(pack, reason="更正")
    assert differences(read_pack(pack)) == []


def test_what_does_not_fit_what_is_stored_is_a_fault_where_one_looks_at_it(pack: Path) -> None:
    write_pack(pack, notes__yaml="notes:\n  - {key: a, period: 1999}\n")
    load(pack)
    assert [str(fault.place) for fault in read_pack(pack).faults] == ["tiny/notes.yaml:2:11"]
    assert read_pack(pack, beside_stored=False).faults == []


def test_changed_fields_of_nothing_are_none() -> None:
    assert Change("notes", "a", "changed", {"x": 1}, {"x": 1}).changed_fields() == {}


def test_a_section_that_fails_leaves_nothing_of_the_whole_load(pack: Path) -> None:
    write_pack(pack, notes__yaml="notes:\n  - {key: a, amount: 1}\n  - {key: b, amount: 666}\n")
    with pytest.raises(RuntimeError, match="the disk is full"):
        load(pack)  # topics and the first note had been written
    assert (stored(), PackVersion.objects.count()) == ({}, 0)


def test_a_listener_that_refuses_undoes_the_load(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(told: PackLoaded) -> None:
        raise PermissionError(f"{told.by} {told.pack} {told.number} {told.changes['notes']}")

    monkeypatch.setattr(pack_loaded, "listeners", [refuse])
    with pytest.raises(PermissionError, match=r"cli:clerk tiny 1 \{'added': 2\}"):
        load(pack)
    assert (stored(), PackVersion.objects.count()) == ({}, 0)


def test_a_pack_with_faults_is_not_loaded_at_all(pack: Path) -> None:
    write_pack(pack, notes_2__yaml="notes:\n  - {key: c, amount: -1}\n  - {key: d, amount: -2}\n")
    with pytest.raises(PackHasFaults) as caught:
        load(pack)
    assert [str(fault.place) for fault in caught.value.faults] == ["tiny/notes_2.yaml:2:22", "tiny/notes_2.yaml:3:22"]
    assert caught.value.said_why.en == "it has 2 faults, the first at tiny/notes_2.yaml:2:22"
    assert stored() == {}


def test_a_childs_entry_replaces_its_parents_of_the_same_key(tmp_path: Path) -> None:
    write_pack(
        tmp_path / "national", notes__yaml="notes:\n  - {key: a, amount: 1}\n  - {key: b, amount: 2}\n", topics___noodles__yaml=TOPIC
    )
    child = write_pack(
        tmp_path / "tiny",
        pack__yaml="name: {zh: 小, en: tiny}\nextends: national\n",
        notes__yaml="notes:\n  - {key: b, amount: 20}\n  - {key: c, amount: 3}\n",
    )
    load(child)
    assert {key: value for key, value in stored().items() if key.startswith("notes")} == {"notes:a": "1", "notes:b": "20", "notes:c": "3"}
    contents = read_pack(child)
    assert (contents.name, contents.label.zh, contents.files) == ("tiny", "小", 5)
    assert str(contents.of("notes")["b"].place) == "tiny/notes.yaml:2:5"


def test_the_fingerprint_tells_of_parents_too(tmp_path: Path) -> None:
    write_pack(tmp_path / "national", notes__yaml="notes: []\n")
    child = write_pack(tmp_path / "tiny", pack__yaml="name: {zh: 小, en: tiny}\nextends: national\n")
    before = read_pack(child).sha256
    assert read_pack(child).sha256 == before
    write_pack(tmp_path / "national", notes__yaml="notes: [{key: a}]\n")
    assert read_pack(child).sha256 != before


def test_defaults_lie_beneath_each_entry_of_their_file(tmp_path: Path) -> None:
    text = "defaults: {amount: 5, period: 2024H1}\nnotes:\n  - {key: a}\n  - {key: b, amount: 6}\n"
    notes = read_pack(write_pack(tmp_path / "tiny", notes__yaml=text)).of("notes")
    assert [(key, str(note.data.amount), note.data.period) for key, note in notes.items()] == [("a", "5", "2024H1"), ("b", "6", "2024H1")]


def test_progress_tells_each_section_and_ends_full(pack: Path) -> None:
    told: list[tuple[str, int, int]] = []
    load_pack(by=BY, path=pack, now=NOON, progress=lambda name, done, total: told.append((name, done, total)))
    assert told == [("topics", 0, 2), ("notes", 1, 2), ("", 2, 2)]


def test_a_commented_out_file_says_nothing(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "tiny", notes__yaml="# notes:\n#   - key: a\n")
    assert (load(pack), read_pack(pack).faults) == (None, [])
