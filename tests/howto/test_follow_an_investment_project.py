"""docs/howto/follow-an-investment-project.md: what it says is done, what it promises is there."""

from __future__ import annotations

import json
import re
import shutil
import socket
from pathlib import Path
from urllib.parse import urlsplit

from tests.howto.following import ROOT, Block, Follower, blocks_of
from tests.howto.visiting import Visitor

PAGE = ROOT / "docs" / "howto" / "follow-an-investment-project.md"


def test_who_follows_the_page_has_followed_a_project(tmp_path: Path) -> None:
    for pack in ("dadukou", "national"):
        shutil.copytree(ROOT / "packs" / pack, tmp_path / "packs" / pack)
    follower, blocks = Follower(tmp_path), blocks_of(PAGE)
    assert [position for position, block in enumerate(blocks) if block.is_server] == [len(blocks) - 2]
    for block in blocks[:-2]:
        follower.follow(block)
    _look(follower, Block("sh", blocks[-2].text.replace("8000", str(_free_port()))), blocks[-1])


def test_every_page_that_it_names_is_among_those_that_are_looked_at() -> None:
    text = PAGE.read_text(encoding="utf-8")
    named = set(re.findall(r"`(/projects/[^`]*)`", text))
    assert named <= {urlsplit(line.split()[0]).path for line in blocks_of(PAGE)[-1].text.splitlines()}


def _look(follower: Follower, served: Block, seen: Block) -> None:
    """Sign in as the page says and read each address; every word told beside it stands there."""
    visitor = Visitor(f"http://127.0.0.1:{served.text.split()[-1]}")
    people = json.loads((follower.folder / "trial" / "demo_people.json").read_text(encoding="utf-8"))
    [password] = [person["password"] for person in people if person["username"] == "demo-officer"]
    with follower.server(served) as server:
        visitor.wait(server)
        visitor.sign_in("demo-officer", password)
        for line in seen.text.splitlines():
            address, told = line.split(maxsplit=1)
            words = visitor.words(urlsplit(address).path)
            assert [word for word in told.split() if word not in words] == [], words


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
