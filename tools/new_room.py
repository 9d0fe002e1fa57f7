"""`make new-room NAME=x`: the skeleton of a room, and the two words by which the house takes it in."""

from __future__ import annotations

import re
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1] / "src" / "dukou"

FILES = {
    "__init__.py": '"""What this room is for, in one sentence."""\n',
    "apps.py": (
        '"""The room as a Django app."""\n\n'
        "from django.apps import AppConfig\n\n\n"
        "class {Name}Config(AppConfig):\n"
        '    """The room `{name}`."""\n\n'
        '    name = "dukou.{name}"\n'
    ),
    "core/__init__.py": '"""The thinking part: plain values, no framework, no clock."""\n',
    "models.py": '"""What the room keeps. Every model names its table `{name}_<noun>`; foreign keys point only to lower floors."""\n',
    "queries.py": '"""What the room answers, named by what is returned."""\n',
    "actions.py": '"""What the room does: keyword-only, `by=` always, one transaction, one audit event."""\n',
    "migrations/__init__.py": "",
    "tests/__init__.py": "",
}

NEXT = """\
{folder}

还要加两处 · two words are still missing:
  src/dukou/settings.py   ROOMS 里按楼层加 "{name}" · "{name}" in ROOMS, where its floor is
  pyproject.toml          floors 的 layers 里加 "{name}" · "{name}" in the layers of the floors
"""


def main(name: str) -> int:
    """Write the skeleton; a name that cannot be one, or that is taken, is refused."""
    if not re.fullmatch(r"[a-z][a-z_]*[a-z]", name):
        print("模块名用小写英文名词：make new-room NAME=permits · name the room by a noun in lower case", file=sys.stderr)
        return 1
    folder = HOUSE / name
    if folder.exists():
        print(f"已有模块 {name} · there is a room {name} already", file=sys.stderr)
        return 1
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text.format(name=name, Name=name.title().replace("_", "")), encoding="utf-8")
    print(NEXT.format(folder=folder.relative_to(HOUSE.parents[1]), name=name))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
