"""A plan and its ratios, a draw, an inspector, and the steps of a visit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import lazystr

from dukou.credit.core.findings import Found
from dukou.credit.core.kinds import Severity
from dukou.credit.forms.parts import day_field, said, words_field
from dukou.credit.queries.plan_shown import PlanShown
from dukou.kit.core.labels import Label

Choices = Sequence[tuple[str, str]]
_WHOLE = Label("写统一社会信用代码、名录代号或全名", "credit code, key in the register or whole name")


def _boxes(zh: str, en: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=said(zh, en), widget=forms.CheckboxSelectMultiple)


def _offer(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class PlanForm(forms.Form):
    """A plan over fields of one's unit."""

    key = forms.SlugField(label=said("代号", "key"), max_length=60)
    name = forms.CharField(label=said("名称", "name"), max_length=200)
    fields_chosen = _boxes("领域", "fields")
    starts_on = day_field("起始", "from")
    ends_on = day_field("截止", "until")
    seed_name = forms.CharField(
        label=said("用哪个公开号码做种子", "which public number is the seed"),
        max_length=200,
        help_text=said(
            "例如某彩票某期开奖号码：公布计划时谁也不知道",
            "such as the number of a lottery: unknown when the plan is published",
        ),
    )
    seed_on = day_field("号码哪天产生", "day on which it appears")

    def __init__(self, *args: Any, offered: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "fields_chosen", offered)


class RatioForm(forms.Form):
    """The ratio of each grade of each field of a draft, in percent, within what the grade allows."""

    def __init__(self, *args: Any, shown: PlanShown, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places: dict[str, tuple[str, str]] = {}
        for each in shown.fields:
            for grade in each.grades:
                name = f"ratio_{len(self._places)}"
                self._places[name] = (each.field.key, grade.rule.key)
                least, most = (Decimal(bound) / 100 for bound in (grade.range.least, grade.range.most))
                label = Label(f"{each.field.label.zh} · {grade.rule.name.zh}（%）", f"{each.field.label.en} · {grade.rule.name.en} (%)")
                self.fields[name] = forms.DecimalField(
                    label=lazystr(label),
                    min_value=least,
                    max_value=most,
                    max_digits=5,
                    decimal_places=2,
                    initial=Decimal(grade.ratio) / 100,
                    help_text=lazystr(Label(f"{least:g}% 至 {most:g}%", f"{least:g} to {most:g} %")),
                )

    @property
    def ratios(self) -> dict[str, dict[str, int]]:
        """What was chosen, by field and grade, in hundredths of a percent."""
        found: dict[str, dict[str, int]] = {}
        for name, (field, grade) in self._places.items():
            found.setdefault(field, {})[grade] = int(self.cleaned_data[name] * 100)
        return found


class SeedForm(forms.Form):
    """The public number, as it was published."""

    seed = forms.CharField(
        label=said("种子号码", "the seed"), max_length=200, strip=False, help_text=said("照公布的原样填写", "as it was published")
    )


class InspectorForm(forms.Form):
    """An inspector of a unit."""

    key = forms.SlugField(label=said("代号", "key"), max_length=40, help_text=said("抽取文件里只写代号", "files of draws tell this alone"))
    organisation = forms.ChoiceField(label=said("单位", "unit"))
    name = forms.CharField(label=said("姓名", "name"), max_length=100)
    fields_chosen = _boxes("可检查的领域", "fields that he may inspect")
    username = forms.CharField(label=said("登录用户名", "username with which he signs in"), max_length=60, required=False)

    def __init__(self, *args: Any, units: Choices, offered: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "organisation", units)
        _offer(self, "fields_chosen", offered)


class InterestForm(forms.Form):
    """An interest in a firm."""

    enterprise = forms.CharField(label=said("企业", "firm"), max_length=200, help_text=lazystr(_WHOLE))
    reason = words_field("什么利益关系", "which interest")


class WhyForm(forms.Form):
    """Why."""

    reason = words_field("理由", "reason", most=300)


class NotifyForm(forms.Form):
    """On which day the inspectors come."""

    on = day_field("哪天入企", "day of the visit")


class AskForm(forms.Form):
    """Which inspector should not come, and why."""

    inspector = forms.ChoiceField(label=said("哪位检查人员", "which inspector"))
    reason = words_field("回避的理由", "why he should not come")

    def __init__(self, *args: Any, team: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "inspector", team)


class RuleForm(AskForm):
    """The ruling on it."""

    granted = forms.ChoiceField(label=said("答复", "ruling"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(
            self, "granted", [("yes", str(Label("准予回避，改抽他人", "granted: draw another"))), ("no", str(Label("不予回避", "refused")))]
        )


class ResultForm(forms.Form):
    """What was found in each field, and who was there."""

    present = _boxes("到场的检查人员（至少两名）", "inspectors who were there (two at least)")

    def __init__(self, *args: Any, team: Choices, fields: Iterable[tuple[str, Label]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "present", team)
        self._keys = []
        nothing = ("", str(Label("未发现问题", "nothing found")))
        graver = [(each.value, str(Label(f"发现问题：{each.label.zh}", f"found: {each.label.en}"))) for each in Severity]
        for key, label in fields:
            self._keys.append(key)
            self.fields[f"severity_{key}"] = forms.ChoiceField(label=lazystr(label), choices=[nothing, *graver], required=False)
            self.fields[f"words_{key}"] = words_field("发现了什么", "what was found", is_required=False)

    @property
    def found(self) -> dict[str, Found]:
        """By field what was found."""
        return {key: self._found(key) for key in self._keys}

    def _found(self, key: str) -> Found:
        severity, words = self.cleaned_data[f"severity_{key}"], self.cleaned_data[f"words_{key}"]
        return Found(Severity.of(severity) if severity else None, words)


class LedForm(forms.Form):
    """The decision that followed from a finding."""

    field = forms.ChoiceField(label=said("领域", "field"))
    sort = forms.ChoiceField(label=said("记录种类", "sort of record"))
    number = forms.CharField(label=said("文书号", "number of the paper"), max_length=120)
    decided_on = day_field("决定日", "decided on")
    text = words_field("内容", "what it says")
    evidence = forms.CharField(label=said("依据的材料", "evidence"), max_length=300)

    def __init__(self, *args: Any, fields: Choices, sorts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "field", fields)
        _offer(self, "sort", sorts)
