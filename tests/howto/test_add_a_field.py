"""docs/howto/add-a-field.md: who writes the file has a twenty-ninth field, and a second version of it without a gap."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from dukou.kit.packfiles.reading import read_pack
from tests.howto.following import ROOT, Follower, blocks_of

PAGE = ROOT / "docs" / "howto" / "add-a-field.md"


def test_who_follows_the_page_has_a_field_more(tmp_path: Path) -> None:
    for pack in ("dadukou", "national"):
        shutil.copytree(ROOT / "packs" / pack, tmp_path / "packs" / pack)
    follower = Follower(tmp_path)
    blocks = blocks_of(PAGE)
    assert [block.language for block in blocks] == ["sh", "yaml", "sh", "text", "sh", "text"]
    for block in blocks:
        follower.follow(block)
    fields = read_pack(tmp_path / "packs" / "our-district", beside_stored=False).of("fields")
    tea = fields["tea"].data.versions
    assert len([key for key, entry in fields.items() if not entry.data.composite]) == 29
    assert [(each.version, each.since, each.until, each.items[1].points) for each in tea] == [
        ("2024", date(2024, 1, 1), date(2026, 6, 30), -20),
        ("2026", date(2026, 7, 1), None, -30),
    ]
