"""docs/howto/deploy.md: its commands are run on this machine, in folders of their own; its units name what is there."""

from __future__ import annotations

import configparser
import re
import shutil
from pathlib import Path

import pytest
from typer.main import get_command

from dukou.cli.main import shell
from tests.howto.following import ROOT, Block, Follower, blocks_of

PAGE = ROOT / "docs" / "howto" / "deploy.md"
SETTINGS = ROOT / "docs" / "reference" / "settings.md"


def _here(block: Block, folder: Path) -> Block:
    """The block with its folders below `folder`; the program's packs where the tree has them."""
    text = block.text.replace("/opt/dukou/packs", str(ROOT / "packs"))
    return Block(block.language, re.sub(r"(?<![\w/])/(srv|var/backups)/", f"{folder}/\\1/", text))


def test_who_follows_the_page_has_a_home_that_is_sound_and_backed_up(tmp_path: Path) -> None:
    follower = Follower(tmp_path)
    for folder in ("srv/dukou-home", "var/backups/dukou"):
        (tmp_path / folder).mkdir(parents=True, mode=0o700)
    shutil.copytree(ROOT / "packs" / "national", tmp_path / "srv" / "national")
    commands = [_here(block, tmp_path) for block in blocks_of(PAGE) if block.language == "sh"]
    assert len(commands) == 3
    for block in commands:
        block = Block(block.language, block.text.replace("dukou ", f"{tmp_path}/.venv/bin/dukou "))
        follower.follow(Block(block.language, block.text.replace(f"/srv/{tmp_path}/.venv/bin/dukou ", "/srv/dukou ")))
    assert (tmp_path / "var" / "backups" / "dukou" / "first.dukou").is_file()
    assert (tmp_path / "srv" / "dukou-home" / "home.json").is_file()


def _units() -> list[configparser.RawConfigParser]:
    units = []
    for block in blocks_of(PAGE):
        if block.language == "ini" and block.text.startswith("["):
            unit = configparser.RawConfigParser(strict=True)
            unit.optionxform = str  # type: ignore[assignment,method-assign]
            unit.read_string(block.text)
            units.append(unit)
    return units


def test_the_units_run_verbs_and_options_that_are_there() -> None:
    root = get_command(shell())
    started = [unit["Service"]["ExecStart"] for unit in _units() if unit.has_section("Service")]
    words = [re.search(r"/opt/dukou/\.venv/bin/dukou (\w+)(.*)", line) for line in started]
    verbs = {found[1]: re.findall(r"--[\w-]+", found[2]) for found in words if found}
    assert sorted(verbs) == ["backup", "serve", "worker"]
    known = getattr(root, "commands", {})
    for verb, options in verbs.items():
        spelt = {option for parameter in known[verb].params for option in parameter.opts}
        assert set(options) <= spelt
    assert all(unit["Service"]["EnvironmentFile"] == "/etc/dukou.env" for unit in _units() if unit.has_section("Service"))


def test_every_variable_it_sets_is_known() -> None:
    [environment] = [block.text for block in blocks_of(PAGE) if block.language == "ini" and "DUKOU_HOME=" in block.text]
    named = set(re.findall(r"^(?:# )?(DUKOU_\w+)=", environment, re.MULTILINE))
    known = set(re.findall(r"`(DUKOU_\w+)`", SETTINGS.read_text(encoding="utf-8")))
    told = {"DUKOU_HOME", "DUKOU_HOSTS", "DUKOU_HTTPS", "DUKOU_DATABASE_URL", "DUKOU_MAIL", "DUKOU_MAIL_FROM", "DUKOU_CHAT"}
    assert named == told <= known


@pytest.mark.parametrize("name", ["caddy", "nginx"])
def test_each_proxy_passes_to_where_the_unit_listens(name: str) -> None:
    [proxy] = [block.text for block in blocks_of(PAGE) if block.language == name]
    assert "127.0.0.1:8000" in proxy and "dukou.example.gov.cn" in proxy
