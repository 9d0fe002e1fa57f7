"""YAML that remembers where everything stood. Scalars stay text: no `no` that turns into False, no date made by surprise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml
from yaml.composer import ComposerError

from dukou.kit.core.labels import Label, same
from dukou.kit.core.places import Fault, Place

Plain = str | None | list["Plain"] | dict[str, "Plain"]


@dataclass(slots=True)
class Located:
    """A value read from YAML, with its place and the places of everything inside it."""

    plain: Plain
    place: Place
    children: dict[str | int, Located] = field(default_factory=dict)
    key_places: dict[str, Place] = field(default_factory=dict)
    quote: int = 0  # characters of the quotation mark before a scalar

    @property
    def text_place(self) -> Place:
        """Where the text of a scalar begins, after its quotation mark."""
        return Place(self.place.file, self.place.line, self.place.column + self.quote)

    def find(self, path: Sequence[str | int]) -> Place:
        """The place of the value at `path`, or of the deepest value on the way there."""
        here = self
        for step in path:
            if step not in here.children:
                return here.key_places.get(str(step), here.place)
            here = here.children[step]
        return here.place

    def find_key(self, path: Sequence[str | int]) -> Place:
        """The place of the key at the end of `path`, for faults of the key itself."""
        parent = self
        for step in path[:-1]:
            parent = parent.children.get(step, parent)
        return parent.key_places.get(str(path[-1]), self.find(path)) if path else self.place


class _Loader(yaml.SafeLoader):
    """YAML without aliases: every value stands where it is used, and no file can grow or loop behind its own back."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """The next node; a mark (&) is harmless, its use (*) is refused."""
        if self.check_event(yaml.AliasEvent):
            event: Any = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs leave it bare
            raise ComposerError(None, None, "aliases (*) are not used in packs", event.start_mark)
        return super().compose_node(parent, index)


def read_yaml(text: str, file: str) -> tuple[Located | None, list[Fault]]:
    """The one document in `text`; broken YAML, a key written twice and a second document are faults with their line.

    What was read is shared between those who read the same text: nobody changes a `Located` once it is made.
    """
    located, faults = _read(text, file)
    return located, list(faults)


@lru_cache(maxsize=256)
def _read(text: str, file: str) -> tuple[Located | None, list[Fault]]:
    try:
        node = _composed(text)
    except yaml.MarkedYAMLError as error:
        return None, [_broken(error, file)]
    except yaml.YAMLError as error:
        cure = Label("用 UTF-8 保存，并去掉控制字符", "save as UTF-8 and remove control characters")
        before = text[: getattr(error, "position", 0)]
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return None, [Fault(place, Label("有无法读取的字符", "there is a character that cannot be read"), cure)]
    faults: list[Fault] = []
    return (None if node is None else _located(node, file, faults)), faults


def _composed(text: str) -> yaml.Node | None:
    """The document by the parser in C, which is ten times as fast; what that cannot read, or an alias, is told by the one in Python."""
    try:
        if not any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=_FAST)):
            return yaml.compose(text, Loader=_FAST)
    except yaml.YAMLError:
        pass
    return yaml.compose(text, Loader=_Loader)


_FAST: Any = getattr(yaml, "CSafeLoader", _Loader)  # PyYAML without its C part has only the one in Python


def _broken(error: yaml.MarkedYAMLError, file: str) -> Fault:
    mark = error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    said = error.problem or str(error)
    cure = Label(
        "检查此处的缩进、冒号后的空格和引号；不要用制表符",
        "check indentation, the space after a colon and quotes here; no tabs",
    )
    return Fault(place, Label(f"YAML 写法有误：{said}", f"broken YAML: {said}"), cure)


def _place(node: yaml.Node, file: str) -> Place:
    return Place(file, node.start_mark.line + 1, node.start_mark.column + 1)


def _located(node: yaml.Node, file: str, faults: list[Fault]) -> Located:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, file, faults)
    if isinstance(node, yaml.SequenceNode):
        items = [_located(item, file, faults) for item in node.value]
        return Located([item.plain for item in items], _place(node, file), dict(enumerate(items)))
    empty = node.tag == "tag:yaml.org,2002:null"
    return Located(None if empty else str(node.value), _place(node, file), quote=int(getattr(node, "style", None) in ("'", '"')))


def _mapping(node: yaml.MappingNode, file: str, faults: list[Fault]) -> Located:
    found = Located({}, _place(node, file))
    plain: dict[str, Plain] = {}
    for key_node, value_node in node.value:
        key, where = str(key_node.value), _place(key_node, file)
        if not isinstance(key_node, yaml.ScalarNode):
            what = Label("键不能是列表或一组键值", "a key cannot be a list or keys with values")
            faults.append(Fault(where, what, Label("键写成一个词", "write the key as one word")))
            continue
        if key in plain:
            first = found.key_places[key]
            what = Label(f"“{key}”写了两次（第一次在第 {first.line} 行）", f"“{key}” stands twice (first in line {first.line})")
            faults.append(Fault(where, what, Label("留下一个", "keep one of them")))
            continue
        value = _located(value_node, file, faults)
        plain[key], found.children[key], found.key_places[key] = value.plain, value, where
    found.plain = plain
    return found


def key_label(key: str | int) -> Label:
    """A key as it is named in faults: “period”, or “item 3” of a list."""
    return Label(f"第 {key + 1} 项", f"item {key + 1}") if isinstance(key, int) else same(key)
