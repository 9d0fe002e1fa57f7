"""packs/template: a copy is a pack from the first minute, and its commented examples are true."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dukou.kit.packfiles.reading import read_pack
from dukou.kit.packfiles.sections import SECTIONS
from tests.oracle.conftest import PACKS

EXAMPLE = "# "  # an example to uncomment; explanations stand after two signs


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the template beside its parent, as someone would begin."""
    shutil.copytree(PACKS / "national", tmp_path / "national")
    shutil.copytree(PACKS / "template", tmp_path / "mine")
    return tmp_path / "mine"


def _uncomment(folder: Path) -> None:
    for path in folder.rglob("*.yaml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join(line.removeprefix(EXAMPLE) for line in lines), encoding="utf-8")


@pytest.mark.django_db
def test_a_copy_passes_with_only_its_name(copy: Path) -> None:
    contents = read_pack(copy)
    assert [str(fault) for fault in contents.faults] == []
    assert contents.of("figures") == {}
    assert contents.of("indicators").keys() == read_pack(PACKS / "national").of("indicators").keys()


@pytest.mark.django_db
def test_its_examples_are_true_and_show_every_section(copy: Path) -> None:
    (copy / "clusters" / "example.yaml").rename(copy / "clusters" / "steel.yaml")
    before = {section.name: set(read_pack(copy).of(section.name)) for section in SECTIONS}
    _uncomment(copy)
    contents = read_pack(copy)
    assert [str(fault) for fault in contents.faults] == []
    for section in SECTIONS:
        # an entry of lights, and the one of credit, takes the place of its parent's
        assert set(contents.of(section.name)) > before[section.name] or section.name in ("lights", "credit"), section.name
    assert contents.of("credit")["credit"].place.file.split("/")[0] == "mine"


@pytest.mark.django_db
def test_the_national_pack_holds_no_figure_of_any_district() -> None:
    contents = read_pack(PACKS / "national")
    assert [str(fault) for fault in contents.faults] == []
    assert contents.of("figures") == {}
    assert contents.of("sources") == {}
