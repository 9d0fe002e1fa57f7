"""The forms of the room."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import lazystr

from dukou.accounts.core.roles import POWERFUL
from dukou.accounts.core.scopes import Scope
from dukou.accounts.models import Organisation, Person
from dukou.kit.core.labels import Label, LabelledEnum


def said(zh: str, en: str) -> Any:
    """A field's label in the language spoken when it is shown."""
    return lazystr(Label(zh, en))


def chosen(members: Iterable[LabelledEnum]) -> list[tuple[str, Any]]:
    """Choices that speak the language of the page."""
    return [(member.value, lazystr(member.label)) for member in members]


def _password(zh: str, en: str, autocomplete: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=said(zh, en), widget=widget, strip=False, max_length=200)


def _day(zh: str, en: str, hint: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=said(zh, en), widget=widget, input_formats=["%Y-%m-%d"], help_text=hint)


def _reason(zh: str = "理由", en: str = "reason") -> forms.CharField:
    return forms.CharField(label=said(zh, en), max_length=500)


def _offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let a field of the form choose among `rows`."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows


class SignInForm(forms.Form):
    """Username and password."""

    username = forms.CharField(
        label=said("用户名", "username"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = _password("密码", "password", "current-password")


class PasswordForm(forms.Form):
    """A new password, with the present one as proof."""

    present = _password("现在的密码", "present password", "current-password")
    password = _password("新密码", "new password", "new-password")


class EmailForm(forms.Form):
    """Where one's messages are repeated by mail."""

    email = forms.CharField(
        label=said("邮箱", "e-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=said("消息同时发到这里；留空则不发", "messages are repeated there; empty: they are not"),
    )


class NewcomerForm(forms.Form):
    """Who accepts an invitation without an account."""

    username = forms.CharField(
        label=said("用户名", "username"), max_length=60, help_text=said("小写字母和数字", "lower-case letters and digits")
    )
    display_name = forms.CharField(label=said("姓名", "name"), max_length=100)
    password = _password("密码", "password", "new-password")


class StandInForm(forms.Form):
    """A substitute for oneself, from one day to another."""

    substitute = forms.CharField(label=said("代理人的用户名", "username of the substitute"), max_length=60)
    from_on = _day("开始日期", "first day")
    until_on = _day("结束日期", "last day", said("含当日", "this day included"))
    reason = _reason()


class TokenForm(forms.Form):
    """A token of the API for oneself."""

    token_name = forms.CharField(
        label=said("用途", "what it is for"), max_length=60, help_text=said("如哪个系统使用", "such as the system that uses it")
    )
    scopes = forms.MultipleChoiceField(
        label=said("范围", "scopes"),
        choices=chosen(Scope),
        widget=forms.CheckboxSelectMultiple,
        help_text=said("不会超出您本人的权限", "never more than you may do yourself"),
    )
    expires_on = _day("最后有效日", "last day", said("最长一年", "at most a year ahead"))


class ReasonForm(forms.Form):
    """A reason alone."""

    reason = _reason()


class DecisionForm(forms.Form):
    """Granted or refused, and why."""

    decision = forms.ChoiceField(
        label=said("决定", "decision"),
        widget=forms.RadioSelect,
        choices=[("granted", said("同意", "grant")), ("refused", said("不同意", "refuse"))],
    )
    reason = _reason()


class RoleRequestForm(forms.Form):
    """A powerful role for a person, to be granted by another."""

    person = forms.ModelChoiceField(Person.objects.none(), label=said("人员", "person"), to_field_name="username")
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=said("单位", "organisation"), to_field_name="key")
    role = forms.ChoiceField(label=said("岗位", "role"), choices=chosen(sorted(POWERFUL)))
    from_on = _day("开始日期", "first day")
    reason = _reason()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "person", Person.objects.filter(is_active=True).order_by("username"))
        _offer(self, "organisation", Organisation.objects.filter(closed_on__isnull=True).order_by("key"))


class InvitationForm(forms.Form):
    """An invitation to act for a firm; the organisations are those for which the visitor may invite."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=said("企业", "enterprise"), to_field_name="key")
    invitee_name = forms.CharField(label=said("受邀人姓名", "name of the person invited"), max_length=100)
    is_legal_representative = forms.BooleanField(label=said("是法定代表人", "is the legal representative"), required=False)
    proof = forms.CharField(
        label=said("授权依据", "proof"),
        max_length=500,
        help_text=said("如授权委托书的日期和文号", "such as date and number of the letter of authority"),
    )
    proof_file = forms.FileField(
        label=said("证明文件", "proof file"),
        required=False,
        help_text=said("只记录文件的校验值，不保存文件", "only its checksum is kept, not the file"),
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "organisation", organisations)


class TrailForm(forms.Form):
    """Which events of the audit trail to show."""

    subject = forms.CharField(
        label=said("对象", "subject"), required=False, max_length=260, help_text=said("类别，或“类别:键”", "kind, or “kind:key”")
    )
    actor = forms.CharField(
        label=said("办理人", "actor"), required=False, max_length=200, help_text=said("如 person:用户名", "such as person:username")
    )
    act = forms.CharField(
        label=said("事项", "act"),
        required=False,
        max_length=100,
        help_text=said("如 people.add", "such as people.add"),
        widget=forms.TextInput(attrs={"list": "acts"}),  # the browser offers the acts by their words
    )
    on = forms.DateField(
        label=said("日期", "day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
