"""The demo's projects that are not built yet: a lead, one long in contact, one handed over, one round the gate, one lost, one paused."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dukou.accounts.core.demo import OFFICE
from dukou.projects.actions import projects, statuses
from dukou.projects.actions._playing import MADE_UP, judged, moved, registered, talked
from dukou.projects.core.kinds import Meaning, ProjectStatus

if TYPE_CHECKING:
    from dukou.projects.actions.seeds import Stage

_CHAIN = "chain"  # the pack's reason of this name, where it has it


def _judged_lead(stage: Stage) -> None:
    """Known since yesterday and judged; whoever named it waits for word."""
    registered(stage, stage.firms[0], 1, "新址扩产项目", "产能扩大一倍。", referrer=f"{MADE_UP}某商会")


def _long_in_contact(stage: Stage) -> None:
    """Talks that go on and on; the last report is three weeks old."""
    key = registered(stage, stage.firms[1], 140, "租用厂房项目", "租用厂房三千平方米。")
    moved(stage, key, {Meaning.CONTACT: 130})
    for ago, words in ((118, "来区考察厂房"), (75, "比选另外两个区"), (21, "等投资方董事会意见")):
        projects.report(by=stage.officer, project=key, words=f"{MADE_UP}{words}", on=stage.on(ago), now=stage.day(ago))


def _handed_over(stage: Stage) -> None:
    """A line of the invitation list becomes a project: its investor is not of this district, so the register has it not."""
    if stage.line is None:
        return
    ago = 2 if stage.line.listed_at <= stage.day(2) else 0
    told = projects.Told(
        name=f"补链引进项目{MADE_UP}",
        firm=stage.line.title,
        office=OFFICE.key,
        about=f"{MADE_UP}由招商清单第 {stage.line.number} 号转来",
        invitation=stage.line.number,
        on=stage.on(ago),
    )
    row = projects.register(by=stage.officer, told=told, is_synthetic=True, now=stage.day(ago, 9))
    judged(stage, row.key, max(ago - 1, 0))


def _round_the_gate(stage: Stage) -> None:
    """Signed before its papers were complete, with a reason that stays visible."""
    key = registered(stage, stage.firms[2], 110, "配套加工项目", "为本地企业配套加工。")
    talked(stage, key, 110)
    moved(stage, key, {Meaning.SIGNED: 40}, f"{MADE_UP}集中签约活动在即，法律意见书随后补齐", is_bypass=True)


def _lost(stage: Stage) -> None:
    """Lost to another place, which had the suppliers."""
    node = stage.line.node.ref if stage.line else ""
    key = registered(stage, stage.firms[3], 95, "关键原料项目", "本地没有上游供应。", node=node)
    talked(stage, key, 95)
    reasons = list(stage.stages.lost)
    statuses.change(
        by=stage.officer,
        project=key,
        to=ProjectStatus.LOST,
        reason=f"{MADE_UP}投资方选了上下游齐全的地方",
        lost=_CHAIN if _CHAIN in reasons else reasons[0],
        lost_to=f"{MADE_UP}虚构市某园区",
        now=stage.day(20),
    )


def _paused(stage: Stage) -> None:
    """An intent that rests."""
    key = registered(stage, stage.firms[4], 160, "研发中心项目", "新建研发和检测用房。")
    talked(stage, key, 160)
    statuses.change(by=stage.officer, project=key, to=ProjectStatus.PAUSED, reason=f"{MADE_UP}投资方重组，三个月后再议", now=stage.day(30))


STORIES: tuple[Callable[[Stage], None], ...] = (_judged_lead, _long_in_contact, _handed_over, _round_the_gate, _lost, _paused)
