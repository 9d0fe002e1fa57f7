"""What several forms of the room share: words in the language spoken, closed lists, days."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import lazystr

from dukou.appeals.actions.appeals import TEXT
from dukou.kit.core.labels import Label, LabelledEnum

Choices = Iterable[tuple[str, object]]


def said(zh: str, en: str) -> Any:
    """Words in the language spoken when they are shown."""
    return lazystr(Label(zh, en))


def members(kind: type[LabelledEnum], *left_out: LabelledEnum) -> list[tuple[str, Any]]:
    """The members of a closed list, in the language spoken when they are shown."""
    return [(each.value, lazystr(each.label)) for each in kind if each not in left_out]


def day_field(zh: str, en: str, **more: Any) -> forms.DateField:
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=said(zh, en), widget=widget, input_formats=["%Y-%m-%d"], **more)


def words_field(zh: str, en: str, *, rows: int = 3, required: bool = True, hint: Any = "") -> forms.CharField:
    """Some sentences."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=said(zh, en), widget=widget, max_length=TEXT, required=required, help_text=hint)


def choose(form: forms.Form, name: str, choices: Choices) -> None:
    """Offer these in a field."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField | forms.MultipleChoiceField)
    field.choices = [(key, lazystr(word) if isinstance(word, Label) else word) for key, word in choices]
