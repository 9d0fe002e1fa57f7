"""The Dadukou demo home in the test database, and a real Chromium in front of it, for journeys and browser tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.register_assert_rewrite("tests.journeys.leaders_morning")

PACK = Path(__file__).parents[1] / "packs" / "dadukou"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WITHOUT_BROWSER = (
    f"no browser found ({', '.join(BROWSERS)}); install one: "
    "Debian, Ubuntu: apt-get install chromium fonts-noto-cjk; Fedora: dnf install chromium google-noto-sans-cjk-fonts"
)
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)

# Playwright keeps an event loop in the thread of the tests; Django would refuse its database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def browser_path() -> str | None:
    """The Chromium of this machine."""
    return next((path for path in map(shutil.which, BROWSERS) if path), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser its tests are skipped, and say so."""
    if browser_path() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=WITHOUT_BROWSER))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of the system, quiet: it asks nobody for anything by itself."""
    return {**browser_type_launch_args, "executable_path": browser_path(), "args": QUIET.split()}


@pytest.fixture(scope="session")
def base_url(live_server: Any) -> str:
    """Where pages are opened; in place of the plugin's own fixture, about which pytest 9 warns."""
    return str(live_server.url)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A visitor of the district: Chinese, Beijing time."""
    return {**browser_context_args, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


@pytest.fixture(scope="session")
def live_server(collected_static: None) -> Iterator[Any]:
    """A live server that serves static files as the product does, by whitenoise; pytest-django's own does not know hashed names."""
    from pytest_django.live_server_helper import LiveServer

    server = LiveServer("localhost", start=False)
    server.thread.static_handler = lambda application: application  # type: ignore[assignment]
    server.start()
    yield server
    server.stop()


@pytest.fixture
def demo_home(tmp_path: Path, settings: Any) -> Any:
    """Settings of a demo home whose figures are shown as known on the day on which they were news."""
    from dukou.kit.core.homes import Home, HomeFile

    home = Home(tmp_path / "home")
    home.prepare()
    home.write(HomeFile(pack="dadukou", is_demo=True, known_on="2024-07-08"))
    settings.HOME, settings.HOME_FILE = home, home.read()
    return home


@pytest.fixture
def passwords(transactional_db: None, demo_home: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The district with its demo people, loaded as `dukou init --demo` does; their passwords by short name."""
    from dukou.accounts.actions.demo import seat_demo_people
    from dukou.kit.actions import load_pack
    from dukou.kit.core.actors import Actor
    from tests.remembered import remembered, shared_folder

    by = Actor("cli", "tests")

    def load() -> list[tuple[str, str]]:
        load_pack(by=by, path=PACK)
        return seat_demo_people(by=by, home=demo_home)

    people = remembered("demo", demo_home, load, shared_folder(tmp_path_factory))
    return {name.removeprefix("demo-"): password for name, password in people}


@pytest.fixture
def visitors(passwords: dict[str, str], base_url: str, new_context: Callable[..., Any]) -> Iterator[Any]:
    """The people in front of their browsers; at the end nothing may have gone wrong in any of them."""
    from tests.visitors import Visitors, Watch

    watch = Watch(own=base_url)
    yield Visitors(passwords, new_context, watch)
    assert watch.faults == []
    assert watch.requests > 0, "nobody visited anything"
