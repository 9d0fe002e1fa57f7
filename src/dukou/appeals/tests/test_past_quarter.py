"""The quarter of the demo that is over: its public figures, reckoned by hand, show rates and keep small counts from view."""

from __future__ import annotations

import pytest
from django.utils import timezone

from dukou.accounts.core.roles import Role
from dukou.accounts.queries import command_line_viewer
from dukou.appeals.actions import publication
from dukou.appeals.actions._past_stories import play_past
from dukou.appeals.actions.seeds import Stage
from dukou.appeals.core.kinds import Outcome
from dukou.appeals.core.statistics import Timeliness
from dukou.appeals.models import Appeal, AppealRules
from dukou.appeals.queries.published import public_figures
from dukou.appeals.tests.made_up import RULES, agent, at, district, firm, officer
from dukou.casework.core.notices import version_of
from dukou.casework.core.satisfaction import AnswerKind
from dukou.casework.queries.calendars import calendar_in_force
from dukou.casework.tests.made_up import unit
from dukou.kit.core.actors import SYSTEM
from dukou.kit.core.periods import months
from dukou.kit.core.rates import Rate

pytestmark = pytest.mark.django_db
UNITS = {"power": "power", "labour": "social", "traffic": "green"}
ENDS = at("2026-09-30 23:00")
DONE, LATE = Timeliness.IN_TIME, Timeliness.LATE


def _stage() -> Stage:
    """A made-up district with the three topics, whose quarter is over."""
    district()
    unit("demo-office")
    topics = [{"key": key, "name": {"zh": f"虚构{key}", "en": key}, "words": []} for key in UNITS]
    duties = [RULES["duties"][0] | {"key": key, "topic": key, "unit": of} for key, of in UNITS.items()]
    content = RULES | {"topics": topics, "duties": duties}
    AppealRules.objects.update(content=content, sha256=version_of(content))
    firms = [firm(f"虚构{place}厂") for place in range(3)]
    return Stage(
        window=officer("window", Role.WINDOW_CLERK, "window"),
        officer=officer("caller", Role.WINDOW_CLERK, "window"),
        units=command_line_viewer("tests"),
        own=agent(firms[0]),
        own_firm="",
        firms=tuple(each.key for each in firms),
        calendar=calendar_in_force("cn")[0],
        now=ENDS,
    )


def test_the_public_reads_rates_of_two_units_and_not_of_the_third() -> None:
    assert play_past(_stage()) == Appeal.objects.count() == 22
    assert set(Appeal.objects.values_list("state", flat=True)) == {"closed"}
    assert {timezone.localdate(day) >= at("2026-07-01 00:00").date() for day in Appeal.objects.values_list("filed_at", flat=True)} == {True}
    publication.cut(by=SYSTEM, period=months(2026, 7, 9), now=at("2026-10-01 00:00"))
    found = public_figures()
    assert found is not None
    tables = found.tables
    assert dict(tables.reply.columns) == {DONE: 17, LATE: 5, Timeliness.NEVER: 0}
    assert (tables.outcomes.columns[Outcome.SOLVED], tables.outcomes.total) == (12, 22)
    assert dict(tables.answers.columns) == {AnswerKind.SATISFIED: 12, AnswerKind.DISSATISFIED: 5, AnswerKind.SILENT: 5}
    for shown in (tables.reply, tables.outcomes, tables.answers):
        hidden = [of for of in UNITS.values() if shown.rows[of] is None]
        assert (len(hidden), "green" in hidden, shown.total) == (2, True, 22)  # two appeals, and so is whatever tells them
    shares = [tables.outcomes.rate(of, Outcome.SOLVED, Outcome) for of in ("power", "social")]
    assert [share for share in shares if share is not None] == [Rate(5, 10)]
