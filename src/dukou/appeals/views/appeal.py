"""One appeal: like a parcel for the enterprise, with clocks, parts and steps for those who handle it."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.admission import needs, open_to_all
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.queries import request_viewer
from dukou.appeals import tables
from dukou.appeals.core.entrance import READERS, SEES, VISIBLE
from dukou.appeals.core.kinds import AppealState
from dukou.appeals.models import Appeal
from dukou.appeals.queries.handlers import handlers_of, may_ask
from dukou.appeals.queries.links import appeal_by_link, secret_of
from dukou.appeals.queries.shown import shown
from dukou.appeals.queries.visibility import appeal_of
from dukou.appeals.views.handling import steps_for
from dukou.appeals.views.parts import APPEALS
from dukou.casework.queries.meetings import meetings_of_case
from dukou.kit.core.labels import same
from dukou.kit.doors import carried_out
from dukou.kit.files import kept
from dukou.kit.pages.parts import Crumb
from dukou.kit.pages.steps import step_taken

_CHANGERS = (Permission.HANDLE_APPEALS, Permission.ANSWER_LEGS, Permission.SEE_ENTERPRISE_DESK, Permission.FILE_APPEALS)


@needs(*READERS, to_change=_CHANGERS, rows=VISIBLE)
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, number: int) -> HttpResponse:
    """The appeal, and the steps that the visitor may take now."""
    viewer = request_viewer(request)
    found = appeal_of(viewer, number)
    steps = steps_for(viewer, found, request)
    step = step_taken(request, steps)
    if request.method == "POST":
        if step is None:
            raise NotPermitted(permission=Permission.HANDLE_APPEALS.label)
        if carried_out(request, step.form, step.act, step.done):
            return redirect("appeals:appeal", number)
    context = {
        "appeal": shown(viewer, found),
        "steps": steps,
        "others_call": tables.OTHERS_CALL if _is_others_call(viewer, found) else None,
        "shows_contact": may_ask(viewer, found),
        "meetings": meetings_of_case(viewer, number),
        "may_call": viewer.may(Permission.CALL_MEETINGS) and found.closed_at is None,
        "link": request.build_absolute_uri(reverse("appeals:follow", args=[number, secret_of(found)])),
        "crumbs": [Crumb(APPEALS, reverse("appeals:list")), Crumb(same(number))],
    }
    return render(request, "appeals/appeal.html", context, status=422 if step and step.form.errors else 200)


def _is_others_call(viewer: Viewer, found: Appeal) -> bool:
    """Whether the call back waits, and this clerk does not make it since he had a part in the matter."""
    return viewer.may(Permission.HANDLE_APPEALS) and found.state == AppealState.REPLIED.value and viewer.key in handlers_of(found)


@SEES
@require_safe
def attachment(request: HttpRequest, number: int, file: int) -> HttpResponseBase:
    """A file of an appeal, for whoever may see the appeal; the browser saves it and does not look into it."""
    found = appeal_of(request_viewer(request), number).attachments.filter(pk=file).first()
    path = kept(found.sha256) if found else None
    if found is None or path is None:
        raise Http404(file)
    return FileResponse(path.open("rb"), as_attachment=True, filename=found.name, content_type="application/octet-stream")


@open_to_all
@require_safe
def follow(request: HttpRequest, number: int, secret: str) -> HttpResponse:
    """Where an appeal stands, for whoever holds its secret link: no names, no files, no steps."""
    found = appeal_by_link(number, secret)
    answer = render(request, "appeals/follow.html", {"appeal": shown(None, found)})
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
