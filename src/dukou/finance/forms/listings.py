"""What is asked when a firm comes on the white list, is recommended, or is taken off."""

from __future__ import annotations

from typing import Any

from django import forms

from dukou.finance.forms.parts import said
from dukou.finance.queries.found import kinds_that_find


class ApplyForm(forms.Form):
    """Nothing is asked of the firm itself: the step alone."""


class EnterForm(forms.Form):
    """The visit or case that found the firm."""

    kind = forms.ChoiceField(label=said("由什么发现", "found by"))
    key = forms.CharField(
        label=said("编号", "number"), max_length=18, help_text=said("走访写会议编号，办件写办件编号", "of the meeting, or of the case")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, str(name)) for kind, name in kinds_that_find()]  # type: ignore[attr-defined]

    @property
    def found(self) -> tuple[str, str]:
        """Kind and key."""
        return self.cleaned_data["kind"], self.cleaned_data["key"].strip()


class ReasonForm(forms.Form):
    """Words that the firm reads; where they may be left out, the rule book speaks."""

    reason = forms.CharField(
        label=said("理由（企业会看到）", "reason (the firm reads it)"), max_length=500, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, is_required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = is_required
