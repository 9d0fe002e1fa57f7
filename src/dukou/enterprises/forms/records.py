"""What can be recorded about a firm, a form for each noun."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.task_forces import task_force_names
from dukou.enterprises.core.kinds import LifeEventKind, LinkKind, PartKind, SiteUse
from dukou.enterprises.forms.fields import CleanField, chosen, day_field, evidence_field, firm_field, key_of_firm, reason_field, said
from dukou.figures.core.tags import TAGGED_WITH, Confidence
from dukou.figures.queries import sources, subjects_of_kind
from dukou.kit.core.labels import Label
from dukou.kit.pages.known import usual_day
from dukou.rules.queries import statable_facts

_MOST = 10**9
_Choices = list[tuple[str, str]]


class RecordForm(forms.Form):
    """A form about a firm, as one viewer fills it in."""

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean(self) -> dict[str, Any]:
        """An end does not come before its beginning."""
        typed = super().clean() or {}
        begin, end = typed.get("from_on"), typed.get("until_on")
        if isinstance(begin, date) and isinstance(end, date) and end < begin:
            self.add_error("until_on", str(Label("早于开始日期", "before the first day")))
        return typed

    def offer(self, field: str, choices: _Choices) -> None:
        """Let a field choose among these."""
        chooser = self.fields[field]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = choices


class LifeEventForm(RecordForm):
    """Something that happened to the firm."""

    kind = forms.ChoiceField(label=said("事件", "event"), choices=chosen(LifeEventKind))
    happened_on = day_field("日期", "day")
    evidence = evidence_field()


class LinkForm(RecordForm):
    """The unit that this one belongs to."""

    parent = firm_field("上级单位", "unit above")
    kind = forms.ChoiceField(label=said("关系", "relation"), choices=chosen(LinkKind))
    from_on = day_field("起始日期", "since")
    evidence = evidence_field()

    def clean_parent(self) -> str:
        """The key of the unit."""
        return key_of_firm(self.viewer, self.cleaned_data["parent"])


class SiteForm(RecordForm):
    """A place where the firm works."""

    name = CleanField(label=said("场地名称", "name of the site"), max_length=100)
    use = forms.ChoiceField(label=said("用途", "use"), choices=chosen(SiteUse))
    address = CleanField(label=said("地址", "address"), max_length=300)
    area = forms.DecimalField(label=said("面积（平方米）", "area (m²)"), required=False, min_value=0, max_value=_MOST, decimal_places=2)
    power = forms.IntegerField(label=said("用电容量（千伏安）", "connected load (kVA)"), required=False, min_value=0, max_value=_MOST)
    from_on = day_field("起始日期", "since")
    until_on = day_field("结束日期", "until")
    evidence = evidence_field()

    def clean_area(self) -> int | None:
        """In hundredths of a square metre."""
        typed: Decimal | None = self.cleaned_data["area"]
        return None if typed is None else int(typed * 100)


class PartForm(RecordForm):
    """The part that the firm plays in a cluster or segment."""

    kind = forms.ChoiceField(label=said("角色", "part"), choices=chosen(PartKind))
    of = forms.ChoiceField(label=said("集群或环节", "cluster or segment"))
    from_on = day_field("起始日期", "since")
    evidence = evidence_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("of", [*_subjects("cluster"), *_subjects("segment")])


class StatementForm(RecordForm):
    """A declared fact of the firm: a title, a certificate, an accident, a share of a market."""

    fact = forms.ChoiceField(label=said("事实", "fact"))
    value = CleanField(
        label=said("内容", "value"),
        max_length=200,
        help_text=said("是、否、日期、词，或带单位的数", "yes, no, a date, a word, or a number with its unit"),
    )
    known_on = day_field("何日得知", "known on", is_required=True)
    from_on = day_field("何日起有效", "holds from")
    until_on = day_field("何日失效", "holds until")
    evidence = evidence_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["known_on"].initial = usual_day
        self.offer("fact", [(name, str(label)) for name, label in statable_facts("enterprise")])


class ChargeForm(RecordForm):
    """The task force that looks after the firm."""

    task_force = forms.ChoiceField(label=said("专班", "task force"))
    evidence = evidence_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("task_force", list(task_force_names().items()))


class TagForm(RecordForm):
    """The segment or node that the firm belongs to, with how much of its revenue, how sure that is, and who says so where."""

    segment = forms.ChoiceField(label=said("环节", "segment or node"))
    share = forms.DecimalField(
        label=said("占其营收（%），不知道就空着", "share of its revenue (%); leave empty if not known"),
        required=False,
        min_value=Decimal("0.01"),
        max_value=100,
        decimal_places=2,
    )
    confidence = forms.ChoiceField(label=said("把握", "confidence"), choices=chosen(Confidence))
    source = forms.ChoiceField(label=said("来源", "source"))
    place = CleanField(label=said("在来源中的位置", "place in the source"), max_length=60, required=False)
    known_on = day_field("何日得知", "known on", is_required=True)
    evidence = evidence_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("segment", [each for kind in TAGGED_WITH.keys() for each in _subjects(kind)])  # noqa: SIM118  # a registry iterates over its entries
        self.offer("source", [(key, str(label)) for key, label in sources()])
        self.fields["known_on"].initial = usual_day

    def clean_share(self) -> Decimal | None:
        """As a part of one."""
        typed: Decimal | None = self.cleaned_data["share"]
        return None if typed is None else typed / 100


class TwinForm(RecordForm):
    """Another entry that may be the same firm."""

    other = firm_field("另一条登记", "the other entry")

    def clean_other(self) -> str:
        """The key of the entry."""
        return key_of_firm(self.viewer, self.cleaned_data["other"])


class WithdrawForm(forms.Form):
    """Why something is taken back."""

    reason = reason_field()


class WithdrawTagForm(WithdrawForm):
    """Why a tag is taken back, and from which day on."""

    known_on = day_field("何日起知道", "known from", is_required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["known_on"].initial = usual_day


def _subjects(kind: str) -> _Choices:
    return [(each.ref, str(each.label)) for each in subjects_of_kind(kind)]
