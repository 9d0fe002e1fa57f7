"""Totals on the rungs of the ladder of money: told by one person; from funds in place on, a second one confirms them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dukou.accounts.actions import approvals
from dukou.accounts.actions.approvals import APPROVABLE, Approvable
from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.projects.actions._money import address_of, decide_on, described, noted, told_of, within_reason
from dukou.projects.actions._second import DECIDES, at_work, both_locked
from dukou.projects.actions._steps import begun, held, past, said
from dukou.projects.actions.money_refusals import BelowEvidence, EarlierThanTold, SumUnchanged, WaitsAlready
from dukou.projects.core.amounts import money_words
from dukou.projects.core.kinds import MoveState
from dukou.projects.core.ladders import Line, takes_two
from dukou.projects.core.replays import Rung
from dukou.projects.models import MoneyStatement, Project
from dukou.projects.queries.money import ladder_of

ACT = "sums.confirm"


def state(
    *, by: Viewer, project: str, rung: Rung, amount: int, as_of: date, said_by: str, reason: str = "", now: datetime | None = None
) -> MoneyStatement:
    """Tell what a rung comes to up to a day, in fen. A total less than the one before takes a reason; it is never less than its papers.

    Contract sum and registered capital stand at once; from funds in place on a second person confirms the total.
    """
    actor, moment = begun(by, now)
    who, fen = said(said_by, Label("谁报的", "who told it")), within_reason(amount, rung.label, may_be_nought=True)
    past(as_of, moment)
    with transaction.atomic():
        row = held(by, project)
        line = ladder_of(row)[rung]
        _fits(line, fen, as_of)
        falls = line.told is not None and fen < line.told.amount
        because = said(reason, Label("调低的理由", "why it falls")) if falls else reason.strip()
        waits = takes_two(rung)
        kept = MoneyStatement.objects.create(
            project=row,
            rung=rung.value,
            amount=fen,
            as_of=as_of,
            said_by=who,
            reason=because,
            state=(MoveState.WAITING if waits else MoveState.STANDS).value,
            known_on=None if waits else timezone.localdate(moment),
            recorded_at=moment,
            recorded_by=by.key,
        )
        after = {"sum": kept.pk, "rung": rung.value, "amount": fen, "as_of": as_of, "said_by": who, "state": kept.state}
        before = {"amount": line.amount}
        record(by=actor, act="sums.state", subject=("project", project), before=before, after=after, reason=because, now=moment)
        if waits:
            _ask(actor, kept, row, who if not because else f"{who}：{because}", moment)
    return kept


def confirm(*, by: Actor, number: int, reason: str, now: datetime) -> MoneyStatement:
    """Let a total stand; carried out by the approval of a second person. It has to be no less than its papers still."""
    with transaction.atomic():
        kept = _waiting(number)
        at_work(kept.project)
        line = ladder_of(kept.project)[Rung.of(kept.rung)]
        if kept.amount < line.proved:  # papers that wait are judged when their turn comes
            raise _below(line, kept.amount)
        decide_on(kept, MoveState.STANDS, by, reason, now)
        noted(kept, ACT, by, reason, now)
    return kept


def turn_down(*, by: Actor, number: int, reason: str, now: datetime) -> MoneyStatement:
    """Note that the second person did not agree; the total that stood stands."""
    with transaction.atomic():
        kept = _waiting(number)
        decide_on(kept, MoveState.REFUSED, by, reason, now)
        noted(kept, "sums.turn_down", by, reason, now)
    return kept


def _waiting(number: int) -> MoneyStatement:
    """The total, with its project locked: papers and totals of one project are judged one after another."""
    kept, project = both_locked(MoneyStatement.objects.all(), number)
    kept.project = project
    assert kept.state == MoveState.WAITING.value  # an approval is decided once, and nothing else decides on a total
    return kept


def _fits(line: Line, fen: int, as_of: date) -> None:
    rung = line.rung.label
    if line.asked is not None:
        raise WaitsAlready(rung=rung, amount=money_words(fen), asked=money_words(line.asked.amount))
    if line.told is not None and as_of < line.told.as_of:
        raise EarlierThanTold(rung=rung, amount=money_words(fen), as_of=as_of, told=line.told.as_of)
    if line.told is not None and (fen, as_of) == (line.told.amount, line.told.as_of):
        raise SumUnchanged(rung=rung, amount=money_words(fen), as_of=as_of)
    if fen < line.least:
        raise _below(line, fen)


def _below(line: Line, fen: int) -> BelowEvidence:
    return BelowEvidence(rung=line.rung.label, amount=money_words(fen), count=line.papers, proved=money_words(line.least))


def _ask(actor: Actor, kept: MoneyStatement, row: Project, words: str, moment: datetime) -> None:
    payload = {"sum": kept.pk, "project": row.key, "name": row.name, "rung": kept.rung, "amount": kept.amount, "said": words}
    approvals.ask(by=actor, act=ACT, payload=payload, reason=f"截至 {kept.as_of}，{words}", now=moment)


def _carry_out(by: Actor, payload: dict[str, Any], reason: str, now: datetime) -> None:
    confirm(by=by, number=payload["sum"], reason=reason, now=now)


def _turn_down(by: Actor, payload: dict[str, Any], reason: str, now: datetime) -> None:
    turn_down(by=by, number=payload["sum"], reason=reason, now=now)


APPROVABLE.add(
    ACT,
    Approvable(
        ACT,
        Label("确认项目资金", "confirm money of a project"),
        described,
        _carry_out,
        _turn_down,
        address_of,
        told_of,
        needs=DECIDES,
    ),
)
