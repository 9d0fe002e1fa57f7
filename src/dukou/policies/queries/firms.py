"""The firms that somebody sees or acts for."""

from __future__ import annotations

from datetime import date

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import viewer_of
from dukou.accounts.queries.people import person_of
from dukou.enterprises.queries.narrowing import Meant
from dukou.enterprises.queries.own import acts_for_entry
from dukou.enterprises.queries.profiles import Profile, profile_of, stand_in_of
from dukou.enterprises.queries.visibility import visible_enterprises
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.policies.core.kinds import ClaimOrigin
from dukou.policies.models import Claim


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


def is_own_cause(by: Actor, claim: Claim, on: date) -> bool:
    """Whether somebody filed the claim for the firm, or acts for it on the day, himself or standing in for its agent.

    Whom he stands in for counts as himself: a stand-in lends eyes and does not make two of one.
    """
    keys = {str(by), by.on_behalf_of} - {""}
    if filed_for_firm_by(claim) in keys:
        return True
    people = [key.removeprefix("person:") for key in sorted(keys) if key.startswith("person:")]
    return any(acts_for_entry(viewer_of(person_of(name), on), claim.enterprise_id) for name in people)


def filed_for_firm_by(claim: Claim) -> str:
    """Who filed the claim in the firm's name, by his key; empty where the office began it."""
    return claim.filed_by if claim.origin == ClaimOrigin.FIRM.value else ""


def firms_meant(viewer: Viewer, meant: Meant) -> set[int]:
    """The firms in sight that a list is narrowed to, by their primary keys."""
    rows = visible_enterprises.filter(viewer).filter(meant.own)
    return set(rows.values_list("pk", flat=True))
