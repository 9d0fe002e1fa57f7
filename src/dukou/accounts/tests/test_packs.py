"""`departments.yaml`: loaded, changed, closed; faults with their line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dukou.accounts.models import Organisation
from dukou.accounts.packs import Departments
from dukou.accounts.tests.cast import CLI, NOW, organisation
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.reading import Contents, read_pack
from dukou.kit.packfiles.sections import Loading

SECTION = Departments()
TWO = """departments:
  - {key: tax, name: {zh: 税务分局, en: tax branch}, parent: office}
  - {key: office, name: {zh: 区政府办, en: district office}, kind: department}
"""


def pack(folder: Path, departments: str) -> Contents:
    """A pack that holds nothing but departments."""
    root = folder / "testland"
    root.mkdir(exist_ok=True)
    (root / "pack.yaml").write_text("name: {zh: 试验区, en: Testland}\n", encoding="utf-8")
    (root / "departments.yaml").write_text(departments, encoding="utf-8")
    return read_pack(root)


def load(contents: Contents) -> list[tuple[str, str]]:
    """Write what differs; gives kind and key of each change."""
    assert contents.faults == []
    changes = SECTION.differences(contents)
    SECTION.write(changes, contents, Loading(CLI, NOW, date(2024, 7, 8), "test", "testland"))
    return [(change.sort, change.key) for change in changes]


@pytest.mark.django_db
def test_departments_are_loaded_once_whatever_their_order(tmp_path: Path) -> None:
    contents = pack(tmp_path, TWO)
    assert load(contents) == [("added", "tax"), ("added", "office")]
    assert load(contents) == []
    tax = Organisation.objects.get(key="tax")
    assert (tax.zh, tax.en, tax.kind, tax.parent and tax.parent.key, tax.pack) == (
        "税务分局",
        "tax branch",
        "department",
        "office",
        "testland",
    )


@pytest.mark.django_db
def test_what_left_the_pack_is_closed_and_opens_again(tmp_path: Path) -> None:
    organisation("firm-a")  # not of the pack, so the pack does not close it
    load(pack(tmp_path, TWO))
    office_only = "departments:\n  - {key: office, name: {zh: 区政府办, en: district government office}}\n"
    assert load(pack(tmp_path, office_only)) == [("changed", "office"), ("removed", "tax")]
    assert set(Organisation.objects.filter(closed_on=date(2024, 7, 8)).values_list("key", flat=True)) == {"tax"}
    assert load(pack(tmp_path, TWO)) == [("added", "tax"), ("changed", "office")]
    assert not Organisation.objects.filter(closed_on__isnull=False).exists()


@pytest.mark.parametrize(
    ("written", "line", "what"),
    [
        (
            "  - {key: tax, name: {zh: 税务, en: tax}, parent: offce}\n  - {key: office, name: {zh: 办, en: office}}",
            2,
            "there is no organisation “offce”",
        ),
        ("  - {key: Tax, name: {zh: 税务, en: tax}}", 2, "“key” is not written rightly: “Tax”"),
        ("  - {key: tax, name: {zh: 税务, en: tax}, kind: guild}", 2, "“kind” knows no value “guild”"),
        ("  - {key: tax, name: {zh: 税务}}", 2, "“name → en” is missing"),
        (
            "  - {key: tax, name: {zh: 税务, en: tax}}\n  - {key: tax, name: {zh: 税务, en: tax}}",
            3,
            "“tax” stands twice (first at testland/departments.yaml:2:5)",
        ),
        ("  - {key: a, name: {zh: 甲, en: a}, parent: a}", 2, "the parents of “a” lead back to itself"),
    ],
)
def test_faults_are_named_with_their_line(tmp_path: Path, written: str, line: int, what: str) -> None:
    faults: list[Fault] = pack(tmp_path, f"departments:\n{written}\n").faults
    assert [(fault.place.file, fault.place.line, fault.what.en) for fault in faults] == [("testland/departments.yaml", line, what)]
