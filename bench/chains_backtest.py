"""How often advice would have come true, on the real county panel (NAICS-4; learnt 2017 → 2019, tried 2019 → 2021), beside every baseline.

The bars are those of the field note; a foreign panel ranks methods, and its hit rates promise nothing for a district of another country.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

REAL = Path(__file__).resolve().parents[2] / "shared/data/chain/us_cbp_county_naics4_2017_2021.parquet"  # beside the repository
BARS = {"arrival": {"ap": 0.18, "mp10": 0.18}, "activation": {"ap": 0.041}}


def main() -> int:
    """Print one table for each task; 1 where a bar is missed."""
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    if not REAL.exists():
        print("the real panel is not there: ../shared/data/chain | missed")
        return 1
    from dukou.chains.core.backtest.choices import Task
    from dukou.chains.sheets.panels import read_panel

    start = time.process_time()
    panel = read_panel(REAL)
    print(f"read {panel.value.size:,} cells: {time.process_time() - start:.2f} s")
    return 0 if all([tried(panel, task) for task in Task]) else 1


def tried(panel: object, task: object) -> bool:
    """One task."""
    from dukou.chains.core.backtest.tasks import Terms
    from dukou.chains.core.backtest.trial import back_test

    start = time.process_time()
    found = back_test(panel, task, Terms())  # type: ignore[arg-type]
    cpu = time.process_time() - start
    apart, top = found.difference, found.top_ten
    print(f"{task}: {found.n:,} cells, {found.events:,} events, λ {found.ridge:g}; {cpu:.2f} s")
    for name, metrics in found.methods.items():
        print(f"  {name:21s}" + "".join(f"  {key} {value:.4f}" for key, value in metrics.plain().items()))
    print(f"  EASE minus density, mP@10: {apart.mean:+.4f} [{apart.low:.4f}, {apart.high:.4f}], {apart.ratio:.2f} times")
    for band in found.hit_rates:
        interval = f"[{band.rate_low:.1%}, {band.rate_high:.1%}]"
        print(f"  told {band.low:.0%} to {band.high:.0%}: of {band.n:,} {band.rate:.1%} {interval} came true")
    print(f"  among the ten best of each region: of {top.n:,} {top.rate:.1%} came true")
    bars = BARS[found.task.value]
    is_met = all(getattr(found.methods["ease"], key) >= bar for key, bar in bars.items())
    told = ", ".join(f"{key} {getattr(found.methods['ease'], key):.4f} ≥ {bar}" for key, bar in bars.items())
    print(f"  EASE {told} | {'met' if is_met else 'missed'}", flush=True)
    return is_met


if __name__ == "__main__":
    sys.exit(main())
