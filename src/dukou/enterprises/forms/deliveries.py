"""A list that is handed in."""

from __future__ import annotations

from typing import Any

from django import forms

from dukou.enterprises.forms.fields import chosen, day_field, reason_field, said
from dukou.figures.core.origins import Origin
from dukou.kit.pages.known import usual_day


class UploadForm(forms.Form):
    """The file, since when its figures are known, and the year of figures whose heads name none."""

    file = forms.FileField(label=said("清单文件", "the list"), help_text=said("csv、xlsx、xls 或 et", "csv, xlsx, xls or et"))
    known_on = day_field("何日得知", "known on", is_required=True)
    year = forms.IntegerField(
        label=said("数据年份", "year of the figures"),
        required=False,
        min_value=1949,
        max_value=2100,
        help_text=said("表头没有写年份时填写", "where the heads of columns name none"),
    )

    origin = forms.ChoiceField(
        label=said("数据是谁的", "from whom the figures are"),
        choices=chosen(Origin),
        required=False,
        help_text=said("企业报送的和已公开的，企业能看到自己的", "a firm reads of itself what the firms reported and what is published"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["known_on"].initial = usual_day
        self.fields["file"].widget.attrs["accept"] = ".csv,.xlsx,.xls,.et"


class DiscardForm(forms.Form):
    """Why a list is not taken in."""

    reason = reason_field()
