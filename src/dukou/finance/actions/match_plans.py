"""A plan of matching is made and kept: a proposal for people. Nothing is assigned by it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record as record_event
from dukou.finance.models import MatchPair, MatchPlan
from dukou.finance.queries.match_plans import Proposal, prices_of, proposed

KEEPS = Permission.KEEP_FINANCE
_AT_ONCE = 500


def make(*, by: Viewer, proposal: Proposal | None = None, as_of: date | None = None, now: datetime | None = None) -> MatchPlan:
    """Make the plan of today from the open needs and what banks offer, and keep it with every pair that was looked at. `as_of`: the day as
    of which products' rules are asked, today unless said; `proposal`: what was reckoned already and is to be kept as it was shown.

    It is reckoned before anything is locked: a plan binds nobody, so that what changes meanwhile does no harm, and others may write.
    """
    by.require(KEEPS)
    actor, moment = actor_of(by, KEEPS), now or timezone.now()
    today = timezone.localdate(moment)
    told = proposal or proposed(today, as_of or today)
    with transaction.atomic():
        row = MatchPlan.objects.create(**_told(told), made_at=moment, made_by=str(actor))
        MatchPair.objects.bulk_create(_pairs(told, row), batch_size=_AT_ONCE)
        after = {"needs": row.needs, "pairs": row.pairs, "value": row.value, "bound": row.bound, "by_hand": row.by_hand}
        record_event(by=actor, act="match_plans.make", subject=("match_plan", str(row.pk)), after=after, now=moment)
    return row


def _told(proposal: Proposal) -> dict[str, Any]:
    built, plan = proposal.built, proposal.plan
    return {
        "as_of": built.as_of,
        "needs": len(built.needs),
        "pairs": len(built.pairs),
        "value": plan.value,
        "bound": plan.bound,
        "by_hand": proposal.by_hand,
        "was_stopped": plan.was_stopped,
        "prices": {
            f"{each.bank}/{each.product}": {"quota": each.quota, "case": each.case, "left": each.left[0], "cases": each.left[1]}
            for each in prices_of(proposal)
        },
        "aside": [
            {"need": each.need, "product": each.product, "wanting": [label.as_dict() for label in each.wanting]} for each in built.aside
        ],
    }


def _pairs(proposal: Proposal, row: MatchPlan) -> list[MatchPair]:
    built, chosen = proposal.built, set(proposal.plan.chosen)
    return [
        MatchPair(
            plan=row,
            need_id=built.needs[each.need].number,
            bank_id=built.offers[each.offer].row.bank_id,
            product=built.offers[each.offer].row.product,
            amount=each.amount,
            chance=each.chance.chance,
            value=each.value,
            is_chosen=at in chosen,
        )
        for at, each in enumerate(built.pairs)
    ]
