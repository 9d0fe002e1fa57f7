"""What the description of the API says of every operation: how it may be refused, and the key by which it is done once."""

from __future__ import annotations

from typing import Any

from dukou.accounts.core.scopes import Scope
from dukou.api.described import SIGNED
from dukou.api.idempotency import HEADER, LONGEST
from dukou.kit.doors import PROBLEM_TYPE

REFUSED = {
    400: "读不懂的请求 · The request cannot be read",
    401: "没有有效令牌 · No valid token",
    403: "没有权限 · Not permitted",
    404: "没有，或无权知道 · Not there, or not yours to know of",
    405: "不支持这种方法 · No such method here",
    409: "与现状冲突 · In conflict with what stands",
    413: "内容太大 · Too large",
    422: "内容不符合要求 · Not as asked",
    500: "系统出错，已记录 · A fault of ours, which is logged",
    503: "系统正忙，按 Retry-After 重发 · Busy; send it again after Retry-After",
}
WRITING = {409, 413}  # these need something to be sent
_WORDS = {"type": "object", "required": ["zh", "en"], "properties": {"zh": {"type": "string"}, "en": {"type": "string"}}}
PROBLEM = {
    "title": "Problem",
    "description": "RFC 9457. `code` is the code of the refusal on pages and on the command line: docs/reference/refusals.md.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "code", "what", "why", "cure"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "what": _WORDS,
        "why": _WORDS,
        "cure": _WORDS,
        "faults": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "what", "cure"],
                "properties": {"field": {"type": "string"}, "what": _WORDS, "cure": _WORDS},
            },
        },
    },
}
_KEY = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "description": "同一键只办一次，24 小时内重发得到同一答复 · Done once for one key; sent again within 24 hours: the same answer",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": "^[!-~]+$"},
}


def completed(schema: dict[str, Any]) -> None:
    """Add to every operation what holds for all of them."""
    schema["components"]["schemas"]["Problem"] = PROBLEM
    for path in schema["paths"].values():
        for method, operation in path.items():
            is_writing = method not in ("get", "head")
            operation["responses"] |= {status: _refused(words) for status, words in REFUSED.items() if is_writing or status not in WRITING}
            if SIGNED in operation.get("security", ()):  # it bears a number of its own
                continue
            if "security" in operation:  # what is open to all declares none
                operation["security"] = [{"ByToken": []}] if is_writing else [{"ByToken": []}, {"BySession": []}]
            if is_writing:
                operation["parameters"].append(_KEY)


def _refused(words: str) -> dict[str, Any]:
    return {"description": words, "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def about_scopes() -> str:
    """What tokens may be issued for, in a sentence."""
    return "; ".join(f"`{scope.value}`: {scope.label.zh} · {scope.label.en}" for scope in Scope)
