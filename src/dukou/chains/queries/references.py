"""Reference files that assessments lean on: which stand, and what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from dukou.chains.core.kinds import ReferenceKind
from dukou.chains.models import BackTest, Reference
from dukou.enterprises.queries.tables import industry_names
from dukou.kit.core.labels import Label, same
from dukou.kit.files import kept

if TYPE_CHECKING:  # numpy and the engines take a while to load, and most pages ask for neither
    from dukou.chains.core.assessing.ground import PanelGround
    from dukou.chains.core.linkages.tables import IoTable
    from dukou.chains.core.outlook import Reference as Fitted
    from dukou.chains.core.panels import Panel

_ARRIVAL = "arrival"  # Task.ARRIVAL, without its arrays
_SYNTHETIC = Label("（合成数据）", " (synthetic)")


@dataclass(frozen=True, slots=True)
class TableGround:
    """An input–output table with its name and source."""

    table: IoTable
    label: Label


def references_known(known_on: date) -> QuerySet[Reference]:
    """The references that were known by a day and not withdrawn, the one that was kept last first."""
    return Reference.objects.filter(withdrawn_at__isnull=True, known_on__lte=known_on).order_by("-pk")


def reference_used(kind: ReferenceKind, known_on: date) -> Reference | None:
    """The reference of a kind that is used on a day: of those known by then, the one that was kept last."""
    return references_known(known_on).filter(kind=kind.value).first()


def back_tests_of(panel: Reference | None) -> dict[str, BackTest]:
    """The newest back-test of each task on a panel, by task; a back-test of the same panel tells the same whenever it was made."""
    return {row.task: row for row in BackTest.objects.filter(panel=panel).order_by("pk")} if panel else {}


def newest_test(panel: Reference | None) -> BackTest | None:
    """The newest back-test of arrivals on a panel, the one that suggestions lean on."""
    return back_tests_of(panel).get(_ARRIVAL)


def label_of(row: Reference) -> Label:
    """A reference as pages name it, and that it is made up where it is."""
    said = Label("{name}，{source}", "{name}, {source}").filled(name=row.name, source=row.source)
    return Label(f"{said.zh}{_SYNTHETIC.zh}", f"{said.en}{_SYNTHETIC.en}") if row.is_synthetic else said


def name_of(row: Reference) -> Label:
    """A reference by its name alone, and that it is made up where it is."""
    return Label(f"{row.name}{_SYNTHETIC.zh}", f"{row.name}{_SYNTHETIC.en}") if row.is_synthetic else same(row.name)


def panel_ground(edition: str, known_on: date) -> PanelGround | None:
    """The panel that is used on a day, fitted, with its back-test; None where none is kept or its file is gone."""
    row = reference_used(ReferenceKind.PANEL, known_on)
    path = kept(row.sha256) if row else None
    if row is None or path is None:
        return None
    from dukou.chains.core.assessing.ground import PanelGround
    from dukou.chains.core.backtest.results import BackTest as Tested

    panel, fitted = _fitted(path, tuple(sorted(row.columns.items())), row.name, row.is_synthetic)
    test = newest_test(row)
    return PanelGround(panel, fitted, Tested.of(test.content) if test else None, name_of(row), industry_names(edition, panel.industries))


def io_ground(known_on: date) -> TableGround | None:
    """The input–output table that is used on a day; None where none is kept or its file is gone."""
    row = reference_used(ReferenceKind.IO_TABLE, known_on)
    path = kept(row.sha256) if row else None
    if row is None or path is None:
        return None
    from dukou.chains.sheets.io_tables import open_table

    table = open_table(path, row.about.get("file", row.name), year=row.about.get("year"))
    return TableGround(replace(table, is_synthetic=row.is_synthetic), label_of(row))


def read(path: Path, columns: Mapping[str, str], name: str, is_synthetic: bool) -> Panel:
    """The panel in a kept file."""
    from dukou.chains.sheets.panels import read_panel

    return replace(read_panel(path, dict(columns), name), is_synthetic=is_synthetic)


@lru_cache(maxsize=2)  # a kept file never changes, and fitting takes longer than all the rest of an assessment
def _fitted(path: Path, columns: tuple[tuple[str, str], ...], name: str, is_synthetic: bool) -> tuple[Panel, Fitted]:
    from dukou.chains.core.backtest.tasks import Terms
    from dukou.chains.core.outlook import reference

    panel = read(path, dict(columns), name, is_synthetic)
    return panel, reference(panel, Terms())
