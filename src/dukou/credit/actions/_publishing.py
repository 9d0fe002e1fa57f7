"""What is fixed when a plan is published: policy, inspectors, and the lines of its list. Parts of an act, in its transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dukou.credit.actions.plan_refusals import TooFewInspectors
from dukou.credit.core.inspections import LeftOut
from dukou.credit.core.lots import able_for
from dukou.credit.core.published import Inspector, Policy, Terms
from dukou.credit.models import PlanField
from dukou.credit.queries.fields import field_named
from dukou.credit.queries.inspectors import inspectors_for
from dukou.credit.queries.plan_lists import Drafted


def policy_of(parts: Sequence[PlanField]) -> Policy:
    """Two inspectors at least a visit, one at least of each unit that takes part."""
    return Policy({part.field: Terms(part.unit.key, part.ratios, part.control) for part in parts})


def roster_for(policy: Policy) -> list[Inspector]:
    """Who may be drawn; refused where a field has fewer than a visit to it alone needs."""
    found = inspectors_for(list(policy.fields))
    for field in policy.fields:
        able = len(able_for(field, policy, found))
        if able < policy.per_visit:
            raise TooFewInspectors(field=field_named(field).label, found=able, needed=policy.per_visit)
    return found


def lines_of(found: Drafted) -> Iterator[dict[str, object]]:
    """The lines of the list, and of those who stay off it."""
    for entries, left_out in ((found.listing.entries, ""), (found.listing.used_up, LeftOut.USED_UP.value)):
        for entry in entries:
            yield {
                "field": entry.field,
                "enterprise_id": found.ids[entry.firm],
                "firm": entry.firm,
                "grade": entry.grade,
                "points": found.points(entry),
                "left_out": left_out,
            }
