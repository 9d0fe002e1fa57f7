"""ecomplexity on one panel, in its own environment: CPU time of its call alone, peak memory, and what it finds. Words: table, results."""

from __future__ import annotations

import json
import resource
import sys
import time
import warnings

import numpy as np

sys.path = [each for each in sys.path if not each.rstrip("/").endswith("bench/peers")]  # this script has the name of what it measures


def main(table: str, results: str) -> None:
    """Reading is not in its time, and the check of log-supermodularity, which ours has not, is switched off."""
    import pandas as pd
    from ecomplexity import ecomplexity

    warnings.simplefilter("ignore")
    rows = pd.read_csv(table)
    names = {"time": "year", "loc": "fips", "prod": "naics", "val": "emp"}
    start = time.process_time()
    found = ecomplexity(rows, names, check_logsupermodularity=False, verbose=False)
    cpu = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = found.sort_values(["year", "fips", "naics"])
    np.savez(results, **{name: found[name].to_numpy() for name in ("rca", "density", "eci", "pci", "coi", "cog")})
    print(json.dumps({"cpu": cpu, "peak": peak}))


if __name__ == "__main__":
    main(*sys.argv[1:])
