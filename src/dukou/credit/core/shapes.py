"""Whether a JSON value has a given shape: every misfit with its place, so that a file handed in is judged before it is read.

A shape is a type, `[shape]` for a list of such, `{EACH: shape}` for an object with any keys, or an object all of whose keys are there and
no others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dukou.kit.core.labels import Label
from dukou.kit.core.places import FieldFault
from dukou.kit.core.refusals import Malformed

EACH = "*"
_NAMES = {
    str: Label("文字", "a text"),
    int: Label("整数", "a whole number"),
    list: Label("列表", "a list"),
    dict: Label("对象", "an object"),
}
_OTHERWISE = Label("这里应是{kind}", "{kind} stands here")
_WRITE = Label("按格式写", "write it as the form says")
_LACKING = Label("缺少这一项", "this is lacking")
_ADD = Label("补上这一项，或索取完整的文件", "add it, or ask for the whole file")
_UNKNOWN = Label("格式里没有这一项", "the form knows no such part")
_REMOVE = Label("去掉这一项", "take it out")


def misfits(value: object, shape: object, place: str = "") -> Iterator[FieldFault]:
    """Every place where `value` is not of `shape`, in the order of the shape; the place of the whole is told as `file`."""
    kind = shape if isinstance(shape, type) else type(shape)
    if type(value) is not kind:  # a bool is no whole number here
        yield FieldFault(place or "file", _OTHERWISE.filled(kind=_NAMES[kind]), _WRITE)
    elif isinstance(value, list) and isinstance(shape, list):
        for number, each in enumerate(value):
            yield from misfits(each, shape[0], f"{place}[{number}]")
    elif isinstance(value, dict) and isinstance(shape, dict):
        yield from _misfits_of_object(value, shape, f"{place}." if place else "")


def _misfits_of_object(value: Mapping[str, Any], shape: Mapping[str, Any], before: str) -> Iterator[FieldFault]:
    if EACH in shape:
        for key, each in value.items():
            yield from misfits(each, shape[EACH], before + key)
        return
    for key, inner in shape.items():
        if key in value:
            yield from misfits(value[key], inner, before + key)
        else:
            yield FieldFault(before + key, _LACKING, _ADD)
    for key in sorted(value.keys() - shape.keys()):
        yield FieldFault(before + key, _UNKNOWN, _REMOVE)


def without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of a JSON text (an `object_pairs_hook`); `Malformed` where a key stands in it twice: readers keep one or the other."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for number, (key, _) in enumerate(pairs) if key in {earlier for earlier, _ in pairs[:number]})
        raise Malformed(Label(f"“{twice}”写了两次", f"“{twice}” stands there twice"), Label("只留一处", "leave it once"))
    return found
