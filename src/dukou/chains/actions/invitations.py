"""The invitation list: whom to win for which node, followed until it becomes a project or is dropped."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.chains.actions._steps import CANDIDATE, begun, node_of, office_id, said
from dukou.chains.actions.refusals import ListedAlready, NoSuchRow, NoWayBack
from dukou.chains.core.kinds import InvitationState
from dukou.chains.models import Assessment, Candidate, Invitation, InvitationStep
from dukou.chains.queries.assessments import newest_look
from dukou.kit.core.labels import Label

_INVITATION = Label("招商清单", "invitation")


def list_one(
    *,
    by: Viewer,
    node: str,
    candidate: str = "",
    title: str = "",
    office: str = "",
    due_on: date | None = None,
    said_on_listing: str = "",
    now: datetime | None = None,
) -> Invitation:
    """Put a node, or one candidate for it, on the list, with what was advised on it at that moment."""
    actor, moment = begun(by, now)
    text, found = node_of(node)
    with transaction.atomic():
        firm = _candidate(candidate) if candidate else None
        newest = newest_look(text.slug)
        row = Invitation(
            node=node,
            chain=text.slug,
            candidate=firm,
            title=firm.name if firm else (title.strip() or str(found.label.zh)),
            office_id=office_id(office),
            due_on=due_on,
            assessment=newest,
            advice=_advice(newest, found.key),
            is_synthetic=bool(firm and firm.is_synthetic),
            listed_at=moment,
            listed_by=str(actor),
        )
        _must_be_new(row)
        row.save()
        _step(row, said_on_listing.strip() or row.title, moment, str(actor))
        after = {"node": node, "candidate": candidate, "title": row.title, "office": office, "due_on": due_on}
        record(by=actor, act="invitations.list_one", subject=("invitation", str(row.pk)), after=after, now=moment)
    return row


def move(*, by: Viewer, number: int, to: InvitationState, words: str, now: datetime | None = None) -> Invitation:
    """Note what happened, and where the invitation stands by it; the same state again only adds a note."""
    actor, moment = begun(by, now)
    with transaction.atomic():
        row = Invitation.objects.select_for_update().filter(pk=number).first()
        before = InvitationState.of(row.state) if row else None
        if row is None or before is None or before.is_over:
            raise NoSuchRow(number=number, noun=_INVITATION)
        if to is not before and to not in before.next:
            raise NoWayBack(before=before.label, after=to.label)
        row.state = to.value
        row.save(update_fields=["state"])
        _step(row, said(words), moment, str(actor))
        after = {"state": to.value, "said": words.strip()}
        record(
            by=actor,
            act="invitations.move",
            subject=("invitation", str(number)),
            before={"state": before.value},
            after=after,
            now=moment,
        )
    return row


def _candidate(key: str) -> Candidate:
    found = Candidate.objects.filter(key=key, withdrawn_at__isnull=True).first()
    if found is None:
        raise NoSuchRow(number=key, noun=CANDIDATE)
    return found


def _must_be_new(row: Invitation) -> None:
    over = [state.value for state in InvitationState if state.is_over]
    rows = Invitation.objects.filter(node=row.node, candidate=row.candidate).exclude(state__in=over)
    same = (rows if row.candidate else rows.filter(title=row.title)).first()  # a candidate may have been renamed since
    if same is not None:
        raise ListedAlready(title=row.title, number=same.pk)


def _advice(newest: Assessment | None, node: str) -> dict[str, Any]:
    """What the newest assessment says of the node, kept as it was when somebody acted on it."""
    if newest is None:
        return {}
    told: list[dict[str, Any]] = newest.content["advice"]
    return next((each for each in told if each["node"] == node), {})


def _step(row: Invitation, words: str, moment: datetime, by: str) -> None:
    InvitationStep.objects.create(invitation=row, state=row.state, said=words[:500], happened_at=moment, recorded_by=by)
