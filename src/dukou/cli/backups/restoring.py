"""Out of a backup a home again: into a new or an empty folder only, proven before it is opened, all of it or nothing."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from dukou.audit.actions import record
from dukou.cli.backups import manifests
from dukou.cli.backups.archives import BackupDamaged, manifest_of, must_have_room, unpack
from dukou.cli.backups.evidence import evidence_of, must_be_known
from dukou.cli.backups.making import must_be_sqlite
from dukou.cli.backups.manifests import Evidence, Manifest
from dukou.cli.homes import building
from dukou.cli.statics import write_statics
from dukou.kit.core.actors import Actor
from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label, joined
from dukou.kit.output import Step

_DATABASE = Label("数据库", "database")
_PARTS = {
    "migrations": Label("迁移", "migrations"),
    "rows": Label("各表行数", "rows of its tables"),
    "events": Label("留痕条数", "events of its trail"),
    "head": Label("留痕链头", "head of its trail"),
}


def check(file: Path, step: Step) -> Manifest:
    """Prove a backup without restoring it: every file by its hash, the database by all that restoring looks at. No home is needed."""
    must_be_sqlite()
    manifest = manifest_of(file)
    must_be_known(manifest, file)
    with tempfile.TemporaryDirectory(prefix="dukou-check-") as folder:
        must_have_room(Path(folder), manifest.database.size)  # nothing else is written
        database = Path(folder) / manifests.DATABASE
        unpack(file, lambda member: database if member.name == manifests.DATABASE else None, step)
        step(str(_DATABASE), 0, 1)
        _must_agree(file, manifest.evidence, evidence_of(database))
    return manifest


def restore(*, by: Actor, home: Home, file: Path, step: Step, now: datetime | None = None) -> Manifest:
    """Build the home that `file` is a backup of. Its manifest is judged before anything is written; a fault leaves the folder as it was.

    What an older version of the program wrote is proven first and brought up to date then. The trail says that it was restored: what
    was done after `made_at` is not in it.
    """
    must_be_sqlite()
    manifest = manifest_of(file)
    must_be_known(manifest, file)
    must_have_room(home.path, 2 * manifest.size)
    with building(home):
        unpack(file, lambda member: home.path / member.name, step)
        step(str(_DATABASE), 0, 1)
        _must_agree(file, manifest.evidence, evidence_of(home.database))
        _make_ready(home)
        _say_in_trail(by, home, manifest, now or timezone.now())
        home.building_mark.unlink()
    return manifest


def _must_agree(file: Path, said: Evidence, proven: Evidence) -> None:
    """Refuse where the database is not the one that the manifest speaks of."""
    differing = [label for part, label in _PARTS.items() if getattr(said, part) != getattr(proven, part)]
    if differing:
        differs = Label("与备份说明不同：{parts}", "not as the manifest says: {parts}").filled(parts=joined(differing))
        raise BackupDamaged(file=file, member=manifests.DATABASE, said=differs)


def _make_ready(home: Home) -> None:
    """What a backup does not hold is made again: the secret key where it is not in it, page files, the tables of a newer program."""
    home.prepare()
    settings.SECRET_KEY, settings.HOME_FILE = home.secret_key, home.read()  # the settings were read before there were these
    call_command("migrate", verbosity=0, interactive=False)
    write_statics(home)


def _say_in_trail(by: Actor, home: Home, manifest: Manifest, moment: datetime) -> None:
    after = {"made_at": manifest.made_at, "events": manifest.evidence.events, "head": manifest.evidence.head}
    with transaction.atomic():
        record(by=by, act="homes.restore", subject=("home", home.read().pack), after=after, now=moment)
