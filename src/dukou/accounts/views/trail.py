"""The page of the audit trail: who did what, on whose behalf, before and after."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.forms import TrailForm
from dukou.accounts.queries import may_see_event, request_viewer
from dukou.audit.core.seals import canonical
from dukou.audit.core.values import Json
from dukou.audit.queries import TrailAsked, TrailEntry, events_asked, trail_page
from dukou.kit.core.acts import ACTS, words_of
from dukou.kit.pages.lists import number_asked


@needs(Permission.SEE_AUDIT_TRAIL)
@require_safe
@never_cache
def trail(request: HttpRequest) -> HttpResponse:
    """The events that fit the question, newest first, fifty at a time."""
    viewer = request_viewer(request)
    form = TrailForm(request.GET)
    asked = _asked(form.cleaned_data) if form.is_valid() else TrailAsked()
    rows = may_see_event.filter(viewer, events_asked(asked))
    entries, beneath = trail_page(rows, beneath=number_asked(request))
    context = {
        "form": form,
        "acts": [(name, words_of(name)) for name in sorted(ACTS.keys())],
        "events": [_shown(entry) for entry in entries],
        "beneath": beneath,
        "is_later": "beneath" in request.GET,
    }
    return render(request, "accounts/trail.html", context)


def _asked(said: dict[str, Any]) -> TrailAsked:
    kind, _, key = said["subject"].partition(":")
    return TrailAsked(subject_kind=kind, subject_key=key, actor=said["actor"], act=said["act"], on=said["on"])


def _shown(entry: TrailEntry) -> dict[str, Any]:
    changes = [(change.field, _text(change.before), _text(change.after)) for change in entry.changes]
    return {"entry": entry, "act": words_of(entry.act), "changes": changes, "subject": ":".join(entry.subject)}


def _text(value: Json) -> str:
    """A value to read: text as it is, everything else as JSON, nothing as nothing."""
    if value is None:
        return ""
    return value if isinstance(value, str) else canonical(value)
