"""A firm as it is typed: entered, or amended."""

from __future__ import annotations

from typing import Any

from django import forms

from dukou.enterprises.core.entries import NAME_LIMIT, Entry
from dukou.enterprises.core.industries import read_industry
from dukou.enterprises.core.kinds import UnitKind
from dukou.enterprises.forms.fields import CleanField, VisibleField, chosen, day_field, in_words, reason_field, said
from dukou.enterprises.queries.profiles import Profile
from dukou.enterprises.queries.tables import division_names, industry_names, present_edition
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed
from dukou.kit.core.texts import clean

_ONE_A_LINE: dict[str, Any] = {"widget": forms.Textarea(attrs={"rows": 2}), "help_text": said("一行一个", "one a line"), "required": False}
_CODE_OR_NAME = said("代码或全称，如 3061", "code or whole name, such as 3061")
_DIGITS_OR_NAME = said("6 至 12 位代码，或名称", "a code of 6 to 12 digits, or its name")
_WITH_UNIT = said("连同单位和币种", "with unit and currency")
_WHY_TWO = said("代码或名称与已有条目相同时，须写明为什么是两家", "where code or name is another entry's: why these are two firms")
_NO_DIVISION = Label("不是区划代码，也不是唯一的区划名称", "neither a code nor the name of just one division")


class EntryForm(forms.Form):
    """What is stated of a firm. What is left empty is not stated; it erases nothing."""

    name = CleanField(label=said("名称", "name"), max_length=200, help_text=said("营业执照上的全称", "as it stands on the licence"))
    code = CleanField(label=said("统一社会信用代码", "credit code"), max_length=60, required=False)
    unit_kind = forms.ChoiceField(label=said("类型", "kind of unit"), required=False)
    industry = CleanField(label=said("行业", "industry"), max_length=60, required=False, help_text=_CODE_OR_NAME)
    division = CleanField(label=said("行政区划", "division"), max_length=60, required=False, help_text=_DIGITS_OR_NAME)
    address = CleanField(label=said("地址", "address"), max_length=300, required=False)
    capital = VisibleField(label=said("注册资本", "registered capital"), max_length=60, required=False, help_text=_WITH_UNIT)
    founded_on = day_field("成立日期", "founded on")
    short_names = forms.CharField(label=said("简称", "short names"), max_length=5000, **_ONE_A_LINE)
    former_names = forms.CharField(label=said("曾用名", "former names"), max_length=5000, **_ONE_A_LINE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["unit_kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [("", said("按代码和名称判断", "by code and name")), *chosen(UnitKind)]

    def clean_industry(self) -> str:
        """The code in the present edition; what stood there before may stay, of whatever edition."""
        written = str(self.cleaned_data["industry"])
        if not written or written == self.initial.get("industry"):
            return written
        try:
            return read_industry(written, industry_names(present_edition()))
        except Malformed as error:
            raise in_words(error) from error

    def clean_division(self) -> str:
        """The code."""
        written = str(self.cleaned_data["division"])
        if not written or (written.isascii() and written.isdecimal() and 6 <= len(written) <= 12):
            return written
        codes = [code for code, name in division_names().items() if name == written]
        if len(codes) != 1:
            raise forms.ValidationError(str(_NO_DIVISION))
        return codes[0]

    def clean_short_names(self) -> tuple[str, ...]:
        """One name a line."""
        return _lines(self.cleaned_data["short_names"])

    def clean_former_names(self) -> tuple[str, ...]:
        """One name a line."""
        return _lines(self.cleaned_data["former_names"])

    def entry(self) -> Entry:
        """What was typed, as acts take it."""
        typed = {name: value for name, value in self.cleaned_data.items() if name in _OF_ENTRY}
        kind = typed.pop("unit_kind")
        kept = typed["industry"] and typed["industry"] == self.initial.get("industry")
        edition = self.initial.get("industry_edition", "") if kept else present_edition() if typed["industry"] else ""
        return Entry(**typed, unit_kind=UnitKind.of(kind) if kind else None, industry_edition=edition)


_OF_ENTRY = frozenset(EntryForm.base_fields)


class NewForm(EntryForm):
    """A firm to be entered. Where like ones are found, whoever types says that he has looked at them."""

    is_another = forms.BooleanField(label=said("已核对，不是上面列出的任何一家", "checked: none of the firms listed above"), required=False)
    reason = reason_field(_WHY_TWO, is_required=False)


class AmendForm(EntryForm):
    """Fields that are to be otherwise, and why. Short and former names are added to those known."""

    reason = reason_field(said("写进变更记录，看得到名录的人都能看到", "goes into the changes; everyone who sees the register sees it"))

    @classmethod
    def stating(cls, firm: Profile, data: Any = None) -> AmendForm:
        """The form filled with what the register holds."""
        holds = {
            "name": firm.name,
            "code": firm.code.typed if firm.code else "",
            "unit_kind": firm.unit_kind.value,
            "industry": firm.industry,
            "industry_edition": firm.industry_edition,
            "division": firm.division,
            "address": firm.address,
            "capital": firm.capital.written if firm.capital else "",
            "founded_on": firm.founded_on,
        }
        return cls(data, initial=holds)


def _lines(text: str) -> tuple[str, ...]:
    names = tuple(name for line in text.splitlines() if (name := clean(line).text))
    too_long = [name for name in names if len(name) > NAME_LIMIT]
    if too_long:
        said = Label("“{name}…”超过 {limit} 个字", "“{name}…” has more than {limit} characters")
        raise forms.ValidationError(str(said.filled(name=too_long[0][:20], limit=NAME_LIMIT)))
    return names
