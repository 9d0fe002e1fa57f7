"""The root of the API: it collects each room's `api.py` below /api/v1/ and answers every refusal as a problem."""

from __future__ import annotations

from functools import cache
from typing import Any, NoReturn

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationErrorContext
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.renderers import BaseRenderer

from dukou.api.callers import BySession, ByToken, token_needed
from dukou.api.idempotency import in_one_transaction, once
from dukou.api.openapi import about_scopes, completed
from dukou.api.operations import admitted
from dukou.kit.answers import NotAsAsked
from dukou.kit.core.labels import Label
from dukou.kit.core.places import FieldFault
from dukou.kit.core.refusals import Refusal
from dukou.kit.doors import as_problem
from dukou.kit.output import as_json
from dukou.kit.packfiles.schemas import in_words
from dukou.kit.rooms import brought

PREFIX = "/api/v1"
VERSION = "1"


class Unreadable(Refusal):
    """What was sent is no JSON, or holds characters that no text has."""

    code = "api.unreadable"
    status = 400
    what = Label("没有办理", "this was not done")
    why = Label("请求读不懂", "the request cannot be read")
    cure = Label("正文用 UTF-8 编码的 JSON", "send JSON in UTF-8")


class TooLarge(Refusal):
    """More was sent than any operation takes."""

    code = "api.too_large"
    status = 413
    what = Label("没有办理", "this was not done")
    why = Label("请求太大", "the request is too large")
    cure = Label("整份名单用 dukou enterprises import 导入", "whole lists are taken in by dukou enterprises import")


class Nowhere(Refusal):
    """The address leads to nothing."""

    code = "api.nowhere"
    status = 404
    what = Label("没有回答", "this was not answered")
    why = Label("接口没有这个地址", "the API has no such address")
    cure = Label("地址见 /api/docs/", "the addresses are listed at /api/docs/")


class HouseRenderer(BaseRenderer):
    """JSON as the house writes it: Chinese as it is, numbers with their own digits."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> str:
        """The text of the answer."""
        return as_json(data)


class HouseAPI(NinjaAPI):
    """The API with the house's words for what cannot be read, and a description that declares every refusal."""

    def validation_error_from_error_contexts(self, error_contexts: list[ValidationErrorContext[Any]]) -> NoReturn:
        """Refuse what is not as asked, naming each field in both languages."""
        raise NotAsAsked([fault for context in error_contexts for fault in _faults(context)])

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None) -> OpenAPISchema:
        """The description, complete."""
        schema = super().get_openapi_schema(path_prefix=f"{PREFIX}/", path_params=path_params)
        completed(schema)
        return schema

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The room and the name of the function."""
        return f"{operation.view_func.__module__.split('.')[1]}_{operation.view_func.__name__}"


def _faults(context: ValidationErrorContext[Any]) -> list[FieldFault]:
    source: str = context.model.__ninja_param_source__
    found = []
    for detail in context.pydantic_validation_error.errors(include_url=False):
        path = context.model.__ninja_flatten_map_reverse__.get(detail["loc"], detail["loc"])
        steps = [source, *map(str, path[1:] if source == "body" else path)]  # a body is one value, whatever our name for it
        what, cure = in_words(detail, steps[-1])
        found.append(FieldFault(".".join(steps), what, cure or _AS_DESCRIBED))
    return found


_AS_DESCRIBED = Label("对照 /api/docs/ 的说明", "compare with /api/docs/")


def _http_error(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    """What ninja refuses by itself: no token, or no JSON."""
    if isinstance(error, AuthenticationError):
        return token_needed()
    return as_problem(Unreadable())


def _root() -> HouseAPI:
    api = HouseAPI(
        title="渡口 dukou",
        version=VERSION,
        description=f"一区产业集群与企业服务 · A district's clusters and its service to enterprises. Scopes: {about_scopes()}",
        openapi_url=None,  # served by views, with Chinese as it is
        docs_url=None,
        urls_namespace="v1",
        auth=[ByToken(), BySession()],
        renderer=HouseRenderer(),
    )
    api.add_exception_handler(Refusal, lambda _request, refusal: as_problem(refusal))  # type: ignore[arg-type]
    api.add_exception_handler(HttpError, _http_error)
    api.add_exception_handler(Http404, lambda _request, _error: as_problem(Nowhere()))
    api.add_exception_handler(RequestDataTooBig, lambda _request, _error: as_problem(TooLarge()))
    api.add_decorator(in_one_transaction, mode="view")
    api.add_decorator(once, mode="operation")
    api.add_decorator(admitted, mode="operation")  # around the one before: nobody is answered from what was kept who may not ask
    for room, module in brought("api").items():
        api.add_router(f"/{room}", module.router, tags=[room])
    return api


API = _root()


@cache
def description() -> OpenAPISchema:
    """What is told of the API: the same for everybody, and half a second's work, so that it is put together once; nobody changes it."""
    return API.get_openapi_schema()
