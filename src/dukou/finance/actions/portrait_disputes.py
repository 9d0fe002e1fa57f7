"""Dispute of a fact: the firm says what is wrong; the office finds that it stands, or that it was put right where it is told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.casework.actions import steps
from dukou.finance.actions._dispute_steps import FIRMS, address, by_firm, by_office, close, keepers, said
from dukou.finance.actions._own import own_firm
from dukou.finance.actions.dispute_refusals import FactUnderDispute, NothingToDispute
from dukou.finance.core.portrait_disputes import CLOCK, GRADE, FactDisputeStanding
from dukou.finance.models import PortraitDispute
from dukou.finance.queries.disputes import KIND, open_disputes
from dukou.finance.queries.products import frame, portrait_items
from dukou.kit.core.labels import Label

_WORDS, _REASON, _PROOF = (
    Label("哪里有误", "what is wrong"),
    Label("理由", "the reason"),
    Label("更正的凭证", "the proof of the correction"),
)
_ASKED = Label("{firm} 对画像的“{item}”提出异议，第 {number} 号", "dispute no. {number} by {firm}: {item} of its portrait")


def ask(*, by: Viewer, enterprise: str, item: str, words: str, evidence: str = "", now: datetime | None = None) -> PortraitDispute:
    """Dispute an item of one's own firm. The fact stays in use; the firm's page and what a bank is told say that it is disputed."""
    by.require(FIRMS)
    actor, moment = actor_of(by, FIRMS), now or timezone.now()
    firm, found, text = own_firm(by, enterprise), portrait_items().get(item), said(words, _WORDS)
    if found is None:
        raise NothingToDispute(item=item)
    with steps.open_case(
        by=actor,
        act="portrait_disputes.ask",
        kind=KIND,
        subject=("enterprise", firm.key),
        profile=frame().profile,
        grade=GRADE,
        now=moment,
        told={"item": item},
    ) as step:
        if (number := open_disputes(firm.key).get(item)) is not None:
            raise FactUnderDispute(number=number)
        step.start(CLOCK)
        told = {"words": text, "evidence": evidence.strip(), "asked_at": moment, "asked_by": str(actor)}
        row = _made(firm.key, case=step.case, enterprise_id=firm.id, item=item, **told)
        spoken = _ASKED.filled(firm=firm.name, item=found.name, number=row.pk)
        step.tell(keepers(timezone.localdate(moment)), spoken, address(row.pk))
    return row


def _made(key: str, **told: Any) -> PortraitDispute:
    """The row; of two that are made at once the database keeps one."""
    try:
        with transaction.atomic():
            return PortraitDispute.objects.create(**told)
    except IntegrityError as error:
        raise FactUnderDispute(number=open_disputes(key).get(told["item"], "")) from error


def uphold(*, by: Viewer, number: int, reason: str, now: datetime | None = None) -> PortraitDispute:
    """The fact is right and stays."""
    with by_office(by, number, "portrait_disputes.uphold", now) as (row, step, actor):
        close(row, step, FactDisputeStanding.UPHELD, actor, reason=said(reason, _REASON))
    return row


def correct(*, by: Viewer, number: int, reason: str, proof: str, now: datetime | None = None) -> PortraitDispute:
    """The fact was wrong and has been put right where it is told, which the proof shows: the portrait follows by itself."""
    with by_office(by, number, "portrait_disputes.correct", now) as (row, step, actor):
        close(row, step, FactDisputeStanding.CORRECTED, actor, reason=said(reason, _REASON), proof=said(proof, _PROOF))
    return row


def take_back(*, by: Viewer, number: int, now: datetime | None = None) -> PortraitDispute:
    """The firm disputes no longer."""
    with by_firm(by, number, "portrait_disputes.take_back", now) as (row, step, actor):
        close(row, step, FactDisputeStanding.TAKEN_BACK, actor)
    return row
