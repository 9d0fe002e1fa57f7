"""Every fault of a pack names its file, line and column, says what is wrong and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dukou.kit.core.places import Fault
from dukou.kit.packfiles.nodes import read_yaml
from dukou.kit.packfiles.reading import Contents
from dukou.kit.packfiles.reading import read_pack as read_beside_stored
from dukou.kit.tests.packs import write_pack

pytestmark = pytest.mark.usefixtures("only_notes")

YAML_CURE = "check indentation, the space after a colon and quotes here; no tabs"

# what stands in notes.yaml → the faults, as English doors print them
NOTES = {
    "broken YAML": (
        "notes:\n  - key: [a\n  - key: b\n",
        [f"tiny/notes.yaml:3:8: broken YAML: expected ',' or ']', but got ':' → {YAML_CURE}"],
    ),
    "a tab": (
        "notes:\n\t- key: a\n",
        [f"tiny/notes.yaml:2:1: broken YAML: found character '\\t' that cannot start any token → {YAML_CURE}"],
    ),
    "a control character": (
        "notes:\n  - key: a\x00\n",
        ["tiny/notes.yaml:2:11: there is a character that cannot be read → save as UTF-8 and remove control characters"],
    ),
    "a key written twice": (
        "notes:\n  - key: a\n    amount: 1\n    amount: 2\n",
        ["tiny/notes.yaml:4:5: “amount” stands twice (first in line 3) → keep one of them"],
    ),
    "a key that is a list": (
        "notes:\n  - key: a\n    [b, c]: 1\n",
        ["tiny/notes.yaml:3:5: a key cannot be a list or keys with values → write the key as one word"],
    ),
    "an alias": (
        "notes:\n  - &first {key: a}\n  - *first\n",
        [f"tiny/notes.yaml:3:5: broken YAML: aliases (*) are not used in packs → {YAML_CURE}"],
    ),
    "two documents": (
        "notes: []\n---\nnotes: []\n",
        [f"tiny/notes.yaml:2:1: broken YAML: but found another document → {YAML_CURE}"],
    ),
    "a list where keys should be": (
        "- key: a\n",
        ["tiny/notes.yaml:1:1: the file should begin with “notes:” → this file holds only notes and defaults"],
    ),
    "a word where keys should be": (
        "hello\n",
        ["tiny/notes.yaml:1:1: the file should begin with “notes:” → this file holds only notes and defaults"],
    ),
    "keys where a list should be": (
        "notes:\n  a: 1\n",
        ["tiny/notes.yaml:2:3: “notes” should be a list → start each item with “- ”"],
    ),
    "an unknown key of the file": (
        "note:\n  - key: a\n",
        ["tiny/notes.yaml:1:1: unknown key “note” → this file holds only notes and defaults"],
    ),
    "defaults that are no keys": (
        "defaults: 5\nnotes: []\n",
        ["tiny/notes.yaml:1:11: “defaults” should be keys with values → write it as “key: value”"],
    ),
    "a misspelled key": (
        "notes:\n  - key: a\n    amuont: 1\n",
        ["tiny/notes.yaml:3:5: unknown key “amuont” → did you mean “amount”?"],
    ),
    "a key that is like no other": (
        "notes:\n  - key: a\n    xyz: 1\n",
        ["tiny/notes.yaml:3:5: unknown key “xyz” → the keys are: amount, key, name, period, told_on, topic"],
    ),
    "a misspelled key inside": (
        "notes:\n  - key: a\n    name: {zh: 甲, cn: a}\n",
        [
            "tiny/notes.yaml:3:11: “name → en” is missing → add “name → en”",
            "tiny/notes.yaml:3:19: unknown key “cn” → the keys are: en, zh",
        ],
    ),
    "one language only": (
        "notes:\n  - key: a\n    name: {zh: 甲, en: ' '}\n",
        ["tiny/notes.yaml:3:11: one language is empty → write both zh and en"],
    ),
    "a missing key": (
        "notes:\n  - amount: 1\n",
        ["tiny/notes.yaml:2:5: “key” is missing → add “key”"],
    ),
    "an empty value": (
        "notes:\n  - key:\n",
        ["tiny/notes.yaml:2:9: “key” should be text, not “(empty)” → write it as text"],
    ),
    "a negative amount": (
        "notes:\n  - key: a\n    amount: -3\n",
        ["tiny/notes.yaml:3:13: “amount” cannot be below 0; it is -3 → correct the number"],
    ),
    "a date that is none": (
        "notes:\n  - key: a\n    told_on: 2024-02-30\n",
        ["tiny/notes.yaml:3:14: “told_on” is not a date: “2024-02-30” → write it as 2024-07-08"],
    ),
    "a period that is none": (
        "notes:\n  - key: a\n    period: 2024-13\n",
        ["tiny/notes.yaml:3:13: “2024-13” is not a period → write 2023, 2024H1, 2024Q3, 2024-06, 2024M01-02, 2024-07-05 or 2021..2023"],
    ),
    "an entry that is a word": (
        "notes:\n  - hello\n",
        ["tiny/notes.yaml:2:5: “NoteData” should be keys with values → write it as “key: value”"],
    ),
    "one key twice in a file": (
        "notes:\n  - key: a\n  - key: a\n",
        ["tiny/notes.yaml:3:5: “a” stands twice (first at tiny/notes.yaml:2:5) → remove one of them or give it another key"],
    ),
    "a fault in the defaults is told once": (
        "defaults: {amount: -1}\nnotes:\n  - key: a\n  - key: b\n",
        ["tiny/notes.yaml:1:20: “amount” cannot be below 0; it is -1 → correct the number"],
    ),
    "a topic that the pack does not introduce": (
        "notes:\n  - key: a\n    topic: topic/noodels\n",
        ["tiny/notes.yaml:3:12: there is no topic “topic/noodels” → did you mean “topic/noodles”?"],
    ),
    "several faults at once, in the order of the file": (
        "notes:\n  - key: a\n    amount: -1\n  - key: b\n    period: nonsense\n",
        [
            "tiny/notes.yaml:3:13: “amount” cannot be below 0; it is -1 → correct the number",
            "tiny/notes.yaml:5:13: “nonsense” is not a period → write 2023, 2024H1, 2024Q3, 2024-06, 2024M01-02, 2024-07-05 or 2021..2023",
        ],
    ),
}


def read_pack(root: Path) -> Contents:
    """The pack, read without a database: these tests have none."""
    return read_beside_stored(root, beside_stored=False)


def in_english(faults: list[Fault]) -> list[str]:
    return [f"{fault.place}: {fault.what.en} → {fault.cure.en}" for fault in faults]


@pytest.mark.parametrize(("text", "faults"), NOTES.values(), ids=NOTES.keys())
def test_faults_of_a_file(tmp_path: Path, text: str, faults: list[str]) -> None:
    pack = write_pack(tmp_path / "tiny", notes__yaml=text, topics___noodles__yaml="name: {zh: 小面, en: noodles}\n")
    assert in_english(read_pack(pack).faults) == faults


def test_a_pack_without_faults_has_none(tmp_path: Path) -> None:
    noodles = "name: {zh: 小面, en: noodles}\n"
    pack = write_pack(tmp_path / "tiny", notes__yaml="notes:\n  - {key: a, topic: topic/noodles}\n", topics___noodles__yaml=noodles)
    contents = read_pack(pack)
    assert (contents.faults, list(contents.of("notes")), list(contents.declared), contents.files) == ([], ["a"], ["topic/noodles"], 3)


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "tiny")
    (pack / "notes.yaml").write_bytes("notes:\n  - key: 面\n".encode("gb18030"))
    assert in_english(read_pack(pack).faults) == ["tiny/notes.yaml:2:1: the file is not in UTF-8 → save it as UTF-8"]


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "tiny", notes__yaml="\ufeffnotes:\n  - key: a\n")
    assert (read_pack(pack).faults, list(read_pack(pack).of("notes"))) == ([], ["a"])


def test_a_file_that_no_room_reads(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "tiny", deparments__yaml="departments: []\n")
    assert in_english(read_pack(pack).faults) == [
        "tiny/deparments.yaml:1:1: no room reads this file → files that are read: topics/*.yaml、notes*.yaml"
    ]


def test_one_key_in_two_files_of_a_pack(tmp_path: Path) -> None:
    entry = "notes:\n  - key: a\n"
    pack = write_pack(tmp_path / "tiny", notes__yaml=entry, notes_2__yaml=entry)
    assert in_english(read_pack(pack).faults) == [
        "tiny/notes_2.yaml:2:5: “a” stands twice (first at tiny/notes.yaml:2:5) → remove one of them or give it another key"
    ]


HEADS = {
    "no pack file": (None, ["tiny/pack.yaml:1:1: there is no pack “tiny” (pack.yaml) → check the path; copy packs/template to begin"]),
    "an empty pack file": ("", ["tiny/pack.yaml:1:1: the file is empty → write at least a name"]),
    "an unknown key": (
        "name: {zh: 小, en: tiny}\nextend: national\n",
        ["tiny/pack.yaml:2:1: unknown key “extend” → did you mean “extends”?"],
    ),
    "a list": ("- name\n", ["tiny/pack.yaml:1:1: “PackFile” should be keys with values → write it as “key: value”"]),
    "a parent that is not there": (
        "name: {zh: 小, en: tiny}\nextends: nation\n",
        ["tiny/pack.yaml:2:10: there is no pack “nation” (pack.yaml) → check the path; copy packs/template to begin"],
    ),
    "itself as a parent": (
        "name: {zh: 小, en: tiny}\nextends: tiny\n",
        ["tiny/pack.yaml:2:10: packs extend one another in a ring → remove one of the extends"],
    ),
    "itself by a detour": (
        "name: {zh: 小, en: tiny}\nextends: x/../tiny\n",
        ["tiny/pack.yaml:2:10: packs extend one another in a ring → remove one of the extends"],
    ),
}


@pytest.mark.parametrize(("text", "faults"), HEADS.values(), ids=HEADS.keys())
def test_faults_of_the_pack_file(tmp_path: Path, text: str | None, faults: list[str]) -> None:
    pack = write_pack(tmp_path / "tiny", pack__yaml=text or "")
    (tmp_path / "x").mkdir()
    if text is None:
        (pack / "pack.yaml").unlink()
    assert in_english(read_pack(pack).faults) == faults


def test_two_packs_that_extend_each_other(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "a", pack__yaml="name: {zh: 甲, en: a}\nextends: b\n")
    write_pack(tmp_path / "b", pack__yaml="name: {zh: 乙, en: b}\nextends: a\n")
    assert in_english(read_pack(pack).faults) == ["b/pack.yaml:2:10: packs extend one another in a ring → remove one of the extends"]


def test_a_subject_introduced_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dukou.kit.core.labels import same
    from dukou.kit.packfiles.sections import Declared
    from dukou.kit.tests.notes import Topics

    monkeypatch.setattr(Topics, "declares", lambda self, entry: [Declared("topic/one", same("one"), "", entry.place)])
    name = "name: {zh: 面, en: noodles}\n"
    pack = write_pack(tmp_path / "tiny", topics___a__yaml=name, topics___b__yaml=name)
    assert in_english(read_pack(pack).faults) == [
        "tiny/topics/b.yaml:1:1: “topic/one” is introduced twice (first at tiny/topics/a.yaml:1:1) → keep one of them"
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_whatever_stands_in_a_file_is_read_or_is_a_fault_with_its_place(text: str) -> None:
    located, faults = read_yaml(text, "any.yaml")
    assert located is None or located.place.line >= 1
    for fault in faults:
        assert fault.place.file == "any.yaml"
        assert 1 <= fault.place.line <= 1 + sum(text.count(ending) for ending in "\n\r\x85\u2028\u2029")
        assert fault.place.column >= 1 and fault.what.en and fault.cure.zh


Plain = st.recursive(
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="ascii", categories=["L"]), min_size=1), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(Plain)
def test_what_was_written_as_yaml_is_read_back_as_it_was(value: object) -> None:
    import yaml

    located, faults = read_yaml(yaml.safe_dump(value, allow_unicode=True), "any.yaml")
    assert faults == []
    assert located is not None and located.plain == value


def test_a_pack_anywhere_finds_the_packs_that_come_with_the_program(tmp_path: Path) -> None:
    alone = tmp_path / "far-away"
    alone.mkdir()
    (alone / "pack.yaml").write_text("name: {zh: 远处, en: far away}\nextends: national\n", encoding="utf-8")
    assert [fault.what.en for fault in read_pack(alone).faults if "there is no pack" in fault.what.en] == []
