"""DUKOU_DATABASE_URL: what it says is understood as libpq understands it, what it says wrongly is told, and its password never."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.databases import OPTIONS, DatabaseUrlWrong, PostgresqlAddress, address_of
from dukou.kit.postgresql import on_server

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
VALUED = sorted(set(OPTIONS) - {"host", "port"})


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("postgresql://dukou:pw@db:5433/district", PostgresqlAddress("district", "dukou", "pw", "db", "5433")),
        ("postgres://dukou@db/district", PostgresqlAddress("district", "dukou", "", "db")),
        ("postgresql:///district", PostgresqlAddress("district")),
        ("postgresql://dukou@/district?host=/run/postgresql", PostgresqlAddress("district", "dukou", "", "/run/postgresql")),
        ("postgresql://dukou@/district?host=/run/pg&port=5433", PostgresqlAddress("district", "dukou", "", "/run/pg", "5433")),
        ("postgresql://d:p%40s%3As%2F@[::1]/a%2Db", PostgresqlAddress("a-b", "d", "p@s:s/", "::1")),
        ("postgresql://d@%2Frun%2Fpostgresql/n", PostgresqlAddress("n", "d", "", "/run/postgresql")),
        (
            "postgresql://d@db/n?sslmode=verify-full&sslrootcert=/etc/ca+1.pem",
            PostgresqlAddress("n", "d", "", "db", "", {"sslmode": "verify-full", "sslrootcert": "/etc/ca+1.pem"}),
        ),
    ],
    ids=["whole", "short", "least", "socket", "socket-port", "percent", "socket-as-host", "options"],
)
def test_an_address_is_understood(url: str, address: PostgresqlAddress) -> None:
    assert address_of(url) == address


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://d:secret@db/n", "it must begin with postgresql://"),
        ("secret", "it must begin with postgresql://"),
        ("postgresql://d:secret@db", "the name of one database"),
        ("postgresql://d:secret@db/n/m", "the name of one database"),
        ("postgresql://d:secret@db:70000/n", "a port is 1 to 65535"),
        ("postgresql://d:secret@db:port/n", "a port is 1 to 65535"),
        ("postgresql://d:sec%ret@db/n", "a % stands alone"),
        ("postgresql://d:secret@db/n#1", "a # stands alone"),
        ("postgresql://d:secret@db/n?sslmod=require", "there is no option “sslmod”"),
        ("postgresql://d:secret@db/n?sslmode", "name=value"),
        ("postgresql://d:secret@db/n?sslmode=require&sslmode=disable", "stands there twice"),
        ("postgresql://d:secret@db/n?host=other", "host is given twice"),
        ("postgresql://d:secret@[db/n", "cannot be read"),
    ],
)
def test_what_is_wrong_is_told_and_the_password_is_not(url: str, said: str) -> None:
    with pytest.raises(DatabaseUrlWrong) as refused:
        address_of(url)
    told = refused.value.as_dict()
    assert said in refused.value.said_why.en
    assert "secret" not in repr(told) and "sec%ret" not in repr(told)


@given(TEXT, TEXT, TEXT, st.integers(1, 65535), st.dictionaries(st.sampled_from(VALUED), TEXT, max_size=3))
def test_whatever_is_percent_encoded_comes_back(user: str, password: str, name: str, port: int, options: dict[str, str]) -> None:
    said = "&".join(f"{key}={quote(value, safe='')}" for key, value in options.items())
    url = f"postgresql://{quote(user, safe='')}:{quote(password, safe='')}@db:{port}/{quote(name, safe='')}?{said}".rstrip("?")
    assert address_of(url) == PostgresqlAddress(name, user, password, "db", str(port), options)
    assert repr(password) not in repr(address_of(url)) or password in (user, name, *options.values())


@given(st.text())
def test_anything_else_is_understood_or_refused(text: str) -> None:
    try:
        address_of(text)
    except DatabaseUrlWrong as refused:
        assert refused.said_cure.en


def test_what_the_operator_says_goes_before_our_own() -> None:
    settings = on_server(address_of("postgresql://d@db/n?connect_timeout=3&options=-c%20lock_timeout%3D5s"))
    options = settings["OPTIONS"]
    assert isinstance(options, dict)
    assert (options["connect_timeout"], options["options"].endswith("-c lock_timeout=5s")) == ("3", True)
    assert (settings["CONN_MAX_AGE"], settings["CONN_HEALTH_CHECKS"]) == (None, True)
