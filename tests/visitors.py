"""People in front of a real browser: signing in, and watching for what no page may do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from time import monotonic
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response, ViewportSize, expect

KNOWN_ON = "2024-07-08"  # the day on which the article became known, as its pack has it
DAY_BEFORE = "2024-07-07"
PHONE: ViewportSize = {"width": 390, "height": 844}
PATIENCE = 30  # seconds; both cores may be at work
expect.set_options(timeout=PATIENCE * 1000)


def _and_the_next_page_stands(click: Callable[..., None]) -> Callable[..., None]:
    @wraps(click)
    def clicked(where: Locator, *of: Any, **how: Any) -> None:
        click(where, *of, **how)
        where.page.wait_for_load_state("domcontentloaded")

    return clicked


# A click ends when the next page's address is there, which may be before its first row is: what lists without waiting
# (`all`, `all_inner_texts`, `count`) then saw none, once in some twenty runs. A visitor's click ends with the page.
Locator.click = _and_the_next_page_stands(Locator.click)  # type: ignore[method-assign]


@dataclass
class Watch:
    """What went wrong in front of the visitor: errors of scripts and of the content policy, missing files, requests to strangers."""

    own: str
    faults: list[str] = field(default_factory=list)
    requests: int = 0

    def over(self, page: Page) -> None:
        """Watch a page until it closes."""
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)
        page.on("requestfailed", self._failed)

    def _heard(self, message: ConsoleMessage) -> None:
        # The browser repeats the status of every answer here; what counts of them is judged by `_answered`.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        self.requests += 1
        if not request.url.startswith((f"{self.own}/", "data:", "blob:")):
            self.faults.append(f"a stranger was asked: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500 or (response.status >= 400 and not response.request.is_navigation_request()):
            self.faults.append(f"answer {response.status}: {response.url}")

    def _failed(self, request: Request) -> None:
        # A page that is left in the middle of loading gives its files up; that is no fault.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"{request.failure}: {request.url}")


@dataclass(frozen=True)
class Visitors:
    """The demo people of the district, each with a browser of its own; `passwords` by short name (leader, officer …)."""

    passwords: dict[str, str]
    contexts: Callable[..., BrowserContext]
    watch: Watch

    def someone(self, **how: Any) -> Page:
        """A browser in which nobody has signed in (`viewport=PHONE`, `java_script_enabled=False` …)."""
        page = self.contexts(**how).new_page()
        page.set_default_timeout(PATIENCE * 1000)
        self.watch.over(page)
        return page

    def at_desk(self, name: str, language: str = "zh", **how: Any) -> Page:
        """A browser in which a demo person has signed in through the page, as `demo-<name>`."""
        page = self.someone(**how)
        page.goto("/accounts/sign-in/")
        if language == "en":
            page.get_by_role("button", name="English").click()
        sign_in(page, f"demo-{name}", self.passwords[name])
        return page


def sign_in(page: Page, username: str, password: str) -> None:
    """Fill in the sign-in page that is open, and send it."""
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(password)
    page.locator("form:has(#id_password) button").click()


def words(page: Page, selector: str = "main") -> str:
    """The text of a part of the page as it is read, gaps made single."""
    return re.sub(r"\s+", " ", page.locator(selector).inner_text()).strip()


def until(page: Page, expression: str, seconds: float = PATIENCE) -> None:
    """Wait for a condition in the page. (Playwright's own wait needs eval, which the content policy refuses.)"""
    deadline = monotonic() + seconds
    while not page.evaluate(expression):
        assert monotonic() < deadline, f"not within {seconds} s: {expression}"
        page.wait_for_timeout(50)


def is_wider_than_window(page: Page) -> bool:
    """Whether the page can be scrolled sideways as a whole (a table inside its own region may)."""
    page.evaluate("window.scrollTo(10000, 0)")
    return bool(page.evaluate("window.scrollX > 0 || document.documentElement.scrollWidth > window.innerWidth"))
