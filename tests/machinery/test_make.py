"""The Makefile: every target explains itself, and an unfit Python is told at once."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path = ROOT) -> tuple[int, str]:
    """Exit code and everything written."""
    done = subprocess.run([str(each) for each in command], cwd=cwd, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_make_alone_prints_one_line_for_each_target_in_both_languages() -> None:
    code, said = run("make", "--no-print-directory")
    [phony] = re.findall(r"^\.PHONY: (list .*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    lines = said.splitlines()
    assert (code, [line.split()[1] for line in lines]) == (0, phony.split())
    assert [line for line in lines if not re.search(r"make \S+ +[^·]*[\u4e00-\u9fff][^·]* · [a-z.]", line)] == []


def test_ci_runs_what_the_readme_says() -> None:
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").rstrip().endswith("exec make test")
    assert run("bash", "-n", ROOT / ".ci" / "run") == (0, "")


def test_demo_takes_a_port() -> None:
    code, said = run("make", "-n", "demo", "PORT=8080")
    assert (code, "dukou demo --pack dadukou --port 8080" in said) == (0, True)


def fake_python(path: Path, version: str, script: str) -> Path:
    path.write_text(f'#!/bin/sh\n[ "$1" = --version ] && echo "{version}" && exit 0\n{script}\n')
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("version", ["Python 3.9.1", ""])
def test_an_unfit_python_is_named_with_the_cure(tmp_path: Path, version: str) -> None:
    python = fake_python(tmp_path / "python", version, "exit 1")
    code, said = run("sh", ROOT / "tools" / "make_venv.sh", tmp_path / "venv", python)
    assert (code, (tmp_path / "venv").exists()) == (1, False)
    assert f"found: {version or 'none'}" in said and "make setup PYTHON=python3.12" in said


def test_a_python_without_venv_is_told_what_to_install(tmp_path: Path) -> None:
    python = fake_python(tmp_path / "python", "Python 3.11.2", '[ "$1" = -c ]')  # new enough, but `-m venv` fails
    code, said = run("sh", ROOT / "tools" / "make_venv.sh", tmp_path / "venv", python)
    assert (code, "install python3-venv" in said) == (1, True)


def test_the_pins_name_no_host_and_every_one_has_a_hash() -> None:
    for name in ("runtime.txt", "postgres.txt", "chat.txt", "dev.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links", text) == []
        pins = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
        assert pins and [pin for pin in pins if not re.match(r"\S+==\S+", pin) or "--hash=sha256:" not in pin] == []


def test_what_tests_install_agrees_with_what_the_product_installs() -> None:
    pins = [
        dict(re.findall(r"^(\S+)==(\S+)", (ROOT / "requirements" / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("runtime.txt", "postgres.txt", "chat.txt", "dev.txt")
    ]
    runtime, postgres, chat, dev = pins
    assert runtime.items() <= postgres.items() <= dev.items()
    assert postgres.keys() - runtime.keys() == {"psycopg", "psycopg-binary"}
    assert runtime.items() <= chat.items() and "apprise" in chat.keys() - runtime.keys()
    assert {name: chat[name] for name in chat.keys() & dev.keys()} == {name: dev[name] for name in chat.keys() & dev.keys()}
