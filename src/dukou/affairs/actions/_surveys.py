"""When every part that needs the joint survey is ready, the window is told, once; it arranges the day itself."""

from __future__ import annotations

from dukou.affairs.actions._steps import tell_window
from dukou.affairs.models import Application
from dukou.affairs.queries.surveys import awaits_survey
from dukou.casework.actions.steps import Step
from dukou.kit.core.labels import Label

_ASKED = Label(
    "各单位已备好，请约联合踏勘：第 {number} 号申请（{applicant}）",
    "every unit is ready: arrange the joint survey of application {number} ({applicant})",
)


def ask_for_survey(application: Application, step: Step) -> None:
    """Say so where it has become due and was not said before; a part of the step by which the last part became ready."""
    if application.survey_asked_at is None and awaits_survey(application):
        application.survey_asked_at = step.now
        step.note(survey="to be arranged")
        tell_window(application, step, _ASKED)
