"""Decisions: an answer that counted, kept with everything it was made of."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dukou.audit.actions import record
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.rules.core.explaining import Explanation, plain_value
from dukou.rules.core.records import recorded
from dukou.rules.models import Decision, RuleBook


class NotStored(Refusal):
    """A decision is made under a text that is kept."""

    code = "rules.not_stored"
    what = Label("没有记下这次判断", "the decision was not recorded")
    why = Label("“{book}”的这份文本不在库里", "this text of “{book}” is not stored")
    cure = Label("先载入数据包", "load the pack first")


def decide(*, by: Actor, explanation: Explanation, key: str, place: str = "", purpose: str = "", now: datetime | None = None) -> Decision:
    """Keep an answer about the subject `key`, with version, facts and sources. `purpose`: what it was made for, e.g. `claim/12`."""
    book, evaluation = explanation.book, explanation.evaluation
    row = RuleBook.objects.filter(slug=book.slug, version=book.version, sha256=book.sha256).first()
    if row is None:
        raise NotStored(book=book.key)
    moment = now or timezone.now()
    with transaction.atomic():
        decision = Decision.objects.create(
            book=row,
            subject_kind=book.kind.value,
            subject_key=key,
            as_of=evaluation.as_of,
            place=place,
            beneath={each.book.key: each.book.sha256 for each in evaluation.linked.walk() if each is not evaluation.linked},
            facts=recorded(evaluation.facts, explanation.footing.sources, evaluation.given),
            answer=explanation.answer.value,
            value=plain_value(explanation.value),
            purpose=purpose,
            decided_at=moment,
            decided_by=str(by),
        )
        record(
            by=by,
            act="decisions.decide",
            subject=(book.kind.value, key),
            after={"decision": decision.pk, "book": book.key, "sha256": book.sha256, "answer": decision.answer, "purpose": purpose},
            now=moment,
        )
    return decision
