"""Forms: the pages of an affair's form made out of concepts, and those of the steps that people take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import lazystr

from dukou.affairs.core.concepts import LINE, Concept
from dukou.affairs.core.forms import Asked, Judged
from dukou.affairs.core.kinds import FieldKind, Half, Join
from dukou.kit.core.labels import Label
from dukou.kit.files import Coming

_FEW = 5  # choices that stand open as radio buttons; more are a list to choose from
_YES_NO = (("yes", Label("是", "yes")), ("no", Label("否", "no")))
_KNOWN = Label("已按企业名录填好，可以改", "filled in from the register; it may be changed")
_PERHAPS = Label("有此情况才填", "only where it applies")


def said(zh: str, en: str) -> Any:
    """Words in the language spoken when they are shown."""
    return lazystr(Label(zh, en))


class AnswerForm(forms.Form):
    """One page of an affair's form. What is wrong with an answer is told by the affair's own judge, not by Django."""

    use_required_attribute = False

    def __init__(
        self,
        asked: Sequence[Asked],
        answers: Mapping[str, object],
        judged: Judged,
        known: frozenset[str],
        *,
        is_marked: bool,
        sent: Any = None,
    ) -> None:
        super().__init__(sent or _data(asked, answers), prefix="a")
        self.faults = {fault.field: fault for fault in judged.faults} if is_marked else {}
        for each in asked:
            key = each.concept.key
            field = _field(each.concept)
            hints = [each.concept.hint] if each.concept.hint else []
            hints += [_KNOWN] if key in known else [_PERHAPS] if key in judged.open else []
            field.help_text = lazystr(_joined(hints)) if hints else ""
            self.fields[key] = field
        self.full_clean()
        required = {each.concept.key for each in asked if any(want.ask.required for want in each.wants)} - judged.open
        for key, field in self.fields.items():
            field.required = key in required

    def clean(self) -> dict[str, Any]:
        """Tell the faults that the judge found."""
        for key, fault in self.faults.items():
            if key in self.fields:
                self.add_error(key, str(Label(f"{fault.what.zh}。{fault.cure.zh}", f"{fault.what.en}: {fault.cure.en}")))
        return self.cleaned_data


def answers_sent(asked: Sequence[Asked], data: QueryDict) -> dict[str, object]:
    """What was sent for these concepts, as it was typed; an empty one too, since it may have been taken away."""
    found: dict[str, object] = {}
    for each in asked:
        name = f"a-{each.concept.key}"
        found[each.concept.key] = data.getlist(name) if each.concept.kind is FieldKind.CHOICES else data.get(name, "").strip()
    return found


class BeginForm(forms.Form):
    """For whom: one of the firms that one acts for, or at the window a firm by its code or whole name."""

    firm = forms.CharField(label=said("企业", "enterprise"))

    def __init__(self, *of: Any, firms: Sequence[tuple[str, str]], at_window: bool, needs_firm: bool, **how: Any) -> None:
        super().__init__(*of, **how)
        if at_window:
            self.fields["firm"].label = said("企业（代码或全名）", "enterprise (its code or whole name)")
            self.fields["firm"].required = needs_firm
        else:
            choices = [*([] if needs_firm else [("", said("新办企业，名录里还没有", "a new one, not in the register yet"))]), *firms]
            self.fields["firm"] = forms.ChoiceField(label=said("企业", "enterprise"), choices=choices, required=needs_firm)


class ApplicantForm(forms.Form):
    """The name of a firm that is yet to be."""

    applicant = forms.CharField(label=said("拟用企业名称", "the name it is to have"), required=False, max_length=LINE)


class WordsForm(forms.Form):
    """Some words."""

    words = forms.CharField(label=said("内容", "words"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=said("理由", "reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)


class NothingForm(forms.Form):
    """A step that needs no words."""


class NoticeForm(forms.Form):
    """Everything that is missing, at once."""

    materials = forms.MultipleChoiceField(
        label=said("缺的材料", "materials that are missing"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=said("其他要改正的内容", "anything else that is to be mended"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )

    def __init__(self, *of: Any, materials: Sequence[tuple[str, Any]], **how: Any) -> None:
        super().__init__(*of, **how)
        self.fields["materials"].choices = materials  # type: ignore[attr-defined]


class ToleranceForm(ReasonForm):
    """Which material may come later, and why."""

    material = forms.ChoiceField(label=said("材料", "material"))
    field_order = ("material", "reason")

    def __init__(self, *of: Any, materials: Sequence[tuple[str, Any]], **how: Any) -> None:
        super().__init__(*of, **how)
        self.fields["material"].choices = materials  # type: ignore[attr-defined]


class PaperForm(forms.Form):
    """A file for one material, or one result paper."""

    material = forms.ChoiceField(label=said("材料", "material"))
    file = forms.FileField(label=said("文件", "file"), required=False)
    is_promised = forms.BooleanField(
        label=said("以告知承诺代替（限可承诺的材料）", "a promise in its place, where that may be"), required=False
    )
    at_counter = forms.BooleanField(label=said("申请人到窗口提交", "handed in at the counter"), required=False)

    def __init__(self, *of: Any, materials: Sequence[tuple[str, Any]], at_window: bool, may_promise: bool = True, **how: Any) -> None:
        super().__init__(*of, **how)
        self.fields["material"].choices = materials  # type: ignore[attr-defined]
        if not at_window:
            del self.fields["at_counter"]
        if not may_promise:
            del self.fields["is_promised"]

    def coming(self) -> Coming | None:
        """The file, as it comes."""
        file = self.cleaned_data.get("file")
        return Coming(file.name, file.size, file) if file else None


class StageForm(forms.Form):
    """The stage that a part enters."""

    stage = forms.ChoiceField(label=said("环节", "stage"))

    def __init__(self, *of: Any, stages: Sequence[tuple[str, Any]], **how: Any) -> None:
        super().__init__(*of, **how)
        self.fields["stage"].choices = stages  # type: ignore[attr-defined]


class AnswerPartForm(forms.Form):
    """What a unit says to its matter."""

    is_feasible = forms.TypedChoiceField(
        label=said("能否办理", "is it possible"),
        choices=[("yes", said("能", "yes")), ("no", said("不能", "no"))],
        coerce=lambda told: told == "yes",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=said("方案或理由", "the plan, or why not"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)
    fee_yuan = forms.DecimalField(label=said("费用（元）", "fee (yuan)"), required=False, min_value=0, max_digits=14, decimal_places=2)
    fee_basis = forms.CharField(label=said("费用依据", "by what it is reckoned"), required=False, max_length=200)


class JointDayForm(forms.Form):
    """Where the joint day is held; the day is the first on which all are free, unless one is named."""

    place = forms.CharField(label=said("地点", "place"), max_length=LINE)
    day = forms.DateField(
        label=said("指定日期", "a certain day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=said("不填则取各单位都空的第一个半天", "left empty: the first half-day on which all are free"),
    )
    half = forms.ChoiceField(label=said("上午或下午", "morning or afternoon"), choices=[(each.value, lazystr(each.label)) for each in Half])


class HoldForm(forms.Form):
    """Who came, and what was said: for each unit whether it came and agreed, came and did not, or stayed away."""

    def __init__(self, *of: Any, seats: Sequence[tuple[int, Label]], join: Join, **how: Any) -> None:
        super().__init__(*of, **how)
        yes = Label("到场，同意", "came, agrees") if join is Join.SURVEY else Label("到场，合格", "came, accepted")
        no = Label("到场，不同意", "came, does not agree") if join is Join.SURVEY else Label("到场，不合格", "came, not accepted")
        away = Label("未到场（视为同意）", "did not come (deemed to agree)")
        for part, name in seats:
            choices = [(key, lazystr(word)) for key, word in (("yes", yes), ("no", no), ("away", away))]
            self.fields[f"seat-{part}"] = forms.ChoiceField(label=lazystr(name), choices=choices, widget=forms.RadioSelect)
            self.fields[f"words-{part}"] = forms.CharField(
                label=lazystr(Label(f"{name.zh}的意见", f"what {name.en} said")), required=False, max_length=2000
            )


class RulingForm(WordsForm):
    """A ruling on an objection."""

    is_upheld = forms.TypedChoiceField(
        label=said("裁定", "ruling"),
        choices=[("yes", said("异议成立", "upheld")), ("no", said("异议不成立", "dismissed"))],
        coerce=lambda told: told == "yes",
        widget=forms.RadioSelect,
    )
    field_order = ("is_upheld", "words")


def _data(asked: Sequence[Asked], answers: Mapping[str, object]) -> MultiValueDict[str, str]:
    data: MultiValueDict[str, str] = MultiValueDict()
    for each in asked:
        told = answers.get(each.concept.key)
        if isinstance(told, list):
            data.setlist(f"a-{each.concept.key}", [str(one) for one in told])
        elif isinstance(told, bool):
            data[f"a-{each.concept.key}"] = "yes" if told else "no"
        elif told is not None:
            data[f"a-{each.concept.key}"] = str(told)
    return data


class MessageForm(forms.Form):
    """What the window does about a message to a unit: which, what, and why."""

    message = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    step = forms.ChoiceField(choices=[("retry", "retry"), ("give_up", "give_up")], widget=forms.HiddenInput)
    reason = forms.CharField(label=lazystr(Label("理由", "reason")), max_length=400)


class _Anything(forms.MultipleChoiceField):
    def validate(self, value: Any) -> None:
        """The judge validates."""


class _One(forms.ChoiceField):
    def validate(self, value: Any) -> None:
        """The judge validates."""


def _field(concept: Concept) -> forms.Field:
    label = Label(*(f"{name}（{concept.unit}）" if concept.unit else name for name in (concept.name.zh, concept.name.en)))
    how: dict[str, Any] = {"label": lazystr(label), "required": False}
    choices = [(key, lazystr(name)) for key, name in (concept.choices or {}).items()]
    if concept.kind is FieldKind.CHOICES:
        return _Anything(choices=choices, widget=forms.CheckboxSelectMultiple, **how)
    if concept.kind is FieldKind.TRUTH:
        return _One(choices=[(key, lazystr(name)) for key, name in _YES_NO], widget=forms.RadioSelect, **how)
    if concept.kind is FieldKind.CHOICE and len(choices) <= _FEW:
        return _One(choices=choices, widget=forms.RadioSelect, **how)
    if concept.kind is FieldKind.CHOICE:
        return _One(choices=[("", "—"), *choices], **how)
    widgets: dict[FieldKind, forms.Widget] = {
        FieldKind.TEXT: forms.Textarea(attrs={"rows": 3}),
        FieldKind.NUMBER: forms.TextInput(attrs={"inputmode": "decimal"}),
        FieldKind.DATE: forms.TextInput(attrs={"type": "date"}),
        FieldKind.PHONE: forms.TextInput(attrs={"type": "tel"}),
    }
    return forms.CharField(widget=widgets.get(concept.kind, forms.TextInput()), strip=False, **how)


def _joined(hints: Sequence[Label]) -> Label:
    return Label("；".join(each.zh for each in hints), "; ".join(each.en for each in hints))
