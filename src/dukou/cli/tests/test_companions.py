"""A companion is started again when it dies and is gone when it is told to stop."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dukou.cli import companions
from dukou.cli.companions import Companion
from dukou.cli.tests.processes import until

LIVE = "import sys, pathlib, time\npathlib.Path(sys.argv[1]).open('a').write('started ')\n"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"


def companion(diary: Path, script: str) -> Companion:
    return Companion([sys.executable, "-c", script, str(diary)])


def starts(diary: Path) -> int:
    return diary.read_text().count("started") if diary.exists() else 0


def test_one_that_dies_is_started_again_until_stop(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    mortal = companion(diary, LIVE)
    mortal.start()
    assert until(lambda: starts(diary) >= 2)
    mortal.stop()
    told = starts(diary)
    mortal.stop()  # twice does no harm
    assert (starts(diary), mortal._keeper.is_alive()) == (told, False)


@pytest.mark.parametrize("nature", ["", STUBBORN])
def test_stop_ends_one_that_lives_even_where_it_does_not_listen(tmp_path: Path, nature: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(companions, "STOP_SECONDS", 0.5)
    diary = tmp_path / "diary"
    living = companion(diary, nature + LIVE + "sys.stdin.read() if sys.stdin else None\ntime.sleep(60)\n")
    living.start()
    assert until(lambda: starts(diary) == 1)
    living.stop()
    assert living._process is not None and living._process.returncode in (-15, -9)
    assert living._process.returncode == (-9 if nature else -15)


def test_stop_without_start_does_nothing(tmp_path: Path) -> None:
    companion(tmp_path / "diary", LIVE).stop()
    assert starts(tmp_path / "diary") == 0
