"""An input–output table in long form: one row a delivery (supplier, user, value), in a Parquet file."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import Any

import numpy as np

from dukou.chains.core.linkages.tables import Numbers
from dukou.chains.sheets.io_sheets import OUTPUT_WORDS
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

COLUMNS = ("supplier", "user", "value")
# no network, nothing laid down in the working folder
_ALONE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "temp_directory": "",
}


class PairsUnreadable(Refusal):
    """The file is no Parquet, or its rows are not deliveries."""

    code = "chains.pairs_unreadable"
    what = Label("没有读投入产出表“{name}”", "the input–output table “{name}” was not read")
    why = Label("{said}", "{said}")
    cure = Label(
        "Parquet 文件，三列 supplier、user、value，每对一行；总产出写成 supplier 为 output 的行；没有写的一对即没有供给",
        "a Parquet file of supplier, user and value, a row for each pair; outputs are rows whose supplier is output; a pair that is not "
        "written delivers nothing",
    )


def paired(path: Path, name: str) -> tuple[tuple[str, ...], Numbers, Numbers]:
    """Sectors in the order of their names, deliveries Z and outputs x. The sectors are those that have an output."""
    supplier, user, value = _columns(path, name)
    is_output = np.isin(np.char.lower(supplier), list(OUTPUT_WORDS))
    sectors, counts = np.unique(user[is_output], return_counts=True)
    _judge(name, sectors, counts, np.concatenate([supplier[~is_output], user]))
    many = len(sectors)
    output = value[is_output][np.argsort(user[is_output])]
    cells = np.searchsorted(sectors, supplier[~is_output]) * many + np.searchsorted(sectors, user[~is_output])
    twice = np.flatnonzero(np.bincount(cells, minlength=many * many) > 1)
    if twice.size:
        one, other = sectors[twice[0] // many], sectors[twice[0] % many]
        raise PairsUnreadable(
            name=name, said=Label(f"{one} 供给 {other} 写了不止一次", f"the pair from {one} to {other} stands there twice")
        )
    flows = np.zeros(many * many)
    flows[cells] = value[~is_output]
    return tuple(map(str, sectors)), flows.reshape(many, many), output


def _judge(name: str, sectors: Any, counts: Any, named: Any) -> None:
    if not len(sectors):
        raise PairsUnreadable(name=name, said=Label("没有总产出的行", "no row tells an output"))
    if counts.max() > 1:
        sector = sectors[counts.argmax()]
        raise PairsUnreadable(name=name, said=Label(f"{sector} 的总产出写了不止一次", f"the output of {sector} stands there twice"))
    lost = np.setdiff1d(named, sectors)
    if lost.size:
        raise PairsUnreadable(name=name, said=Label(f"部门 {lost[0]} 没有总产出", f"the sector {lost[0]} has no output"))


def _columns(path: Path, name: str) -> tuple[Any, Any, Numbers]:
    """The three columns as arrays; NULLs and what is no number are refused."""
    import duckdb  # loaded where it is needed: most commands do not

    asked = 'SELECT CAST(supplier AS VARCHAR) AS supplier, CAST("user" AS VARCHAR) AS "user", CAST(value AS DOUBLE) AS value FROM pairs'
    try:
        with duckdb.connect(":memory:", config=_ALONE) as duck:
            duck.read_parquet(glob.escape(str(path))).create_view("pairs")
            told = {row[0] for row in duck.execute("DESCRIBE pairs").fetchall()}
            if not set(COLUMNS) <= told:
                lacking = "、".join(sorted(set(COLUMNS) - told))
                raise PairsUnreadable(name=name, said=Label(f"缺少列 {lacking}", f"it lacks the columns {lacking}"))
            found = duck.execute(asked).fetchnumpy()
    except duckdb.Error as error:
        said = Label("不是 Parquet 文件，或者 value 不是数", "it is no Parquet file, or a value is no number")
        raise PairsUnreadable(name=name, said=said) from error
    if any(np.ma.is_masked(each) for each in found.values()):
        raise PairsUnreadable(name=name, said=Label("有空格：空格是不知，不是 0", "a cell is empty: that is unknown, not 0"))
    return found["supplier"].astype(str), found["user"].astype(str), np.asarray(found["value"], dtype=np.float64)
