"""docs/howto/add-a-policy.md: what it says is done, what it promises is there."""

from __future__ import annotations

import json
import shutil
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.howto.following import ROOT, Block, Follower, blocks_of
from tests.howto.visiting import Visitor

PAGE = ROOT / "docs" / "howto" / "add-a-policy.md"


@pytest.fixture
def follower(tmp_path: Path) -> Follower:
    """Somebody in a folder with the shipped packs and the command."""
    for pack in ("dadukou", "national"):
        shutil.copytree(ROOT / "packs" / pack, tmp_path / "packs" / pack)
    return Follower(tmp_path)


def test_who_follows_the_page_has_a_matched_list(follower: Follower) -> None:
    blocks = blocks_of(PAGE)
    [at] = [position for position, block in enumerate(blocks) if block.is_server]
    assert at == len(blocks) - 2  # the desks come last, then what is seen on them
    for block in blocks[:at]:
        follower.follow(block)
    _look(follower, Block("sh", blocks[at].text.replace("8000", str(_free_port()))), blocks[-1])


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
