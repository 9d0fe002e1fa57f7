"""docs/howto/write-an-affair.md: who writes the four files has an affair whose form merges."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.howto.following import ROOT, Follower, blocks_of

PAGE = ROOT / "docs" / "howto" / "write-an-affair.md"


def test_who_follows_the_page_has_an_affair_with_one_form(tmp_path: Path) -> None:
    for pack in ("template", "national"):
        shutil.copytree(ROOT / "packs" / pack, tmp_path / "packs" / pack)
    follower = Follower(tmp_path)
    blocks = blocks_of(PAGE)
    assert [block.language for block in blocks] == ["sh", *["yaml"] * 4, "sh", "text", "sh", "text"]
    for block in blocks:
        follower.follow(block)
