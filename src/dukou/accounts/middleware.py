"""Every request: is the session still good, and does the rule of the route admit the visitor?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from dukou.accounts.actions import sessions
from dukou.accounts.core.admission import SignInNeeded, admission_of
from dukou.accounts.models import Person, PersonSession
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.sign_ins import may_be_here
from dukou.accounts.routes import every_route_declares
from dukou.kit.core.actors import SYSTEM, Actor
from dukou.kit.doors import refused

Next = Callable[[HttpRequest], HttpResponse]
SEEN_AT = "seen_at"
SEEN_STEP = timedelta(seconds=60)  # how exactly idleness is kept: a session is not written anew at each click


def keep_session(get_response: Next) -> Next:
    """End sessions that are idle too long (SESSION_IDLE_SECONDS), ended elsewhere, or a demo person's who left home; note new ones."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Person):
            _keep(request, request.user, timezone.now())
        return get_response(request)

    return middleware


class admit:  # Django names middleware by its factory
    """The one door: each route is entered by the rule that it declares (`core.admission`); an address that leads nowhere needs sign-in.

    A house in which a route declares none does not start.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        faults = every_route_declares()
        if faults:
            raise ImproperlyConfigured("; ".join(fault.msg for fault in faults))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated or _is_open(request):
            return self.get_response(request)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401, headers={"HX-Redirect": reverse(settings.LOGIN_URL)})
        if request.accepts("text/html"):
            return redirect_to_login(request.get_full_path())
        return refused(request, SignInNeeded())

    def process_view(self, request: HttpRequest, view: object, args: object, named: object) -> HttpResponse | None:
        """Refuse whom the rule of the view does not admit."""
        admission = admission_of(view)
        if admission is None:
            raise ImproperlyConfigured(f"no rule says who may enter {request.path}")
        refusal = admission.refusal(request_viewer(request), is_changing=request.method not in ("GET", "HEAD"))
        return None if refusal is None else refused(request, refusal)


def _keep(request: HttpRequest, person: Person, now: datetime) -> None:
    session = PersonSession.objects.filter(person=person, session_key=request.session.session_key).first()
    if session is None:
        session = _opened(request, person, now)
    reason = _reason_to_end(request, person, now)
    if reason:
        sessions.close(by=SYSTEM, session=session, reason=reason, now=now)
        logout(request)
    elif now - _seen_at(request, now) > SEEN_STEP or SEEN_AT not in request.session:
        request.session[SEEN_AT] = now.timestamp()


def _opened(request: HttpRequest, person: Person, now: datetime) -> PersonSession:
    """A session made at sign-in (its key is new) is noted the first time it is seen."""
    return sessions.open_session(
        by=Actor("person", person.username),
        person=person,
        session_key=str(request.session.session_key),
        address=str(request.META.get("REMOTE_ADDR", "")),
        agent=request.headers.get("User-Agent", ""),
        now=now,
    )


def _reason_to_end(request: HttpRequest, person: Person, now: datetime) -> str:
    if now - _seen_at(request, now) > timedelta(seconds=settings.SESSION_IDLE_SECONDS):
        return "idle"
    return "" if may_be_here(person, request) else "demo person away from home"


def _seen_at(request: HttpRequest, now: datetime) -> datetime:
    seen: float | None = request.session.get(SEEN_AT)
    return now if seen is None else datetime.fromtimestamp(seen, tz=UTC)


def _is_open(request: HttpRequest) -> bool:
    try:
        admission = admission_of(resolve(request.path_info).func)
    except Resolver404:
        return False
    return admission is not None and (admission.is_open or admission.is_asked_within)
