"""docs/howto/verify-a-draw.md: its code alone, without the house, makes a draw again and sees what was altered."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from dukou.audit.core.values import Json
from dukou.credit.core.draw_files import file_of
from dukou.credit.core.draws import drawn
from dukou.credit.tests.made_draws import SEED, plan
from tests.howto.following import ROOT, Follower, blocks_of, lines_of

PAGE = ROOT / "docs" / "howto" / "verify-a-draw.md"


@pytest.fixture
def follower(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Follower:
    """Somebody without the house: isolated (`-I`), `python3` is the one that runs the tests."""
    command = tmp_path / "bin" / "python3"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{getattr(sys, "_base_executable", sys.executable)}" "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    return Follower(tmp_path)


def test_who_follows_the_page_makes_the_draw_again(follower: Follower) -> None:
    fixed = plan()
    _write(follower, file_of(fixed, drawn(fixed, SEED)))
    blocks = blocks_of(PAGE)
    assert [block.language for block in blocks] == ["python", "sh", "text", "sh", "text"]
    assert sum(bool(line) for line in blocks[0].text.splitlines()) <= 40 and "dukou" not in blocks[0].text
    for block in blocks:
        follower.follow(block)


def test_the_page_s_code_tells_what_was_altered(follower: Follower) -> None:
    script, command, *_ = blocks_of(PAGE)
    fixed = plan()
    document = file_of(fixed, drawn(fixed, SEED))
    follower.follow(script)
    _write(follower, document | {"seed": "0837462916"})
    follower.follow(command)
    assert _differing(follower) == ["cuts", "drawn"]
    _write(follower, document | {"nonce": "f" * 32})
    follower.follow(command)
    assert _differing(follower) == ["list_sha256", "inspectors_sha256"]
    _write(follower, document | {"seed_name": "another number"})
    follower.follow(command)
    assert _differing(follower) == ["plan_sha256"]


def _write(follower: Follower, document: dict[str, Json]) -> None:
    (follower.folder / "draw.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def _differing(follower: Follower) -> list[str]:
    return [line.split()[0] for line in lines_of(follower.output) if line.endswith("DIFFERS")]
