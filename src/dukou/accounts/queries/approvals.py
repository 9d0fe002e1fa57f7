"""Who may see and who may decide a request for approval."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from dukou.accounts.core.approvables import acts_beyond
from dukou.accounts.core.kinds import ApprovalState
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Approval
from dukou.accounts.queries.rules import NOTHING, all_if
from dukou.kit.predicates import Predicate


def _seen_by(viewer: Viewer) -> Q:
    """Those who audit see all, those who approve what they might decide on; everyone what he asked for himself."""
    if viewer.may(Permission.SEE_AUDIT_TRAIL):
        return all_if(True)
    own = Q(asked_by=viewer.key)
    return own | ~Q(act__in=acts_beyond(viewer)) if viewer.may(Permission.APPROVE) else own


def _decided_by(viewer: Viewer) -> Q:
    """Whoever approves and may see what it is about, but never what he asked for himself nor what is about himself."""
    if not viewer.may(Permission.APPROVE):
        return NOTHING
    return Q(decision=ApprovalState.WAITING.value) & ~Q(asked_by=viewer.key) & ~Q(concerns=viewer.key) & ~Q(act__in=acts_beyond(viewer))


may_see_approval: Predicate[Viewer, Approval] = Predicate(Approval, _seen_by)
may_decide_approval: Predicate[Viewer, Approval] = Predicate(Approval, _decided_by)


def approvals_waiting_for(viewer: Viewer) -> QuerySet[Approval]:
    """What waits for this viewer's decision, oldest first."""
    return may_decide_approval.filter(viewer).order_by("asked_at", "pk")
