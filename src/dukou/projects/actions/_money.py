"""What the acts on money share: amounts within reason, the ladder as it stands, words for amounts, and how a second person decides."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from dukou.accounts.actions.approvals import Told
from dukou.audit.actions import record
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.projects.actions.money_refusals import NoSuchAmount
from dukou.projects.core.amounts import money_words
from dukou.projects.core.kinds import MoveState
from dukou.projects.core.ladders import MOST
from dukou.projects.core.replays import Rung
from dukou.projects.models import MoneyPaper, MoneyStatement


def within_reason(fen: int, noun: Label, *, may_be_nought: bool = False) -> int:
    """An amount that one project can come to."""
    if not (0 if may_be_nought else 1) <= fen <= MOST:
        raise NoSuchAmount(amount=money_words(fen), noun=noun)
    return fen


def decide_on(row: MoneyStatement | MoneyPaper, state: MoveState, by: Actor, reason: str, now: datetime) -> None:
    """Note what the second person said."""
    row.state, row.decided_at, row.decided_by, row.decided_reason = state.value, now, str(by), reason[:500]
    row.known_on = timezone.localdate(now) if state is MoveState.STANDS else None
    row.save()


def noted(row: MoneyStatement | MoneyPaper, act: str, by: Actor, reason: str, now: datetime) -> None:
    """The event of a second person's word."""
    number = {"paper" if isinstance(row, MoneyPaper) else "sum": row.pk}
    after = number | {"rung": row.rung, "amount": row.amount, "state": row.state}
    before = {"state": MoveState.WAITING}
    record(by=by, act=act, subject=("project", row.project.key), before=before, after=after, reason=reason, now=now)


def described(payload: dict[str, Any]) -> Label:
    """A sum or a paper that waits, in one line."""
    rung, amount = Rung.of(payload["rung"]).label, money_words(payload["amount"])
    of = f" · {payload['paper_said']}" if payload.get("paper_said") else ""
    return Label(f"{payload['name']}：{rung.zh} {amount.zh}{of}", f"{payload['name']}: {rung.en}, {amount.en}{of}")


def address_of(payload: dict[str, Any]) -> tuple[str, Label]:
    """The page that shows what is decided on."""
    return reverse("projects:money", args=[payload["project"]]), Label("资金页", "its page of money")


def told_of(payload: dict[str, Any]) -> Told:
    """What a second person needs to see."""
    return [
        (Label("项目", "Project"), f"{payload['name']}（{payload['project']}）"),
        (Label("台阶", "Rung"), Rung.of(payload["rung"]).label),
        (Label("金额", "Amount"), money_words(payload["amount"])),
        (Label("说明", "Said"), payload["said"]),
    ]
