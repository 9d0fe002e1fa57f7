"""A record to be entered, and what is told about one since."""

from __future__ import annotations

from typing import Any

from django import forms

from dukou.accounts.core.viewers import Viewer
from dukou.credit.core.entering import Entered
from dukou.credit.core.kinds import Severity
from dukou.credit.forms.parts import day_field, said, words_field
from dukou.credit.queries.fields import CreditField
from dukou.enterprises.queries.the_one import NotOneFirm, key_of_firm_meant
from dukou.kit.core.labels import Label
from dukou.kit.core.money import parse_money
from dukou.kit.core.refusals import Malformed

_NUMBER = said("决定书、证书或承诺书的编号", "of the decision, certificate or promise")
_MONEY = said("写数字和单位，如 5万元", "a number with its unit, such as 5万元")
_SHOWN = said("文书没有写的，两项都空着，按修复规则的期限", "leave both empty where the paper says nothing: the rules of repair hold")


class RecordForm(forms.Form):
    """One record. Offered are the sorts of the fields of one's unit; the firm is meant by its code, key or whole name."""

    sort = forms.ChoiceField(label=said("领域和种类", "field and sort"))
    firm = forms.CharField(label=said("企业", "firm"), max_length=200, help_text=said("写代码、编号或全名", "its code, key or whole name"))
    number = forms.CharField(label=said("文书号", "number of the paper"), max_length=120, help_text=_NUMBER)
    decided_on = day_field("决定日", "decided on")
    text = words_field("内容", "what it says", most=2000)
    evidence = forms.CharField(
        label=said("凭据", "evidence"), max_length=300, help_text=said("存在哪里、哪份文件", "which paper, and where")
    )
    basis = words_field("法律依据", "legal basis", is_required=False)
    severity = forms.ChoiceField(label=said("轻重（不选按种类）", "severity (as its sort)"), required=False)
    amount = forms.CharField(label=said("金额", "amount"), max_length=30, required=False, help_text=_MONEY)
    published_on = day_field("公示起", "published from", is_required=False)
    published_until = day_field("公示至", "published until", is_required=False)

    def __init__(self, *args: Any, by: Viewer, fields: list[CreditField], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["published_until"].help_text = _SHOWN
        sorts = [
            (str(field.label), [(f"{field.key}/{sort.key}", f"{sort.label}") for sort in field.sorts]) for field in fields if field.sorts
        ]
        offer(self, "sort", sorts)
        offer(self, "severity", [("", "—"), *((each.value, str(each.label)) for each in Severity)])

    def clean_firm(self) -> str:
        """The key of the one firm that is meant."""
        try:
            return key_of_firm_meant(self.by, self.cleaned_data["firm"])
        except NotOneFirm as refusal:
            raise forms.ValidationError(
                str(Label("{what}：{why}", "{what}: {why}").filled(what=refusal.said_what, why=refusal.said_why))
            ) from refusal

    def clean_amount(self) -> int | None:
        """In fen."""
        text = self.cleaned_data["amount"].strip()
        try:
            return parse_money(text) if text else None
        except Malformed as fault:
            raise forms.ValidationError(str(Label("{what}；{cure}", "{what}; {cure}").filled(what=fault.what, cure=fault.cure))) from fault

    @property
    def field(self) -> str:
        """The slug of the field."""
        return str(self.cleaned_data["sort"].partition("/")[0])

    @property
    def entered(self) -> Entered:
        """What is to be written."""
        told = dict(self.cleaned_data)
        severity = told.pop("severity")
        told.pop("firm")
        told["sort"] = told["sort"].partition("/")[2]
        return Entered(**told, severity=Severity.of(severity) if severity else None)


class FulfilForm(forms.Form):
    """What the paper imposed is done."""

    on = day_field("履行完毕日", "done on")
    evidence = forms.CharField(label=said("凭据", "evidence"), max_length=300)


class WithdrawForm(forms.Form):
    """The record is taken back."""

    reason = words_field("理由", "reason")
    evidence = forms.CharField(label=said("依据的文件", "document it rests on"), max_length=300)


def offer(form: forms.Form, name: str, choices: list[Any]) -> None:
    """Let a field offer these."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
