"""What a backup says of itself: its first member, read and judged before anything else of it is touched."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE, HOME_FILE, DEMO_PEOPLE, SECRET_KEY, UPLOADS = "dukou.sqlite3", "home.json", "demo_people.json", "secret_key", "uploads"
SNAPSHOTS = "warehouse"
# Nothing else is ever taken out of a backup, so no name in it can lead out of the home.
_NAMES = re.compile(
    r"dukou\.sqlite3|home\.json|demo_people\.json|secret_key|uploads/[0-9a-f]{2}/[0-9a-f]{64}"
    r"|warehouse/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{6}Z/[a-z][a-z0-9_]*\.(?:parquet|json)"
)

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0)]


class NotABackup(Refusal):
    """Any file may be handed to `restore`; only a backup is read."""

    code = "cli.not_a_backup"
    what = Label("没有读取“{file}”", "“{file}” was not read")
    why = Label("它不是 dukou backup 写的备份：{said}", "it is no backup that dukou backup wrote: {said}")
    cure = Label("指明一个备份文件；用 dukou backup --check 可以核对", "name a backup; dukou backup --check examines one")


class NewerBackup(Refusal):
    """A newer program wrote it: what it means by its tables is not known here."""

    code = "cli.newer_backup"
    what = Label("没有恢复“{file}”", "“{file}” was not restored")
    why = Label(
        "它由较新的版本（{program}）写成，本程序不认识：{unknown}",
        "a newer version ({program}) wrote it; unknown to this program: {unknown}",
    )
    cure = Label("先把程序更新到该版本或更新", "bring the program up to that version or a later one first")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Member(_Strict):
    """One file of a backup: its name below the home, its size in bytes, its SHA-256."""

    name: str
    size: Count
    sha256: Sha256

    @model_validator(mode="after")
    def _belongs_into_a_home(self) -> Self:
        if not _NAMES.fullmatch(self.name):
            raise ValueError(f"a home has no file {self.name!r}")
        if self.name.startswith(f"{UPLOADS}/") and self.name != kept_name(self.sha256):
            raise ValueError(f"{self.name!r} is not named after its content")
        return self


class Evidence(_Strict):
    """What a database proves of itself: applied migrations, rows of every table, and the last event of the audit trail."""

    migrations: tuple[str, ...]
    rows: dict[str, Count]
    events: Count
    head: str


class Manifest(_Strict):
    """What a backup holds. `made_at` is when the database was copied; whatever was acknowledged before is in it."""

    format: int
    program: str
    made_at: datetime
    evidence: Evidence
    members: tuple[Member, ...]

    @model_validator(mode="after")
    def _is_a_home(self) -> Self:
        names = [member.name for member in self.members]
        if len(set(names)) != len(names) or not {DATABASE, HOME_FILE} <= set(names):
            raise ValueError("its list of files is not that of a home")
        return self

    @property
    def size(self) -> int:
        """Bytes of all members unpacked."""
        return sum(member.size for member in self.members)

    @property
    def database(self) -> Member:
        """The database among the members; it is always there."""
        return next(member for member in self.members if member.name == DATABASE)

    @property
    def kept_files(self) -> int:
        """How many files that people handed in are in it."""
        return sum(member.name.startswith(f"{UPLOADS}/") for member in self.members)

    @property
    def has_secret_key(self) -> bool:
        """Whether sessions outlive a restore."""
        return any(member.name == SECRET_KEY for member in self.members)

    def written(self) -> bytes:
        """The manifest as it stands in the file."""
        return (self.model_dump_json(indent=1) + "\n").encode()


class _Beginning(BaseModel):
    """What every format of a manifest will say, so that a newer one is told from rubbish."""

    format: int
    program: str


def read_manifest(text: bytes, file: object) -> Manifest:
    """The manifest that `text` is. Refused where it is none (NotABackup) or of a later form (NewerBackup)."""
    try:
        beginning = TypeAdapter(_Beginning).validate_json(text)
        if beginning.format > FORMAT:
            raise NewerBackup(file=file, program=beginning.program, unknown=Label("备份的格式", "the form of the backup"))
        return Manifest.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise NotABackup(file=file, said=f"{MANIFEST}: {'.'.join(map(str, first['loc']))} {first['msg']}") from error


def kept_name(sha256: str) -> str:
    """Under which name below the home a kept file stands."""
    return f"{UPLOADS}/{sha256[:2]}/{sha256}"
