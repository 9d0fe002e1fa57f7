"""docs/howto/add-a-product.md: who writes the files has a product more, and a second version of it without a gap."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from dukou.kit.packfiles.reading import read_pack
from tests.howto.following import ROOT, Follower, blocks_of

PAGE = ROOT / "docs" / "howto" / "add-a-product.md"


def test_who_follows_the_page_has_a_product_more(tmp_path: Path) -> None:
    for pack in ("dadukou", "national"):
        shutil.copytree(ROOT / "packs" / pack, tmp_path / "packs" / pack)
    follower = Follower(tmp_path)
    blocks = blocks_of(PAGE)
    assert [block.language for block in blocks] == ["sh", "yaml", "yaml", "yaml", "sh", "text", "sh", "text"]
    for block in blocks:
        follower.follow(block)
    products = read_pack(tmp_path / "packs" / "our-district", beside_stored=False).of("products")
    assert sorted(products) == ["commercial-value", "knowledge-value", "startup-guaranteed", "tea-loan"]
    assert [(each.version, each.since, each.until, each.rate and each.rate.most) for each in products["tea-loan"].data.versions] == [
        ("2024", date(2024, 1, 1), date(2026, 6, 30), 50),
        ("2026", date(2026, 7, 1), None, 25),
    ]
