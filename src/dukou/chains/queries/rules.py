"""The district's own thresholds and weights."""

from __future__ import annotations

from dukou.chains.core.status_rules import StatusRules
from dukou.chains.models import ChainRules


def rules_now() -> tuple[StatusRules, dict[str, float]]:
    """The thresholds of node states, and the policy weights by chain or by node; the usual ones and none where the pack states none."""
    row = ChainRules.objects.order_by("pk").first()
    if row is None:
        return StatusRules(), {}
    return StatusRules.of_plain(row.status), {key: float(weight) for key, weight in row.weights.items()}
