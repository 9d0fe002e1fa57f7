"""Who calls: a program by a token, or a signed-in person who only looks."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja.security import APIKeyCookie, HttpBearer

from dukou.accounts.actions import tokens
from dukou.accounts.core.tokens import Bearer, token_hash
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of, request_viewer
from dukou.accounts.queries.tokens import bearer_of, tokens_in_force
from dukou.accounts.queries.viewers import look_as
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.doors import as_problem

SAFE = ("GET", "HEAD")


class TokenNeeded(Refusal):
    """Nobody uses the API unknown: its data are behind sign-in, as on the pages."""

    code = "api.token_needed"
    status = 401
    what = Label("没有回答", "this was not answered")
    why = Label("没有令牌，或令牌无效、已撤销、已过期", "there is no token, or it is unknown, revoked or expired")
    cure = Label(
        "在“我的账号”签发令牌，用 Authorization: Bearer 发送", "issue a token under “My account” and send it as Authorization: Bearer"
    )


def token_needed() -> HttpResponse:
    """What an unknown caller is answered."""
    answer = as_problem(TokenNeeded())
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def brings_a_token(request: HttpRequest) -> bool:
    """Whether a token in force comes with the request. It is asked before anything waits for its turn to write."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return scheme.lower() == "bearer" and tokens_in_force(timezone.localdate()).filter(token_hash=token_hash(token)).exists()


class ByToken(HttpBearer):
    """A token of the API: the person's own rights within its scopes."""

    def authenticate(self, request: HttpRequest, token: str) -> Bearer | None:
        """Who comes with it; the request is seen with that person's rights from now on."""
        now = timezone.now()
        bearer = bearer_of(request, token, now)
        if bearer is not None:
            look_as(request, bearer.viewer)
            if bearer.last_used_on != timezone.localdate(now):
                tokens.use(by=actor_of(bearer.viewer), prefix=bearer.prefix, now=now)
        return bearer


class BySession(APIKeyCookie):
    """The session of a signed-in person. It reads and never writes, so no page elsewhere can make a browser act (CSRF)."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Viewer | None:
        """The visitor, where nobody else is named in the request."""
        is_looking = request.method in SAFE and "Authorization" not in request.headers
        return self.authenticate(request, None) if is_looking else None

    def authenticate(self, request: HttpRequest, key: str | None) -> Viewer | None:
        """The visitor as every page sees him."""
        viewer = request_viewer(request)
        return viewer if viewer.person_id is not None else None
