"""Fields as this room's forms use them, each speaking the language of the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import lazystr

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.the_one import NotOneFirm, key_of_firm_named
from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.refusals import Malformed
from dukou.kit.core.texts import clean, visible

EVIDENCE_LENGTH = 300


def said(zh: str, en: str) -> Any:
    """Words in the language spoken when they are shown."""
    return lazystr(Label(zh, en))


def chosen(members: Iterable[LabelledEnum]) -> list[tuple[str, Any]]:
    """Choices that speak the language of the page."""
    return [(member.value, lazystr(member.label)) for member in members]


class CleanField(forms.CharField):
    """A text without signs that nobody can see."""

    def to_python(self, value: Any) -> str:
        """The text as it is kept."""
        return clean(super().to_python(value) or "").text


class VisibleField(forms.CharField):
    """A text kept as it was typed, but for signs that nobody can see."""

    def to_python(self, value: Any) -> str:
        """The text as it is kept."""
        return visible(super().to_python(value) or "")


def day_field(zh: str, en: str, *, is_required: bool = False) -> forms.DateField:
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=said(zh, en), widget=widget, input_formats=["%Y-%m-%d"], required=is_required)


def evidence_field() -> forms.CharField:
    """On what something rests; the act refuses where there is nothing."""
    hint = said("例如文号、现场核实的日期", "such as a document, the day of a visit")
    return CleanField(label=said("依据", "evidence"), max_length=EVIDENCE_LENGTH, help_text=hint)


def reason_field(hint: Any = "", *, is_required: bool = True) -> forms.CharField:
    """Why something is done; it goes into the trail."""
    return CleanField(label=said("理由", "reason"), max_length=300, required=is_required, help_text=hint)


def firm_field(zh: str, en: str) -> forms.CharField:
    """Another firm, by code or name."""
    return CleanField(label=said(zh, en), max_length=200, help_text=said("写代码或全名", "its code or its whole name"))


def key_of_firm(viewer: Viewer, text: str) -> str:
    """The key of the one firm that `text` names by code, key or whole name; a ValidationError that lists the near ones otherwise."""
    try:
        return key_of_firm_named(viewer, text)
    except NotOneFirm as refusal:
        raise forms.ValidationError(str(refusal.said_why)) from None


def in_words(error: Malformed) -> forms.ValidationError:
    """What cannot be read, said beside its field."""
    return forms.ValidationError(f"{error.what}；{error.cure}")
