"""Keys and values of a mapping, read one by one; what is wrong is noted as a fault and reading goes on."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeVar

from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.places import Fault, Place
from dukou.kit.packfiles.nodes import Located

E = TypeVar("E", bound=LabelledEnum)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_DIGITS = re.compile(r"-?\d{1,18}(\.\d{1,6})?", re.ASCII)
NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


class Faults(list[Fault]):
    """The faults found so far."""

    def note(self, place: Place, what: Label, cure: Label) -> None:
        """One more, unless the same is noted already."""
        fault = Fault(place, what, cure)
        if fault not in self:
            self.append(fault)


class Fields:
    """One mapping. Keys that are not among `known` are faults at once; so is what should be a mapping and is none."""

    def __init__(self, located: Located, known: Sequence[str], faults: Faults, title: str = "") -> None:
        self.located, self.faults, self.title = located, faults, title
        self.is_mapping = isinstance(located.plain, dict)
        if not self.is_mapping:
            what = Label(f"“{title}”应是一组键和值", f"“{title}” should be keys with values")
            faults.note(located.place, what, Label("写成“键: 值”的形式", "write it as “key: value”"))
        for key, place in located.key_places.items():
            if key not in known:
                faults.note(place, Label(f"不认识的键“{key}”", f"unknown key “{key}”"), near(key, known))

    @property
    def place(self) -> Place:
        """Where the mapping begins."""
        return self.located.place

    def place_of(self, key: str) -> Place:
        """Where the value of a key stands; the mapping's own place where the key is missing."""
        child = self.located.children.get(key)
        return child.place if child else self.located.key_places.get(key, self.place)

    def has(self, key: str) -> bool:
        """Whether the key is there with a value."""
        child = self.located.children.get(key)
        return child is not None and child.plain is not None

    def child(self, key: str, *, is_needed: bool = False) -> Located | None:
        """The value of a key with its place."""
        if self.has(key):
            return self.located.children[key]
        if is_needed and self.is_mapping:
            self.faults.note(self.place, Label(f"缺少“{key}”", f"“{key}” is missing"), Label(f"补上“{key}”", f"add “{key}”"))
        return None

    def text(self, key: str, *, is_needed: bool = False) -> str:
        """One line of text; empty where it is missing."""
        child = self.child(key, is_needed=is_needed)
        if child is None:
            return ""
        if not isinstance(child.plain, str):
            what = Label(f"“{key}”应是一段文字", f"“{key}” should be text")
            self.faults.note(child.place, what, Label("写成一行文字", "write it as one line of text"))
            return ""
        text = child.plain.strip()
        if is_needed and not text:
            self.faults.note(child.place, Label(f"“{key}”是空的", f"“{key}” is empty"), Label(f"写上“{key}”", f"write “{key}”"))
        return text

    def label(self, key: str, *, is_needed: bool = False) -> Label | None:
        """A text in both languages."""
        child = self.child(key, is_needed=is_needed)
        return label_of(child, key, self.faults) if child else None

    def slug(self, key: str, *, is_needed: bool = True) -> str:
        """A key such as enterprise-size."""
        text = self.text(key, is_needed=is_needed)
        if text and not SLUG.fullmatch(text):
            what = Label(f"“{text}”不能作键", f"“{text}” cannot be a key")
            self.faults.note(self.place_of(key), what, Label("用小写英文、数字和连字符", "use lower-case letters, digits and hyphens"))
        return text

    def day(self, key: str, *, is_needed: bool = False) -> date | None:
        """A date written 2026-04-01."""
        text = self.text(key, is_needed=is_needed)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            what = Label(f"“{text}”不是日期", f"“{text}” is not a date")
            self.faults.note(self.place_of(key), what, Label("写成 2026-04-01", "write it as 2026-04-01"))
            return None

    def whole(self, key: str, least: int, most: int) -> int:
        """A whole number within bounds; `least` where the key is missing."""
        text = self.text(key)
        if text and text.isascii() and text.isdigit() and least <= int(text) <= most:
            return int(text)
        if text:
            what = Label(f"“{key}”应是 {least} 到 {most} 的整数，现在是“{text}”", f"“{key}” should be {least} to {most}, not “{text}”")
            self.faults.note(self.place_of(key), what, Label("只写数字", "write digits only"))
        return least

    def number(self, key: str, *, is_needed: bool = False) -> Fraction | None:
        """A plain number; None where it is missing or wrong."""
        text = self.text(key, is_needed=is_needed)
        return number_of(text, key, self.place_of(key), self.faults) if text else None

    def flag(self, key: str) -> bool:
        """Yes or no; no where the key is missing."""
        text = self.text(key)
        if text not in ("", "true", "false", "yes", "no"):
            what = Label(f"“{key}”应是 true 或 false，现在是“{text}”", f"“{key}” should be true or false, not “{text}”")
            self.faults.note(self.place_of(key), what, Label("写 true 或 false", "write true or false"))
        return text in ("true", "yes")

    def choice(self, key: str, kind: type[E], default: E) -> E:
        """One of an enumeration's codes."""
        text = self.text(key)
        codes = [member.value for member in kind]
        if text and text not in codes:
            what = Label(f"“{key}”没有“{text}”这种", f"“{key}” cannot be “{text}”")
            self.faults.note(self.place_of(key), what, near(text, codes))
        return kind.of(text) if text in codes else default

    def items(self, key: str, *, is_needed: bool = False) -> list[Located]:
        """The items of a list."""
        child = self.child(key, is_needed=is_needed)
        if child is None:
            return []
        if not isinstance(child.plain, list):
            what = Label(f"“{key}”应是列表", f"“{key}” should be a list")
            self.faults.note(child.place, what, Label("每项以“- ”开头", "start each item with “- ”"))
            return []
        return list(child.children.values())

    def pairs(self, key: str) -> Iterator[tuple[str, Located]]:
        """The entries of a mapping of names; a name that cannot be one is a fault."""
        child = self.child(key)
        if child is None:
            return
        if not isinstance(child.plain, dict):
            what = Label(f"“{key}”应是一组名称和内容", f"“{key}” should be names with their contents")
            self.faults.note(child.place, what, Label("写成“名称: 内容”", "write it as “name: content”"))
            return
        for name, value in child.children.items():
            yield str(name), value


def label_of(located: Located, key: str, faults: Faults) -> Label | None:
    """`{zh: …, en: …}` as a label."""
    plain = located.plain
    words = {str(name): value for name, value in plain.items()} if isinstance(plain, dict) else {}
    zh, en = words.get("zh"), words.get("en")
    if set(words) == {"zh", "en"} and isinstance(zh, str) and isinstance(en, str) and zh.strip() and en.strip():
        return Label(zh.strip(), en.strip())
    what = Label(f"“{key}”要中英文各写一份", f"“{key}” has to be in both languages")
    faults.note(located.place, what, Label("写成 {zh: 中文, en: English}", "write it as “{zh: 中文, en: English}”"))
    return None


def number_of(text: str, key: str, place: Place, faults: Faults) -> Fraction | None:
    """A decimal number as written; None, and a fault, where it is none."""
    number = exact_number(text)
    if number is not None:
        return number
    what = Label(f"“{key}”应是数，现在是“{text}”", f"“{key}” should be a number, not “{text}”")
    faults.note(place, what, Label("只写数字", "write digits only"))
    return None


def exact_number(text: str) -> Fraction | None:
    """Digits, with a point and a sign where they are needed; None where it is anything else (a power of ten could fill the memory)."""
    return Fraction(text) if _DIGITS.fullmatch(text) else None


def near(text: str, known: Sequence[str]) -> Label:
    """The cure of a name that is not known: the nearest one that is, or all of them."""
    close = difflib.get_close_matches(text, known, n=1)
    if close:
        return Label(f"是不是“{close[0]}”？", f"did you mean “{close[0]}”?")
    if not known:
        return Label("先写出它", "write it down first")
    return Label(f"可用：{'、'.join(known)}", f"use one of: {', '.join(known)}")
