"""`make new-room NAME=permits ZH=许可`: a room that stands by itself, and the two words by which the house takes it in.

The skeleton is whole: a table, a query, an act with its event, a page in both languages with the rule of who may enter, its line for the
walk of rights, and tests. Nothing else is to be touched but the two words, and a line that says which doors it leaves shut and why;
`make docs` writes the reference pages again.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from room_files import FILES

HOUSE = Path(__file__).resolve().parents[1] / "src" / "dukou"
GLOSSARY = HOUSE.parents[1] / "GLOSSARY.md"
BESIDE = "| enterprises | "  # rooms stand together in one table of the glossary

NEXT = """\
{folder}
GLOSSARY.md   {rows}

还要加两处 · two words are still missing:
  src/dukou/settings.py   ROOMS 里按楼层加 "{name}" · "{name}" in ROOMS, where its floor is
  pyproject.toml          floors 的 layers 里加 "{name}" · "{name}" in the layers of the floors
再写一行 · and one line:
  tests/architecture/doors.py   SHUT 里写明暂不开的门和理由 · the doors that it leaves shut, with the reason, in SHUT
然后 · then: make docs && make check
"""


def main(name: str, zh: str) -> int:
    """Write the skeleton and its rows of the glossary; a name that cannot be one, or that is taken, is refused."""
    if not re.fullmatch(r"[a-z][a-z_]*[a-z]", name):
        return _refused("模块名用小写英文名词：make new-room NAME=permits ZH=许可 · name the room by a noun in lower case")
    if not re.search(r"[\u4e00-\u9fff]", zh):
        return _refused("再写中文名：make new-room NAME=permits ZH=许可 · and say its Chinese name")
    folder = HOUSE / name
    if folder.exists():
        return _refused(f"已有模块 {name} · there is a room {name} already")
    words = _words(name, zh)
    rows = _entered(words)
    for path, text in FILES.items():
        target = folder / _filled(path, words)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_filled(text, words), encoding="utf-8")
    print(NEXT.format(folder=folder.relative_to(HOUSE.parents[1]), name=name, rows=" ".join(rows)))
    return 0


def _words(name: str, zh: str) -> dict[str, str]:
    """The room's name, what one of its records is called, and both as names of classes."""
    noun = name[:-1] if name.endswith("s") else f"{name}_entry"
    title = name.replace("_", " ")
    spoken = {"name": name, "noun": noun, "title": title[0].upper() + title[1:], "one": noun.replace("_", " "), "zh": zh}
    return spoken | {"Noun": noun.title().replace("_", "")}


def _filled(text: str, words: dict[str, str]) -> str:
    """The text with `<name>` and the other words in their places."""
    return re.sub(r"<(name|noun|Noun|title|one|zh)>", lambda found: words[found[1]], text)


def _entered(words: dict[str, str]) -> list[str]:
    """Enter the room and its record in the glossary; gives the rows."""
    rows = [f"| {words['name']} | {words['zh']} | what this room is for | |", f"| {words['one']} | {words['zh']} | one of its records | |"]
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith(BESIDE))
    GLOSSARY.write_text("\n".join([*lines[: place + 1], *rows, *lines[place + 1 :]]) + "\n", encoding="utf-8")
    return rows


def _refused(said: str) -> int:
    print(said, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(*[*sys.argv[1:], "", ""][:2]))
