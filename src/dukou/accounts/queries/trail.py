"""Who may read the audit trail."""

from __future__ import annotations

from django.db.models import Q

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.rules import all_if
from dukou.audit.queries import events_predicate


def _read_by(viewer: Viewer) -> Q:
    """The auditor reads all of it, nobody else any."""
    return all_if(viewer.may(Permission.SEE_AUDIT_TRAIL))


may_see_event = events_predicate(_read_by)
