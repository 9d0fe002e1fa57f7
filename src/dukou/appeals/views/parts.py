"""What the pages of appeals share: names, lights, choices."""

from __future__ import annotations

from dukou.accounts.queries.organisations import organisation_names, organisations_open
from dukou.appeals.core.rules import DistrictRules
from dukou.kit.core.labels import Label
from dukou.kit.pages.tables import Text

APPEALS = Label("企业诉求", "Appeals")


def topics_offered(rules: DistrictRules) -> list[tuple[str, Text]]:
    """The topics as a form offers them."""
    return [(topic.key, topic.name) for topic in rules.topics]


def units_offered() -> list[tuple[str, object]]:
    """The organisations to which something can be dispatched, as a form offers them."""
    names = organisation_names()
    return [(key, names[key]) for key in organisations_open()]
