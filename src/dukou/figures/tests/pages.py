"""The pages of this room for tests of the whole house."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from dukou.accounts.core.roles import Role
from dukou.accounts.models import Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests.visits import EVERYONE, NONE, Foreign, Gate, Has, Visit, those
from dukou.figures.actions import claims
from dukou.figures.core.claims import ClaimKind, Visibility
from dukou.kit.core.periods import year

FIGURE = "/figures/noodles.industry-revenue.2023/"
_CORRECTION = {"revision": "1", "value": "90亿元", "known_on": "2024-07-08", "reason": "核对"}
_RECORDERS = those(Role.INDUSTRY_OFFICER, Role.DEPARTMENT_OFFICER)

GATES = [
    Gate("figures:list", EVERYONE),
    Gate("figures:findings", EVERYONE),
    Gate("figures:claim", EVERYONE),
    Gate("figures:correct", _RECORDERS, changes=_RECORDERS, sent=_CORRECTION),
    Gate("GET /api/v1/figures", EVERYONE),
    Gate("GET /api/v1/figures/<ref>", EVERYONE),
    Gate(
        "POST /api/v1/figures/<ref>/corrections",
        NONE,
        changes=_RECORDERS,
        sent=_CORRECTION | {"revision": 1},
        is_page=False,
        address="/api/v1/figures/noodles.industry-revenue.2023/corrections",
    ),
]


def prepared() -> Has:
    """A figure that the demo firm has given to nobody."""
    officer = viewer_of(Person.objects.get(username="demo-officer"), timezone.localdate())
    ref = claims.record(
        by=officer,
        ref="firm.secret",
        subject="cluster/noodles",
        indicator="industry-revenue",
        value="73.13亿元",
        period=year(2021),
        kind=ClaimKind.REPORTED,
        source="newspaper-2024-07",
        place="1",
        known_on=date(2024, 7, 8),
        visibility=Visibility.CONFIDENTIAL,
        owner="demo-firm",
    )
    return Has(secret=ref)


def visits(has: Has) -> list[Visit]:
    """Every page and every operation that reads."""
    return [
        Visit("figures:list", "leader", "/figures/"),
        Visit("figures:list", "officer", "/figures/?subject=cluster/noodles"),
        Visit("figures:claim", "officer", FIGURE),
        Visit("figures:correct", "officer", f"{FIGURE}correct/"),
        Visit("figures:findings", "leader", "/figures/findings/"),
        Visit("GET /api/v1/figures", "leader", "/api/v1/figures?limit=200"),
        Visit("GET /api/v1/figures/<ref>", "leader", "/api/v1/figures/noodles.industry-revenue.2023"),
    ]


def of_others(has: Has) -> list[Foreign]:
    """The figure of a firm, tried by the office and by a bank."""
    secret, api = f"/figures/{has['secret']}/", f"/api/v1/figures/{has['secret']}"
    return [
        Foreign("figures:claim", "leader", secret),
        Foreign("figures:correct", "officer", f"{secret}correct/"),
        Foreign("figures:correct", "officer", f"{secret}correct/", _CORRECTION),
        Foreign("GET /api/v1/figures/<ref>", "bank", api),
        Foreign("POST /api/v1/figures/<ref>/corrections", "officer", f"{api}/corrections", _CORRECTION | {"revision": 1}),
    ]
