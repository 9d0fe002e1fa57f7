"""docs/howto/take-appeals.md: a district that writes the three files has a pack without faults."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.howto.following import ROOT, Follower, blocks_of

PAGE = ROOT / "docs" / "howto" / "take-appeals.md"


def test_who_follows_the_page_has_a_pack_that_takes_appeals(tmp_path: Path) -> None:
    for pack in ("template", "national"):
        shutil.copytree(ROOT / "packs" / pack, tmp_path / "packs" / pack)
    follower = Follower(tmp_path)
    blocks = blocks_of(PAGE)
    assert [block.language for block in blocks] == ["sh", "yaml", "yaml", "yaml", "sh", "text"]
    for block in blocks:
        follower.follow(block)
