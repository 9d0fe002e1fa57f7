"""Applications whose joint survey is to be arranged: every part that needs it is ready, and no day is fixed."""

from __future__ import annotations

from dukou.accounts.core.viewers import Viewer
from dukou.affairs.core.joint_days import Turn, is_survey_due
from dukou.affairs.core.kinds import AffairState, Join, JointDayState
from dukou.affairs.models import Application, JointDay
from dukou.affairs.queries.texts import read
from dukou.affairs.queries.visibility import visible_applications

_FIXED = (JointDayState.ARRANGED.value, JointDayState.HELD.value)


def awaits_survey(row: Application) -> bool:
    """Whether its joint survey is to be arranged now. Who said what it says already needs none."""
    joint = read(row.text).affair.joins.get(Join.SURVEY)
    if joint is None or row.state != AffairState.IN_HAND.value:
        return False
    if JointDay.objects.filter(application=row, join=Join.SURVEY.value, state__in=_FIXED).exists():
        return False
    rows = row.parts.filter(matter__in=joint.matters, ended_at__isnull=True, answered_at__isnull=True)
    return is_survey_due(
        Turn(leg is not None, at is not None or bool(stage)) for leg, at, stage in rows.values_list("leg", "acknowledged_at", "stage")
    )


def surveys_to_arrange(viewer: Viewer, few: int = 10) -> list[Application]:
    """Those in sight, the longest due first."""
    asked = visible_applications.filter(viewer).filter(state=AffairState.IN_HAND.value, survey_asked_at__isnull=False)
    fixed = JointDay.objects.filter(join=Join.SURVEY.value, state__in=_FIXED).values("application")
    rows = asked.exclude(pk__in=fixed).select_related("text").defer("text__content").order_by("survey_asked_at", "pk")
    return [row for row in rows[: 2 * few] if awaits_survey(row)][:few]
