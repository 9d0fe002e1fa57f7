"""One's own inbox: what one was told, the newest first; opening a message marks it as read and leads to what it is about."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from dukou.accounts.core.admission import signed_in
from dukou.accounts.queries import request_viewer
from dukou.casework.actions import inbox as reading
from dukou.casework.queries.inbox import messages_seen, unread_count
from dukou.kit.core.labels import Label
from dukou.kit.core.numbers import whole_number
from dukou.kit.pages.lists import number_asked

ROWS = "casework.queries.inbox:own_messages"


@signed_in(rows=ROWS)
@require_safe
@never_cache
def inbox(request: HttpRequest) -> HttpResponse:
    """One's own messages, fifty at a time."""
    viewer, asked = request_viewer(request), number_asked(request)
    rows, beneath = messages_seen(viewer, asked)
    context = {"rows": rows, "beneath": beneath, "is_later": asked is not None, "unread": unread_count(viewer)}
    return render(request, "casework/inbox.html", context | {"newest": rows[0].pk if rows else 0})


@signed_in(rows=ROWS)
@require_POST
def open_message(request: HttpRequest, number: int) -> HttpResponse:
    """Mark one message as read and go to the page that it is about."""
    message = reading.read(by=request_viewer(request), message=number)
    inside = message.address.startswith("/") and url_has_allowed_host_and_scheme(message.address, allowed_hosts=None)
    return redirect(message.address if inside else reverse("casework:inbox"))


@signed_in(rows=ROWS)
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read that was on the page or older."""
    count = reading.read_all(by=request_viewer(request), until=whole_number(request.POST.get("until", "")) or 0)
    messages.success(request, str(Label("{count} 条标为已读", "{count} marked as read").filled(count=count)))
    return redirect("casework:inbox")
