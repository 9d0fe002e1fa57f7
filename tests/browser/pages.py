"""Every page of the house that can be asked for with GET, and the role that sees it. A new page without a line here fails by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from dukou.web.desks import DESKS

FIGURE = "/figures/noodles.industry-revenue.2023/"
# Addresses that show nothing to GET: they answer 405 or lead elsewhere, which a test proves.
WITHOUT_PAGE = {
    "accounts:sign_out": "/accounts/sign-out/",
    "accounts:language": "/accounts/language/",
    "accounts:change_password": "/accounts/password/",
    "accounts:set_language": "/accounts/my-language/",
    "accounts:end_session": "/accounts/sessions/1/end/",
    "accounts:appoint_stand_in": "/accounts/stand-ins/",
    "accounts:end_stand_in": "/accounts/stand-ins/1/end/",
    "accounts:ask_for_role": "/accounts/approvals/roles/",
    "accounts:revoke_enrolment": "/accounts/enrolments/1/revoke/",
    "accounts:issue_token": "/accounts/tokens/",
    "accounts:revoke_token": "/accounts/tokens/ab/revoke/",
    "web:front_door": "/",
    "web:desks": "/desks/",
}
# Routes that send a file to be kept; their rooms test what is in it.
FILES = frozenset({"enterprises:download", "enterprises:copy"})


@dataclass(frozen=True)
class Visit:
    """One page as one role sees it; `role` is empty for who has not signed in."""

    route: str
    role: str
    address: str
    status: int = 200


@dataclass(frozen=True)
class Waiting:
    """What was prepared so that pages have something to show: a request for a role, an invitation, a list, a pair, a record of a firm."""

    approval: int
    token: str
    delivery: int
    pair: int
    site: int


def visits(waiting: Waiting) -> list[Visit]:
    """Every page, grouped by role."""
    return sorted((*_accounts(waiting), *_trade(), *_register(waiting), *_desks(), *_refusals()), key=lambda visit: visit.role)


def routes(resolver: URLResolver | None = None) -> set[str]:
    """The name of every route, with its namespace; of the house where no other resolver is given."""
    # the API answers programs; its own room tests every route of it
    return {name for name in _named(resolver or get_resolver(), "") if not name.startswith("api:")}


def _named(resolver: URLResolver, space: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield f"{space}{each.name or each.pattern}"
        else:
            yield from _named(each, f"{space}{each.namespace}:" if each.namespace else space)


def _accounts(waiting: Waiting) -> list[Visit]:
    return [
        Visit("accounts:sign_in", "", "/accounts/sign-in/"),
        Visit("accounts:invitation", "", f"/accounts/invitations/{waiting.token}/"),
        Visit("accounts:invitation", "bank", f"/accounts/invitations/{waiting.token}/"),
        Visit("accounts:account", "leader", "/accounts/"),
        Visit("accounts:approvals", "steward", "/accounts/approvals/"),
        Visit("accounts:approvals", "leader", "/accounts/approvals/"),
        Visit("accounts:approval", "leader", f"/accounts/approvals/{waiting.approval}/"),
        Visit("accounts:enrolments", "window", "/accounts/enrolments/"),
        Visit("accounts:trail", "auditor", "/accounts/trail/"),
    ]


def _trade() -> list[Visit]:
    then = "?known_on=2024-07-07"
    return [
        Visit("clusters:list", "leader", "/clusters/"),
        Visit("clusters:list", "leader", f"/clusters/{then}"),
        Visit("clusters:total", "leader", "/clusters/district/total/"),
        Visit("clusters:detail", "leader", "/clusters/noodles/"),
        Visit("clusters:detail", "leader", "/clusters/biomedical/"),
        Visit("clusters:detail", "leader", f"/clusters/noodles/{then}"),
        Visit("clusters:derivation", "leader", "/clusters/noodles/figures/share-2023H1/"),
        Visit("briefing:brief", "leader", "/briefing/"),
        Visit("figures:list", "leader", "/figures/"),
        Visit("figures:list", "officer", "/figures/?subject=cluster/noodles"),
        Visit("figures:claim", "officer", FIGURE),
        Visit("figures:correct", "officer", f"{FIGURE}correct/"),
        Visit("figures:findings", "leader", "/figures/findings/"),
    ]


def _register(waiting: Waiting) -> list[Visit]:
    lists, firm = f"/enterprises/import/{waiting.delivery}/", "/enterprises/hikvision/"
    nouns = ("life-event", "link", "site", "part", "charge", "tag", "twin")
    return [
        Visit("enterprises:list", "officer", "/enterprises/"),
        Visit("enterprises:list", "window", "/enterprises/?text=海康"),
        Visit("enterprises:list", "window", "/enterprises/?text=没有这家"),
        Visit("enterprises:new", "officer", "/enterprises/new/"),
        Visit("enterprises:import", "officer", "/enterprises/import/"),
        Visit("enterprises:delivery", "officer", lists),
        Visit("enterprises:remarks", "officer", f"{lists}remarks/?kind=unreadable"),
        Visit("enterprises:doubles", "officer", "/enterprises/doubles/"),
        Visit("enterprises:double", "officer", f"/enterprises/doubles/{waiting.pair}/"),
        Visit("enterprises:detail", "officer", firm),
        Visit("enterprises:detail", "leader", f"{firm}?known_on=2024-07-07"),
        Visit("enterprises:amend", "officer", f"{firm}amend/"),
        *(Visit("enterprises:record", "officer", f"{firm}record/{noun}/") for noun in nouns),
        Visit("enterprises:withdraw", "officer", f"{firm}withdraw/site/{waiting.site}/"),
        Visit("enterprises:withdraw_tag", "officer", f"{firm}tags/visual-aiot/withdraw/"),
    ]


def _desks() -> list[Visit]:
    # the demo person of each desk is called after it
    return [Visit("web:desk", desk.slug, f"/desks/{desk.slug}/") for desk in DESKS]


def _refusals() -> list[Visit]:
    return [
        Visit("a refusal", "leader", "/clusters/noodles/figures/no-such-figure/", 404),
        Visit("not a day", "leader", "/clusters/?known_on=yesterday", 400),
        Visit("not allowed", "leader", "/accounts/trail/", 403),
        Visit("not found", "leader", "/nowhere/", 404),
    ]
