"""Tests of every room: a home of their own before Django loads, and guards that step aside only for the flush between tests.

Settings are named here and not in pyproject.toml: pytest-django would load those before this file could make the home.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as examples

# Examples are judged by what they find; how long one takes on a busy machine says nothing.
examples.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.register_profile("server", parent=examples.get_profile("house"), max_examples=25)  # all of them run on SQLite
examples.load_profile("house")

ROOT = Path(__file__).parent
for folder in (ROOT, ROOT / "src"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from dukou.kit.core.homes import Home, write_private  # noqa: E402  the path above comes first
from tests import passes, postgresql  # noqa: E402


def _make_home() -> Home:
    """The caller's DUKOU_HOME, otherwise a fresh folder; each xdist worker keeps to its own."""
    if os.environ.get("DJANGO_SETTINGS_MODULE") and not os.environ.get("DUKOU_HOME"):
        raise pytest.UsageError("with DJANGO_SETTINGS_MODULE set, set DUKOU_HOME too: tests never open a district's own home")
    told, worker = os.environ.get("DUKOU_HOME"), os.environ.get("PYTEST_XDIST_WORKER")
    base = Path(told) if told else Path(tempfile.mkdtemp(prefix="dukou-tests-"))
    os.environ["DUKOU_HOME"] = str(base / worker if worker else base)
    home = Home.of_environment()
    home.prepare()
    if run := os.environ.get("PYTEST_XDIST_TESTRUNUID"):  # workers share what was loaded, and some of it is signed
        write_private(home.secret_key_file, f"the key of all workers of this run {run}")
    return home


HOME = _make_home()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dukou.settings")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The test database is a file of the test home: threads then hold connections of their own, as in the product."""
    from django.conf import settings

    database: dict[str, Any] = settings.DATABASES["default"]
    if str(database["ENGINE"]).endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(HOME.path / "test.sqlite3")


@pytest.fixture(scope="session")
def as_of_a_new_home() -> Iterator[ExitStack]:
    """Until it is closed, the tables of a database are laid as those of a new home."""
    from dukou.kit.laying import only_adding

    with ExitStack() as stack:
        stack.enter_context(only_adding())
        yield stack


@pytest.fixture(scope="session")
def django_db_setup(as_of_a_new_home: ExitStack, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """pytest-django's, and before it drops the database whoever is still at it is sent away: a server does not wait for his threads."""
    as_of_a_new_home.close()
    yield
    from django.db import connection

    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            others = "datname = current_database() AND pid <> pg_backend_pid()"
            cursor.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")


@pytest.fixture(scope="module")
def rows_of_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A transaction around a module's tests: what its module fixtures write is there for each test, and taken back after the last.

    For what takes seconds to load and is only looked at, or changed by a test marked `django_db`, which takes its own changes back.
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords(django_test_environment: None) -> None:
    """Passwords of tests protect nothing, so they are hashed in microseconds instead of a third of a second."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def collected_static(django_test_environment: None) -> None:
    """Static files with hashed names, collected once: pages name them, and the server finds them. The charts' bundle is among them."""
    from django.conf import settings
    from django.core.management import call_command

    from dukou.kit.charts import make_bundle

    make_bundle(Path(settings.STATICFILES_DIRS[0]))
    # asked of the settings: a test that built a home of its own in this process may have moved them
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture
def client(collected_static: None, client: Any) -> Any:
    """pytest-django's client, with static files in place."""
    return client


@pytest.fixture(scope="session")
def live_server(collected_static: None, live_server: Any) -> Any:
    """pytest-django's live server, with static files in place."""
    return live_server


def _is_transactional(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    if marker is not None and (marker.args[:1] == (True,) or marker.kwargs.get("transaction") or marker.kwargs.get("reset_sequences")):
        return True
    names = {"transactional_db", "live_server", "django_db_reset_sequences"}
    return bool(names & set(getattr(item, "fixturenames", ())))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """A transactional test is cleaned by deleting all rows; the guards of append-only tables step aside for that moment."""
    if not _is_transactional(item):
        return (yield)
    from pytest_django.plugin import blocking_manager_key

    from tests.harness import guards_lifted

    with item.config.stash[blocking_manager_key].unblock(), guards_lifted():
        done = yield
        _empty_index_of_names()
        return done


def _empty_index_of_names() -> None:
    """SQLite's index of names is a virtual table, which Django's flush does not know."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'enterprises_name_index'")
            if cursor.fetchone():  # the last test of a run has taken the whole database down with it
                cursor.execute("DELETE FROM enterprises_name_index")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--database=postgresql`: the pass on a server, which the run starts for itself unless DUKOU_DATABASE_URL names one."""
    parser.addoption("--database", choices=passes.DATABASES, default="sqlite", help="the database on which the suite runs")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Name the database, then let pytest-django find settings that are read already: only then it sets Django up before it collects."""
    if config.getoption("database") == "sqlite":
        os.environ.pop("DUKOU_DATABASE_URL", None)  # tests never open a district's own database
    elif not os.environ.get("DUKOU_DATABASE_URL"):
        if postgresql.installed() is None:
            raise pytest.UsageError(postgresql.NO_SERVER)
        os.environ["DUKOU_DATABASE_URL"] = postgresql.start()  # workers inherit it
    if config.getoption("database") == "postgresql":
        examples.load_profile("server")
    from django.conf import settings

    assert settings.INSTALLED_APPS
    if config.getoption("numprocesses", None):  # a worker would read the settings at once, with our home for its own
        os.environ.pop("DJANGO_SETTINGS_MODULE")


def pytest_unconfigure() -> None:
    """The server of the run ends with it."""
    postgresql.stop()


LEFT_OUT = pytest.StashKey[dict[str, int]]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the pass on this database need not show."""
    left_out = dict(passes.leave_out(config, items, config.getoption("database")))
    config.stash[LEFT_OUT] = left_out
    if hasattr(config, "workeroutput"):
        config.workeroutput["left_out"] = left_out


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What a worker left out; all leave out the same."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", {})


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say which database it was and how many tests were left out."""
    terminalreporter.section(f"database: {config.getoption('database')}")
    for why, count in sorted(config.stash.get(LEFT_OUT, {}).items()):
        terminalreporter.line(f"left out: {count} tests that {why}")
