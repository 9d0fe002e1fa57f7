"""The firms that somebody sees or acts for."""

from __future__ import annotations

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.narrowing import Meant
from dukou.enterprises.queries.profiles import Profile, profile_of, stand_in_of
from dukou.enterprises.queries.visibility import visible_enterprises
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class NoSuchFirm(Refusal):
    """The firm is not there, or the viewer may not see it."""

    code = "policies.no_such_firm"
    status = 404
    what = Label("没有查到企业“{key}”", "there is no firm “{key}”")
    why = Label("名录里没有这个编号，或您看不到它", "the register has none of this key, or you may not see it")
    cure = Label("用名称或代码查找", "look it up by name or code")


def firm_of(by: Viewer, key: str) -> Profile:
    """The firm that stands for a key; refused where the viewer may not see it."""
    found = profile_of(by, stand_in_of(by, key) or key)
    if found is None:
        raise NoSuchFirm(key=key)
    return found


def own_firms(viewer: Viewer) -> list[str]:
    """The keys of the firms that the viewer acts for, as they stand."""
    own = viewer.organisations_where(Permission.SEE_ENTERPRISE_DESK)
    rows = visible_enterprises.filter(viewer).filter(organisation__key__in=own, merged_into__isnull=True)
    return list(rows.values_list("key", flat=True).order_by("pk")) if own else []


def acts_for(viewer: Viewer, key: str) -> bool:
    """Whether the viewer is an agent of the firm."""
    return key in own_firms(viewer)


def firms_meant(viewer: Viewer, meant: Meant) -> set[int]:
    """The firms in sight that a list is narrowed to, by their primary keys."""
    rows = visible_enterprises.filter(viewer).filter(meant.own)
    return set(rows.values_list("pk", flat=True))
