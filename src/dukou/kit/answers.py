"""What the API is asked and what it answers, as types: rooms' `api.py` build theirs on these."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from ninja import Query
from pydantic import BaseModel, ConfigDict

from dukou.kit.core.labels import Label, same
from dukou.kit.core.places import FieldFault
from dukou.kit.core.refusals import Refusal
from dukou.kit.core.told import Answer as Answer
from dukou.kit.core.told import Exact as Exact
from dukou.kit.core.told import Words as Words

PAGE, MOST = 50, 200
T = TypeVar("T")
Run = TypeVar("Run", bound=Callable[..., Any])
_ONCE = "answer_is_told_once"


class NotAsAsked(Refusal):
    """What was sent to the API is not what it asks for; `faults` name each field."""

    code = "kit.not_as_asked"
    what = Label("没有办理", "this was not done")
    why = Label("请求中有 {count} 处不符合要求，第一处：{first}", "{count} things in the request are not as asked; the first: {first}")
    cure = Label("按 faults 逐项改正，对照接口说明", "correct what faults names, comparing with the description of the API")

    def __init__(self, faults: list[FieldFault]) -> None:
        self.faults = faults
        first = Label(f"{faults[0].field} {faults[0].what.zh}", f"{faults[0].field} {faults[0].what.en}")
        super().__init__(count=len(faults), first=first)


class Sent(BaseModel):
    """Base of everything that is sent: a field that nobody knows is a fault."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Page(Answer, Generic[T]):
    """One page of a list. `next` is the mark to send as `after` for the page that follows; null at the end."""

    items: list[T]
    next: str | None


def told_once(operation: Run) -> Run:
    """Mark an operation of the API whose answer is kept nowhere, not even under the key of its sender: sent again, it says so."""
    setattr(operation, _ONCE, True)
    return operation


def is_told_once(operation: object) -> bool:
    """Whether what an operation answers may not be kept."""
    return getattr(operation, _ONCE, False) is True


Limit = Annotated[int, Query(ge=1, le=MOST, description="一页最多几条 · at most so many on a page")]
After = Annotated[str, Query(max_length=200, description="上一页给出的 next · the `next` of the page before")]
KnownOn = Annotated[str, Query(max_length=10, description="按该日所知，缺省今天 · as known on this day, today by default")]


def typed(form: forms.BaseForm) -> dict[str, Any]:
    """What a form of the room makes of what was sent; refused with the fault of each field, as the page would show it."""
    if form.is_valid():
        return form.cleaned_data
    faults = [
        FieldFault("body" if name == NON_FIELD_ERRORS else f"body.{name}", same(message), _CORRECT)
        for name, messages in form.errors.items()
        for message in messages
    ]
    raise NotAsAsked(faults)


_CORRECT = Label("改正这一项", "correct this field")
