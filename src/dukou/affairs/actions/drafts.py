"""A form that is filled in step by step: begun, saved at each step, thrown away or handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.affairs.actions import applications
from dukou.affairs.actions._papers import Brought, check_way
from dukou.affairs.actions.applications import Asking
from dukou.affairs.actions.refusals import NotYours
from dukou.affairs.core.kinds import FilingChannel
from dukou.affairs.models import Application, Draft
from dukou.affairs.queries.drafts import draft_of
from dukou.affairs.queries.texts import affair_in_force, read
from dukou.audit.actions import record
from dukou.enterprises.queries.own import firm_named, own_entries, registered
from dukou.kit.files import Coming, keep_attached, kept


def begin(*, by: Viewer, slug: str, firm: str = "", channel: FilingChannel = FilingChannel.ONLINE, now: datetime | None = None) -> Draft:
    """Begin a form, filled in with what the register knows of the firm."""
    using = Permission.HANDLE_AFFAIRS if channel is FilingChannel.COUNTER else Permission.SEE_ENTERPRISE_DESK
    by.require(using)
    text, moment = affair_in_force(slug), now or timezone.now()
    found = firm_named(by, firm) if firm else None
    if firm and (found is None or (using is Permission.SEE_ENTERPRISE_DESK and found.id not in own_entries(by))):
        raise NotYours(firm=found.name if found else firm)
    known = registered(by, firm) if firm else {}
    answers = {key: known[concept.register] for key, concept in text.concepts.items() if concept.register in known}
    with transaction.atomic():
        row = Draft.objects.create(
            text=text.row,
            enterprise_id=found.id if found else None,
            owner=by.key,
            channel=channel.value,
            answers=answers,
            begun_at=moment,
            saved_at=moment,
        )
        _recorded(by, using, "drafts.begin", row, moment, affair=slug)
    return row


def save(
    *,
    by: Viewer,
    draft: int,
    chosen: Mapping[str, Sequence[str]] | None = None,
    answers: Mapping[str, object] | None = None,
    promised: Sequence[str] = (),
    files: Mapping[str, Coming] | None = None,
    now: datetime | None = None,
) -> Draft:
    """Save a step as it was typed, right or wrong: what is wrong is told on the page, and nothing that was typed is lost."""
    with transaction.atomic():
        row = draft_of(by, draft, is_locked=True)
        affair = read(row.text).affair
        if chosen is not None:
            row.chosen = {key: list(units) for key, units in chosen.items() if key in affair.by_key}
        row.answers = row.answers | dict(answers or {})
        for key in promised:
            check_way(affair, key, is_promised=True)
            row.papers[key] = {"way": "promise"}
        for key, coming in (files or {}).items():
            check_way(affair, key, is_promised=False)
            told, there = keep_attached([coming])[0]
            row.papers[key] = {"way": "upload", "name": told.name, "size": there.size, "sha256": there.sha256}
        row.saved_at = now or timezone.now()
        row.save()
        papers = sorted({*promised, *(files or {})})
        _recorded(by, _using(row), "drafts.save", row, row.saved_at, fields=sorted(answers or {}), papers=papers)
    return row


def turn_to(*, by: Viewer, draft: int, now: datetime | None = None) -> Draft:
    """Move a draft to the text of its affair that is in force now; answers to what is still asked stay."""
    with transaction.atomic():
        row = draft_of(by, draft, is_locked=True)
        text = affair_in_force(row.text.slug)
        row.text, row.saved_at = text.row, now or timezone.now()
        row.chosen = {key: units for key, units in row.chosen.items() if key in text.affair.by_key}
        row.answers = {key: value for key, value in row.answers.items() if key in text.concepts}
        row.papers = {key: each for key, each in row.papers.items() if text.affair.material(key)}
        row.save()
        _recorded(by, _using(row), "drafts.turn_to", row, row.saved_at, edition=text.affair.edition)
    return row


def discard(*, by: Viewer, draft: int, now: datetime | None = None) -> None:
    """Throw a draft away."""
    with transaction.atomic():
        row = draft_of(by, draft, is_locked=True)
        _recorded(by, _using(row), "drafts.discard", row, now or timezone.now())
        row.delete()


def hand_in(*, by: Viewer, draft: int, applicant: str = "", now: datetime | None = None) -> Application:
    """Hand the form in: the draft becomes an application, once."""
    with transaction.atomic():
        row = draft_of(by, draft, is_locked=True)
        text = read(row.text)
        asked = text.form(row.chosen).asked
        asking = Asking(
            slug=row.text.slug,
            chosen=row.chosen,
            answers={each.concept.key: row.answers[each.concept.key] for each in asked if each.concept.key in row.answers},
            firm=row.enterprise.key if row.enterprise else "",
            applicant=applicant,
            edition=text.affair.edition,
            form_key=f"draft-{row.pk}",
            brought={key: _brought(each) for key, each in row.papers.items()},
        )
        found = applications.file(by=by, asking=asking, channel=FilingChannel.of(row.channel), now=now)
        row.delete()
    return found


def _brought(paper: Mapping[str, object]) -> Brought:
    if paper["way"] == "promise":
        return Brought(is_promised=True)
    path = kept(str(paper["sha256"]))
    assert path is not None, "a file that a draft names is kept"
    return Brought(Coming(str(paper["name"]), int(str(paper["size"])), BytesIO(path.read_bytes())))


def _using(row: Draft) -> Permission:
    return Permission.HANDLE_AFFAIRS if row.channel == FilingChannel.COUNTER.value else Permission.SEE_ENTERPRISE_DESK


def _recorded(by: Viewer, using: Permission, act: str, row: Draft, now: datetime, **after: object) -> None:
    record(by=actor_of(by, using), act=act, subject=("draft", str(row.pk)), after=after, now=now)
