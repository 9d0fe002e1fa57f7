"""Who may ask for which operation: each declares its rule where it is written, and none runs before the rule was asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest
from ninja import Router
from ninja.errors import AuthenticationError

from dukou.accounts.core.admission import Admission, admission_of
from dukou.accounts.queries import request_viewer
from dukou.api.callers import ByToken
from dukou.kit.rooms import brought

Run = Callable[..., Any]


def admitted(operation: Run) -> Run:
    """The operation, for whom its rule admits: as the person, within the scopes of the token. Without a rule it admits nobody."""
    admission = admission_of(operation)

    @wraps(operation)
    def asked(request: HttpRequest, *args: Any, **named: Any) -> Any:
        if admission is None:
            raise TypeError(f"no rule says who may ask for {operation.__module__}.{operation.__name__}")
        if admission.is_open:
            _known_by_token(request)
        refusal = admission.refusal(request_viewer(request), is_changing=request.method not in ("GET", "HEAD"))
        if refusal is not None:
            raise refusal
        return operation(request, *args, **named)

    return asked


def _known_by_token(request: HttpRequest) -> None:
    """What is open to all may tell more to who is known; a token that is not in force is refused here as everywhere."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and ByToken().authenticate(request, token) is None:
        raise AuthenticationError


def admissions() -> Mapping[str, Mapping[str, Admission | None]]:
    """The rule of each operation by address (as Django writes it) and method."""
    found: dict[str, dict[str, Admission | None]] = defaultdict(dict)
    for room, module in brought("api").items():
        router: Router = module.router
        for path, view in router.path_operations.items():
            address = f"{room}{path}".replace("{", "<").replace("}", ">")
            for operation in view.operations:
                found[address] |= {method: admission_of(operation.view_func) for method in operation.methods}
    return found
