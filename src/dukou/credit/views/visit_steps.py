"""The steps that a visitor may take on the page of a visit as it stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.credit.actions import check_visits, recusals
from dukou.credit.core.entering import Entered
from dukou.credit.core.inspections import VisitState
from dukou.credit.forms.inspections import AskForm, LedForm, NotifyForm, ResultForm, RuleForm, WhyForm
from dukou.credit.models import CheckVisit
from dukou.credit.queries.check_plans import may_draw
from dukou.credit.queries.fields import field_named
from dukou.credit.queries.visit_shown import findings_of
from dukou.credit.queries.visits import is_of_team, team_of
from dukou.enterprises.queries.own import acts_for_entry
from dukou.kit.core.labels import Label
from dukou.kit.pages.steps import Step, data_for

_NOTED = Label("已记下", "Noted")
_LOT = Label("准予后由同一种子在其余人员里改抽一人", "Granted, another is drawn among the rest by the same number")


def steps_of(viewer: Viewer, row: CheckVisit, request: HttpRequest) -> list[Step]:
    """What may be done next, by the firm, by an inspector of the team, or by the unit."""
    state, is_own = VisitState.of(row.state), acts_for_entry(viewer, row.enterprise_id)
    if is_own and not is_of_team(viewer, row):
        return [*_ask(viewer, row, request)] if state.is_ahead else []
    if not viewer.may(Permission.DRAW_CHECKS):
        return []
    draws, team = may_draw(viewer, row.plan), is_of_team(viewer, row)
    if not (draws or team):
        return []
    if state.is_ahead:
        found = [_notify(viewer, row, request)] if state is VisitState.DRAWN else []
        ruled = [*_rule(viewer, row, request), _call_off(viewer, row, request)] if draws else []
        return [*found, *ruled, *(_ask(viewer, row, request) if team else [])]
    if state is VisitState.ARRIVED:
        return [_record(viewer, row, request)]
    return [*_feed_back(viewer, row, request)] if state is VisitState.RECORDED else []


def _notify(viewer: Viewer, row: CheckVisit, request: HttpRequest) -> Step:
    form = NotifyForm(_sent(request, "notify"), prefix="notify")
    title = Label("通知企业", "Tell the firm")
    return Step("notify", title, form, lambda: check_visits.notify(by=viewer, visit=row.pk, **form.cleaned_data), Label("已通知", "Told"))


def _call_off(viewer: Viewer, row: CheckVisit, request: HttpRequest) -> Step:
    form = WhyForm(_sent(request, "call_off"), prefix="call_off")
    title = Label("不再入企", "Call it off")
    return Step("call_off", title, form, lambda: check_visits.call_off(by=viewer, visit=row.pk, **form.cleaned_data), _NOTED, is_quiet=True)


def _ask(viewer: Viewer, row: CheckVisit, request: HttpRequest) -> list[Step]:
    """Of whom the recusal may still be asked."""
    team = [(each.inspector.key, f"{each.inspector.name}（{each.inspector.key}）") for each in team_of(row) if not each.asked_reason]
    if not team:
        return []
    form = AskForm(_sent(request, "ask"), prefix="ask", team=team)
    title = Label("申请检查人员回避", "Ask that an inspector does not come")
    return [Step("ask", title, form, lambda: recusals.ask(by=viewer, visit=row.pk, **form.cleaned_data), _NOTED, _LOT, is_quiet=True)]


def _rule(viewer: Viewer, row: CheckVisit, request: HttpRequest) -> list[Step]:
    asked = [each for each in team_of(row) if each.asked_reason and not each.ruling]
    if not asked:
        return []
    form = RuleForm(_sent(request, "rule"), prefix="rule", team=[(each.inspector.key, each.inspector.name) for each in asked])

    def act() -> None:
        told = dict(form.cleaned_data)
        recusals.rule(by=viewer, visit=row.pk, granted=told.pop("granted") == "yes", **told)

    return [Step("rule", Label("答复回避申请", "Rule on the recusal"), form, act, _NOTED, _LOT)]


def _record(viewer: Viewer, row: CheckVisit, request: HttpRequest) -> Step:
    team = [(each.inspector.key, f"{each.inspector.name}（{each.inspector.key}）") for each in team_of(row)]
    fields = [(key, field_named(key).label) for key in sorted(row.fields)]
    form = ResultForm(_sent(request, "record"), prefix="record", team=team, fields=fields)

    def act() -> None:
        check_visits.record(by=viewer, visit=row.pk, present=form.cleaned_data["present"], found=form.found)

    return Step("record", Label("记录检查结果", "Record the result"), form, act, Label("已记录", "Recorded"))


def _feed_back(viewer: Viewer, row: CheckVisit, request: HttpRequest) -> list[Step]:
    """For a finding that has led to no record yet."""
    open_ones = [key for key, each in sorted(findings_of(row).items()) if each.is_hit and each.record_id is None]
    if not open_ones or not viewer.may(Permission.KEEP_CREDIT):
        return []
    fields = [field_named(key) for key in open_ones]
    sorts = {sort.key: str(sort.label) for field in fields for sort in field.sorts if sort.kind.is_adverse}
    offered = [(field.key, str(field.label)) for field in fields]
    form = LedForm(_sent(request, "feed_back"), prefix="feed_back", fields=offered, sorts=list(sorts.items()))

    def act() -> None:
        told: dict[str, Any] = dict(form.cleaned_data)
        check_visits.feed_back(by=viewer, visit=row.pk, field=told.pop("field"), entered=Entered(**told))

    title = Label("登记处理决定", "Enter the decision that followed")
    about = Label("决定登记为信用记录，计入下一次评级", "It becomes a credit record and counts in the next grading")
    return [Step("feed_back", title, form, act, Label("已登记", "Entered"), about, is_quiet=True)]


def _sent(request: HttpRequest, name: str) -> Any:
    return data_for(request, name)
