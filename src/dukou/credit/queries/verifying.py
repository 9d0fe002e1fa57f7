"""A stored draw made again: from its file, and against what is stored of its plan now."""

from __future__ import annotations

from dukou.credit.core.draw_files import PART_WORDS, verified
from dukou.credit.core.unfit import UnfitDraw
from dukou.credit.models import CheckPlan, DrawRow
from dukou.credit.queries.check_plans import altered, fixed_of
from dukou.kit.core.labels import Label
from dukou.kit.core.places import FieldFault

_STORED = Label("库里的{part}与公布的哈希不符", "what is stored of {part} does not fit the published hash")
_ASK = Label("查留痕，看谁改的", "look into the trail who altered it")


def differences(plan: CheckPlan, draw: DrawRow) -> list[FieldFault]:
    """Every place in which the file is not what it gives itself, and every part of the stored plan that is no longer what was published."""
    found = verified(draw.document, plan.plan_sha256)
    try:
        names = altered(plan, fixed_of(plan))
    except UnfitDraw as fault:
        return [*found, fault.fault]
    return [*found, *(FieldFault(name, _STORED.filled(part=PART_WORDS[name]), _ASK) for name in names)]
