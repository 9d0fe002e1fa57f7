"""`dukou demo`: from nothing to pages in one command; run again it has lost nothing."""

from __future__ import annotations

import signal
import socket
from pathlib import Path

import pytest

from dukou.cli.tests.processes import free_port, run, start, status_of, until
from dukou.kit.tests.servers import asked


def shown(home: Path) -> tuple[str, str]:
    """Run the demo until its first page is there, and stop it; what it wrote to stdout and stderr."""
    port = free_port()
    with start(home, "--lang", "en", "demo", "--port", str(port)) as process:
        try:
            assert until(lambda: process.poll() is not None or status_of(f"http://127.0.0.1:{port}/") == 200)
            process.send_signal(signal.SIGTERM)
            out, err = process.communicate()
        finally:
            process.kill()
    assert process.returncode == 0, err
    assert f"the desks: http://127.0.0.1:{port}/" in err and "demo-leader" in err
    return out, err


@pytest.mark.processes
@pytest.mark.once
def test_a_demo_builds_its_home_once_prints_the_brief_and_serves(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first, _ = shown(home)
    kept = [(home / name).read_text() for name in ("secret_key", "demo_people.json", "home.json")]
    assert '"is_demo": true' in kept[2]
    second, _ = shown(home)
    assert [(home / name).read_text() for name in ("secret_key", "demo_people.json", "home.json")] == kept
    assert asked(home, "SELECT number FROM kit_pack_version") == [(1,)]
    assert second == first != ""


def test_a_taken_port_is_told_before_anything_is_built(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, _, err = run(tmp_path / "home", "--lang", "en", "demo", "--port", str(taken.getsockname()[1]))
    assert (code, "is taken" in err, (tmp_path / "home").exists()) == (1, True, False)
