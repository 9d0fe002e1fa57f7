"""Checking one entry of a pack against its schema; every fault in both languages, with its line and its cure."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.core.refusals import Malformed
from dukou.kit.packfiles.nodes import Located

M = TypeVar("M", bound="Schema")


class Schema(BaseModel):
    """Base of every pack schema: an unknown key is a fault, entries do not change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Words(Schema):
    """A text in both languages."""

    zh: str
    en: str

    @property
    def label(self) -> Label:
        """The words as a label."""
        return Label(self.zh, self.en)

    def model_post_init(self, _context: Any, /) -> None:
        """Both languages must say something."""
        if not self.zh or not self.en:
            raise Malformed(Label("中英文缺一", "one language is empty"), Label("zh 和 en 都要写", "write both zh and en"))


def checked(schema: type[M], located: Located) -> tuple[M | None, list[Fault]]:
    """`located` read as `schema`, or all its faults."""
    try:
        return schema.model_validate(located.plain), []
    except ValidationError as error:
        return None, [_fault(schema, located, detail) for detail in error.errors()]


def _fault(schema: type[Schema], located: Located, detail: ErrorDetails) -> Fault:
    path = detail["loc"]
    if detail["type"] == "extra_forbidden":
        return _unknown_key(schema, located, path)
    error = detail.get("ctx", {}).get("error")
    if isinstance(error, Malformed):
        return Fault(located.find(path), error.what, error.cure)
    what, cure = in_words(detail, " → ".join(str(step) for step in path) or schema.__name__)
    return Fault(located.find(path), what, cure or _AS_TEMPLATE)


def in_words(detail: ErrorDetails, key: str) -> tuple[Label, Label | None]:
    """What is wrong with the value of `key`, and the cure; None where only the place where it is described can tell."""
    what, cure = _WORDS.get(detail["type"], (_OTHERWISE, None))
    values = {
        "key": key,
        "input": _short(detail.get("input")) if detail.get("input") is not None else Label("（空）", "(empty)"),
        "said": detail["msg"],
    } | {name: str(value) for name, value in detail.get("ctx", {}).items()}
    return what.filled(**values), cure.filled(**values) if cure else None


def _unknown_key(schema: type[Schema], located: Located, path: Sequence[str | int]) -> Fault:
    key = str(path[-1])
    known = sorted(_keys_at(schema, path[:-1]))
    close = difflib.get_close_matches(key, known, n=1)
    what = Label(f"不认识的键“{key}”", f"unknown key “{key}”")
    if close:
        cure = Label(f"是不是“{close[0]}”？", f"did you mean “{close[0]}”?")
    else:
        cure = Label(f"可用的键：{'、'.join(known)}", f"the keys are: {', '.join(known)}")
    return Fault(located.find_key(path), what, cure)


def _keys_at(schema: type[Schema], path: Sequence[str | int]) -> list[str]:
    """The keys that the schema knows at `path`; those of the top where the path leads through unions."""
    here: type[BaseModel] = schema
    for step in path:
        field = here.model_fields.get(str(step)) if not isinstance(step, int) else None
        inner = [part for part in _types_in(field.annotation) if part is not here] if field else []
        here = inner[0] if inner else here
    return list(here.model_fields)


def _types_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type):
        return [annotation] if issubclass(annotation, BaseModel) else []
    return [found for part in getattr(annotation, "__args__", ()) for found in _types_in(part)]


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"


_WORDS: dict[str, tuple[Label, Label]] = {
    "missing": (Label("缺少“{key}”", "“{key}” is missing"), Label("补上“{key}”", "add “{key}”")),
    "string_type": (
        Label("“{key}”应是文字，现在是“{input}”", "“{key}” should be text, not “{input}”"),
        Label("写成一段文字", "write it as text"),
    ),
    "int_parsing": (
        Label("“{key}”应是整数，现在是“{input}”", "“{key}” should be a whole number, not “{input}”"),
        Label("只写数字", "write digits only"),
    ),
    "date_from_datetime_parsing": (
        Label("“{key}”不是日期：“{input}”", "“{key}” is not a date: “{input}”"),
        Label("写成 2024-07-08", "write it as 2024-07-08"),
    ),
    "bool_parsing": (
        Label("“{key}”应是 true 或 false", "“{key}” should be true or false"),
        Label("写 true 或 false", "write true or false"),
    ),
    "greater_than_equal": (
        Label("“{key}”不能小于 {ge}，现在是 {input}", "“{key}” cannot be below {ge}; it is {input}"),
        Label("改正数值", "correct the number"),
    ),
    "less_than_equal": (
        Label("“{key}”不能大于 {le}，现在是 {input}", "“{key}” cannot be above {le}; it is {input}"),
        Label("改正数值", "correct the number"),
    ),
    "string_too_long": (
        Label("“{key}”太长，最多 {max_length} 个字", "“{key}” is too long: at most {max_length} characters"),
        Label("写短一些", "write less"),
    ),
    "enum": (
        Label("“{key}”没有“{input}”这个取值", "“{key}” knows no value “{input}”"),
        Label("可用：{expected}", "use one of: {expected}"),
    ),
    "literal_error": (
        Label("“{key}”没有“{input}”这个取值", "“{key}” knows no value “{input}”"),
        Label("可用：{expected}", "use one of: {expected}"),
    ),
    "string_pattern_mismatch": (
        Label("“{key}”的写法不对：“{input}”", "“{key}” is not written rightly: “{input}”"),
        Label("应符合 {pattern}", "it should match {pattern}"),
    ),
    "list_type": (
        Label("“{key}”应是列表", "“{key}” should be a list"),
        Label("每项一行，以“- ”开头", "one line each, starting with “- ”"),
    ),
    "model_type": (
        Label("“{key}”应是一组键和值", "“{key}” should be keys with values"),
        Label("写成“键: 值”的形式", "write it as “key: value”"),
    ),
}
_WORDS["date_parsing"] = _WORDS["date_from_datetime_parsing"]
_OTHERWISE = Label("“{key}”有误：{said}", "“{key}” is wrong: {said}")
_AS_TEMPLATE = Label("对照 packs/template 的写法", "compare with packs/template")
