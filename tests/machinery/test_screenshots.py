"""The READMEs' pictures: each one named exists, is a PNG of its width, and none lies there that nobody shows; the tool takes them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import pngs  # noqa: E402  the tools stand outside the package
import screenshots  # noqa: E402

from ..conftest import browser_path  # noqa: E402

SCREENS = screenshots.SCREENS
READMES = {"README.md": "en", "README.zh.md": "zh"}
MOST = 2 * 1024 * 1024  # bytes of all pictures together


def shown(readme: str) -> list[str]:
    """The pictures of a README, in order."""
    return re.findall(r"docs/pictures/([\w.-]+)", (ROOT / readme).read_text(encoding="utf-8"))


def test_every_picture_that_is_shown_lies_there_and_no_other() -> None:
    named = {name for readme in READMES for name in shown(readme)}
    lying = {path.name: path.read_bytes() for path in screenshots.PICTURES.iterdir()}
    assert set(lying) == named == set(screenshots.names())
    assert {name: pngs.size_of(data)[0] for name, data in lying.items()} == screenshots.names()
    assert sum(map(len, lying.values())) < MOST


@pytest.mark.parametrize("readme", list(READMES))
def test_each_readme_shows_its_language_and_begins_with_the_desk_on_both_screens(readme: str) -> None:
    language = READMES[readme]
    assert [name for name in shown(readme) if f"-{language}" not in name] == []
    assert shown(readme)[:2] == [f"leader-{language}.png", f"leader-{language}-phone.png"]
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert text.index("docs/pictures/") < text.index("make demo")
    assert re.findall(r'<img (?![^>]*alt="[^"]+)[^>]*>', text) == []  # each says in words what it shows


def test_a_png_is_written_as_it_is_read() -> None:
    data = pngs.written(3, [0x000000, 0xFFFFFF], bytes([0, 1, 0, 1, 0, 1]))
    assert pngs.size_of(data) == (3, 2)
    with pytest.raises(ValueError, match="not a PNG file"):
        pngs.size_of(b"GIF89a" + data)


@pytest.mark.browser
@pytest.mark.once
@pytest.mark.processes
def test_a_page_is_taken_in_both_languages_and_sizes_and_what_is_stale_goes(tmp_path: Path) -> None:
    assert browser_path()
    (tmp_path / "gone-zh.png").write_bytes(b"of an earlier run")
    (tmp_path / "brief-zh.png").write_bytes(b"of an earlier run")
    tool = [sys.executable, str(ROOT / "tools" / "screenshots.py"), "--page", "leader", "--into", str(tmp_path)]
    subprocess.run(tool, check=True)  # by itself, as make runs it: the browser of other tests keeps a loop of its own in this process
    taken = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert taken.pop("brief-zh.png") == b"of an earlier run"  # another page's stays where one page is taken
    sizes = {f"leader-{language}{screen.ending}.png": (screen.width, screen.height) for language in READMES.values() for screen in SCREENS}
    assert {name: pngs.size_of(data) for name, data in taken.items()} == sizes
    assert len(set(taken.values())) == 4
