"""Homes for the shell's tests: one is built once, each test gets a copy."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from dukou.cli.tests.processes import run
from dukou.kit.tests.packs import write_pack
from dukou.kit.tests.servers import copy_database, drop_database


@pytest.fixture(scope="session")
def pattern_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo home with two notes; not to be touched."""
    folder = tmp_path_factory.mktemp("pattern")
    pack = write_pack(folder / "tiny", notes__yaml="notes:\n  - {key: a, amount: 1}\n  - {key: b, amount: 2}\n")
    code, _, err = run(folder / "home", "init", "--pack", str(pack), "--demo", "--as-of", "2024-07-08")
    assert code == 0, err
    return folder


@pytest.fixture
def home(pattern_home: Path, tmp_path: Path) -> Iterator[Path]:
    """A demo home of the test's own."""
    shutil.copytree(pattern_home / "home", tmp_path / "home")
    copy_database(pattern_home / "home", tmp_path / "home")
    yield tmp_path / "home"
    drop_database(tmp_path / "home")


@pytest.fixture
def pack(pattern_home: Path, tmp_path: Path) -> Path:
    """The pack of that home, to be changed."""
    shutil.copytree(pattern_home / "tiny", tmp_path / "tiny")
    return tmp_path / "tiny"


@pytest.fixture(scope="session", autouse=True)
def ctrl_c_is_heard() -> None:
    """A background job of a shell ignores SIGINT, and all that it starts would too; with a handler here they begin as usual."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
