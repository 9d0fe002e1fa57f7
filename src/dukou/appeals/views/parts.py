"""What the pages of appeals share: names, lights, choices."""

from __future__ import annotations

from dukou.accounts.queries.organisations import organisation_names, organisations_open, units_open
from dukou.appeals.core.rules import DistrictRules
from dukou.kit.core.labels import Label
from dukou.kit.pages.tables import Text

APPEALS = Label("企业诉求", "Appeals")


def topics_offered(rules: DistrictRules) -> list[tuple[str, Text]]:
    """The topics as a form offers them."""
    return [(topic.key, topic.name) for topic in rules.topics]


def units_for(rules: DistrictRules) -> list[tuple[str, object]]:
    """The units to which a matter may go, those with a row of the duty list first; banks, leaders and the district itself are none."""
    found, named = units_open(), {row.unit for row in rules.duties}
    return sorted(((key, name) for key, name in found.items()), key=lambda each: each[0] not in named)


def units_offered() -> list[tuple[str, object]]:
    """Every organisation that is open but for enterprises: what a list may be narrowed to."""
    names = organisation_names()
    return [(key, names[key]) for key in organisations_open()]
