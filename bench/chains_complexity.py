"""Complexity of a panel against ecomplexity 0.5.3: agreement of every cell, CPU time, peak memory. Each side in a process, one BLAS thread.

Ours reads the Parquet file within its time; the peer is handed its data frame. The real panel has 288 industries, so the size 3,102 × 961
is made up, with the density of the real one at that depth (0.69 million rows of 5.96 million cells), and the real one runs beside it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from peers.environment import ECOMPLEXITY, NoPeer

REAL = Path(__file__).resolve().parents[2] / "shared/data/chain/us_cbp_county_naics4_2017_2021.parquet"  # beside the repository
CELLS = ("rca", "density", "eci", "pci", "coi", "cog")
AGREES, PEAK = 1e-10, 0.45
SIZES = ((230, 5000, 1, 0.406, 40.0), (3102, 961, 2, 0.116, 25.0))  # regions, industries, years, share of cells, bar of CPU


def main() -> int:
    """Print one line for each panel; 1 where a bar is missed."""
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    if sys.argv[1:]:
        ours(Path(sys.argv[1]), Path(sys.argv[2]))
        return 0
    is_met = True
    with tempfile.TemporaryDirectory(prefix="dukou-bench-") as folder:
        for regions, industries, years, share, bar in SIZES:
            made_up(Path(folder), regions, industries, years, share)
            is_met &= compared(Path(folder), f"{regions:,} × {industries:,}, {years} year(s), made up", bar)
        if REAL.exists():
            real(Path(folder))
            is_met &= compared(Path(folder), "real county panel, NAICS-4, 2019 and 2021", None)
        else:
            print("the real panel is not there: ../shared/data/chain")
    return 0 if is_met else 1


def compared(folder: Path, title: str, bar: float | None) -> bool:
    """Both sides on the same rows."""
    words = [sys.executable, __file__, str(folder / "panel.parquet"), str(folder / "ours.npz")]
    mine = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    try:
        theirs = ECOMPLEXITY.measured(str(folder / "panel.csv"), str(folder / "theirs.npz"))
    except NoPeer as reason:
        print(f"{title}: {mine['cpu']:.2f} s; ecomplexity could not be run: {reason} | missed")
        return False
    with np.load(folder / "ours.npz") as one, np.load(folder / "theirs.npz") as other:
        apart = {name: float(np.nanmax(np.abs(one[name] - np.nan_to_num(other[name])))) for name in CELLS}
    ratio, peak = theirs["cpu"] / mine["cpu"], mine["peak"] / theirs["peak"]
    is_met = max(apart.values()) <= AGREES and (bar is None or (ratio >= bar and peak <= PEAK))
    print(
        f"{title}: {mine['cpu']:.2f} s, {mine['peak']:.0f} MB; ecomplexity {theirs['cpu']:.2f} s, {theirs['peak']:.0f} MB | CPU {ratio:.1f}"
        f"{'' if bar is None else f' ≥ {bar:g}'}, peak {peak:.2f}{'' if bar is None else f' ≤ {PEAK}'}, "
        f"differences at most {', '.join(f'{name} {value:.0e}' for name, value in apart.items())} | {'met' if is_met else 'missed'}",
        flush=True,
    )
    return is_met


def ours(panel: Path, results: Path) -> None:
    """From the file to every cell, all years; what is kept for the comparison is kept after the measuring."""
    from dukou.chains.core.relatedness.complexity import complexity
    from dukou.chains.core.relatedness.specialisation import rca, specialised
    from dukou.chains.sheets.panels import read_panel

    start = time.process_time()
    told, found = read_panel(panel), []
    for amounts in told.value:
        quotients = rca(amounts)
        found.append((quotients, complexity(specialised(quotients))))
    cpu = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    shape = told.value[0].shape
    columns = {
        "rca": [quotients for quotients, _ in found],
        "density": [each.density for _, each in found],
        "cog": [each.cog for _, each in found],
        "eci": [np.broadcast_to(each.eci[:, None], shape) for _, each in found],
        "coi": [np.broadcast_to(each.coi[:, None], shape) for _, each in found],
        "pci": [np.broadcast_to(each.pci, shape) for _, each in found],
    }
    np.savez(results, **{name: np.concatenate([each.ravel() for each in some]) for name, some in columns.items()})
    print(json.dumps({"cpu": cpu, "peak": peak}))


def made_up(folder: Path, regions: int, industries: int, years: int, share: float) -> None:
    """A panel of hidden capabilities in which a share of the cells is not nought; codes of one length, so that all sort them alike."""
    rng = np.random.default_rng(5)
    affinity = rng.dirichlet(np.full(8, 0.4), size=regions) @ rng.dirichlet(np.full(8, 0.3), size=industries).T
    size = rng.lognormal(4, 1.2, size=(regions, 1)) * rng.lognormal(0, 1, size=industries)
    with (folder / "panel.csv").open("w") as file:
        file.write("fips,naics,year,emp\n")
        for year in range(2019, 2019 + 2 * years, 2):
            amounts = size * affinity * rng.lognormal(0, 1, size=affinity.shape)
            is_there = amounts >= np.quantile(amounts, 1 - share)
            is_there[np.arange(regions), amounts.argmax(axis=1)] = True  # the peer drops what has nothing in a year
            is_there[amounts.argmax(axis=0), np.arange(industries)] = True
            r, i = np.nonzero(is_there)
            rows = np.column_stack([10000 + r, 10000 + i, np.full(len(r), year), np.ceil(100 * amounts[r, i])])
            np.savetxt(file, rows, fmt="%d", delimiter=",")
    _packed(folder)


def real(folder: Path) -> None:
    """Two years of the real panel, the published jobs alone: regions and industries that both years have, as the peer drops the others."""
    from dukou.warehouse.parquet import engine

    both = "naics IN (SELECT naics FROM {0} GROUP BY 1 HAVING count(DISTINCT year) = 2)"
    both += " AND fips IN (SELECT fips FROM {0} GROUP BY 1 HAVING count(DISTINCT year) = 2)"
    with engine() as duck:
        duck.execute(f"CREATE TABLE t AS SELECT fips + 100000 AS fips, naics, year, emp FROM read_parquet('{REAL}') WHERE emp > 0")
        duck.execute("DELETE FROM t WHERE year NOT IN (2019, 2021)")
        duck.execute(f"COPY (SELECT * FROM t WHERE {both.format('t')}) TO '{folder / 'panel.csv'}' (FORMAT csv, HEADER)")
    _packed(folder)


def _packed(folder: Path) -> None:
    from dukou.warehouse.parquet import engine

    with engine() as duck:
        duck.execute(f"COPY (SELECT * FROM read_csv('{folder / 'panel.csv'}')) TO '{folder / 'panel.parquet'}' (FORMAT parquet)")


if __name__ == "__main__":
    sys.exit(main())
