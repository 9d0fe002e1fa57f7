"""Signing in and out."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from dukou.accounts.actions import sessions
from dukou.accounts.core.admission import open_to_all
from dukou.accounts.core.identities import PROVIDERS
from dukou.accounts.core.loopback import is_from_here
from dukou.accounts.forms import SignInForm
from dukou.accounts.models import Person, PersonSession
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label, language_of
from dukou.kit.core.refusals import Refusal
from dukou.kit.doors import into_form
from dukou.kit.middleware import LANGUAGE_COOKIE


class SignInFailed(Refusal):
    """Username and password do not fit; which of the two is wrong is not said."""

    code = "accounts.sign_in_failed"
    what = Label("没有登录", "you were not signed in")
    why = Label("用户名或密码不正确", "username or password is wrong")
    cure = Label("核对后重试；忘记密码请联系系统管理员", "check and try again; the steward helps with forgotten passwords")


@open_to_all
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for username and password; afterwards go where the visitor was going."""
    if request.user.is_authenticated:
        return redirect(safe_next(request))
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            return _signed_in(request, form)
        except Refusal as refusal:
            into_form(form, refusal)
            status = refusal.status
    context = {"form": form, "next": safe_next(request), "demo_people": _demo_people(request), "providers": list(PROVIDERS)}
    return render(request, "accounts/sign_in.html", context, status=status)


def _signed_in(request: HttpRequest, form: SignInForm) -> HttpResponse:
    person = authenticate(request, **form.cleaned_data)
    if not isinstance(person, Person):
        raise SignInFailed()
    begin_session(request, person)
    answer = redirect(safe_next(request))
    if LANGUAGE_COOKIE not in request.COOKIES:
        keep_language(answer, person.language)
    return answer


def begin_session(request: HttpRequest, person: Person) -> None:
    """Sign the person in and note the session."""
    login(request, person, backend="dukou.accounts.auth.PasswordSignIn")
    sessions.open_session(
        by=Actor("person", person.username),
        person=person,
        session_key=str(request.session.session_key),
        address=str(request.META.get("REMOTE_ADDR", "")),
        agent=request.headers.get("User-Agent", ""),
    )


@open_to_all
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    session = PersonSession.objects.filter(session_key=request.session.session_key).first()
    if session is not None and isinstance(request.user, Person):
        sessions.close(by=Actor("person", request.user.username), session=session, reason="sign out")
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@open_to_all
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language of the pages and go back to where the visitor was."""
    asked = request.POST.get("language") or request.GET.get("language")
    answer = redirect(safe_next(request))
    keep_language(answer, language_of(asked))
    return answer


def keep_language(answer: HttpResponse, code: str) -> None:
    """Remember a language in the visitor's browser for a year."""
    secure = bool(settings.SESSION_COOKIE_SECURE)
    answer.set_cookie(LANGUAGE_COOKIE, code, max_age=365 * 24 * 3600, samesite="Lax", httponly=True, secure=secure)


def safe_next(request: HttpRequest) -> str:
    """Where to go on: the `next` that was sent if it is an address of this house, otherwise the front page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else settings.LOGIN_REDIRECT_URL


def _demo_people(request: HttpRequest) -> list[dict[str, Any]]:
    """The invented people and their passwords: only in a demo home, only to a visitor on the machine itself."""
    file = settings.HOME.demo_people_file
    if not settings.HOME_FILE.is_demo or not is_from_here(request.META) or not file.exists():
        return []
    rows: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return [row | {name: Label(**row[name]) for name in ("role", "name")} for row in rows]
