"""An amount on a form: a number, its unit beside it, and a tick under what was read, in both units, before anything is done with it."""

from __future__ import annotations

from typing import Any

from django import forms

from dukou.finance.core.amounts import Asked, read_asked
from dukou.finance.core.typed_amounts import UNITS, with_unit
from dukou.finance.forms.parts import said
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed

_CHOOSE = Label("选单位", "choose")
_READ = Label("金额无误：{read}", "the amount is right: {read}")
_TICK = Label("请核对金额，没有错就打勾，再提交一次", "check the amount, tick it if it is right, and send again")


def fault(unclear: Malformed) -> forms.ValidationError:
    """What a form says of something that could not be read."""
    return forms.ValidationError(str(Label("{what}。{cure}", "{what}: {cure}").filled(what=unclear.what, cure=unclear.cure)))


class AmountForm(forms.Form):
    """A form with an amount. The tick belongs to one amount: another one has to be ticked anew."""

    amount = forms.CharField(label=said("金额", "amount"), max_length=40, widget=forms.TextInput(attrs={"inputmode": "text"}))
    unit = forms.ChoiceField(
        label=said("金额单位", "its unit"),
        choices=[("", _CHOOSE), *((each, each) for each in UNITS)],
        required=False,
        help_text=said("也可以直接在金额里写，如 99万元", "or write it with the amount, such as 99万元"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked: Asked | None = None
        self._unclear: Malformed | None = None
        if self.is_bound:
            self._read()

    @property
    def written(self) -> str:
        """The amount with its unit, as acts take it; empty where none was typed."""
        number, unit = (str(self.data.get(self.add_prefix(name)) or "") for name in ("amount", "unit"))
        return with_unit(number, unit if unit in UNITS else "")

    def _read(self) -> None:
        """Read what was typed; what can be read is told back and has to be ticked."""
        try:
            if not self.written:
                return
            self._asked = read_asked(self.written)
        except Malformed as unclear:
            self._unclear = unclear
            return
        asked = self._asked
        tick = forms.BooleanField(
            label=str(_READ.filled(read=asked.told_back)), help_text=str(asked.doubt or ""), error_messages={"required": str(_TICK)}
        )
        self.fields[f"sure_{asked.fen}"] = tick

    def clean_amount(self) -> str:
        """The amount with its unit."""
        if self._unclear is not None:
            raise fault(self._unclear)
        return self.written

    @property
    def told(self) -> dict[str, Any]:
        """What acts take: without the unit, which stands with the amount, and without the tick, which says that the amount is sure."""
        kept = {name: value for name, value in self.cleaned_data.items() if name != "unit" and not name.startswith("sure_")}
        return kept | {"is_sure": self._asked is not None}
