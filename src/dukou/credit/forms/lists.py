"""A list of records that is handed in, and what becomes of a row that waits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from dukou.credit.forms.cases import line_field, said, words_field
from dukou.kit.core.labels import Label


class UploadForm(forms.Form):
    """The file and its field."""

    field = forms.ChoiceField(label=said("监管领域", "field"))
    file = forms.FileField(label=said("清单文件", "the list"), help_text=said("csv、xlsx、xls 或 et", "csv, xlsx, xls or et"))

    def __init__(self, *args: Any, fields: Sequence[tuple[str, Label]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["field"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(key, str(label)) for key, label in fields]
        self.fields["file"].widget.attrs["accept"] = ".csv,.xlsx,.xls,.et"


class MatchForm(forms.Form):
    """Which firm is meant."""

    firm = line_field("企业（代码或全名）", "enterprise (code or whole name)", most=200)


class DismissForm(forms.Form):
    """Why a row is not taken."""

    reason = words_field("不收的理由", "why it is not taken")
