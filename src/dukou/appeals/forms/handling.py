"""What people type who handle an appeal: the window, a unit, the enterprise on its own page."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.functional import lazystr

from dukou.appeals.actions.appeals import TITLE
from dukou.appeals.core.kinds import RefusalGround, Satisfaction, VerdictKind
from dukou.appeals.forms.fields import Choices, choose, day_field, members, said, words_field
from dukou.kit.core.labels import Label


class AcceptForm(forms.Form):
    """Accepted, under a topic and a grade."""

    topic = forms.ChoiceField(label=said("类别", "topic"), required=False)
    grade = forms.ChoiceField(label=said("等级", "grade"))

    def __init__(self, *args: Any, topics: Choices, grades: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "topic", [("", "—"), *topics])
        choose(self, "grade", grades)


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

    lead = forms.ChoiceField(label=said("主办单位", "lead"), help_text=said("对企业的答复由它负责", "it answers to the enterprise"))
    assisting = forms.MultipleChoiceField(
        label=said("协办单位", "assisting"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=said("向主办单位答复，由主办单位统一答复企业", "they answer the lead, which replies to the enterprise for all"),
    )
    separate = forms.MultipleChoiceField(
        label=said("分办单位", "each for its part"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=said("各办各的一部分，各自答复", "each handles a part of its own and answers for it"),
    )
    task = words_field("交办要求", "what is asked of them", required=False)

    folded: ClassVar[tuple[str, ...]] = ("assisting", "separate")  # most matters are one unit's

    def __init__(self, *args: Any, units: Choices, lead: str = "", has_lead: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(units)
        self.fields["lead"].required = not has_lead
        choose(self, "lead", [("", "—"), *offered])
        choose(self, "assisting", offered)
        choose(self, "separate", offered)
        self.fields["lead"].initial = lead


class LegForm(forms.Form):
    """One of the parts in hand, and words on it."""

    leg = forms.ChoiceField(label=said("哪一段", "which part"))
    words = words_field("内容", "words")

    def __init__(self, *args: Any, legs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "leg", legs)


class ObjectionForm(forms.Form):
    """Why it is not one's own matter, on what basis, and whose it is."""

    reason = words_field("理由", "reason")
    basis = words_field("依据", "basis", rows=2)
    proposed = forms.ChoiceField(label=said("建议的承办单位", "whose matter it is"))

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "proposed", units)


class RulingForm(forms.Form):
    """What is ruled on an objection."""

    ruling = forms.ChoiceField(
        label=said("裁定", "ruling"),
        choices=[("granted", said("异议成立，改派", "upheld: it goes to another unit")), ("refused", said("异议不成立", "refused"))],
        widget=forms.RadioSelect,
    )
    unit = forms.ChoiceField(label=said("改派给", "it goes to"), required=False)
    reason = words_field("理由", "reason")

    def __init__(self, *args: Any, units: Choices, proposed: Label, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "unit", [("", Label("按异议建议：{unit}", "as the objection proposes: {unit}").filled(unit=proposed)), *units])


class ReplyForm(forms.Form):
    """The lead's reply, with its verdict and what that asks for."""

    verdict = forms.ChoiceField(label=said("结论", "verdict"), choices=members(VerdictKind), widget=forms.RadioSelect)
    text = words_field("答复企业", "reply to the enterprise", rows=5)
    done = words_field("采取的措施和结果", "what was done", required=False)
    ground = words_field("依据（文件和条款）", "ground (document, clause)", required=False, rows=2)
    promised_on = day_field("承诺下次答复的日期", "when it hears again", required=False)
    needed_when: ClassVar[dict[str, Any]] = {
        "done": said("选“解决”“部分解决”必填", "needed for solved and solved in part"),
        "ground": said("选“政策不允许”必填", "needed for explained"),
        "promised_on": said("选“列入计划”必填", "needed for on plan"),
    }


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
    """What one's own firm says. `comes_back`: whether a poor grade sends the matter back, which is said beside it."""

    satisfaction = forms.ChoiceField(label=said("评价", "grade"), widget=forms.RadioSelect)
    words = words_field("想说的话", "your words", required=False)

    def __init__(self, *args: Any, comes_back: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        back = Label("{grade}（退回原单位重办）", "{grade} (it goes back to be handled again)")
        choose(
            self,
            "satisfaction",
            [(each.value, back.filled(grade=each.label) if comes_back and not each.is_satisfied else each.label) for each in Satisfaction],
        )


class GradeForm(forms.Form):
    """Another grade, and why."""

    grade = forms.ChoiceField(label=said("改为", "put it under"))
    reason = words_field("理由", "reason", rows=2)

    def __init__(self, *args: Any, grades: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "grade", grades)


class CopyForm(forms.Form):
    """What the public is to read."""

    title = forms.CharField(label=said("标题", "title"), max_length=TITLE)
    question = words_field("问", "question")
    answer = words_field("答", "answer", rows=5)
