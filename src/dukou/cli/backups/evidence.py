"""What a database file proves of itself. It is looked at through Django's own connection, which is turned to it for that time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DatabaseError, connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from dukou.audit.queries import verify
from dukou.cli.backups.manifests import Evidence, Manifest, NewerBackup
from dukou.kit.core.labels import Label, same
from dukou.kit.core.refusals import Refusal


class DatabaseUnsound(Refusal):
    """A backup that could not be restored is no backup, so none is made of a database that is not whole."""

    code = "cli.database_unsound"
    what = Label("数据库“{database}”不完整，没有备份或恢复", "the database “{database}” is not whole: nothing was backed up or restored")
    why = Label("{test}：{said}", "{test}: {said}")
    cure = Label(
        "运行 dukou doctor；留住以前的备份，停止服务后把整个数据目录另存一份",
        "run dukou doctor; keep the earlier backups, stop the server and put a copy of the whole home aside",
    )


def evidence_of(database: Path) -> Evidence:
    """Examine a database file whole: its pages, its foreign keys, its audit chain; gives what it proves. Refused where it is not whole."""
    try:
        with _looking_at(database):
            _must_be_sound(database)
            verdict = verify()
            if verdict.broken is not None:
                raise DatabaseUnsound(database=database, test=_CHAIN, said=verdict.broken.label)
            return Evidence(migrations=_migrations(), rows=_rows(), events=verdict.events, head=verdict.head)
    except DatabaseError as error:
        raise DatabaseUnsound(database=database, test=PAGES, said=same(error)) from error


def must_be_known(manifest: Manifest, file: Path) -> None:
    """Refuse a backup whose migrations this program does not know: a newer one made it."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    unknown = sorted(set(manifest.evidence.migrations) - known)
    if unknown:
        raise NewerBackup(file=file, program=manifest.program, unknown=same("、".join(unknown[:3])))


@contextmanager
def _looking_at(database: Path) -> Iterator[None]:
    usual = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = database
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def _must_be_sound(database: Path) -> None:
    for test, pragma, whole in ((PAGES, "integrity_check(1)", [("ok",)]), (_KEYS, "foreign_key_check", [])):
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {pragma}")
            found = cursor.fetchmany(1)
        if found != whole:
            raise DatabaseUnsound(database=database, test=test, said=same(" ".join(map(str, found[0]))))


def _migrations() -> tuple[str, ...]:
    return tuple(sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()))


def _rows() -> dict[str, int]:
    """How many rows every table has."""
    counts = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
            counts[table] = int(cursor.fetchone()[0])
    return counts


PAGES = Label("数据页", "its pages")
_KEYS = Label("外键", "its foreign keys")
_CHAIN = Label("审计留痕", "its audit trail")
