"""A firm's own keys of a draw beside the public bounds: all that it needs to see whether it was drawn rightly."""

from __future__ import annotations

from dataclasses import dataclass

from dukou.credit.core.lots import Lots
from dukou.credit.core.public_cuts import PublicCut, told
from dukou.credit.models import CheckVisit, PlanLine
from dukou.credit.queries.check_plans import draw_of


@dataclass(frozen=True, slots=True)
class OwnKey:
    """One key: over which text, and the bound of the grade (empty: of the control arm)."""

    field: str
    grade: str
    text: str
    key: str
    cut: PublicCut


def own_keys(visit: CheckVisit) -> list[OwnKey]:
    """The keys of the visited firm in every field of the plan on whose list it stood."""
    draw = draw_of(visit.plan)
    assert draw is not None, "a visit comes of a draw"
    lots, found = Lots(draw.seed), list[OwnKey]()
    lines = PlanLine.objects.filter(plan=visit.plan, firm=visit.firm, left_out="").order_by("field")
    for field, grade in lines.values_list("field", "grade"):
        cuts = draw.cuts[field]
        for text, name, cut in (
            (f"{field}|{visit.firm}", grade, cuts["grades"][grade]),
            (f"control|{field}|{visit.firm}", "", cuts["control"]),
        ):
            found.append(OwnKey(field, name, text, lots.of_text(text), told(cut)))
    return found
