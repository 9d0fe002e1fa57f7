"""How much of a request is read: little (Django's bound), but for operations that take files, once it is known who sends them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

F = TypeVar("F", bound=Callable[..., Any])
MOST = 32 << 20  # bytes of one request: a file of the largest size that is kept, as base64 in JSON, and what goes with it
_DECLARED = "declared_files"


class BodyTooLarge(Refusal):
    """More than one request with files may hold."""

    code = "kit.body_too_large"
    status = 413
    what = Label("没有接收", "this was not taken")
    why = Label("请求超过 {most} MB", "the request has more than {most} MB")
    cure = Label("文件分几次送：先提交，再补交其余", "send the files in several requests: file it, then bring the others")


def takes_files(operation: F) -> F:
    """Declare on an operation of the API that files come with it."""
    setattr(operation, _DECLARED, True)
    return operation


def is_taking_files(operation: object) -> bool:
    """Whether it declares that."""
    return getattr(operation, _DECLARED, False) is True


def let_in(request: HttpRequest, most: int = MOST) -> None:
    """Read the whole body now, past the usual bound; refused before a byte is read where it is announced larger than `most`.

    Only for a caller who is known: whoever is not, sends no more than the usual bound.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > most:
        raise BodyTooLarge(most=most >> 20)
    if not hasattr(request, "_body"):
        request._body = request.read()  # where `request.body` looks first
