"""Drafts: each seen by its owner alone."""

from __future__ import annotations

from django.db.models import Q

from dukou.accounts.core.viewers import Viewer
from dukou.affairs.models import Draft
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate


class NoSuchDraft(Refusal):
    """A draft is seen by whoever fills it in, and by nobody else."""

    code = "affairs.no_such_draft"
    status = 404
    what = Label("没有查到第 {draft} 号草稿", "there is no draft {draft}")
    why = Label("没有这个编号，或它不是您的，或已经提交", "none has this number, or it is not yours, or it was handed in")
    cure = Label("从“办事”重新开始", "begin anew from “Affairs”")


own_drafts: Predicate[Viewer, Draft] = Predicate(Draft, lambda viewer: Q(owner=viewer.key))


def draft_of(viewer: Viewer, number: int, *, is_locked: bool = False) -> Draft:
    """The draft with this number, or a refusal."""
    rows = own_drafts.filter(viewer, Draft.objects.filter(pk=number))
    found = (rows.select_for_update(of=("self",)) if is_locked else rows).select_related("text", "enterprise").first()
    if found is None:
        raise NoSuchDraft(draft=number)
    return found


def drafts_of(viewer: Viewer) -> list[Draft]:
    """The viewer's drafts, the last saved first."""
    return list(own_drafts.filter(viewer).select_related("text", "enterprise").order_by("-saved_at")[:50])
