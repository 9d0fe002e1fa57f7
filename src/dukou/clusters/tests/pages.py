"""The pages of this room for tests of the whole house."""

from __future__ import annotations

from dukou.accounts.tests.visits import EVERYONE, Gate, Has, Visit

THEN = "?known_on=2024-07-07"
GATES = [
    Gate("clusters:list", EVERYONE),
    Gate("clusters:total", EVERYONE),
    Gate("clusters:detail", EVERYONE),
    Gate("clusters:derivation", EVERYONE),
    Gate("rules:answer", EVERYONE, case="a cluster"),
    Gate("GET /api/v1/clusters", EVERYONE),
    Gate("GET /api/v1/clusters/<slug>", EVERYONE),
]
PUBLIC_KEYS = {
    "clusters:detail": "which clusters a district has is public; what is computed is computed of the figures that the visitor may see",
    "clusters:derivation": "the same: the keys of what can be computed are the house's own",
    "GET /api/v1/clusters/<slug>": "the same",
}


def visits(has: Has) -> list[Visit]:
    """Every page and every operation that reads."""
    return [
        Visit("clusters:list", "leader", "/clusters/"),
        Visit("clusters:list", "leader", f"/clusters/{THEN}"),
        Visit("clusters:total", "leader", "/clusters/district/total/"),
        Visit("clusters:detail", "leader", "/clusters/noodles/"),
        Visit("clusters:detail", "leader", "/clusters/biomedical/"),
        Visit("clusters:detail", "leader", f"/clusters/noodles/{THEN}"),
        Visit("clusters:derivation", "leader", "/clusters/noodles/figures/share-2023H1/"),
        Visit("rules:answer", "leader", "/rules/schedule-light/1/about/noodles/", 200, "a cluster"),
        Visit("GET /api/v1/clusters", "leader", "/api/v1/clusters"),
        Visit("GET /api/v1/clusters/<slug>", "leader", "/api/v1/clusters/noodles"),
        Visit("a refusal", "leader", "/clusters/noodles/figures/no-such-figure/", 404),
        Visit("not a day", "leader", "/clusters/?known_on=yesterday", 400),
    ]
