"""Words in two languages that always stand side by side: Chinese first, English beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Literal, Self, cast, get_args

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_spoken: ContextVar[Language] = ContextVar("spoken", default="zh")


def spoken() -> Language:
    """The language in which labels speak right now (one request, one command)."""
    return _spoken.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Let every label inside the block speak `language`."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def language_of(text: str | None) -> Language:
    """The language meant by a code such as `zh-hans`, `zh` or `en-gb`; Chinese when in doubt."""
    return "en" if (text or "").lower().startswith("en") else "zh"


@dataclass(frozen=True, slots=True)
class Label:
    """One text in Chinese and in English. `str(label)` is the text in the language spoken now."""

    zh: str
    en: str

    def __post_init__(self) -> None:
        if not self.zh.strip() or not self.en.strip():
            raise ValueError(f"a label needs both languages: zh={self.zh!r} en={self.en!r}")

    @classmethod
    def read(cls, plain: Mapping[str, str]) -> Self:
        """The label that stored plain values tell: `{"zh": …, "en": …}`."""
        return cls(plain["zh"], plain["en"])

    def __str__(self) -> str:
        return self.within(spoken())

    def within(self, language: Language) -> str:
        """The text in one given language."""
        return self.zh if language == "zh" else self.en

    def filled(self, **values: object) -> Label:
        """The label with its `{places}` filled; a label among the values speaks each language in turn.

        A moment with a time zone is refused: it would be shown in UTC. Whoever has one says it in the district's time first.
        """
        for name, value in values.items():
            if isinstance(value, datetime) and value.tzinfo is not None:
                raise TypeError(f"{{{name}}}: a moment is not shown as it is stored; say it in the district's time")
        return Label(*(self.within(lang).format(**_spoken_values(values, lang)) for lang in LANGUAGES))

    def as_dict(self) -> dict[str, str]:
        """`{"zh": …, "en": …}`, as JSON and packs write it."""
        return {"zh": self.zh, "en": self.en}


def same(text: object) -> Label:
    """A label whose text is the same in both languages: a number, a code, a proper name."""
    return Label(str(text), str(text))


def joined(labels: list[Label], *, zh: str = "；", en: str = "; ") -> Label:
    """Several labels as one, with the stop that each language uses between them."""
    return Label(zh.join(each.zh for each in labels), en.join(each.en for each in labels))


def _spoken_values(values: dict[str, object], language: Language) -> dict[str, object]:
    return {key: value.within(language) if isinstance(value, Label) else value for key, value in values.items()}


class LabelledEnum(str, Enum):
    """An enumeration whose members carry a code and a label: `DONE = "done", "已完成", "done"`."""

    code: str  # its value, which reads in a third of the time
    label: Label

    def __new__(cls, code: str, zh: str, en: str) -> LabelledEnum:
        member = str.__new__(cls, code)
        member._value_ = member.code = code
        member.label = Label(zh, en)
        return member

    def __str__(self) -> str:
        return cast(str, self._value_)

    @classmethod
    def of(cls, code: str) -> Self:
        """The member with this code; a ValueError where there is none."""
        for member in cls:
            if member.value == code:
                return member
        raise ValueError(f"{code!r} is not a {cls.__name__}")

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """(code, Chinese word) pairs, as model fields and forms take them."""
        return [(member.value, member.label.zh) for member in cls]
