"""A promise, and what is told of it later."""

from __future__ import annotations

from typing import Any

from django import forms

from dukou.accounts.queries.organisations import offices_open
from dukou.kit.core.labels import LabelledEnum
from dukou.projects.core.pipeline import Pipeline
from dukou.projects.core.promise_kinds import FairVerdict, Side
from dukou.projects.forms.projects import Choices, day_field, offer, said, words_field

NONE = ("", "—")
_TITLE = said("写职务，不写人名", "a title, not a person's name")
_OWN = said("区里承诺必填", "needed for the district's own")


def _members(kind: type[LabelledEnum], *without: LabelledEnum) -> Choices:
    return [(each.value, str(each.label)) for each in kind if each not in without]


def _offices() -> Choices:
    """What is no firm and not closed: only such a one promises for the district and answers for it."""
    return [(key, str(label)) for key, label in offices_open()]


def _line(zh: str, en: str, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=said(zh, en), max_length=most, required=more.pop("required", False), **more)


class PromiseForm(forms.Form):
    """A promise. What only the district owes is asked of every one; the act says what is missing."""

    side = forms.ChoiceField(label=said("承诺方", "promised by"))
    text = words_field("承诺内容", "what is promised", most=1000)
    measure = words_field("兑现的标准", "how it is told that it is kept")
    written_in = _line("写入的文件和文号", "document and number in which it is written", 300, required=True)
    made_on = day_field("承诺日期", "promised on")
    due_on = day_field("履行期限（或填条件）", "due on (or give a condition)", is_required=False)
    stage = forms.ChoiceField(label=said("或：项目到达阶段", "or: once the project comes to"), required=False)
    condition = _line("或：其他条件", "or: another condition", 200)
    within = forms.IntegerField(label=said("条件成就后几日内", "days after its condition"), min_value=0, max_value=3650, initial=0)
    legal_basis = _line("法律或文件依据及条款", "legal basis and clause", 300, help_text=_OWN)
    authority = forms.ChoiceField(label=said("有权承诺的单位", "office with the authority"), required=False, help_text=_OWN)
    owner = forms.ChoiceField(label=said("责任单位", "who answers for it"), required=False, help_text=_OWN)
    post = _line("责任岗位", "post that answers for it", 100, help_text=_TITLE)
    verdict = forms.ChoiceField(label=said("公平竞争审查", "fair-competition review"), required=False, help_text=_OWN)
    verdict_reason = _line("无需审查的理由", "why it needs no review", 500)
    origin = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(self, *args: Any, pipeline: Pipeline | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "side", _members(Side))
        offer(self, "verdict", [NONE, *_members(FairVerdict)])
        offer(self, "stage", [NONE, *((each.key, str(each.name)) for each in (pipeline.stages if pipeline else ()))])
        for name in ("authority", "owner"):
            offer(self, name, [NONE, *_offices()])

    def clean(self) -> dict[str, Any]:
        """One condition: a stage, or words."""
        told: dict[str, Any] = super().clean() or {}
        stage, condition = told.pop("stage", ""), told.pop("condition", "")
        if stage and condition:
            self.add_error("condition", said("阶段和其他条件只写一项", "give a stage or another condition, not both"))
        return told | {"trigger": stage or condition, "within": told.get("within") or 0}


class EvidenceForm(forms.Form):
    """It was kept, or its condition came about."""

    on = day_field("日期", "day")
    evidence = words_field("凭据", "evidence")


class BrokenForm(forms.Form):
    """It was broken."""

    on = day_field("日期", "day")
    reason = words_field("理由", "reason")


class WaiverForm(forms.Form):
    """It is to be waived."""

    document = words_field("免除所依的文件和文号", "document and number by which it is waived", most=300)
    reason = words_field("理由", "reason")


class OtherDayForm(forms.Form):
    """It is to get another day."""

    due_on = day_field("改到哪天", "new day")
    reason = words_field("理由", "reason")


class ReviewForm(forms.Form):
    """Its fair-competition review was concluded."""

    on = day_field("日期", "day")
    verdict = forms.ChoiceField(label=said("结论", "outcome"))
    evidence = words_field("审查文件和文号", "document and number of the review")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "verdict", _members(FairVerdict, FairVerdict.PENDING, FairVerdict.NOT_NEEDED))


class HandOverForm(forms.Form):
    """Everything that a post owes goes to another."""

    to = forms.ChoiceField(label=said("接任单位", "organisation that takes over"))
    to_post = forms.CharField(label=said("接任岗位", "post that takes over"), max_length=100, help_text=_TITLE)
    reason = words_field("理由", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "to", _offices())
