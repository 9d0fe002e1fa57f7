"""What `dukou doctor` looks at here: whether the chain is whole, and whether the clock has gone back behind it."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from dukou.audit.queries import TrailAsked, events_asked, trail_page, verify
from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label, same
from dukou.kit.diagnosis import Finding, broken, check, sound

TOLERANCE = timedelta(minutes=5)


@check("audit.chain", Label("审计留痕", "audit trail"))
def chain(home: Home) -> Finding:
    """Every event fits the one before, and the head names the last."""
    verdict = verify()
    if verdict.broken is not None:
        said = Label("第 {position} 条：{kind}", "event {position}: {kind}").filled(position=verdict.position, kind=verdict.broken.label)
        cure = Label(
            "停止使用，另存整个数据目录作为证据，报告安全负责人，再从备份恢复",
            "stop using it, keep a copy of the home as evidence, tell who answers for security, then restore a backup",
        )
        return broken(said, cure)
    said = Label("完整，{events} 条，链头 {head}…", "whole, {events} events, head {head}…")
    return sound(said.filled(events=verdict.events, head=verdict.head[:12]))


@check("audit.clock", Label("时钟", "clock"))
def clock(home: Home) -> Finding:
    """The newest event does not lie in the future."""
    now, (newest, _) = timezone.now(), trail_page(events_asked(TrailAsked()), size=1)
    ahead = [entry.at for entry in newest if entry.at > now + TOLERANCE]
    if ahead:
        at = timezone.localtime(ahead[0]).isoformat(" ", "minutes")
        said = Label("最近的留痕记于 {at}，比现在还晚", "the newest event is of {at}, which is yet to come").filled(at=at)
        return broken(said, Label("校准本机时钟（timedatectl set-ntp true）", "set the clock of this machine (timedatectl set-ntp true)"))
    return sound(same(timezone.localtime(now).isoformat(" ", "minutes")))
