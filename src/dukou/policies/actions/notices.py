"""Telling firms what they are entitled to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.accounts.queries.viewers import organisations_served
from dukou.audit.actions import record
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.policies.core.kinds import Opening
from dukou.policies.core.measures import Measure
from dukou.policies.models import Entitlement, Notice
from dukou.policies.queries.in_hand import claims_in_hand
from dukou.policies.queries.policies import measure_of
from dukou.policies.queries.runs import newest_run
from dukou.policies.queries.told import told_firms
from dukou.rules.core.answers import Answer


@dataclass(frozen=True, slots=True)
class Told:
    """How many firms were told, and how many could not be, for nobody can open their desk."""

    firms: int
    without_agent: int

    @property
    def label(self) -> Label:
        """Both in words."""
        done = Label(f"已在企业工作台告知 {self.firms} 家", f"{self.firms} firms were told on their desks")
        if not self.without_agent:
            return done
        return Label(
            f"{done.zh}；另有 {self.without_agent} 家没有经办人，看不到工作台，未计入，请另行联系",
            f"{done.en}; {self.without_agent} more have no agent to open one: not counted as told, reach them another way",
        )


class NotOpenToTell(Refusal):
    """Firms are told of what they can get now."""

    code = "policies.not_open_to_tell"
    status = 409
    what = Label("没有告知企业", "no firm was told")
    why = Label("“{measure}”{opening}（受理时间：{window}）", "“{measure}” is {opening} (window: {window})")
    cure = Label("在受理期内告知", "tell them within the window")


class NoAgents(Refusal):
    """Of those that are left to be told, nobody can open the desk."""

    code = "policies.no_agents"
    status = 409
    what = Label("没有告知企业", "no firm was told")
    why = Label(
        "尚未告知的 {count} 家都没有经办人，看不到企业工作台", "the {count} that were not told have no agent who could open their desk"
    )
    cure = Label("请企业开通经办人，或另行联系", "have the firms enrol an agent, or reach them another way")


class NobodyToTell(Refusal):
    """Every firm that the newest run found was told already or has claimed, or it found none."""

    code = "policies.nobody_to_tell"
    status = 409
    what = Label("没有告知企业", "no firm was told")
    why = Label(
        "最近一次匹配里没有本受理期尚未告知、也未申请的符合企业",
        "the newest run has no entitled firm that was neither told in this window nor has claimed",
    )
    cure = Label("先匹配一次，或无需办理", "match the register first, or there is nothing to do")


def tell(*, by: Viewer, measure: str, as_of: date, now: datetime | None = None) -> Told:
    """Tell the firms that a measure surely fits, within its window: once in each, those that have no claim in hand.

    They find it on their desk; a firm for which nobody can open one was not told.
    """
    by.require(Permission.HANDLE_CLAIMS)
    actor, moment, each = actor_of(by, Permission.HANDLE_CLAIMS), now or timezone.now(), measure_of(measure).measure
    _must_be_open(each, as_of)
    with transaction.atomic():
        untold = _untold(by, each, as_of)
        served = organisations_served(Permission.SEE_ENTERPRISE_DESK, untold.values(), as_of)
        firms = [firm for firm, organisation in untold.items() if organisation in served]
        told = Told(len(firms), len(untold) - len(firms))
        if not untold:
            raise NobodyToTell()
        if not firms:
            raise NoAgents(count=told.without_agent)
        window_on = each.window.begins_on(as_of)
        Notice.objects.bulk_create(
            Notice(measure=measure, enterprise_id=firm, window_on=window_on, told_at=moment, told_by=str(actor)) for firm in firms
        )
        after = {"firms": told.firms, "without_agent": told.without_agent, "window_on": window_on}
        record(by=actor, act="notices.tell", subject=("measure", measure), after=after, now=moment)
    return told


def _must_be_open(measure: Measure, as_of: date) -> None:
    opening = measure.opening(as_of)
    if opening is not Opening.OPEN:
        raise NotOpenToTell(measure=measure.label, opening=opening.label, window=measure.window.label)


def _untold(by: Viewer, measure: Measure, as_of: date) -> dict[int, str]:
    """The entitled firms of the newest run that were not told and have no claim in hand, each with the key of its organisation."""
    run = newest_run()
    rows = Entitlement.objects.filter(run=run.pk if run else None, measure__key=measure.key, answer=Answer.YES.value)
    standing = (
        rows.filter(enterprise__merged_into__isnull=True).order_by("pk").values_list("enterprise_id", "enterprise__organisation__key")
    )
    done = told_firms(measure, as_of) | {firm for _, firm in claims_in_hand(by, [measure], as_of)}
    return {firm: organisation or "" for firm, organisation in standing if firm not in done}
