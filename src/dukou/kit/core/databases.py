"""Where the database of a home is: DUKOU_DATABASE_URL names a PostgreSQL server, and where it is not set there is a file of the home."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

SCHEMES = ("postgresql", "postgres")
# What libpq understands and an operator has reason to say (PostgreSQL 18, 32.1.2); the rest is decided by the settings.
OPTIONS = (
    "application_name",
    "channel_binding",
    "connect_timeout",
    "gssencmode",
    "host",
    "keepalives",
    "keepalives_count",
    "keepalives_idle",
    "keepalives_interval",
    "options",
    "passfile",
    "port",
    "sslcert",
    "sslcrl",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "target_session_attrs",
    "tcp_user_timeout",
)
_LOOSE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


class DatabaseUrlWrong(Refusal):
    """DUKOU_DATABASE_URL cannot be read. It holds a password, so it is never repeated."""

    code = "kit.database_url_wrong"
    what = Label("没有打开数据库", "no database was opened")
    why = Label("环境变量 DUKOU_DATABASE_URL：{fault}", "DUKOU_DATABASE_URL: {fault}")
    cure = Label(
        "写成 postgresql://用户:口令@主机:5432/库名，本机套接字写成 postgresql://用户@/库名?host=/run/postgresql；"
        "口令中的 @ : / # ? % 写成 %40 %3A %2F %23 %3F %25；不用 PostgreSQL 的，取消这个变量",
        "write postgresql://user:password@host:5432/name, or for a socket postgresql://user@/name?host=/run/postgresql; "
        "in a password write @ : / # ? % as %40 %3A %2F %23 %3F %25; unset the variable to use SQLite",
    )


class DriverMissing(Refusal):
    """DUKOU_DATABASE_URL is set and the driver for PostgreSQL, which is an extra, is not installed."""

    code = "kit.driver_missing"
    what = Label("没有打开数据库", "no database was opened")
    why = Label("没有安装 PostgreSQL 的驱动 psycopg：{said}", "psycopg, the driver for PostgreSQL, is not installed: {said}")
    cure = Label(
        "安装：.venv/bin/pip install --require-hashes -r requirements/postgres.txt；或取消 DUKOU_DATABASE_URL，改用 SQLite",
        "install it: .venv/bin/pip install --require-hashes -r requirements/postgres.txt; or unset DUKOU_DATABASE_URL to use SQLite",
    )


class DatabaseUnreachable(Refusal):
    """The server does not answer, or not to this user. What libpq says of it names no password."""

    code = "kit.database_unreachable"
    status = 503
    what = Label("没有打开数据库", "no database was opened")
    why = Label("{said}", "{said}")
    cure = Label(
        '确认 PostgreSQL 在运行，DUKOU_DATABASE_URL 的主机、用户、口令和库名正确：psql "$DUKOU_DATABASE_URL"',
        'see that PostgreSQL runs and that DUKOU_DATABASE_URL has the right host, user, password and name: psql "$DUKOU_DATABASE_URL"',
    )


class UnstorableText(Refusal):
    """PostgreSQL keeps no text with the character NUL; people never type it, programs that probe do."""

    code = "kit.unstorable_text"
    status = 400
    what = Label("没有办理", "this was not done")
    why = Label("文字里有不可见的字符 NUL（U+0000）", "the text holds the invisible character NUL (U+0000)")
    cure = Label("去掉这个字符再提交", "take it out and send it again")


@dataclass(frozen=True, slots=True)
class PostgresqlAddress:
    """A database on a PostgreSQL server. What is empty is left to libpq: its socket, port 5432, ~/.pgpass. The password is never shown."""

    name: str
    user: str = ""
    password: str = field(default="", repr=False)
    host: str = ""
    port: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


def address_of(url: str) -> PostgresqlAddress:
    """Read a URL as libpq writes it, percent-encoded in every part; a host or a port may stand among its options too."""
    if _LOOSE_PERCENT.search(url):
        raise _wrong("有单独的 %，应写成 %25", "a % stands alone; write %25")
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError:
        raise _wrong("主机或端口写得不对，端口应为 1 至 65535", "its host or port cannot be read; a port is 1 to 65535") from None
    if parts.scheme not in SCHEMES:
        raise _wrong("应以 postgresql:// 开头", "it must begin with postgresql://")
    if parts.fragment:
        raise _wrong("有单独的 #，应写成 %23", "a # stands alone; write %23")
    options = _options_of(parts.query)
    host, port = _once("host", unquote(parts.hostname or ""), options), _once("port", port, options)
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in parts.path.removeprefix("/"):
        raise _wrong("主机之后应有一个库名", "after the host stands the name of one database")
    return PostgresqlAddress(name, unquote(parts.username or ""), unquote(parts.password or ""), host, port, options)


def _options_of(query: str) -> dict[str, str]:
    try:
        pairs = parse_qsl(query.replace("+", "%2B"), keep_blank_values=True, strict_parsing=True) if query else []
    except ValueError:
        raise _wrong("? 之后应写成 名称=值，以 & 分隔", "after ? stand name=value, separated by &") from None
    for name, _ in pairs:
        if name not in OPTIONS:
            raise _wrong(f"不认识选项“{name}”，可用 {'、'.join(OPTIONS)}", f"there is no option “{name}”, only {', '.join(OPTIONS)}")
    if len(dict(pairs)) != len(pairs):
        raise _wrong("同一选项写了两次", "an option stands there twice")
    return dict(pairs)


def _once(name: str, told: str, options: dict[str, str]) -> str:
    """The host or the port, which may stand before the name or among the options, but not differently in both."""
    other = options.pop(name, "")
    if told and other and told != other:
        raise _wrong(f"{name} 写了两个不同的值", f"{name} is given twice, and differently")
    return told or other


def _wrong(zh: str, en: str) -> DatabaseUrlWrong:
    return DatabaseUrlWrong(fault=Label(zh, en))
