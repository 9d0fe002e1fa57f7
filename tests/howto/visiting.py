"""A visitor without a browser: cookies, the sign-in form, the words of a page."""

from __future__ import annotations

import html
import http.cookiejar
import re
import subprocess
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass, field

from tests.howto.following import deadline, pause

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)


def _opener() -> urllib.request.OpenerDirector:
    cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)


@dataclass
class Visitor:
    """One visitor of one server."""

    base: str
    opener: urllib.request.OpenerDirector = field(default_factory=_opener)

    def page(self, path: str, **form: str) -> str:
        """The page at this path; with a form, what answers to it."""
        data = urllib.parse.urlencode(form).encode() if form else None
        request = urllib.request.Request(self.base + path, data=data, headers={"Referer": self.base + path})
        with self.opener.open(request, timeout=60) as answer:
            text: str = answer.read().decode()
        return text

    def words(self, path: str) -> str:
        """What a reader sees of a page, every gap one blank."""
        return " ".join(html.unescape(_TAGS.sub(" ", self.page(path))).split())

    def sign_in(self, username: str, password: str) -> None:
        """Sign in through the form."""
        token = _TOKEN.search(self.page("/accounts/sign-in/"))
        assert token, "the sign-in page has no form"
        self.page("/accounts/sign-in/", csrfmiddlewaretoken=token[1], username=username, password=password)

    def wait(self, server: subprocess.Popen[bytes]) -> None:
        """Until the server answers; it must not end meanwhile, and not take for ever."""
        end = deadline()
        while time.monotonic() < end:
            assert server.poll() is None, f"the server ended with {server.returncode}"
            try:
                self.page("/accounts/sign-in/")
            except OSError:
                pause()
            else:
                return
        raise AssertionError("the server gave no page")
