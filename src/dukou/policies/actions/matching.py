"""A run of all measures over the whole register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record
from dukou.kit.core.labels import Label
from dukou.policies.core.entitlements import Entitled
from dukou.policies.models import Entitlement, MatchingRun
from dukou.policies.queries.matching import firms_matched, matcher, office_eyes
from dukou.policies.queries.policies import Standing
from dukou.rules.core.answers import Answer
from dukou.rules.core.verdicts import Verdict

Step = Callable[[Label, int, int], None]
RUN_TASK = "policies.run"
_DOING = Label("匹配企业", "matching firms")


def run(*, by: Viewer, as_of: date, step: Step | None = None, now: datetime | None = None) -> MatchingRun:
    """Match every measure in force on the day with every firm in business. The rows of earlier runs go, their counts stay.

    Firms are looked at with the eyes of an office (`office_eyes`), whoever starts the run. One event, however many firms.
    """
    by.require(Permission.HANDLE_CLAIMS)
    actor, moment = actor_of(by, Permission.HANDLE_CLAIMS), now or timezone.now()
    match, eyes = matcher(as_of), office_eyes(by.key)
    counts: dict[str, Counter[str]] = {each.measure.key: Counter() for each, _ in match.measures}
    found: list[Entitlement] = []
    firms = firms_matched(eyes, as_of)
    for told in match.through(eyes, firms, _is_kept, step=None if step is None else lambda done: step(_DOING, done, len(firms))):
        for each, verdict in told.verdicts:
            counts[each.measure.key][Answer.told(verdict.answer).value] += 1
        found += [_row(each, entitled, told.firm.id) for each, entitled in told.entitled]
    with transaction.atomic():
        made = MatchingRun.objects.create(
            as_of=as_of, ran_at=moment, ran_by=str(actor), firms=len(firms), counts={key: dict(some) for key, some in counts.items()}
        )
        for row in found:
            row.run = made
        Entitlement.objects.bulk_create(found, batch_size=500)
        Entitlement.objects.exclude(run=made).delete()
        after = {"as_of": as_of, "firms": len(firms), "measures": len(counts), "rows": len(found)}
        record(by=actor, act="matching.run", subject=("matching run", str(made.pk)), after=after, now=moment)
    return made


def _is_kept(verdict: Verdict) -> bool:
    """Who is entitled or may be, and who is one sentence short."""
    return verdict.answer is not False or verdict.is_near


def _row(each: Standing, entitled: Entitled, firm: int) -> Entitlement:
    amount = entitled.amount
    return Entitlement(
        measure_id=each.number,
        enterprise_id=firm,
        answer=entitled.answer.value,
        least=amount.least if amount else None,
        most=amount.most if amount else None,
        near=entitled.near.as_dict() if entitled.near else None,
    )
