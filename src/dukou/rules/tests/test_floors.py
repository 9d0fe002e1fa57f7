"""A rule book names facts of its own floor or beneath, and no fact that is its own answer: when a pack is loaded, and by `rules check`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dukou.accounts.core.viewers import Viewer
from dukou.kit.packfiles.reading import read_pack
from dukou.rules.core.books import Book
from dukou.rules.core.checking import link
from dukou.rules.core.facts import FACTS, Fact, FactType, Stated, SubjectKind, room_of
from dukou.rules.core.visibility import Visibility
from dukou.rules.queries.floors import JUDGES, may_name
from dukou.rules.queries.trials import checked_file
from dukou.rules.tests.written import FACES, WORDS, condition, told, written_book

BOOK = """book: {name}
version: "1"
name: {{zh: 虚构的规则, en: a made-up rule book}}
subject: cluster
from: 2024-01-01
source: {{title: {{zh: 虚构的文件, en: a made-up document}}, seen: example}}
facts: {{seen: cluster.{fact}}}
requires: [{{clause: 一, text: {{zh: 成立, en: it holds}}, test: seen}}]
"""
LIGHTS = "lights: [{key: default, name: {zh: 灯, en: lights}, baseline: [calendar], book: planted}]\n"
Plant = Callable[..., None]


@pytest.fixture
def plant() -> Iterator[Plant]:
    """Plants a fact about clusters, as if a room stated it; it is gone after the test."""
    planted: list[str] = []

    def plant(name: str, room: str, *asks: str) -> None:
        def state(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
            return {}

        state.__module__ = f"dukou.{room}.facts"
        fact = Fact(name, WORDS, SubjectKind.CLUSTER, FactType.TRUTH, WORDS, WORDS, Visibility.PUBLIC, state, asks=asks)
        planted.append(name)
        FACTS.add(name, fact)

    yield plant
    for name in planted:
        del FACTS._entries[name]


def pack(folder: Path, lights: str = "", **books: str) -> Path:
    """A pack with these rule books, by name the fact that each names."""
    root = folder / "planted"
    (root / "rules").mkdir(parents=True)
    (root / "pack.yaml").write_text("name: {zh: 虚构区, en: made-up district}\n", encoding="utf-8")
    for name, fact in books.items():
        (root / "rules" / f"{name}.yaml").write_text(BOOK.format(name=name, fact=fact), encoding="utf-8")
    if lights:
        (root / "lights.yaml").write_text(lights, encoding="utf-8")
    return root


def said(faults: Sequence[object]) -> list[str]:
    """The faults of rule books, in Chinese."""
    return [str(fault).partition(" ‖ ")[0] for fault in faults if "/rules/" in str(fault)]


def test_rooms_say_by_which_books_they_judge() -> None:
    assert JUDGES.keys() == ["clusters", "credit", "finance", "policies"]


def test_a_facts_room_is_that_of_the_way_to_it() -> None:
    rooms = {fact.name: fact.face.room for fact in FACTS}
    assert {rooms[name] for name in rooms if name.startswith("enterprise.")} == {
        "enterprises",
        "finance",
        "chains",
        "credit",
    }  # which nodes a firm stands on, chains tell; its grades, credit; its lines and loans, finance
    assert {rooms[name] for name in rooms if name.startswith("cluster.")} == {"clusters"}
    assert room_of(len) == ""


def test_a_book_stands_on_the_floor_of_its_room() -> None:
    face = FACES["enterprise.staff"]
    judges = {"lights": "clusters"}
    found = {room: may_name("lights", judges)(replace(face, room=room)) for room in ("", "enterprises", "clusters", "policies")}
    assert found == {"": True, "enterprises": True, "clusters": True, "policies": False}
    assert may_name("unnamed", judges)(replace(face, room="policies"))


def test_a_light_by_a_fact_of_a_floor_above_is_refused_at_load_and_by_check(tmp_path: Path, plant: Plant) -> None:
    plant("cluster.is-paid", "policies")
    root = pack(tmp_path, LIGHTS, planted="is-paid")
    wanted = ["planted/rules/planted.yaml:7:15: “cluster.is-paid”由上面的楼层说明，这里不能用 → 用本层或下层的事实项"]
    assert said(read_pack(root, beside_stored=False).faults) == wanted
    assert said(checked_file(root).faults) == wanted


def test_the_same_fact_may_be_named_where_no_room_beneath_judges_by_the_book(tmp_path: Path, plant: Plant) -> None:
    plant("cluster.is-paid", "policies")
    assert said(checked_file(pack(tmp_path, planted="is-paid")).faults) == []


def test_facts_that_form_a_cycle_are_refused_at_load_and_by_check(tmp_path: Path, plant: Plant) -> None:
    """`one` names a fact that tells the answer of `two`, which names a fact that tells the answer of `one`."""
    plant("cluster.by-one", "clusters", "one")
    plant("cluster.by-two", "clusters", "two")
    root = pack(tmp_path, one="by-two", two="by-one")
    wanted = [
        "planted/rules/one.yaml:7:15: 事实绕成了圈：one → cluster.by-two → two → cluster.by-one → one → 换一个不由这部规则得出的事实项",
        "planted/rules/two.yaml:7:15: 事实绕成了圈：two → cluster.by-one → one → cluster.by-two → two → 换一个不由这部规则得出的事实项",
    ]
    assert said(read_pack(root, beside_stored=False).faults) == wanted
    assert said(checked_file(root).faults) == wanted


def test_a_chain_of_facts_and_books_that_ends_is_sound(tmp_path: Path, plant: Plant) -> None:
    plant("cluster.by-two", "clusters", "two")
    plant("cluster.is-paid", "policies")
    assert said(checked_file(pack(tmp_path, one="by-two", two="is-paid")).faults) == []


def test_a_book_by_a_fact_that_is_its_own_answer_is_refused() -> None:
    book = written_book(condition("staff >= 5"))

    def find(name: str) -> Book | None:
        return book if name == book.slug else None

    faces = FACES | {"enterprise.staff": replace(FACES["enterprise.staff"], asks=(book.slug,))}
    linked, faults = link(book, faces, find)
    assert linked is None and told(faults) == [
        f"9:10 事实绕成了圈：{book.slug} → enterprise.staff → {book.slug} → 换一个不由这部规则得出的事实项"
        f" ‖ the facts form a ring: {book.slug} → enterprise.staff → {book.slug} → name a fact that is not told by this rule book"
    ]
