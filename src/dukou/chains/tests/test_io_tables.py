"""Input–output tables out of files: the same table from each kind, and what is refused, where and with what cure."""

from __future__ import annotations

import io
import os
import pickle
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from openpyxl import Workbook

from dukou.chains.core.linkages.refusals import NegativeInTable, NotSquare, SectorTwice, SectorUnknown
from dukou.chains.core.linkages.tables import IoTable
from dukou.chains.sheets.arrays import ArraysUnreadable
from dukou.chains.sheets.inert import NotTexts, texts_of
from dukou.chains.sheets.io_pairs import PairsUnreadable
from dukou.chains.sheets.io_sheets import CellsWithoutNumber, SheetNotSquare
from dukou.chains.sheets.io_tables import NoSuchTable, TableIncomplete, YearNotInTable, open_table
from dukou.chains.tests.real_tables import AMERICA, needs_america
from dukou.kit.core.refusals import Refusal
from dukou.kit.sheets.refusals import UnknownKind

SECTORS = ("面粉", "小面", "包装")
FLOWS = np.array([[1.0, 6.0, 0.0], [0.0, 2.0, 1.0], [2.0, 3.0, 0.5]])
OUTPUT = np.array([1000.0, 20.0, 8.0])
SHEET = ',面粉,小面,包装\n面粉,1,6,0\n小面,0,2,1\n包装,2,3,0.5\n总产出,"1,000",20,8\n'


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def workbook(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [[None, *SECTORS], *([name, *FLOWS[at].tolist()] for at, name in enumerate(SECTORS)), ["output", *OUTPUT.tolist()]]:
        sheet.append(row)
    book.save(path)
    return path


def arrays(path: Path, **parts: Any) -> Path:
    np.savez(path, **parts)
    return path


def pairs(path: Path, rows: str) -> Path:
    with duckdb.connect() as duck:
        duck.execute(f"COPY (SELECT * FROM (VALUES {rows}) AS t(supplier, \"user\", value)) TO '{path}' (FORMAT parquet)")
    return path


def of_pairs(path: Path) -> Path:
    rows = [(SECTORS[i], SECTORS[j], FLOWS[i, j]) for i in range(3) for j in range(3) if FLOWS[i, j]]
    rows += [("output", SECTORS[j], OUTPUT[j]) for j in range(3)]
    return pairs(path, ", ".join(f"('{one}', '{other}', {value}::DOUBLE)" for one, other, value in rows))


def as_flows(table: IoTable) -> dict[tuple[str, str], float]:
    flows = table.inputs * table.output
    return {(one, other): round(flows[i, j], 9) for one, i in table.position.items() for other, j in table.position.items()}


def test_each_kind_of_file_gives_the_same_table(tmp_path: Path) -> None:
    wanted = {(one, other): FLOWS[i, j] for i, one in enumerate(SECTORS) for j, other in enumerate(SECTORS)}
    objects = np.array(SECTORS, dtype=object)
    files = [
        written(tmp_path / "t.csv", SHEET),
        workbook(tmp_path / "t.xlsx"),
        of_pairs(tmp_path / "t[1].parquet"),
        arrays(tmp_path / "z.npz", Z=FLOWS, x=OUTPUT, sectors=np.array(SECTORS)),
        arrays(tmp_path / "o.npz", Zd_2011=FLOWS, x_2011=OUTPUT, industries=objects),
        arrays(tmp_path / "a.npz", A=FLOWS / OUTPUT, x=OUTPUT, codes=objects),
    ]
    assert [as_flows(open_table(path)) for path in files] == [wanted] * len(files)
    assert [open_table(path).year for path in files] == [None, None, None, None, 2011, None]


def test_the_newest_year_or_the_one_asked_for(tmp_path: Path) -> None:
    path = arrays(tmp_path / "t.npz", Z_1995=FLOWS, x_1995=OUTPUT, Z_2011=FLOWS / 2, x_2011=OUTPUT, sectors=np.array(SECTORS))
    assert [as_flows(open_table(path, year=year))["面粉", "小面"] for year in (None, 2011, 1995)] == [3, 3, 6]
    with pytest.raises(YearNotInTable) as caught:
        open_table(path, year=2020)
    assert caught.value.said_why.en == "it has no year 2020; there is 1995、2011"


def test_deliveries_from_home_come_before_all_deliveries(tmp_path: Path) -> None:
    path = arrays(tmp_path / "t.npz", Z=FLOWS, Zd=FLOWS / 2, x=OUTPUT, sectors=np.array(SECTORS))
    assert as_flows(open_table(path))["面粉", "小面"] == 3


def test_sectors_left_out(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", SHEET)
    assert as_flows(open_table(path, dropped=["包装"])) == {
        ("面粉", "面粉"): 1,
        ("面粉", "小面"): 6,
        ("小面", "面粉"): 0,
        ("小面", "小面"): 2,
    }
    with pytest.raises(SectorUnknown) as caught:
        open_table(path, dropped=["酱油"])
    assert caught.value.said_cure.en == "use the table's codes, such as 面粉、小面、包装"


@needs_america
def test_negative_deliveries_are_refused_until_dropped_or_allowed() -> None:
    with pytest.raises(NegativeInTable) as caught:
        open_table(AMERICA)
    assert caught.value.said_why.en == "from 1111A0 to S00600: -0.000653263 is negative"
    assert len(open_table(AMERICA, dropped=["S00600"]).sectors) == 401
    assert len(open_table(AMERICA, allow_negative=True).sectors) == 402


@pytest.mark.parametrize(
    ("text", "refusal", "said"),
    [
        (SHEET.replace("小面,0", "大面,0"), SheetNotSquare, "sector 2 is “小面” across and “大面” down"),
        (SHEET.replace("包装,2,3,0.5\n", ""), SheetNotSquare, "there are 3 users and 2 suppliers"),
        (SHEET.replace("总产出", "利润"), SheetNotSquare, "there should be one row “output”; there are 0"),
        (SHEET + "output,1,2,3\n", SheetNotSquare, "there should be one row “output”; there are 2"),
        (SHEET.replace("0,2,1", "0,,n.a."), CellsWithoutNumber, "2 cells hold no number, the first in row 3, column 3"),
    ],
)
def test_sheets_that_are_refused(tmp_path: Path, text: str, refusal: type[Refusal], said: str) -> None:
    with pytest.raises(refusal) as caught:
        open_table(written(tmp_path / "t.csv", text))
    assert caught.value.said_why.en == said


def test_an_empty_cell_is_unknown_and_never_nought(tmp_path: Path) -> None:
    with pytest.raises(CellsWithoutNumber) as caught:
        open_table(written(tmp_path / "t.csv", SHEET.replace("0,2,1", "0,,n.a.")))
    assert [str(each).partition(": ")[0] for each in caught.value.faults] == ["t.csv:3:3", "t.csv:3:4"]
    assert caught.value.said_cure.en == "fill them in; write 0 where nothing is delivered"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("('a', 'a', 1.0)", "no row tells an output"),
        ("('output', 'a', 1.0), ('output', 'a', 2.0)", "the output of a stands there twice"),
        ("('output', 'a', 1.0), ('b', 'a', 2.0)", "the sector b has no output"),
        ("('output', 'a', 9.0), ('a', 'a', 2.0), ('a', 'a', 2.0)", "the pair from a to a stands there twice"),
        ("('output', 'a', NULL), ('a', 'a', 2.0)", "a cell is empty: that is unknown, not 0"),
        ("('output', 'a', 'much')", "it is no Parquet file, or a value is no number"),
    ],
)
def test_pairs_that_are_refused(tmp_path: Path, rows: str, said: str) -> None:
    with pytest.raises(PairsUnreadable) as caught:
        open_table(pairs(tmp_path / "t.parquet", rows))
    assert caught.value.said_why.en == said


def test_a_doubled_sector_and_a_square_of_another_size_are_refused_before_anything_is_left_out(tmp_path: Path) -> None:
    doubled = SHEET.replace("包装", "小面")
    for dropped in ((), ("面粉",)):
        with pytest.raises(SectorTwice):
            open_table(written(tmp_path / "t.csv", doubled), dropped=dropped)
        with pytest.raises(NotSquare):
            open_table(arrays(tmp_path / "t.npz", Z=FLOWS[:2], x=OUTPUT, sectors=np.array(SECTORS)), dropped=dropped)


def test_a_torn_file_of_arrays_is_refused_or_read_right(tmp_path: Path) -> None:
    """Bytes turned over one at a time: never an error that nobody expects, and never another table, since archives carry check sums."""
    path = tmp_path / "t.npz"
    np.savez_compressed(path, Z=FLOWS, x=OUTPUT, sectors=np.array(SECTORS, dtype=object))
    whole, wanted = path.read_bytes(), as_flows(open_table(path))
    read = refused = 0
    for at in range(0, len(whole), 5):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x5A]) + whole[at + 1 :])
        try:
            assert as_flows(open_table(path)) == wanted
            read += 1
        except Refusal:
            refused += 1
    assert read and refused  # some bytes are dates and the like


def test_files_that_are_no_table(tmp_path: Path) -> None:
    with pytest.raises(NoSuchTable):
        open_table(tmp_path / "nowhere.npz")
    with pytest.raises(UnknownKind):
        open_table(written(tmp_path / "t.txt", SHEET))
    with pytest.raises(PairsUnreadable):
        open_table(written(tmp_path / "t.parquet", SHEET))
    with pytest.raises(ArraysUnreadable) as torn:
        open_table(written(tmp_path / "t.npz", SHEET))
    assert torn.value.said_why.en == "t.npz: it is no .npz, or it is torn"
    with pytest.raises(TableIncomplete) as caught:
        open_table(arrays(tmp_path / "x.npz", x=OUTPUT, sectors=np.array(SECTORS)))
    assert caught.value.said_why.en == "deliveries or coefficients are missing; the file holds x、sectors"


class Bomb:
    """What a hostile file holds: something that is run when a pickle is loaded."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.mark),)


def hostile(path: Path, item: object) -> Path:
    """A table whose names of sectors are a pickle of this item."""
    arrays(path, Z=FLOWS, x=OUTPUT)
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": "|O", "fortran_order": False, "shape": (3,)})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("sectors.npy", header.getvalue() + pickle.dumps(item))
    return path


def test_a_pickle_is_never_run(tmp_path: Path) -> None:
    for number, item in enumerate((Bomb(tmp_path / "mark"), np.array([Bomb(tmp_path / "mark")] * 3, dtype=object))):
        with pytest.raises(ArraysUnreadable) as caught:
            open_table(hostile(tmp_path / f"{number}.npz", item))
        assert caught.value.said_why.en == "sectors: it holds what would have to be run to be read (a pickle), not texts"
    assert not (tmp_path / "mark").exists()
    np.load(tmp_path / "1.npz", allow_pickle=True)["sectors"]
    assert (tmp_path / "mark").exists()  # so the file was a bomb indeed


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_texts_are_read_out_of_pickles_of_each_protocol(protocol: int) -> None:
    names = np.array(["c1", "c2", "c1", "面粉", "c" * 300], dtype=object)
    assert texts_of(pickle.dumps(names, protocol=protocol)) == tuple(names)


@pytest.mark.parametrize(
    "item",  # lists, other items, other shapes
    [
        ["a", "b"],
        np.array([["a", "b"]], dtype=object),
        np.array([1, 2], dtype=object),
        np.array(["a", None], dtype=object),
        {"a": 1},
        np.array([1.0]),
    ],
)
def test_other_pickles_are_no_texts(item: object) -> None:
    with pytest.raises(NotTexts):
        texts_of(pickle.dumps(item))


def test_torn_pickles_are_no_texts() -> None:
    whole = pickle.dumps(np.array(["c1", "c2"], dtype=object))
    for end in range(len(whole)):
        with pytest.raises(NotTexts):
            texts_of(whole[:end])
