"""What the acts on claims share: holding a claim, nobody in his own firm's, no firm given a measure twice in a window.

What a claim is weighed against (budget, groups, the firm's other claims) needs no lock of its own: writers queue
on either database (0015).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.policies.actions.refusals import GivenAlready, NotAtStage, OwnCause
from dukou.policies.core.kinds import Stage
from dukou.policies.models import Claim
from dukou.policies.queries.claims import GIVEN, NoSuchClaim, of_same, visible_claims
from dukou.policies.queries.firms import is_own_cause
from dukou.policies.queries.policies import standing


def held(by: Viewer, number: int, *at: Stage, step: Label) -> Claim:
    """The claim, locked until the transaction ends, where the viewer may see it and it is at one of the stages."""
    if not visible_claims.filter(by, Claim.objects.filter(pk=number)).exists():
        raise NoSuchClaim(number=number)
    return at_stage(number, *at, step=step)


def at_stage(number: int, *at: Stage, step: Label) -> Claim:
    """The claim, locked, at one of the stages; for acts that an approval carries out."""
    claim = Claim.objects.select_for_update().get(pk=number)
    if Stage.of(claim.stage) not in at:
        raise NotAtStage(number=number, stage=Stage.of(claim.stage).label, step=step)
    return claim


def not_own_cause(by: Actor, claim: Claim, now: datetime) -> None:
    """Refuse whoever filed the claim for the firm or acts for it; both of two people have to be others."""
    if is_own_cause(by, claim, timezone.localdate(now)):
        raise OwnCause(number=claim.pk)


def address_of(payload: dict[str, Any]) -> tuple[str, Label]:
    """For approvals: the page of the claim, which shows what the second person decides on."""
    return reverse("policies:claim", args=[payload["claim"]]), Label("看申请", "See the claim")


def given_once(claim: Claim, stages: Collection[Stage] = ()) -> None:
    """Refuse where another claim of the same firm to the measure in the window was given, or is at one of these stages."""
    others = [each.pk for each in of_same(standing(claim.measure).measure, claim.enterprise_id, claim.filed_on) if each.pk != claim.pk]
    counts = Q(stage__in=[stage.value for stage in stages]) if stages else GIVEN
    found = Claim.objects.filter(counts, pk__in=others).order_by("pk").first()
    if found is not None:
        raise GivenAlready(number=claim.pk, other=found.pk, stage=Stage.of(found.stage).label)
