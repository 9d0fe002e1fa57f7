"""docs/howto/load-the-yearly-notice.md: a deadline that was provisional is firm once the notice is loaded, and moved with it."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.howto.following import ROOT, Follower, blocks_of

PAGE = ROOT / "docs" / "howto" / "load-the-yearly-notice.md"


def test_who_follows_the_page_has_next_years_days(tmp_path: Path) -> None:
    for pack in ("dadukou", "national"):
        shutil.copytree(ROOT / "packs" / pack, tmp_path / "packs" / pack)
    follower = Follower(tmp_path)
    blocks = blocks_of(PAGE)
    assert [block.language for block in blocks] == ["sh", "text", "yaml", "sh", "text"]
    for block in blocks:
        follower.follow(block)
