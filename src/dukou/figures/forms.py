"""Forms of this room: finding figures, correcting one, withdrawing one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from dukou.figures.actions.claims import Whence
from dukou.figures.core.claims import ClaimKind
from dukou.figures.queries import sources
from dukou.kit.core.labels import Label, same
from dukou.kit.core.periods import Period, parse_period
from dukou.kit.core.refusals import Malformed
from dukou.kit.pages.known import usual_day

_KEPT = Label("不变", "as it is")


class CorrectionForm(forms.Form):
    """What replaces a claim, from when, and why. Fields left empty stay as they are. `revision` is the state that is corrected."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    value = forms.CharField(required=False, max_length=200)
    period = forms.CharField(required=False, max_length=40)
    kind = forms.ChoiceField(required=False)
    source = forms.ChoiceField(required=False)
    place = forms.CharField(required=False, max_length=60)
    said_by = forms.CharField(required=False, max_length=100)
    known_on = forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    reason = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    withdraw = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            "value": Label("新的数值（连同单位）", "new value, with its unit"),
            "period": Label("新的时期", "new period"),
            "kind": Label("新的性质", "new kind"),
            "source": Label("新数的来源", "source of the new figure"),
            "place": Label("在来源里的位置", "place in the source"),
            "said_by": Label("新数是谁说的", "who says the new figure"),
            "known_on": Label("何日起知道", "known from"),
            "reason": Label("理由", "reason"),
            "withdraw": Label("撤回这个数，不以新数代替", "withdraw the figure without a new one"),
        }
        hints = {
            "value": Label("如 124.3亿元、>100亿元；不变则留空", "e.g. 124.3亿元, >100亿元; empty: as it is"),
            "period": Label("如 2023、2024H1；不变则留空", "e.g. 2023, 2024H1; empty: as it is"),
            "source": Label("不填则由更正者负责", "empty: whoever corrects it answers for it"),
            "place": Label("如第几段、第几行", "e.g. the number of the paragraph or row"),
            "known_on": Label("此日之前，页面仍按原数显示", "for every day before it the earlier figure stays"),
            "reason": Label("写进留痕，所有能看到这个数的人都能看到", "goes into the trail; everyone who sees the figure sees it"),
        }
        for field, label in words.items():
            self.fields[field].label = str(label)
            self.fields[field].help_text = str(hints.get(field, ""))
        self._offer("kind", [(member.value, member.label) for member in ClaimKind])
        self._offer("source", sources())
        self.fields["known_on"].initial = usual_day

    def _offer(self, name: str, choices: Iterable[tuple[str, Label]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", str(_KEPT)), *((key, str(label)) for key, label in choices)]

    def stand_on(self, revision: int) -> None:
        """Let the form, sent back as it was typed, correct this state from now on."""
        self.data = dict(self.data.items()) | {"revision": str(revision)}

    def origin(self) -> Whence:
        """Where the new figure comes from, as far as the form says."""
        said = self.cleaned_data
        found: Whence = {}
        if said["source"]:
            found["source"] = said["source"]
        if said["place"]:
            found["place"] = said["place"]
        if said["said_by"]:
            found["said_by"] = same(said["said_by"])
        return found

    def clean_period(self) -> Period | None:
        """The period, or None where it stays."""
        written = self.cleaned_data["period"].strip()
        if not written:
            return None
        try:
            return parse_period(written)
        except Malformed as error:
            raise forms.ValidationError(f"{error.what}；{error.cure}") from error
