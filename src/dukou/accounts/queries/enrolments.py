"""Who may see, make and revoke enrolments of agents of a firm."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.tokens import token_hash
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Enrolment, Organisation
from dukou.accounts.queries.rules import NOTHING
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate


class InvitationInvalid(Refusal):
    """Unknown, used, revoked and expired invitations read alike, so that nobody learns which tokens ever existed."""

    code = "accounts.invitation_invalid"
    what = Label("没有接受邀请", "the invitation was not accepted")
    why = Label("邀请链接无效、已使用、已撤销或已过期", "the invitation is unknown, used, revoked or expired")
    cure = Label("请邀请您的部门或法定代表人重新发出", "ask the office or the legal representative for a new one")


def invitation_of(token: str, now: datetime) -> Enrolment:
    """The invitation that this token still opens, or a refusal."""
    rows = Enrolment.objects.filter(token_hash=token_hash(token), accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now)
    made = rows.select_related("organisation").first()
    if made is None:
        raise InvitationInvalid()
    return made


def _represented_by(viewer: Viewer) -> QuerySet[Enrolment, int]:
    """The firms (ids) for which the viewer is enrolled as legal representative."""
    mine = Enrolment.objects.filter(
        person_id=viewer.person_id or 0, is_legal_representative=True, accepted_at__isnull=False, revoked_at__isnull=True
    )
    return mine.values_list("organisation_id", flat=True)


def _invited_for_by(viewer: Viewer) -> Q:
    """The office invites for every enterprise, a legal representative for his own."""
    enterprises = Q(kind=OrganisationKind.ENTERPRISE.value, closed_on__isnull=True)
    if viewer.may(Permission.INVITE_AGENTS):
        return enterprises
    return enterprises & Q(pk__in=_represented_by(viewer)) if viewer.person_id else NOTHING


def _seen_by(viewer: Viewer) -> Q:
    """The office sees all, a legal representative those of his firm, everyone his own."""
    if viewer.may(Permission.INVITE_AGENTS) or viewer.may(Permission.MANAGE_PEOPLE):
        return Q()
    if not viewer.person_id:
        return NOTHING
    return Q(person_id=viewer.person_id) | Q(organisation__in=_represented_by(viewer))


def _revoked_by(viewer: Viewer) -> Q:
    """Whoever may invite for the firm may revoke, and everyone may lay down his own."""
    if viewer.may(Permission.INVITE_AGENTS):
        return Q(revoked_at__isnull=True)
    if not viewer.person_id:
        return NOTHING
    return Q(revoked_at__isnull=True) & (Q(person_id=viewer.person_id) | Q(organisation__in=_represented_by(viewer)))


may_invite_for: Predicate[Viewer, Organisation] = Predicate(Organisation, _invited_for_by)
may_see_enrolment: Predicate[Viewer, Enrolment] = Predicate(Enrolment, _seen_by)
may_revoke_enrolment: Predicate[Viewer, Enrolment] = Predicate(Enrolment, _revoked_by)
