"""A panel out of a file: columns by name or told, codes as they are written, and refusals with place and cure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from dukou.chains.core.panels import PanelKeysTwice, PanelNegative
from dukou.chains.sheets.panels import PanelCellsUnreadable, PanelColumnsMissing, PanelUnreadable, columns_told, read_panel
from dukou.warehouse.queries.own_tables import engine, pack

HEAD = "fips,naics,year,emp,est"


def written(folder: Path, *lines: str) -> Path:
    path = folder / "panel.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_table_of_the_usual_names_is_understood_and_codes_keep_their_noughts(tmp_path: Path) -> None:
    panel = read_panel(written(tmp_path, HEAD, "05001,0111,2021,30,4", "05001,2011,2019,,3", "10001,0111,2019,0,5", "10001,2011,2021,7,"))
    assert (panel.regions, panel.industries, panel.periods) == (("05001", "10001"), ("0111", "2011"), (2019, 2021))
    expected = np.array([[[0, np.nan], [np.nan, 0]], [[30, 0], [0, 7]]])
    assert np.array_equal(panel.value, expected, equal_nan=True)
    assert panel.count.tolist() == [[[0, 3], [5, 0]], [[4, 0], [0, 0]]]
    assert np.array_equal(panel.is_withheld, np.isnan(expected))  # an empty amount, and a nought beside five firms: unknown, never zero
    assert panel.is_present.sum() == 4


def test_parquet_with_columns_of_other_names(tmp_path: Path) -> None:
    path = tmp_path / "others.parquet"
    rows: Sequence[Sequence[object]] = [("a", "0111", 2019, 5), ("b", "0111", 2019, 6), ("b", "0112", 2020, 7)]
    with engine() as duck:
        pack(duck, rows, {"county": "VARCHAR", "code": "VARCHAR", "when it was": "BIGINT", "jobs": "BIGINT"}, path)
    columns = columns_told("region=county, industry=code,period=when it was,value=jobs")
    panel = read_panel(path, columns)
    assert panel.value.tolist() == [[[5, 0], [6, 0]], [[0, 0], [0, 7]]]
    assert (panel.name, len(panel.sha256)) == ("others", 64)
    assert read_panel(path.rename(tmp_path / panel.sha256), columns).sha256 == panel.sha256  # as the home keeps it: without an ending


@pytest.mark.parametrize(
    ("lines", "refusal", "details"),
    [
        ((HEAD, "1,2,2019,5,1", "1,2,2019,6,1"), PanelKeysTwice, {"examples": "1/2/2019", "count": 1}),
        ((HEAD, "1,2,2019,-5,1"), PanelNegative, {"examples": "1/2/2019"}),
        ((HEAD, "1,2,2019,many,1"), PanelCellsUnreadable, {"keys": 0, "numbers": 1}),
        ((HEAD, "1,,2019,5,1", "1,2,spring,5,1", "1,2,2019,5,1"), PanelCellsUnreadable, {"keys": 2, "numbers": 0}),
        (("fips,naics,year", "1,2,2019"), PanelColumnsMissing, {"missing": "value", "present": "fips、naics、year"}),
        ((HEAD,), PanelUnreadable, {}),
    ],
)
def test_what_cannot_be_a_panel_is_refused(
    tmp_path: Path, lines: tuple[str, ...], refusal: type[PanelUnreadable], details: dict[str, object]
) -> None:
    with pytest.raises(refusal) as refused:
        read_panel(written(tmp_path, *lines))
    assert {key: refused.value.details[key] for key in details} == details


def test_a_column_that_is_told_and_not_there_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD, "1,2,2019,5,1")
    with pytest.raises(PanelColumnsMissing) as refused:
        read_panel(path, {"count": "firms"})
    assert refused.value.details["missing"] == "firms"
    with pytest.raises(PanelColumnsMissing):
        columns_told("county=fips")
    with pytest.raises(PanelUnreadable):
        read_panel(tmp_path / "none.parquet")
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"no parquet at all")
    with pytest.raises(PanelUnreadable):
        read_panel(broken)
