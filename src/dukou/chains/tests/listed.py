"""A made-up district with the made-up salt chain loaded, and lists of made-up candidates as an office would hand them in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from dukou.accounts.core.viewers import Viewer, command_line_viewer
from dukou.chains.actions.candidates import take_in
from dukou.chains.tests.made_up import CHAIN, PACK
from dukou.kit.actions import load_pack
from dukou.kit.core.actors import Actor

DAY = date(2024, 7, 8)
NOW = datetime(2024, 7, 10, 2, tzinfo=UTC)
OFFICE: Viewer = command_line_viewer("clerk")
CODE, OTHER = "91500104MA5UPLJX8B", "91500104MA5UPLJY66"  # made up; their check characters are right
BRINE, PANS, SALT = "node/salt-brine", "node/salt-pans", "node/salt-salt"
HEAD = "企业名称,统一社会信用代码,所在地,远近,节点,契合度,单厂年产值,供货给本地链主,近期融资"


# The cluster stands as a subject only: clusters, with their lights and rule books, are a room above.
FILES = {name: text for name, text in PACK.items() if name not in ("clusters/salt.yaml", "lights.yaml")} | {
    "chains/salt.yaml": CHAIN,
    "departments.yaml": "departments: [{key: salt-office, name: {zh: 虚构盐办, en: made-up salt office}}]\n",
    "subjects.yaml": """
subjects:
  - {key: cluster/salt, name: {zh: 虚构盐业, en: made-up salt}}
  - {key: segment/rock-salt, name: {zh: 虚构岩盐, en: made-up rock salt}, part_of: cluster/salt}
""",
}


def load(folder: Path) -> None:
    """The district with one chain of three nodes."""
    pack = folder / "made-up"
    for name, text in FILES.items():
        path = pack / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    load_pack(by=Actor("cli", "clerk"), path=pack, reason="", now=NOW)


def written(folder: Path, *rows: str, head: str = HEAD, name: str = "list.csv") -> Path:
    """A list as a file."""
    path = folder / name
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def taken(folder: Path, *rows: str, known_on: date = DAY, source: str = "虚构名单", is_synthetic: bool = True, head: str = HEAD) -> int:
    """Hand a list in; how many candidates it changed."""
    path = written(folder, *rows, head=head)
    return take_in(by=OFFICE, path=path, name=path.name, source=source, known_on=known_on, is_synthetic=is_synthetic, now=NOW)
