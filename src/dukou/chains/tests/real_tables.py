"""Where the real input–output tables for tests lie, and the reason printed where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[5] / "shared" / "data" / "chain"
CHINA, AMERICA = FOLDER / "wiod2013_china_35.npz", FOLDER / "bea2017_detail_A.npz"

needs_china = pytest.mark.skipif(
    not CHINA.exists(), reason="../shared/data/chain/wiod2013_china_35.npz is not there: golden values unchecked"
)
needs_america = pytest.mark.skipif(
    not AMERICA.exists(), reason="../shared/data/chain/bea2017_detail_A.npz is not there: 402 sectors unchecked"
)
