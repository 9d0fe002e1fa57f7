"""What protects the doors themselves: forms, headers, cookies, hosts, sessions, errors."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client, RequestFactory

from dukou.accounts.core.roles import Role
from dukou.accounts.tests import cast
from dukou.kit.doors import broken
from dukou.kit.middleware import CONTENT_POLICY

from .district import BY_NAME, WALKERS, District
from .test_walk import asked_of, told

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # headers, cookies, refusals; sessions as rows are tested in accounts
SOURCE = Path(__file__).parents[2] / "src"
SIGN_IN = "/accounts/sign-in/"


class Inline(HTMLParser):
    """Finds what the content policy would have to allow: scripts and styles in the page, and handlers in attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.hosts: list[str] = []
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open = tag if tag in ("script", "style") and not _is_data(attrs) else ""
        for name, value in attrs:
            if name.startswith("on") or name == "style" or (value or "").strip().lower().startswith("javascript:"):
                self.found.append(f"<{tag} {name}={value}>")
            if name in ("src", "href", "action", "srcset", "data") and tag not in ("a", "use") and re.match(r"(https?:)?//", value or ""):
                self.hosts.append(f"<{tag} {name}={value}>")

    def handle_data(self, data: str) -> None:
        if self._open and data.strip():
            self.found.append(f"<{self._open}>{data.strip()[:60]}")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""


def _is_data(attrs: list[tuple[str, str | None]]) -> bool:
    return ("type", "application/json") in attrs


def test_the_content_policy_is_as_intended() -> None:
    assert CONTENT_POLICY == (
        "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def test_every_answer_carries_the_headers_and_no_page_holds_anything_inline(district: District) -> None:
    wrong: dict[str, list[str]] = {}
    for visit in asked_of(district):
        answer = district.client(BY_NAME[f"demo-{visit.role}" if visit.role else ""]).get(visit.address)
        text, faults = told(answer), _missing_headers(answer)
        if answer.headers["Content-Type"].startswith("text/html"):
            page = Inline()
            page.feed(text)
            faults += [*page.found, *page.hosts]
        if faults:
            wrong[visit.address] = faults
    assert wrong == {}


def _missing_headers(answer: Any) -> list[str]:
    wanted = {
        "Content-Security-Policy": CONTENT_POLICY,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    faults = [f"{name}: {answer.headers.get(name)}" for name, value in wanted.items() if answer.headers.get(name) != value]
    return faults if "no-store" in answer.headers.get("Cache-Control", "") else [*faults, "may be kept"]


def test_inline_things_would_be_found() -> None:
    page = Inline()
    page.feed('<p style="x" onclick="y">a</p><script>z</script><script type="application/json">{}</script><a href="javascript:q">b</a>')
    page.feed('<img src="https://elsewhere.example/i.png"><a href="https://elsewhere.example/">c</a>')
    assert page.found == ["<p style=x>", "<p onclick=y>", "<script>z", "<a href=javascript:q>"]
    assert page.hosts == ["<img src=https://elsewhere.example/i.png>"]


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(district: District) -> None:
    person = cast.person("holder", Role.LEADER, password=cast.PASSWORD)
    client = Client(HTTP_HOST="localhost")
    client.get(SIGN_IN)
    client.post(SIGN_IN, {"username": person.username, "password": cast.PASSWORD})
    client.post("/accounts/language/", {"language": "en"})
    flags = {name: (bool(cookie["httponly"]), cookie["samesite"]) for name, cookie in client.cookies.items()}
    assert flags == {name: (True, "Lax") for name in ("sessionid", "csrftoken", "dukou_language")}


@pytest.mark.parametrize(
    ("told_proxy", "expected"),
    [
        ("", "True True None False 0"),
        ("1", "True True ('HTTP_X_FORWARDED_PROTO', 'https') True 31536000"),
    ],
    ids=["TLS", "TLS, told by the proxy"],
)
def test_behind_tls_nothing_travels_without(tmp_path: Path, told_proxy: str, expected: str) -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_PROXY_SSL_HEADER", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")
    asked = f"from django.conf import settings; print(*(getattr(settings, name) for name in {names}))"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DUKOU_")}
    own = {"DUKOU_HOME": str(tmp_path), "DUKOU_HTTPS": "1", "DUKOU_PROXY_TELLS_TLS": told_proxy, "PYTHONPATH": str(SOURCE)}
    ran = subprocess.run(
        [sys.executable, "-c", asked],
        env=kept | own | {"DJANGO_SETTINGS_MODULE": "dukou.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == expected


def test_a_header_that_anybody_may_send_is_not_believed() -> None:
    assert settings.SECURE_PROXY_SSL_HEADER is None and not settings.USE_X_FORWARDED_HOST


def test_another_host_is_refused(district: District) -> None:
    assert Client().get(SIGN_IN, HTTP_HOST="evil.example").status_code == 400


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:///evil.example"]
)
def test_sign_in_leads_only_within_the_house(district: District, wanted: str) -> None:
    person = cast.person("holder", Role.LEADER, password=cast.PASSWORD)
    sent = {"username": person.username, "password": cast.PASSWORD, "next": wanted}
    answer = Client(HTTP_HOST="localhost").post(SIGN_IN, sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_a_session_gets_a_new_key_at_sign_in(district: District) -> None:
    person = cast.person("holder", Role.LEADER, password=cast.PASSWORD)
    client = Client(HTTP_HOST="localhost")
    before = client.session  # as if somebody else had put it there
    before["planted"] = "1"
    before.save()
    client.cookies["sessionid"] = before.session_key or ""
    client.post(SIGN_IN, {"username": person.username, "password": cast.PASSWORD})
    assert client.cookies["sessionid"].value not in ("", before.session_key)
    other = Client(HTTP_HOST="localhost")
    other.cookies["sessionid"] = before.session_key or ""
    assert other.get("/accounts/").status_code == 302


def test_an_old_session_opens_nothing_after_sign_out(district: District) -> None:
    client = district.client(BY_NAME["demo-leader"])
    kept = client.cookies["sessionid"].value
    client.post("/accounts/sign-out/")
    client.cookies["sessionid"] = kept
    assert client.get("/accounts/").status_code == 302


def test_a_page_that_broke_shows_no_trace() -> None:
    request: HttpRequest = RequestFactory().get("/")
    try:
        raise RuntimeError("a secret of the inside")
    except RuntimeError:
        text = broken(request).content.decode()
    assert settings.DEBUG is False
    assert not any(word in text for word in ("Traceback", "RuntimeError", "secret of the inside", ".py"))


@pytest.mark.parametrize("address", ["/nowhere/", "/accounts/trail/", "/clusters/?known_on=yesterday"])
def test_a_refusal_shows_no_trace_either(district: District, address: str) -> None:
    text = district.client(BY_NAME["demo-leader"]).get(address).content.decode()
    assert "Traceback" not in text and "site-packages" not in text and "Django" not in text


def test_a_form_without_its_token_gets_a_page_of_the_house(district: District) -> None:
    answer = district.client(BY_NAME["demo-leader"], enforce_csrf_checks=True).post("/accounts/password/", {})
    page = Inline()
    page.feed(answer.content.decode())
    assert (answer.status_code, page.found) == (403, [])
    assert "Django" not in answer.content.decode()


def test_everybody_is_in_the_list() -> None:
    assert len(WALKERS) == len(BY_NAME)
