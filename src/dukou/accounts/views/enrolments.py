"""Who acts for which firm: inviting, accepting, revoking."""

from __future__ import annotations

import hashlib

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from dukou.accounts.actions import enrolments as enrolling
from dukou.accounts.core.admission import open_to_all, signed_in
from dukou.accounts.core.kinds import EnrolmentGround
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.forms import InvitationForm, NewcomerForm, ReasonForm
from dukou.accounts.models import Enrolment, Person
from dukou.accounts.queries import actor_of, may_invite_for, may_revoke_enrolment, may_see_enrolment, request_viewer
from dukou.accounts.queries.enrolments import invitation_of
from dukou.accounts.views.sign_in import begin_session
from dukou.kit.core.actors import SYSTEM
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.doors import into_form

SHOWN = 100


@signed_in(rows="accounts.queries.enrolments:may_see_enrolment")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def enrolments(request: HttpRequest) -> HttpResponse:
    """The enrolments that the visitor may see, and the form to invite where he may."""
    viewer = request_viewer(request)
    firms = may_invite_for.filter(viewer).order_by("key")
    if request.method == "POST" and not firms.exists():
        raise NotPermitted(permission=Permission.INVITE_AGENTS.label)
    if request.method != "POST":
        return _page(request, viewer, InvitationForm(organisations=firms) if firms.exists() else None)
    form = InvitationForm(request.POST, request.FILES, organisations=firms)
    if not form.is_valid():
        return _page(request, viewer, form, status=422)
    try:
        link = _invited(request, viewer, form)
    except Refusal as refusal:
        into_form(form, refusal)
        return _page(request, viewer, form, status=refusal.status)
    return _page(request, viewer, InvitationForm(organisations=firms), link=link)


@signed_in(rows="accounts.queries.enrolments:may_revoke_enrolment")
@require_POST
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Take the right to act for a firm away."""
    viewer = request_viewer(request)
    enrolment = get_object_or_404(may_revoke_enrolment.filter(viewer), pk=number)
    form = ReasonForm(request.POST)
    enrolling.revoke(by=actor_of(viewer), enrolment=enrolment, reason=form.cleaned_data["reason"] if form.is_valid() else "")
    messages.success(request, str(Label("已撤销", "it was revoked")))
    return redirect("accounts:enrolments")


@open_to_all
@never_cache
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation: with the account signed in, or with a new one."""
    made = invitation_of(token, timezone.now())
    if isinstance(request.user, Person):
        return _by_person(request, made, token, request.user)
    form = NewcomerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            accepted = enrolling.accept_as_newcomer(by=SYSTEM, token=token, **form.cleaned_data)
        except Refusal as refusal:
            into_form(form, refusal)
        else:
            begin_session(request, Person.objects.get(enrolments=accepted))
            return redirect("accounts:account")
    context = {"enrolment": made, "form": form}
    return render(request, "accounts/invitation.html", context, status=422 if form.errors else 200)


def _by_person(request: HttpRequest, made: Enrolment, token: str, person: Person) -> HttpResponse:
    if request.method != "POST":
        return render(request, "accounts/invitation.html", {"enrolment": made})
    enrolling.accept(by=actor_of(request_viewer(request)), token=token, person=person)
    messages.success(request, str(Label("您现在可以代表该企业办事", "you now act for this enterprise")))
    return redirect("accounts:account")


def _invited(request: HttpRequest, viewer: Viewer, form: InvitationForm) -> str:
    """Make the invitation; gives its link, which is shown this once."""
    said = dict(form.cleaned_data)
    file: UploadedFile[bytes] | None = said.pop("proof_file")
    is_office = viewer.may(Permission.INVITE_AGENTS)
    ground = EnrolmentGround.OFFICE if is_office else EnrolmentGround.LEGAL_REPRESENTATIVE
    by = actor_of(viewer, Permission.INVITE_AGENTS)
    _, token = enrolling.invite(by=by, ground=ground, proof_sha256=_sha256(file), **said)
    return request.build_absolute_uri(reverse("accounts:invitation", args=[token]))


def _sha256(file: UploadedFile[bytes] | None) -> str:
    if file is None:
        return ""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _page(request: HttpRequest, viewer: Viewer, form: InvitationForm | None, *, link: str = "", status: int = 200) -> HttpResponse:
    seen = may_see_enrolment.filter(viewer, Enrolment.objects.select_related("organisation", "person")).order_by("-invited_at", "-pk")
    revocable = set(may_revoke_enrolment.filter(viewer).values_list("pk", flat=True))
    rows = [(each, EnrolmentGround.of(each.ground).label, each.pk in revocable) for each in seen[:SHOWN]]
    return render(request, "accounts/enrolments.html", {"rows": rows, "form": form, "link": link}, status=status)
