"""The PostgreSQL server of a home that has one: old enough to know, spelling Chinese, sorting as the house does, open for writing."""

from __future__ import annotations

from django.db import connection

from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label
from dukou.kit.diagnosis import Finding, advised, broken, check, sound

OLDEST = 14  # of PostgreSQL, for Django 5.2
BY_CODE_POINT = ("C", "POSIX", "C.UTF-8", "C.UTF8", "C.utf8")
_DURABLE = ("fsync", "full_page_writes", "synchronous_commit")
# `datlocale` is new with 17, and stands where the locale is not the system's own
_ASKED = (
    "SELECT current_setting('server_version_num')::int / 10000, pg_encoding_to_char(encoding), "
    "coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale', datcollate), "
    "pg_is_in_recovery() OR current_setting('default_transaction_read_only')::bool "
    "OR NOT has_schema_privilege(current_schema(), 'CREATE') FROM pg_database d WHERE datname = current_database()"
)


@check("kit.server", Label("数据库服务器", "database server"))
def server(home: Home) -> Finding:
    """PostgreSQL 14 or later, UTF8, text in the order of code points, and this user may write."""
    if connection.vendor == "sqlite":
        return sound(Label("不用服务器，数据库是数据目录里的文件", "none: the database is a file of the home"))
    with connection.cursor() as cursor:
        cursor.execute(_ASKED)
        version, encoding, locale, is_closed = cursor.fetchone()
    said = Label("PostgreSQL {version}，{encoding}，排序 {locale}", "PostgreSQL {version}, {encoding}, sorts as {locale}")
    said = said.filled(version=version, encoding=encoding, locale=locale)
    if version < OLDEST:
        return broken(said, Label("升级到 PostgreSQL {oldest} 以上", "upgrade to PostgreSQL {oldest} or later").filled(oldest=OLDEST))
    if encoding != "UTF8":
        return broken(said, _ANOTHER_DATABASE)
    if is_closed:
        return broken(Label("只能读，不能写", "it can be read and not written"), _OPEN)
    return sound(said) if locale in BY_CODE_POINT else advised(said, _ANOTHER_DATABASE)


def journal_of_server() -> Finding:
    """A server must wait for its disk too: fsync, full_page_writes and synchronous_commit are on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s) AND setting = 'off' ORDER BY name", [list(_DURABLE)])
        off = [str(name) for name, _ in cursor.fetchall()]
    if off:
        said = Label("{names} 已关闭，断电会丢失已确认的事", "{names} off: a power cut loses what was acknowledged")
        cure = Label("在 postgresql.conf 里设为 on，重新载入服务器", "set them to on in postgresql.conf and reload the server")
        return broken(said.filled(names="、".join(off)), cure)
    return sound(Label("写入等待磁盘，断电不丢", "it waits for the disk: a power cut loses nothing"))


_ANOTHER_DATABASE = Label(
    "另建一个库并把数据搬过去：createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8 库名，再用 pg_dump 和 pg_restore",
    "make another database and move over: createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8 NAME, pg_dump, pg_restore",
)
_OPEN = Label(
    "让 DUKOU_DATABASE_URL 指向主库，用户应为库的所有者", "let DUKOU_DATABASE_URL name the primary, with the owner of the database as user"
)
