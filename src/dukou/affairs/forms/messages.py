"""What the window types about a message to a unit."""

from __future__ import annotations

from django import forms
from django.utils.functional import lazystr

from dukou.kit.core.labels import Label


class MessageForm(forms.Form):
    """Which message, what is to be done with it, and why."""

    message = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    step = forms.ChoiceField(choices=[("retry", "retry"), ("give_up", "give_up")], widget=forms.HiddenInput)
    reason = forms.CharField(label=lazystr(Label("理由", "reason")), max_length=400)
