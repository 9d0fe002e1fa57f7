"""What the public reads: of an appeal a copy of its own, without private data, approved by somebody other than its author; and the figures
of each quarter, cut once."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.appeals.actions._copies import take_down
from dukou.appeals.actions._steps import handling, said
from dukou.appeals.actions.refusals import NotClosedYet, NothingPublished, OwnDraft
from dukou.appeals.core.kinds import AppealState
from dukou.appeals.core.public_cuts import check_cut, written
from dukou.appeals.core.publication import check_public
from dukou.appeals.models import Appeal, PublicCopy, PublicCut
from dukou.appeals.queries.published import cut_on, end_of, reckoned
from dukou.audit.actions import record
from dukou.audit.core.seals import canonical
from dukou.enterprises.queries.own import names_of
from dukou.kit.core.actors import Actor
from dukou.kit.core.periods import Period

_USING = Permission.HANDLE_APPEALS


def draft(*, by: Viewer, number: int, title: str, question: str, answer: str, now: datetime | None = None) -> PublicCopy:
    """Draft the next version. Refused while a name, a code, a number by which somebody is known stands in it."""
    with handling(by, number, _USING, "publication.draft", now, after_closing=True) as (appeal, step):
        _settled(appeal)
        texts = {"title": said(title), "question": said(question), "answer": said(answer)}
        _check(appeal, texts)
        made = PublicCopy.objects.create(
            appeal=appeal, number=appeal.copies.count() + 1, drafted_at=step.now, drafted_by=str(step.by), **texts
        )
        step.note(copy=made.number)
    return made


def approve(*, by: Viewer, number: int, copy: int, now: datetime | None = None) -> PublicCopy:
    """Publish a draft; the version that was published before is withdrawn by it."""
    with handling(by, number, _USING, "publication.approve", now, after_closing=True) as (appeal, step):
        found = appeal.copies.filter(number=copy, approved_at__isnull=True, withdrawn_at__isnull=True).first()
        if found is None:
            raise NothingPublished()
        if found.drafted_by in (str(step.by), step.by.on_behalf_of):
            raise OwnDraft()
        _settled(appeal)
        _check(appeal, {"title": found.title, "question": found.question, "answer": found.answer})
        take_down(appeal.copies.filter(approved_at__isnull=False, withdrawn_at__isnull=True), step, f"→ {found.number}")
        found.approved_at, found.approved_by = step.now, str(step.by)
        found.save()
        step.note(copy=found.number)
    return found


def withdraw(*, by: Viewer, number: int, copy: int, reason: str, now: datetime | None = None) -> PublicCopy:
    """Take a draft or a published copy back."""
    with handling(by, number, _USING, "publication.withdraw", now, reason=said(reason), after_closing=True) as (appeal, step):
        found = appeal.copies.filter(number=copy, withdrawn_at__isnull=True).first()
        if found is None:
            raise NothingPublished()
        take_down([found], step, reason.strip())
        step.note(copy=found.number)
    return found


def cut(*, by: Actor, period: Period, now: datetime | None = None) -> PublicCut:
    """Publish the figures of a period that is over: once, then they stay, whatever becomes of its appeals."""
    moment = now or timezone.now()
    with transaction.atomic():
        check_cut(period, moment >= end_of(period), cut_on(period))
        found = reckoned(period)
        content = written(found.tables)
        made = PublicCut.objects.create(
            period=str(period),
            ended_on=period.last,
            content=content,
            sha256=hashlib.sha256(canonical(content).encode()).hexdigest(),
            threshold=found.threshold,
            has_synthetic=found.has_synthetic,
            cut_at=moment,
            cut_by=str(by),
        )
        told = {"sha256": made.sha256, "threshold": made.threshold}
        record(by=by, act="publication.cut", subject=("public figures", made.period), after=told, now=moment)
    return made


def _settled(appeal: Appeal) -> None:
    """Only what has ended is told to the public, when it is drafted and when it is approved: it may have been opened again between."""
    if appeal.state != AppealState.CLOSED.value:
        raise NotClosedYet()


def _check(appeal: Appeal, texts: dict[str, str]) -> None:
    check_public(texts, names_of(appeal.enterprise_id), [appeal.contact_name] if appeal.contact_name else [])
