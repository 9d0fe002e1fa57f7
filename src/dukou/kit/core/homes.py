"""One folder holds everything the program keeps: the home of one district."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class HomeFileDamaged(Refusal):
    """`home.json` was changed by hand, or the disk lost it; without it nobody knows which pack this is, nor whether it is a demo."""

    code = "kit.home_file_damaged"
    status = 503
    what = Label("没有打开数据目录", "the home was not opened")
    why = Label("{file} 读不出：{said}", "{file} cannot be read: {said}")
    cure = Label(
        '从备份取回这个文件；或写成 {{"pack": "数据包名", "is_demo": false, "known_on": ""}}',
        'take the file from a backup, or write {{"pack": "NAME OF THE PACK", "is_demo": false, "known_on": ""}} into it',
    )


@dataclass(frozen=True, slots=True)
class HomeFile:
    """What `home.json` says. `is_demo`: demo people may sign in here, on loopback only.

    `known_on` (ISO): the day as known on which a demo home shows its figures where no other day is asked for; empty: today.
    """

    pack: str = ""
    is_demo: bool = False
    known_on: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one district. Its parts are paths; only `prepare` and `write` touch the disk."""

    path: Path

    @classmethod
    def of_environment(cls) -> Home:
        """The folder that DUKOU_HOME names, `.dukou` in the working directory when it names none."""
        return cls(Path(os.environ.get("DUKOU_HOME") or ".dukou").resolve())

    @property
    def database(self) -> Path:
        return self.path / "dukou.sqlite3"

    @property
    def secret_key_file(self) -> Path:
        return self.path / "secret_key"

    @property
    def static(self) -> Path:
        return self.path / "static"

    @property
    def made_static(self) -> Path:
        """Static files that are made on this machine, such as the chart bundle out of the vl-convert wheel."""
        return self.path / "made_static"

    @property
    def cache(self) -> Path:
        return self.path / "cache"

    @property
    def uploads(self) -> Path:
        return self.path / "uploads"

    @property
    def demo_people_file(self) -> Path:
        return self.path / "demo_people.json"

    @property
    def building_mark(self) -> Path:
        """Stands here while the home is being built, and holds the number of the process that builds it."""
        return self.path / "being_built"

    @property
    def is_built(self) -> bool:
        """Whether a district has been built here, to its end."""
        return (self.path / "home.json").exists() and not self.building_mark.exists()

    def prepare(self) -> None:
        """Make the folder and its secret key; what is there already stays as it is."""
        for folder in (self.path, self.made_static, self.cache, self.uploads):
            folder.mkdir(parents=True, exist_ok=True)
        if not self.secret_key_file.exists():
            write_private(self.secret_key_file, secrets.token_urlsafe(48))

    @property
    def secret_key(self) -> str:
        """The key that signs sessions; a throw-away one where the home is not built yet."""
        try:
            return self.secret_key_file.read_text()
        except FileNotFoundError:
            return secrets.token_urlsafe(48)

    def read(self) -> HomeFile:
        """What this home says of itself; keys of later versions are ignored."""
        file = self.path / "home.json"
        try:
            written = json.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return HomeFile()
        except ValueError as error:  # no UTF-8, no JSON
            raise HomeFileDamaged(file=file, said=str(error)) from error
        known = {field.name: type(field.default) for field in fields(HomeFile)}
        told = {key: value for key, value in written.items() if key in known} if isinstance(written, dict) else None
        if told is None or any(not isinstance(value, known[key]) for key, value in told.items()):
            raise HomeFileDamaged(file=file, said=json.dumps(written, ensure_ascii=False)[:200])
        return HomeFile(**told)

    def write(self, said: HomeFile) -> None:
        """Record what this home is; whole or not at all."""
        draft = self.path / "home.json.new"
        draft.write_text(json.dumps(asdict(said), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        draft.replace(self.path / "home.json")


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
