"""What people type into this room's pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import lazystr

from dukou.appeals.actions.appeals import TEXT, TITLE
from dukou.appeals.core.kinds import Channel, RefusalGround, Satisfaction, VerdictKind
from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.files import Coming

Choices = Iterable[tuple[str, object]]


def said(zh: str, en: str) -> Any:
    """Words in the language spoken when they are shown."""
    return lazystr(Label(zh, en))


def members(kind: type[LabelledEnum], *left_out: LabelledEnum) -> list[tuple[str, Any]]:
    """The members of a closed list, in the language spoken when they are shown."""
    return [(each.value, lazystr(each.label)) for each in kind if each not in left_out]


def day_field(zh: str, en: str, **more: Any) -> forms.DateField:
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=said(zh, en), widget=widget, input_formats=["%Y-%m-%d"], **more)


def words_field(zh: str, en: str, *, rows: int = 3, required: bool = True, hint: Any = "") -> forms.CharField:
    """Some sentences."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=said(zh, en), widget=widget, max_length=TEXT, required=required, help_text=hint)


class SeveralFiles(forms.ClearableFileInput):
    """Takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, as they come."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Coming]:
        """The files; what they are is judged by the act."""
        several = data if isinstance(data, list | tuple) else [data] if data else []
        return [Coming(each.name, each.size, each) for each in several]


class WhistleForm(forms.Form):
    """An appeal. Firms that there is only one of are not asked for."""

    firm = forms.ChoiceField(label=said("企业", "enterprise"))
    title = forms.CharField(label=said("一句话说明要解决什么", "what is wanted, in a line"), max_length=TITLE)
    text = words_field("什么事、在哪里、希望怎样解决", "what is the matter, where, and what would help", rows=5)
    topic = forms.ChoiceField(
        label=said("类别", "topic"), required=False, help_text=said("拿不准就不选，由受理人归类", "leave it out when in doubt")
    )
    contact_name = forms.CharField(label=said("联系人", "whom to ask"), max_length=60, required=False)
    contact_phone = forms.CharField(
        label=said("电话", "telephone"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    )
    attached = FilesField(
        label=said("附件", "files"),
        required=False,
        help_text=said("PDF、图片、Word、Excel，每个不超过 20 MB", "PDF, pictures, Word, Excel; 20 MB each"),
    )
    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, firms: Choices, topics: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(firms)
        _choose(self, "firm", offered)
        _choose(self, "topic", [("", "—"), *topics])
        if len(offered) == 1:
            self.fields["firm"].widget = forms.HiddenInput()
            self.fields["firm"].initial = offered[0][0]


class BehalfForm(WhistleForm):
    """An appeal that an office files for a firm, which is named by code or whole name."""

    channel = forms.ChoiceField(label=said("来源", "how it came"), choices=members(Channel, Channel.WEB, Channel.API, Channel.VISIT_LIST))
    place = forms.CharField(label=said("地点", "place"), max_length=200, required=False)
    field_order = ("firm", "channel", "title", "text", "topic", "place", "contact_name", "contact_phone", "attached")

    def __init__(self, *args: Any, topics: Choices, **kwargs: Any) -> None:
        super().__init__(*args, firms=(), topics=topics, **kwargs)
        self.fields["firm"] = forms.CharField(
            label=said("企业（代码或全名）", "enterprise (code or whole name)"), max_length=200, initial=self.initial.get("firm", "")
        )
        self.order_fields(self.field_order)


class AcceptForm(forms.Form):
    """Accepted, under a topic and a grade."""

    topic = forms.ChoiceField(label=said("类别", "topic"), required=False)
    grade = forms.ChoiceField(label=said("等级", "grade"))

    def __init__(self, *args: Any, topics: Choices, grades: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "topic", [("", "—"), *topics])
        _choose(self, "grade", grades)


class RefuseForm(forms.Form):
    """Not accepted, on one of the grounds."""

    ground = forms.ChoiceField(label=said("理由", "ground"), choices=members(RefusalGround))
    words = words_field("告知企业的说明", "what the enterprise is told")


class WordsForm(forms.Form):
    """Some words; `label` says which."""

    words = words_field("内容", "words")

    def __init__(self, *args: Any, label: Label | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label is not None:
            self.fields["words"].label = lazystr(label)


class TemplatedForm(forms.Form):
    """Words that may begin as a template says."""

    words = words_field("答复内容", "reply", rows=5)


class MergeForm(forms.Form):
    """Into which other one."""

    into = forms.IntegerField(label=said("并入第几号", "merge into no."), min_value=1)


class DispatchForm(forms.Form):
    """Who leads, who assists, who answers apart."""

    lead = forms.ChoiceField(label=said("主办单位", "lead"), required=False)
    assisting = forms.MultipleChoiceField(label=said("协办单位", "assisting"), required=False, widget=forms.CheckboxSelectMultiple)
    separate = forms.MultipleChoiceField(label=said("分办单位", "each for its part"), required=False, widget=forms.CheckboxSelectMultiple)
    task = words_field("交办要求", "what is asked of them", required=False)

    def __init__(self, *args: Any, units: Choices, lead: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(units)
        _choose(self, "lead", [("", "—"), *offered])
        _choose(self, "assisting", offered)
        _choose(self, "separate", offered)
        self.fields["lead"].initial = lead


class LegForm(forms.Form):
    """One of the parts in hand, and words on it."""

    leg = forms.ChoiceField(label=said("哪一段", "which part"))
    words = words_field("内容", "words")

    def __init__(self, *args: Any, legs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "leg", legs)


class ObjectionForm(forms.Form):
    """Why it is not one's own matter, on what basis, and whose it is."""

    reason = words_field("理由", "reason")
    basis = words_field("依据", "basis", rows=2)
    proposed = forms.ChoiceField(label=said("建议的承办单位", "whose matter it is"))

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "proposed", units)


class RulingForm(forms.Form):
    """What is ruled on an objection."""

    ruling = forms.ChoiceField(
        label=said("裁定", "ruling"),
        choices=[("granted", said("异议成立，改派", "upheld: it goes to another unit")), ("refused", said("异议不成立", "refused"))],
        widget=forms.RadioSelect,
    )
    unit = forms.ChoiceField(label=said("改派给", "it goes to"), required=False)
    reason = words_field("理由", "reason")

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "unit", [("", said("按建议", "as proposed")), *units])


class ReplyForm(forms.Form):
    """The lead's reply, with its verdict and what that asks for."""

    verdict = forms.ChoiceField(label=said("结论", "verdict"), choices=members(VerdictKind), widget=forms.RadioSelect)
    text = words_field("答复企业", "reply to the enterprise", rows=5)
    done = words_field(
        "采取的措施和结果", "what was done", required=False, hint=said("“解决”“部分解决”须写", "for solved and solved in part")
    )
    ground = words_field(
        "依据（文件和条款）", "ground (document, clause)", required=False, rows=2, hint=said("“政策不允许”须写", "for explained")
    )
    promised_on = day_field("承诺下次答复的日期", "when it hears again", required=False, help_text=said("“列入计划”须写", "for on plan"))


class ExtensionForm(forms.Form):
    """How much more time, and why."""

    value = forms.IntegerField(
        label=said("再要多少（按期限的单位）", "how much more, in units of the deadline"), min_value=1, max_value=100
    )
    reason = words_field("理由", "reason")


class GrantForm(forms.Form):
    """Granted or refused, and why."""

    ruling = forms.ChoiceField(
        label=said("裁定", "ruling"),
        choices=[("granted", said("同意", "granted")), ("refused", said("不同意", "refused"))],
        widget=forms.RadioSelect,
    )
    reason = words_field("理由", "reason", rows=2)


class CallBackForm(forms.Form):
    """What the enterprise said. Nobody answered: that is kept as silence."""

    satisfaction = forms.ChoiceField(
        label=said("企业评价", "the enterprise's grade"),
        choices=[*members(Satisfaction), ("", said("未接通或未评价", "not reached, or no grade given"))],
        widget=forms.RadioSelect,
        required=False,
    )
    words = words_field("企业的话", "its words", required=False)


class RateForm(forms.Form):
    """What one's own firm says."""

    satisfaction = forms.ChoiceField(label=said("评价", "grade"), choices=members(Satisfaction), widget=forms.RadioSelect)
    words = words_field("想说的话", "your words", required=False)


class GradeForm(forms.Form):
    """Another grade, and why."""

    grade = forms.ChoiceField(label=said("改为", "put it under"))
    reason = words_field("理由", "reason", rows=2)

    def __init__(self, *args: Any, grades: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "grade", grades)


class CopyForm(forms.Form):
    """What the public is to read."""

    title = forms.CharField(label=said("标题", "title"), max_length=TITLE)
    question = words_field("问", "question")
    answer = words_field("答", "answer", rows=5)


class VisitsForm(forms.Form):
    """A list of visits."""

    file = forms.FileField(label=said("走访清单（xlsx、csv）", "list of visits (xlsx, csv)"))


def _choose(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField | forms.MultipleChoiceField)
    field.choices = [(key, lazystr(word) if isinstance(word, Label) else word) for key, word in choices]
