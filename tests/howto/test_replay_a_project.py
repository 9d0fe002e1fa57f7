"""docs/howto/replay-a-project.md: what it says is done, what it promises is there."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.howto.following import ROOT, Follower, blocks_of

PAGE = ROOT / "docs" / "howto" / "replay-a-project.md"


def test_who_follows_the_page_has_a_story_of_their_own(tmp_path: Path) -> None:
    for pack in ("dadukou", "national"):
        shutil.copytree(ROOT / "packs" / pack, tmp_path / "packs" / pack)
    follower = Follower(tmp_path)
    blocks = blocks_of(PAGE)
    assert [block.language for block in blocks] == ["sh", "text", *["yaml"] * 4, "sh", "text"]
    for block in blocks:
        follower.follow(block)
