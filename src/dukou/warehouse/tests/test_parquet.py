"""Whatever rows are packed come back as they were, in their order."""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.warehouse.parquet import content_of, engine, file_sha256, lay_out, pack, schema_of

COLUMNS = {"word": "VARCHAR", "n": "BIGINT", "day": "VARCHAR"}
ENGINE = engine()  # one for all examples: opening costs more than packing
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
WORDS = st.none() | TEXT | st.sampled_from(["null", "{}", "2024-07-08", "𠮷", "\\N", '"', "\n"])
WHOLE = st.none() | st.integers(-(2**63), 2**63 - 1)
ROWS = st.lists(st.tuples(WORDS, WHOLE, st.none() | st.dates().map(str)), max_size=30)


def read(path: Path) -> list[tuple[object, ...]]:
    """The rows of a file as a question sees them."""
    lay_out(ENGINE, path, "t")
    rows = ENGINE.execute("select * from t").fetchall()
    ENGINE.execute("drop view t")
    return rows


@given(rows=ROWS)
def test_rows_come_back_in_their_order(rows: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.parquet"
        packed = pack(ENGINE, rows, COLUMNS, path)
        assert read(path) == rows
        assert (packed.rows, packed.content) == content_of(ENGINE, path)
        assert packed.sha256 == file_sha256(path)
        assert schema_of(ENGINE, path) == tuple(COLUMNS.items())
        assert list(Path(folder).iterdir()) == [path]


def test_no_rows_are_an_empty_table_with_its_columns(tmp_path: Path) -> None:
    packed = pack(ENGINE, [], COLUMNS, tmp_path / "t.parquet")
    assert (packed.rows, read(tmp_path / "t.parquet"), schema_of(ENGINE, tmp_path / "t.parquet")) == (0, [], tuple(COLUMNS.items()))


def test_many_rows_keep_their_order(tmp_path: Path) -> None:
    rows = [(f"企业{n % 7}", (n * 7919) % 100_003, None) for n in range(300_000)]
    pack(ENGINE, rows, COLUMNS, tmp_path / "t.parquet")
    assert read(tmp_path / "t.parquet") == rows


@pytest.mark.parametrize("name", ["a [b] c", "it's", "星*?", "a;b"])
def test_a_folder_of_any_name_means_itself_alone(tmp_path: Path, name: str) -> None:
    for folder, word in ((tmp_path / name, "here"), (tmp_path / "a b c", "elsewhere"), (tmp_path / "星xy", "elsewhere")):
        folder.mkdir()
        pack(ENGINE, [(word, 1, None)], COLUMNS, folder / "t.parquet")
    assert read(tmp_path / name / "t.parquet") == [("here", 1, None)]
    assert content_of(ENGINE, tmp_path / name / "t.parquet")[0] == 1


def test_other_rows_and_another_order_are_another_content(tmp_path: Path) -> None:
    one, two = ("a", 1, None), ("b", 1, None)
    said: list[list[tuple[object, ...]]] = [[one, two], [two, one], [one, ("b", 1, "")]]
    assert len({pack(ENGINE, rows, COLUMNS, tmp_path / f"{n}.parquet").content for n, rows in enumerate(said)}) == 3


def test_where_memory_is_short_no_rows_are_laid_down_in_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with engine() as duck:
        duck.execute("SET memory_limit = '20MB'")
        with pytest.raises(duckdb.OutOfMemoryException):
            duck.execute("SELECT hash(i)::VARCHAR || repeat('x', 50) AS row FROM range(1000000) t(i) ORDER BY row").fetchall()
    assert list(tmp_path.iterdir()) == []
