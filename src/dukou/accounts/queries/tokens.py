"""Whom a token of the API lets in, and who may see and revoke which."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.scopes import narrowed
from dukou.accounts.core.tokens import Bearer, token_hash
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import ApiToken
from dukou.accounts.queries.rules import EVERYTHING
from dukou.accounts.queries.sign_ins import may_be_here
from dukou.accounts.queries.viewers import viewer_of
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate


class NoSuchToken(Refusal):
    """No token begins so, or the viewer may not know of it."""

    code = "accounts.no_such_token"
    status = 404
    what = Label("没有办理", "this was not done")
    why = Label("没有以“{prefix}”开头的令牌", "no token begins with “{prefix}”")
    cure = Label("核对前缀；可用 dukou people tokens 查看", "check the prefix; dukou people tokens shows them")


def bearer_of(request: HttpRequest, token: str, now: datetime) -> Bearer | None:
    """Who comes with this token. Unknown, revoked and expired ones, and those of people who are not active, let nobody in."""
    today = timezone.localdate(now)
    row = tokens_in_force(today).filter(token_hash=token_hash(token), person__is_active=True).select_related("person").first()
    if row is None or not may_be_here(row.person, request):
        return None
    scopes = frozenset(row.scope_list)
    return Bearer(row.prefix, narrowed(viewer_of(row.person, today), scopes), row.last_used_on, scopes)


def tokens_in_force(on: date) -> QuerySet[ApiToken]:
    """The tokens that are neither revoked nor expired on a day, newest first."""
    return ApiToken.objects.filter(revoked_at__isnull=True, expires_on__gte=on).order_by("-issued_at", "-pk")


def token_for_revoking(viewer: Viewer, prefix: str) -> ApiToken:
    """The token that begins so, for somebody who may revoke it; a refusal where there is none."""
    row = may_revoke_token.filter(viewer, ApiToken.objects.select_related("person")).filter(prefix=prefix).first()
    if row is None:
        raise NoSuchToken(prefix=prefix)
    return row


def _of(viewer: Viewer) -> Q:
    """The steward sees and revokes everyone's, everybody else his own."""
    return EVERYTHING if viewer.may(Permission.MANAGE_PEOPLE) else Q(person_id=viewer.person_id or 0)


may_see_token: Predicate[Viewer, ApiToken] = Predicate(ApiToken, _of)
may_revoke_token: Predicate[Viewer, ApiToken] = Predicate(ApiToken, lambda viewer: Q(revoked_at__isnull=True) & _of(viewer))
