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
from dukou.accounts.queries.people import actor_names
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label, joined, same
from dukou.policies.actions.refusals import GivenAlready, NotAtStage, OwnCause
from dukou.policies.core.benefits import money_words
from dukou.policies.core.kinds import Stage
from dukou.policies.models import Claim
from dukou.policies.queries.claims import GIVEN, NoSuchClaim, of_same, visible_claims
from dukou.policies.queries.firms import is_own_cause
from dukou.policies.queries.policies import papers, standing


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


def told_of(payload: dict[str, Any]) -> list[tuple[Label, Label | str]]:
    """For approvals: the firm, the measure and its clause, the papers that are there, and who found what; the stages fill it in."""
    claim = Claim.objects.select_related("enterprise").get(pk=payload["claim"])
    measure, known = standing(claim.measure).measure, papers()
    received = [known[key].label if key in known else same(key) for key in claim.received]
    pairs: list[tuple[Label, Label | str]] = [
        (Label("企业", "Firm"), f"{claim.enterprise.name}　{claim.enterprise.code}".strip()),
        (Label("措施", "Measure"), measure.label),
        (Label("条款", "Clause"), measure.clause or Label("没有写明", "not stated")),
        (Label("提出", "Filed on"), str(claim.filed_on)),
        (Label("已收到的材料", "Papers received"), joined(received, zh="、", en=", ") if received else Label("没有", "none")),
    ]
    if measure.text is not None:
        pairs.insert(3, (Label("条文", "Text"), measure.text))
    if claim.amount is not None:
        pairs.append((Label("金额", "Amount"), money_words(claim.amount) if claim.amount else Label("非资金", "no money")))
    return [*pairs, *_found_by(claim)]


def _found_by(claim: Claim) -> list[tuple[Label, Label | str]]:
    """Who decided and confirmed what so far, and the voucher of what is paid."""
    names = actor_names({claim.decided_by, claim.confirmed_by, claim.entered_by} - {""})
    found: list[tuple[Label, Label | str]] = []
    if claim.decided_by and claim.is_granted is not None:
        word = Label("同意", "granted") if claim.is_granted else Label("不予兑付", "turned down")
        said = Label("{word}：{reason}（{by}）", "{word}: {reason} ({by})")
        found.append((Label("初审", "Decided"), said.filled(word=word, reason=claim.decided_reason, by=names[claim.decided_by])))
    if claim.confirmed_by:
        found.append((Label("初审的复核人", "Decision confirmed by"), names[claim.confirmed_by]))
    if claim.voucher:
        said = Label("凭证 {voucher}，{on}（{by}）", "voucher {voucher}, {on} ({by})")
        found.append((Label("付款", "Payment"), said.filled(voucher=claim.voucher, on=claim.paid_on, by=names[claim.entered_by])))
    return found


def given_once(claim: Claim, stages: Collection[Stage] = ()) -> None:
    """Refuse where another claim of the same firm to the measure in the window was given, or is at one of these stages."""
    others = [each.pk for each in of_same(standing(claim.measure).measure, claim.enterprise_id, claim.filed_on) if each.pk != claim.pk]
    counts = Q(stage__in=[stage.value for stage in stages]) if stages else GIVEN
    found = Claim.objects.filter(counts, pk__in=others).order_by("pk").first()
    if found is not None:
        raise GivenAlready(number=claim.pk, other=found.pk, stage=Stage.of(found.stage).label)
