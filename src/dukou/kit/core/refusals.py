"""Expected failures. A refusal is defined beside the act that raises it and says: code, what, why, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault, FieldFault


class Refusal(Exception):
    """An act that is lawfully not done. Subclasses give the four parts; `{places}` in them are filled by keyword.

    `status` is the HTTP status a page or an API answers with; the command line always exits with 1.
    """

    code: ClassVar[str] = ""
    what: ClassVar[Label]
    why: ClassVar[Label]
    cure: ClassVar[Label]
    status: ClassVar[int] = 422
    faults: Sequence[Fault | FieldFault] = ()  # the places in a file or the fields, where it was refused because of what stands there

    _known: ClassVar[dict[str, type[Refusal]]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if not cls.code:
            raise TypeError(f"{cls.__qualname__}: a refusal needs a code")
        other = Refusal._known.setdefault(cls.code, cls)
        if (other.__module__, other.__qualname__) != (cls.__module__, cls.__qualname__):
            raise TypeError(f"{cls.__qualname__}: the code {cls.code!r} already belongs to {other.__qualname__}")

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.said_what.zh)

    @classmethod
    def known(cls) -> dict[str, type[Refusal]]:
        """Every refusal the house can utter, by code."""
        return dict(Refusal._known)

    @property
    def said_what(self) -> Label:
        """What was refused."""
        return self.what.filled(**self.details)

    @property
    def said_why(self) -> Label:
        """Why it was refused."""
        return self.why.filled(**self.details)

    @property
    def said_cure(self) -> Label:
        """What to do now."""
        return self.cure.filled(**self.details)

    def as_dict(self) -> dict[str, object]:
        """Code, what, why and cure in both languages, with the faults where there are any, as JSON doors speak it."""
        parts = {"what": self.said_what, "why": self.said_why, "cure": self.said_cure}
        said: dict[str, object] = {"code": self.code} | {name: label.as_dict() for name, label in parts.items()}
        return said | {"faults": [fault.as_dict() for fault in self.faults]} if self.faults else said


class Malformed(ValueError):
    """A piece of input that cannot be read: what is wrong and how it is written rightly."""

    def __init__(self, what: Label, cure: Label) -> None:
        self.what = what
        self.cure = cure
        super().__init__(f"{what.en} ({cure.en})")
