"""Versions of rule books: stored when a pack is loaded, released by a second person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dukou.accounts.actions import approvals
from dukou.accounts.actions.approvals import APPROVABLE, Approvable
from dukou.audit.actions import record
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.rules.core.books import Book
from dukou.rules.core.standings import Standing
from dukou.rules.models import RuleBook

ACT = "books.release"


class NotProposed(Refusal):
    """Only a proposed text is released."""

    code = "rules.not_proposed"
    status = 409
    what = Label("没有发布“{book}”", "“{book}” was not released")
    why = Label("没有这样一份待发布的文本", "there is no such text that waits to be released")
    cure = Label("看“规则”页上的现状", "see how it stands on the page of rule books")


def store(*, by: Actor, book: Book, content: Any, is_released: bool, reason: str = "", now: datetime | None = None) -> RuleBook:
    """Keep a text of a version; a part of the act `load_pack`. What is not released at once is asked for in `accounts`' approvals.

    A text that is stored already is put back where it stood or proposed again, never doubled.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        RuleBook.objects.filter(slug=book.slug, version=book.version, standing=Standing.PROPOSED).update(standing=Standing.REFUSED)
        row, _ = RuleBook.objects.update_or_create(
            slug=book.slug,
            version=book.version,
            sha256=book.sha256,
            defaults={
                "name_zh": book.name.zh,
                "name_en": book.name.en,
                "kind": book.kind.value,
                "place": book.place,
                "since": book.since,
                "until": book.until,
                "content": content,
                "file": book.at.file,
                "standing": Standing.PROPOSED.value,
                "loaded_at": moment,
                "loaded_by": str(by),
            },
        )
        if is_released:
            _put_in_force(row, by, moment)
        else:
            payload = {"slug": row.slug, "version": row.version, "sha256": row.sha256}
            approvals.ask(by=by, act=ACT, payload=payload, reason=reason or _FIRST.zh, now=moment)
    return row


def release(*, by: Actor, slug: str, version: str, sha256: str, reason: str = "", now: datetime | None = None) -> RuleBook:
    """Put a proposed text in force; what was in force of the same version is replaced and keeps its row. Carried out by an approval."""
    moment = now or timezone.now()
    with transaction.atomic():
        row = RuleBook.objects.select_for_update().filter(slug=slug, version=version, sha256=sha256, standing=Standing.PROPOSED).first()
        if row is None:
            raise NotProposed(book=f"{slug}/{version}")
        before = RuleBook.objects.filter(slug=slug, version=version, standing=Standing.IN_FORCE).values_list("sha256", flat=True).first()
        _put_in_force(row, by, moment)
        record(
            by=by,
            act=ACT,
            subject=("rule book", row.key),
            before={"sha256": before} if before else None,
            after={"sha256": sha256},
            reason=reason,
            now=moment,
        )
    return row


def _put_in_force(row: RuleBook, by: Actor, moment: datetime) -> None:
    RuleBook.objects.filter(slug=row.slug, version=row.version, standing=Standing.IN_FORCE).update(standing=Standing.REPLACED)
    row.standing, row.released_at, row.released_by = Standing.IN_FORCE.value, moment, str(by)
    row.save(update_fields=["standing", "released_at", "released_by"])


def _described(payload: dict[str, Any]) -> Label:
    key = f"{payload['slug']}/{payload['version']}"
    return Label(f"发布规则“{key}”的新文本", f"release a new text of the rule book “{key}”")


def _carry_out(by: Actor, payload: dict[str, Any], reason: str, now: datetime) -> None:
    release(by=by, slug=payload["slug"], version=payload["version"], sha256=payload["sha256"], reason=reason, now=now)


_FIRST = Label("新的规则", "a new rule book")
APPROVABLE.add(ACT, Approvable(ACT, Label("发布规则", "release a rule book"), _described, _carry_out))
