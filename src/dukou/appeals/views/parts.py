"""What the pages of appeals share: names, lights, choices."""

from __future__ import annotations

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries.organisations import organisation_names, organisations_open
from dukou.appeals.core.kinds import AppealState
from dukou.appeals.core.rules import DistrictRules
from dukou.kit.core.labels import Label
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Text

APPEALS = Label("企业诉求", "Appeals")
ROWS = "dukou.appeals.queries.visibility:visible_appeals"
READERS = (
    Permission.SEE_APPEALS,
    Permission.SEE_ENTERPRISE_DESK,
    Permission.ANSWER_LEGS,
    Permission.FILE_APPEALS,
)
SEES = needs(*READERS, rows=ROWS)
STATE_LIGHTS = {AppealState.CLOSED: Light.GREEN, AppealState.ON_PLAN: Light.YELLOW}
LATE, STANDING = Label("已逾期", "late"), Label("暂停计时", "standing still")
PROVISIONAL = Label("暂定（放假安排未公布）", "provisional: the notice on holidays is not out")


def topics_offered(rules: DistrictRules) -> list[tuple[str, Text]]:
    """The topics as a form offers them."""
    return [(topic.key, topic.name) for topic in rules.topics]


def units_offered() -> list[tuple[str, object]]:
    """The organisations to which something can be dispatched, as a form offers them."""
    names = organisation_names()
    return [(key, names[key]) for key in organisations_open()]
