"""Plans as they stand: who sees them, and what was published of them made whole again from what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.credit.core.inspections import PlanState
from dukou.credit.core.published import Entry, Inspector, Policy, Published, Terms, hashes_of, published
from dukou.credit.models import CheckPlan, DrawRow, PlanLine
from dukou.credit.queries.inspectors import DRAWS, leads
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate

NOT_DRAFT = ~Q(state=PlanState.DRAFT.value)


class NoSuchPlan(Refusal):
    """No plan has this key, or it is not for the viewer."""

    code = "credit.no_such_plan"
    status = 404
    what = Label("没有查到检查计划“{key}”", "there is no inspection plan “{key}”")
    why = Label("没有这个代号，或您看不到它", "none has this key, or you may not see it")
    cure = Label("核对代号", "check the key")


def _may_see(viewer: Viewer) -> Q:
    """All for the leading unit and at the machine; those of one's own unit and fields; the auditor all that were published."""
    if leads(viewer):
        return Q()
    units = viewer.organisations_where(DRAWS)
    seen = Q(unit__key__in=units) | Q(parts__unit__key__in=units)
    ids = CheckPlan.objects.filter(seen).values("pk")
    return Q(pk__in=ids) | NOT_DRAFT if viewer.may(Permission.SEE_AUDIT_TRAIL) else Q(pk__in=ids)


visible_plans: Predicate[Viewer, CheckPlan] = Predicate(CheckPlan, _may_see)


def plans_seen(viewer: Viewer) -> QuerySet[CheckPlan]:
    """The plans in sight, the newest first."""
    return visible_plans.filter(viewer).select_related("unit").prefetch_related("parts").order_by("-starts_on", "-pk")


def plan_named(viewer: Viewer, key: str) -> CheckPlan:
    """The plan with this key, or a refusal."""
    found = plans_seen(viewer).filter(key=key).first()
    if found is None:
        raise NoSuchPlan(key=key)
    return found


def plans_published() -> QuerySet[CheckPlan]:
    """What the public is told of: every plan that was published, the newest first."""
    return CheckPlan.objects.filter(NOT_DRAFT).select_related("unit").prefetch_related("parts").order_by("-published_at", "-pk")


def public_plan(key: str) -> CheckPlan:
    """A plan that was published, for everybody, or a refusal."""
    found = plans_published().filter(key=key).first()
    if found is None:
        raise NoSuchPlan(key=key)
    return found


def may_draw(viewer: Viewer, plan: CheckPlan) -> bool:
    """Whether the viewer may publish, draw and close the plan: its unit, or the one that leads."""
    return leads(viewer) or plan.unit.key in viewer.organisations_where(DRAWS)


def draw_of(plan: CheckPlan) -> DrawRow | None:
    """What was drawn of it, if it was."""
    return DrawRow.objects.filter(plan=plan).first()


def seed_text(plan: CheckPlan) -> str:
    """Which public number the seed is, as it stands in the hash: the name with its day, so that neither can be changed."""
    return f"{plan.seed_name} · {plan.seed_on:%Y-%m-%d}"


def policy_told(plain: dict[str, Any]) -> Policy:
    """The policy that stored plain values tell."""
    fields = {field: Terms(each["unit"], each["ratios"], each["control"]) for field, each in plain["fields"].items()}
    return Policy(fields, plain["per_visit"], plain["of_each_unit"])


def inspectors_told(plain: dict[str, Any]) -> list[Inspector]:
    """The roster that stored plain values tell."""
    return [Inspector(key, each["unit"], frozenset(each["fields"]), frozenset(each["recused"])) for key, each in plain.items()]


def entries_stored(plan: CheckPlan) -> Iterator[Entry]:
    """The list as it is stored."""
    rows = PlanLine.objects.filter(plan=plan, left_out="").values_list("field", "firm", "grade")
    return (Entry(*row) for row in rows.iterator())


def fixed_of(plan: CheckPlan) -> Published:
    """What was published, made whole from what is stored now; `UnfitDraw` where nothing can be drawn from it any more."""
    policy, inspectors = policy_told(plan.policy), inspectors_told(plan.inspectors)
    return published(entries_stored(plan), policy, inspectors, seed_name=seed_text(plan), nonce=plan.nonce)


def altered(plan: CheckPlan, fixed: Published) -> list[str]:
    """The names of the hashes that are no longer what was published."""
    return [name for name, told in hashes_of(fixed).items() if getattr(plan, name) != told]
