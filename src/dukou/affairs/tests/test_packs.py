"""What is stored of a pack's affairs; and the two that are shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from dukou.affairs.core.forms import Form
from dukou.affairs.core.kinds import Join
from dukou.affairs.core.materials import ledger
from dukou.affairs.models import AffairText, UnitReceiver
from dukou.affairs.packs.affairs import read_content
from dukou.affairs.packs.definitions import Definition, definition_of_pack
from dukou.affairs.tests.definitions_made import AFFAIR, FIELDS, NOW, faults, load
from dukou.casework.core.notices import version_of

LATER = "试行"


@pytest.mark.django_db
def test_a_text_is_stored_with_exactly_the_words_that_it_uses(tmp_path: Path) -> None:
    load(tmp_path)
    row = AffairText.objects.get()
    assert (row.slug, row.edition, row.sha256, row.pack, row.replaced_at) == ("made", "1", version_of(row.content), "made-up", None)
    assert sorted(row.content["concepts"]) == ["digs", "firm", "grade", "metres", "power", "services", "wanted_on"]
    affair, concepts = read_content(row.slug, row.content)
    assert [each.key for each in affair.matters] == ["power", "telecom", "road"]
    assert (concepts["power"].unit, str(concepts["power"].most), concepts["firm"].register) == ("kVA", "1000", "name")
    assert list(concepts["grade"].choices or {}) == ["high", "low"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("files", "texts"),
    [
        ({}, 1),
        ({"form_fields": FIELDS.replace("备用", "另备")}, 1),
        ({"form_fields": FIELDS.replace("most: 1000", "most: 2000")}, 2),
        ({"affairs__made": AFFAIR.replace("workdays: 5", "workdays: 6")}, 2),
    ],
)
def test_a_changed_text_or_word_of_it_makes_a_new_text_beside_the_old(tmp_path: Path, files: dict[str, str], texts: int) -> None:
    load(tmp_path)
    load(tmp_path, reason=LATER, **files)
    assert sorted(AffairText.objects.values_list("replaced_at", flat=True), key=str) == sorted([None, *[NOW] * (texts - 1)], key=str)


@pytest.mark.django_db
def test_an_affair_that_left_the_pack_is_closed_and_kept(tmp_path: Path) -> None:
    load(tmp_path)
    load(tmp_path, reason=LATER, affairs__made="")
    assert [each.replaced_at for each in AffairText.objects.all()] == [NOW]
    load(tmp_path, reason=LATER)
    assert sorted(AffairText.objects.values_list("replaced_at", flat=True), key=str) == sorted([NOW, None], key=str)


@pytest.mark.django_db
def test_receivers_are_stored_bettered_and_taken_back(tmp_path: Path) -> None:
    told = "receivers:\n  - {unit: road-unit, kind: http, address: 'https://example.org/a', secret_name: DUKOU_ROAD_SECRET}\n"
    load(tmp_path, receivers=told)
    rows = UnitReceiver.objects.values_list("unit__key", "kind", "address", "secret_name", "pack")
    assert list(rows) == [("road-unit", "http", "https://example.org/a", "DUKOU_ROAD_SECRET", "made-up")]
    load(tmp_path, reason=LATER, receivers="receivers:\n  - {unit: road-unit, kind: demo}\n")
    assert list(rows.all()) == [("road-unit", "demo", "", "", "made-up")]
    load(tmp_path, reason=LATER)
    assert list(rows.all()) == []


def test_a_file_whose_name_is_no_key(tmp_path: Path) -> None:
    assert [what for _, what, _ in faults(tmp_path, affairs__made="", affairs__Made=AFFAIR)] == [
        "the file name “Made” cannot serve as a key"
    ]


def shipped(slug: str) -> Definition:
    return definition_of_pack("dadukou", slug)


def test_the_shipped_joint_connection() -> None:
    """The numbers are those of our own rows, which nobody verified; Fengjie published 18 → 4 for four utilities."""
    found = shipped("joint-connection")
    affair = found.affair
    four = frozenset({"power", "water", "gas", "telecom"})
    form = Form(affair, found.concepts, four)
    book = ledger(affair, [each for each in affair.matters if each.key in four], {"needs_fire_water": False})
    assert (affair.is_verified, book.before, book.after, form.separate_asks, len(form.asked)) == (False, 19, 4, 99, 37)
    assert [each.key for each in affair.matters if each.key not in four] == ["planning-change", "road-opening", "green-space"]
    assert {join: set(joint.matters) for join, joint in affair.joins.items()} == {join: set(four) for join in Join}
    outside = {matter.key: [each.key for each in matter.stages if each.is_outside] for matter in affair.matters}
    assert outside["power"] == outside["water"] == outside["gas"] == ["design-review", "works"]
    assert outside["telecom"] == ["works"]
    assert {wait.stage for key in four for wait in affair.matter(key).waits} == {"works"}
    assert (affair.matter("telecom").least, affair.matter("telecom").most, len(affair.matter("telecom").units)) == (1, 3, 3)


def test_the_shipped_start_up() -> None:
    found = shipped("start-up")
    affair = found.affair
    book = ledger(affair, affair.matters, {"entity_type": "limited"})
    assert (affair.needs_firm, affair.is_verified, book.before, book.after, book.open) == (False, False, 18, 3, 0)
    waits = {each.key: [(wait.stage, wait.matter) for wait in each.waits] for each in affair.matters}
    assert waits["bank-account"] == [("start", "licence"), ("visit", "seals")]
    assert waits["licence"] == []
