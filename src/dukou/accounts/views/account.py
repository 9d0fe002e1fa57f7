"""One's own account: posts in words, stand-ins, sessions, tokens, password, language."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from dukou.accounts.actions import people, sessions, stand_ins, tokens
from dukou.accounts.core.admission import OWN, signed_in
from dukou.accounts.core.scopes import Scope
from dukou.accounts.forms import EmailForm, PasswordForm, ReasonForm, StandInForm, TokenForm
from dukou.accounts.models import Organisation, Person, StandIn
from dukou.accounts.queries import actor_of, may_end_stand_in, may_see_stand_in, person_of, posts_of, request_viewer, sessions_of
from dukou.accounts.queries.tokens import token_for_revoking, tokens_in_force
from dukou.accounts.views.sign_in import begin_session, keep_language
from dukou.kit.core.labels import Label, language_of
from dukou.kit.core.refusals import Refusal
from dukou.kit.doors import acted, into_form


class PresentPasswordWrong(Refusal):
    """A password is changed only by who knows the present one."""

    code = "accounts.present_password_wrong"
    what = Label("没有修改密码", "the password was not changed")
    why = Label("现在的密码不正确", "the present password is wrong")
    cure = Label("核对后重试", "check and try again")


@signed_in(rows=OWN)
@require_safe
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """The visitor's own page."""
    return _page(request)


@signed_in(rows=OWN)
@require_POST
@sensitive_post_parameters()
def change_password(request: HttpRequest) -> HttpResponse:
    """A new password; every other session ends, this one goes on under a new key."""
    person, form = _me(request), PasswordForm(request.POST)
    if not form.is_valid():
        return _page(request, password_form=form)
    try:
        if not person.check_password(form.cleaned_data["present"]):
            raise PresentPasswordWrong()
        people.set_password(by=actor_of(request_viewer(request)), person=person, password=form.cleaned_data["password"])
    except Refusal as refusal:
        into_form(form, refusal)
        return _page(request, password_form=form)
    begin_session(request, person)
    messages.success(request, str(Label("密码已修改，其他登录已全部退出", "the password was changed; all other sessions have ended")))
    return redirect("accounts:account")


@signed_in(rows=OWN)
@require_POST
def appoint_stand_in(request: HttpRequest) -> HttpResponse:
    """Appoint a substitute for oneself."""
    form = StandInForm(request.POST)
    if not form.is_valid():
        return _page(request, stand_in_form=form)
    said = form.cleaned_data
    try:
        stand_ins.appoint(
            by=actor_of(request_viewer(request)),
            absent=_me(request),
            substitute=person_of(said["substitute"]),
            from_on=said["from_on"],
            until_on=said["until_on"],
            reason=said["reason"],
        )
    except Refusal as refusal:
        into_form(form, refusal)
        return _page(request, stand_in_form=form)
    messages.success(request, str(Label("已指定代理人", "the stand-in was appointed")))
    return redirect("accounts:account")


@signed_in(rows="accounts.queries.stand_ins:may_end_stand_in")
@require_POST
def end_stand_in(request: HttpRequest, number: int) -> HttpResponse:
    """End a stand-in from today."""
    viewer = request_viewer(request)
    stand_in = get_object_or_404(may_end_stand_in.filter(viewer, StandIn.objects.select_related("absent", "substitute")), pk=number)
    stand_ins.end(by=actor_of(viewer), stand_in=stand_in, on=timezone.localdate(), reason="提前结束 / ended early")
    return redirect("accounts:account")


@signed_in(rows=OWN)
@require_POST
def end_session(request: HttpRequest, number: int) -> HttpResponse:
    """End one of one's own sessions."""
    session = get_object_or_404(sessions_of(_me(request), timezone.now()), pk=number)
    sessions.close(by=actor_of(request_viewer(request)), session=session, reason="ended by the person")
    return redirect("accounts:account")


@signed_in(rows=OWN)
@require_POST
@never_cache
def issue_token(request: HttpRequest) -> HttpResponse:
    """Issue a token for oneself; the page that answers shows it, and none after it."""
    person, form = _me(request), TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, token_form=form)
    said = form.cleaned_data
    scopes = [Scope.of(code) for code in said["scopes"]]
    try:
        _, secret = tokens.issue(
            by=actor_of(request_viewer(request)), person=person, name=said["token_name"], scopes=scopes, expires_on=said["expires_on"]
        )
    except Refusal as refusal:
        into_form(form, refusal)
        return _page(request, token_form=form)
    return _page(request, token=secret)


@signed_in(rows="accounts.queries.tokens:may_revoke_token")
@require_POST
def revoke_token(request: HttpRequest, prefix: str) -> HttpResponse:
    """Take a token's access away: one's own, or anyone's for the steward."""
    viewer, form = request_viewer(request), ReasonForm(request.POST)
    token = token_for_revoking(viewer, prefix)
    tokens.revoke(by=actor_of(viewer), token=token, reason=form.cleaned_data["reason"] if form.is_valid() else "")
    messages.success(request, str(Label("令牌已撤销", "the token was revoked")))
    return redirect("accounts:account")


@signed_in(rows=OWN)
@require_POST
def set_email(request: HttpRequest) -> HttpResponse:
    """Where one's messages are repeated by mail."""
    form = EmailForm(request.POST)
    act = lambda: people.set_email(by=actor_of(request_viewer(request)), person=_me(request), email=form.cleaned_data["email"])  # noqa: E731
    if not form.is_valid() or not acted(form, act):
        return _page(request, email_form=form)
    messages.success(request, str(Label("邮箱已更改", "the e-mail address was changed")))
    return redirect("accounts:account")


@signed_in(rows=OWN)
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """The language that greets the person from the next sign-in on, and now."""
    code = language_of(request.POST.get("language"))
    people.set_language(by=actor_of(request_viewer(request)), person=_me(request), language=code)
    answer = redirect("accounts:account")
    keep_language(answer, code)
    return answer


def _page(
    request: HttpRequest,
    *,
    password_form: PasswordForm | None = None,
    stand_in_form: StandInForm | None = None,
    token_form: TokenForm | None = None,
    email_form: EmailForm | None = None,
    token: str = "",
) -> HttpResponse:
    person, viewer, today = _me(request), request_viewer(request), timezone.localdate()
    posts = posts_of([person.pk], today)[person.pk]
    names = {each.key: each.label for each in Organisation.objects.filter(key__in=[post.organisation for post in posts])}
    mine = (
        StandIn.objects.filter(until_on__gte=today, ended_on__isnull=True).select_related("absent", "substitute").order_by("from_on", "pk")
    )
    context = {
        "person": person,
        "posts": [(post.role.label, names.get(post.organisation, "")) for post in posts],
        "permissions": sorted((permission.label for permission in viewer.permissions), key=lambda label: label.en),
        "stand_ins": may_see_stand_in.filter(viewer, mine),
        "sessions": sessions_of(person, timezone.now()),
        "session_key": request.session.session_key,
        "email_form": email_form or EmailForm(initial={"email": person.email}),
        "password_form": password_form or PasswordForm(),
        "stand_in_form": stand_in_form or StandInForm(),
        "tokens": tokens_in_force(today).filter(person=person),
        "token_form": token_form or TokenForm(),
        "token": token,
    }
    is_wrong = any(form is not None for form in (password_form, stand_in_form, token_form))
    return render(request, "accounts/account.html", context, status=422 if is_wrong else 200)


def _me(request: HttpRequest) -> Person:
    """The person signed in; the middleware has let nobody else pass."""
    if not isinstance(request.user, Person):
        raise TypeError("this page needs sign-in")
    return request.user
