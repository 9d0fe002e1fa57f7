"""What can be wrong with one concept of the dictionary."""

from __future__ import annotations

from collections.abc import Iterator

from dukou.affairs.core.checking.wrongs import Wrong, twice
from dukou.affairs.core.concepts import Concept
from dukou.affairs.core.kinds import FieldKind
from dukou.kit.core.labels import Label
from dukou.rules.core.grammar import RESERVED

LISTED = (FieldKind.CHOICE, FieldKind.CHOICES)


def concept_wrongs(concept: Concept, choices: tuple[str, ...]) -> Iterator[Wrong]:
    """Everything that is wrong with a concept; `choices`: the keys of its list as they are written."""
    if concept.key in RESERVED:
        what = Label(f"“{concept.key}”是条件里的词", f"“{concept.key}” is a word of conditions")
        yield Wrong(("key",), what, Label("换一个名称", "give it another name"))
    if concept.kind is not FieldKind.NUMBER:
        yield from (_only_numbers(name) for name in _of_numbers(concept))
    if concept.least is not None and concept.most is not None and concept.least > concept.most:
        yield Wrong(
            ("most",), Label("上限小于下限", "the greatest is below the least"), Label("核对 least 和 most", "check least and most")
        )
    if concept.kind in LISTED and not choices:
        what = Label(f"“{concept.kind.label.zh}”没有写可选项", f"“{concept.kind.label.en}” has no choices")
        yield Wrong(("kind",), what, Label("写出 choices", "write choices"))
    if concept.kind not in LISTED and choices:
        what = Label(f"“{concept.kind.label.zh}”不写可选项", f"“{concept.kind.label.en}” takes no choices")
        yield Wrong(("choices",), what, Label("去掉 choices，或改成 choice、choices", "remove choices, or make it choice or choices"))
    yield from twice((("choices", number, "key"), key) for number, key in enumerate(choices))


def _of_numbers(concept: Concept) -> Iterator[str]:
    told = {"unit": concept.unit, "least": concept.least, "most": concept.most, "decimals": concept.decimals or None}
    return (name for name, value in told.items() if value not in ("", None))


def _only_numbers(name: str) -> Wrong:
    what = Label(f"不是数，不写 {name}", f"it is no number and takes no {name}")
    return Wrong((name,), what, Label(f"去掉 {name}，或把 kind 改成 number", f"remove {name}, or make its kind number"))
