"""What the room shows on desks and on a firm's page, and its entry of the navigation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.enterprises.queries.own import acts_for, own_firms
from dukou.enterprises.queries.profiles import Profile, profile_of
from dukou.kit.core.labels import Label
from dukou.kit.pages.navigation import NAVIGATION, NavItem, signed_in
from dukou.kit.pages.panels import PANELS, Asked, Panel
from dukou.policies import actions as actions  # what needs approval is known as soon as the house stands
from dukou.policies.core.benefits import money_words
from dukou.policies.core.kinds import Stage
from dukou.policies.queries.bundles import view_of
from dukou.policies.queries.claims import claims_seen
from dukou.policies.queries.in_hand import in_hand_of
from dukou.policies.queries.policies import measures_standing
from dukou.policies.queries.runs import near_counts, newest_run
from dukou.policies.queries.told import still_told
from dukou.policies.queries.unpaid import unpaid
from dukou.policies.tables.firms import entitled_table, told_table
from dukou.policies.tables.misses import next_table
from dukou.policies.tables.office import counts_table
from dukou.rules.core.answers import Answer


@dataclass(frozen=True, slots=True)
class OwnFirm:
    """One's own firm in short: what it surely gets, and how many measures hang on what is not known."""

    firm: Profile
    total: Label
    open: int


def _own(asked: Asked) -> dict[str, Any] | None:
    """What the firms that the visitor acts for are entitled to; nothing where he acts for none."""
    viewer = request_viewer(asked.request)
    own = []
    for key in own_firms(viewer):
        firm = profile_of(viewer, key)
        if firm is not None:
            view = view_of(viewer, firm, asked.known_on)
            claims = in_hand_of(viewer, view)
            short = OwnFirm(firm, money_words(view.bundle.total), len(view.with_answer(Answer.UNKNOWN)))
            told = told_table(view, still_told(firm.id, claims, asked.known_on))
            own.append((short, told, entitled_table(view, claims, may_file=True), next_table(view)))
    return {"own": own} if own else None


def _office(asked: Asked) -> dict[str, Any] | None:
    """The newest run in numbers, what is not paid, what waits to be decided."""
    viewer = request_viewer(asked.request)
    if not viewer.may(Permission.SEE_ENTITLEMENTS):
        return None
    run = newest_run()
    table = counts_table(run.counts, near_counts(viewer), measures_standing()) if run else None
    return {"run": run, "table": table, "unpaid": len(unpaid(viewer)), "waiting": len(claims_seen(viewer, [Stage.FILED]))}


def _page(asked: Asked) -> dict[str, Any] | None:
    """On a firm's page: what it is entitled to; nothing for those whom that does not concern."""
    viewer = request_viewer(asked.request)
    firm = profile_of(viewer, asked.subject)
    if firm is None or not (viewer.may(Permission.SEE_ENTITLEMENTS) or acts_for(viewer, firm.key)):
        return None
    view = view_of(viewer, firm, asked.known_on)
    if not view.entitled:
        return None
    claims = in_hand_of(viewer, view)
    return {"firm": firm, "table": entitled_table(view, claims, may_file=False)}


PANELS.add(
    "policies.own",
    Panel(
        "policies.own",
        frozenset({"enterprise"}),
        15,
        Label("我们能享受的政策", "What we are entitled to"),
        "policies/panels/own.html",
        _own,
        is_as_known=True,
    ),
)
PANELS.add(
    "policies.office",
    Panel(
        "policies.office",
        frozenset({"officer", "department"}),
        25,
        Label("政策找企业", "Policy finds enterprise"),
        "policies/panels/office.html",
        _office,
    ),
)
PANELS.add(
    "policies.page",
    Panel("policies.page", frozenset({"enterprise-page"}), 45, Label("应享政策", "Entitlements"), "policies/panels/page.html", _page),
)
NAVIGATION.add("policies", NavItem("policies:list", Label("政策", "Policies"), 30, signed_in))
