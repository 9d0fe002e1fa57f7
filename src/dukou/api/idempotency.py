"""Requests that change something: one transaction with the act, the answer kept under the caller's key, the token in the trail.

Two steps around each operation. The inner one runs once it is known who calls and that the request can be read; the outer one holds the
transaction and sees the finished answer. A refused request leaves nothing behind, so its key may be used again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from dukou.accounts.actions import tokens
from dukou.accounts.core.admission import admission_of
from dukou.accounts.core.tokens import Bearer
from dukou.accounts.queries import actor_of
from dukou.api import ledger
from dukou.api.callers import SAFE, brings_a_token, token_needed
from dukou.api.models import KeptAnswer
from dukou.api.tasks import forget_answer
from dukou.kit.answers import is_told_once
from dukou.kit.bodies import is_taking_files, let_in
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.doors import PROBLEM_TYPE, as_problem

HEADER = "Idempotency-Key"
LONGEST = 100
_KEPT_UNDER = "_dukou_kept_answer"
_ASKED = 300  # characters that are kept of method and address
Run = Callable[..., Any]


class KeyMalformed(Refusal):
    """A key is short and can be printed."""

    code = "api.key_malformed"
    status = 400
    what = Label("没有办理", "this was not done")
    why = Label("Idempotency-Key 的写法不对", "the Idempotency-Key is not written rightly")
    cure = Label("用 1–100 个可打印的 ASCII 字符，如 UUID", "use 1–100 printable ASCII characters, such as a UUID")


class ToldOnce(Refusal):
    """What was answered under this key was told once and is kept nowhere."""

    code = "api.told_once"
    status = 409
    what = Label("没有再次回答", "this was not answered again")
    why = Label("这个请求已经办过；所告内容只告知一次，不留存", "this was done before; what was told is told once and not kept")
    cure = Label("确要再办的，用新的键", "to do it once more, use a new key")


class KeyUsedOtherwise(Refusal):
    """One key belongs to one request."""

    code = "api.key_used_otherwise"
    status = 409
    what = Label("没有办理", "this was not done")
    why = Label("这个 Idempotency-Key 已用于另一个请求", "this Idempotency-Key was used for another request")
    cure = Label("新的请求用新的键；重发须与原来完全相同", "use a new key for a new request; send the old one again exactly as it was")


def in_one_transaction(run: Run) -> Run:
    """The outer step: what a request changes, its key and its answer are kept together or not at all.

    What is signed opens its transaction itself, once the signature holds: before that nobody waits for a turn to write.
    """
    operation = getattr(run, "__self__", None)
    is_signed, view = _is_signed(operation), getattr(operation, "view_func", None)
    takes, is_once = is_taking_files(view), is_told_once(view)

    @wraps(run)
    def answered(request: HttpRequest, **named: Any) -> HttpResponse:
        if request.method in SAFE or is_signed:
            found: HttpResponse = run(request, **named)
            return found
        if not brings_a_token(request):
            return token_needed()
        if takes:
            let_in(request)
        with transaction.atomic():
            answer: HttpResponse = run(request, **named)
            kept: KeptAnswer | None = getattr(request, _KEPT_UNDER, None)
            if answer.status_code >= 400:
                transaction.set_rollback(True)
            elif kept is not None:
                _keep(kept, as_problem(ToldOnce()) if is_once else answer)
        return answer

    return answered


def once(operation: Run) -> Run:
    """The inner step: a request whose key is known gets the answer that its first sending got. What is signed bears a number of its own."""
    admission = admission_of(operation)
    if admission is not None and admission.is_signed:
        return operation

    @wraps(operation)
    def done(request: HttpRequest, *args: Any, **named: Any) -> Any:
        if request.method in SAFE:
            return operation(request, *args, **named)
        bearer: Bearer = request.auth  # type: ignore[attr-defined]  # ninja puts it there; only tokens change anything
        asked = f"{request.method} {request.path}"
        if HEADER in request.headers:
            kept = _held(bearer, asked, request)
            if kept.status is not None:
                kind = PROBLEM_TYPE if kept.status >= 400 else "application/json; charset=utf-8"
                return HttpResponse(kept.body, status=kept.status, content_type=kind)
            setattr(request, _KEPT_UNDER, kept)
        tokens.use(by=actor_of(bearer.viewer), prefix=bearer.prefix, asked=asked)
        return operation(request, *args, **named)

    return done


def _is_signed(operation: object) -> bool:
    admission = admission_of(getattr(operation, "view_func", None))
    return admission is not None and admission.is_signed


def _held(bearer: Bearer, asked: str, request: HttpRequest) -> KeptAnswer:
    """The row of the key, once it is well written and belongs to this request."""
    key = request.headers[HEADER]
    if not (1 <= len(key) <= LONGEST and key.isascii() and key.isprintable()):
        raise KeyMalformed()
    sent, now = hashlib.sha256(request.body).hexdigest(), timezone.now()
    new = KeptAnswer(person=bearer.viewer.key, key=key, asked=asked[:_ASKED], body_sha256=sent, kept_at=now)
    row = ledger.hold(new)
    if (row.asked, row.body_sha256) != (new.asked, sent):
        raise KeyUsedOtherwise()
    return row


def _keep(kept: KeptAnswer, answer: HttpResponse) -> None:
    forgotten_at = ledger.keep(kept, answer.status_code, answer.content.decode())
    forget_answer.enqueue_at(forgotten_at, number=kept.pk)
