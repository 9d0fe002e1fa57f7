"""Papers that prove money: entered by one person, from funds in place on confirmed by another, withdrawn with a reason, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dukou.accounts.actions import approvals
from dukou.accounts.actions.approvals import APPROVABLE, Approvable
from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label, joined
from dukou.projects.actions._money import address_of, decide_on, described, noted, told_of, within_reason
from dukou.projects.actions._second import DECIDES, at_work, both_locked
from dukou.projects.actions._steps import begun, held, past, said
from dukou.projects.actions.money_refusals import BeyondStatement, NoSuchPaper, NothingTold, PaperCounted, PaperProvesOther
from dukou.projects.core.amounts import money_words
from dukou.projects.core.kinds import MoveState
from dukou.projects.core.ladders import PROVES, Line, PaperKind, identity_of, takes_two
from dukou.projects.core.replays import Rung
from dukou.projects.models import MoneyPaper, Project
from dukou.projects.queries.money import ladder_of
from dukou.projects.queries.visibility import visible_projects

ACT = "proofs.confirm"
_NOUN = Label("凭据金额", "amount of a paper")


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it is entered. `amount`: what of it proves the rung, in fen; `issued_on`: the day that it bears."""

    kind: PaperKind
    issuer: str
    number: str
    issued_on: date
    amount: int


def add(*, by: Viewer, project: str, rung: Rung, paper: Paper, now: datetime | None = None) -> MoneyPaper:
    """Enter a paper that proves money on a rung. It fits into the total that was told, and counts nowhere else."""
    actor, moment = begun(by, now)
    issuer, number = said(paper.issuer, Label("出具单位", "who issued it")), said(paper.number, Label("编号", "its number"))
    fen, identity = within_reason(paper.amount, _NOUN), identity_of(paper.kind, issuer, number)
    past(paper.issued_on, moment)
    with transaction.atomic():
        row = held(by, project)
        _proves(rung, paper)
        _is_new(by, row, rung, paper, identity)
        _fits(ladder_of(row)[rung], paper)
        waits = takes_two(rung)
        kept = MoneyPaper.objects.create(
            project=row,
            rung=rung.value,
            kind=paper.kind.value,
            issuer=issuer,
            number=number,
            identity=identity,
            issued_on=paper.issued_on,
            amount=fen,
            state=(MoveState.WAITING if waits else MoveState.STANDS).value,
            known_on=None if waits else timezone.localdate(moment),
            recorded_at=moment,
            recorded_by=by.key,
        )
        after = {"paper": kept.pk, "rung": rung.value, "kind": kept.kind, "number": number, "amount": fen, "state": kept.state}
        record(by=actor, act="proofs.add", subject=("project", project), after=after, now=moment)
        if waits:
            _ask(actor, kept, row, moment)
    return kept


def confirm(*, by: Actor, number: int, reason: str, now: datetime) -> MoneyPaper:
    """Let a paper count; carried out by the approval of a second person. The total that it proves has to stand by then, and to bear it."""
    with transaction.atomic():
        kept = _locked(number)
        if kept.state != MoveState.WAITING.value or kept.withdrawn_at is not None:
            raise NoSuchPaper(number=number)
        at_work(kept.project)
        line = ladder_of(kept.project)[Rung.of(kept.rung)]
        if line.told is None:
            raise NothingTold(number=kept.number, amount=money_words(kept.amount), rung=line.rung.label)
        if line.proved + kept.amount > line.told.amount:
            raise _beyond(line, kept.number, kept.amount, line.told.amount, line.proved)
        decide_on(kept, MoveState.STANDS, by, reason, now)
        noted(kept, ACT, by, reason, now)
    return kept


def turn_down(*, by: Actor, number: int, reason: str, now: datetime) -> MoneyPaper:
    """Note that the second person did not agree; the paper proves nothing. One that was withdrawn meanwhile may be turned down too."""
    with transaction.atomic():
        kept = _locked(number)
        decide_on(kept, MoveState.REFUSED, by, reason, now)
        noted(kept, "proofs.turn_down", by, reason, now)
    return kept


def withdraw(*, by: Viewer, project: str, number: int, reason: str, now: datetime | None = None) -> MoneyPaper:
    """Take a paper back with a reason: it stays on the page and counts no more; the total that was told stays as it was told."""
    actor, moment = begun(by, now)
    because = said(reason, Label("撤回的理由", "why it is withdrawn"))
    with transaction.atomic():
        row = held(by, project, also_over=True)
        rows = MoneyPaper.objects.select_for_update().filter(project=row, pk=number, withdrawn_at__isnull=True)
        kept = rows.exclude(state=MoveState.REFUSED.value).first()
        if kept is None:
            raise NoSuchPaper(number=number)
        kept.withdrawn_at, kept.withdrawn_by, kept.withdrawn_reason = moment, by.key, because[:500]
        kept.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
        after = {"paper": number, "rung": kept.rung, "number": kept.number, "amount": kept.amount}
        record(by=actor, act="proofs.withdraw", subject=("project", project), after=after, reason=because, now=moment)
    return kept


def _locked(number: int) -> MoneyPaper:
    """The paper, with its project locked: papers and totals of one project are judged one after another."""
    kept, project = both_locked(MoneyPaper.objects.all(), number)
    kept.project = project
    return kept


def _proves(rung: Rung, paper: Paper) -> None:
    if paper.kind not in PROVES[rung]:
        known = joined([kind.label for kind in PROVES[rung]], zh="、", en=", ")
        amount = money_words(paper.amount)
        raise PaperProvesOther(number=paper.number, amount=amount, kind=paper.kind.label, rung=rung.label, known=known)


def _is_new(by: Viewer, row: Project, rung: Rung, paper: Paper, identity: str) -> None:
    """Refuse a paper that counts on this rung or in another project, which is named only to who may see it."""
    rows = MoneyPaper.objects.filter(identity=identity, withdrawn_at__isnull=True).exclude(state=MoveState.REFUSED.value)
    other = next((each for each in rows.select_related("project") if each.project_id != row.pk or each.rung == rung.value), None)
    if other is None:
        return
    where = Label("另一个项目", "in another project")
    if other.project_id == row.pk:
        where = Label("本项目", "in this project")
    elif visible_projects.check(by, other.project):
        where = Label(f"项目“{other.project.name}”（{other.project.key}）", f"in the project “{other.project.name}” ({other.project.key})")
    amount = money_words(paper.amount)
    raise PaperCounted(number=paper.number, amount=amount, kind=paper.kind.label, issuer=paper.issuer, where=where)


def _fits(line: Line, paper: Paper) -> None:
    if line.told is None and line.asked is None:
        raise NothingTold(number=paper.number, amount=money_words(paper.amount), rung=line.rung.label)
    if paper.amount > line.room:
        raise _beyond(line, paper.number, paper.amount, line.least + line.room, line.least)


def _beyond(line: Line, number: str, amount: int, told: int, papers: int) -> BeyondStatement:
    room = money_words(max(told - papers, 0))
    return BeyondStatement(number=number, amount=money_words(amount), rung=line.rung.label, told=money_words(told), room=room)


def _ask(actor: Actor, kept: MoneyPaper, row: Project, moment: datetime) -> None:
    words = f"{PaperKind.of(kept.kind).label.zh} {kept.number}（{kept.issuer}，{kept.issued_on}）"
    payload: dict[str, Any] = {"paper": kept.pk, "project": row.key, "name": row.name, "rung": kept.rung, "amount": kept.amount}
    approvals.ask(by=actor, act=ACT, payload=payload | {"said": words, "paper_said": words}, reason=words, now=moment)


def _carry_out(by: Actor, payload: dict[str, Any], reason: str, now: datetime) -> None:
    confirm(by=by, number=payload["paper"], reason=reason, now=now)


def _turn_down(by: Actor, payload: dict[str, Any], reason: str, now: datetime) -> None:
    turn_down(by=by, number=payload["paper"], reason=reason, now=now)


APPROVABLE.add(
    ACT,
    Approvable(
        ACT,
        Label("确认资金凭据", "confirm a paper of money"),
        described,
        _carry_out,
        _turn_down,
        address_of,
        told_of,
        needs=DECIDES,
    ),
)
