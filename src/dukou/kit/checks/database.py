"""The database: whole, written so that nothing acknowledged is lost, and of the form that this program knows."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from dukou.kit.checks.server import journal_of_server
from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label, same
from dukou.kit.diagnosis import Finding, broken, check, sound
from dukou.kit.guards import Guarding, guards_of, standing

_RESTORE = Label(
    "停止服务，另存整个数据目录，再用 dukou restore 恢复最近的备份",
    "stop the server, put a copy of the home aside, then dukou restore the latest backup",
)
_FULL = 2  # of SQLite's `synchronous`


@check("kit.journal", Label("写入方式", "way of writing"))
def journal(home: Home) -> Finding:
    """SQLite writes ahead (WAL) and waits for the disk (FULL), so that an acknowledged act survives a power cut; so does a server.

    It stands first and looks past our own connection, which would switch WAL on.
    """
    if connection.vendor != "sqlite":
        return journal_of_server()
    with closing(sqlite3.connect(f"{home.database.as_uri()}?mode=ro", uri=True)) as beside:
        mode = str(beside.execute("PRAGMA journal_mode").fetchone()[0])
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        synchronous = int(cursor.fetchone()[0])
    said = Label("日志方式 journal_mode={mode}，同步 synchronous={synchronous}", "journal_mode={mode}, synchronous={synchronous}")
    if (mode, synchronous) != ("wal", _FULL):
        cure = Label(
            "重新启动 dukou serve；若仍如此，数据目录可能在网络盘上，应移到本机磁盘",
            "start dukou serve anew; if it stays so, the home may lie on a network disk: move it to a disk of this machine",
        )
        return broken(said.filled(mode=mode, synchronous=synchronous), cure)
    return sound(said.filled(mode="WAL", synchronous="FULL"))


@check("kit.database", Label("数据库", "database"))
def database(home: Home) -> Finding:
    """It opens, and its pages are whole; of a server's pages only the server knows."""
    if connection.vendor != "sqlite":
        return _opens()
    if connection.vendor == "sqlite" and not home.database.exists():
        return broken(Label("没有数据库文件", "there is no database file"), _RESTORE)
    try:
        said = _quickly_checked()
    except (DatabaseError, sqlite3.DatabaseError) as error:
        said = str(error)
    if said != "ok":
        return broken(Label("数据库损坏：{said}", "the database is damaged: {said}").filled(said=same(said)), _RESTORE)
    return sound(Label("能打开，数据页完好", "it opens and its pages are whole"))


@check("kit.migrations", Label("库表版本", "form of the tables"))
def migrations(home: Home) -> Finding:
    """Every migration of this program is applied, and none that it does not know."""
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    pending = [f"{each.app_label}.{each.name}" for each, _ in executor.migration_plan(graph.leaf_nodes())]
    strange = [f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations() if (app, name) not in graph.nodes]
    if strange:
        said = Label("有本程序不认识的迁移：{names}", "migrations that this program does not know: {names}").filled(names=_some(strange))
        return broken(said, Label("换用更新的程序版本", "use a newer version of the program"))
    if pending:
        said = Label("{count} 项迁移还没有做：{names}", "{count} migrations are pending: {names}").filled(
            count=len(pending), names=_some(pending)
        )
        return broken(said, Label("先备份，再启动 dukou serve，它会完成迁移", "back up, then start dukou serve, which applies them"))
    return sound(Label("与程序一致（{count} 项迁移）", "as the program knows them ({count} migrations)").filled(count=len(graph.nodes)))


@check("kit.guards", Label("只增表的保护", "guards of append-only tables"))
def guards(home: Home) -> Finding:
    """Every table that only grows still refuses to be changed by the database itself."""
    steps = (step for each in MigrationExecutor(connection).loader.disk_migrations.values() for step in each.operations)
    tables = {step.table for step in steps if isinstance(step, Guarding)}
    with connection.cursor() as cursor:
        cursor.execute(standing(connection.vendor))
        there = {str(name) for (name,) in cursor.fetchall()}
    missing = sorted(table for table in tables if not guards_of(table, connection.vendor) <= there)
    if missing:
        said = Label("没有保护：{tables}", "unguarded: {tables}").filled(tables=_some(missing))
        cure = Label(
            "有人改过数据库：另存整个数据目录作为证据，查明以前不要再用，再从备份恢复",
            "somebody changed the database: keep a copy of the home as evidence, use it no further until it is known why, restore a backup",
        )
        return broken(said, cure)
    return sound(Label("{count} 张表都在保护之下", "all {count} tables are guarded").filled(count=len(tables)))


def _opens() -> Finding:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        said = Label("打不开：{said}", "it does not open: {said}").filled(said=same(str(error).splitlines()[0]))
        return broken(said, Label('核对服务器和地址：psql "$DUKOU_DATABASE_URL"', 'look at server and address: psql "$DUKOU_DATABASE_URL"'))
    return sound(Label("能打开", "it opens"))


def _quickly_checked() -> str:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        return str(cursor.fetchone()[0])


def _some(names: list[str]) -> str:
    return "、".join(sorted(names)[:3]) + (" …" if len(names) > 3 else "")
