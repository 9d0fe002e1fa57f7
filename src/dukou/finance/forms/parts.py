"""Fields that the forms of this room share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazystr

from dukou.kit.core.labels import Label


def said(zh: str, en: str) -> Any:
    """Words in the language spoken when they are shown."""
    return lazystr(Label(zh, en))


def words_field(zh: str, en: str, *, is_required: bool = True, **more: Any) -> forms.CharField:
    """Some lines of words."""
    return forms.CharField(label=said(zh, en), max_length=2000, required=is_required, widget=forms.Textarea(attrs={"rows": 3}), **more)


def line_field(zh: str, en: str, *, is_required: bool = True, most: int = 300, **more: Any) -> forms.CharField:
    """One line."""
    return forms.CharField(label=said(zh, en), max_length=most, required=is_required, **more)
