"""Pages of figures: the list, the origin, the correction by form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dukou.accounts.core.roles import Role
from dukou.audit.models import AuditEvent
from dukou.figures.core.claims import Visibility
from dukou.figures.models import Claim
from dukou.figures.tests.made_up import figures, load, seated

pytestmark = pytest.mark.django_db

SECRET = figures(
    "key: a.output.2023, of: enterprise/firm-a, is: output, value: 12.5亿元, period: 2023, at: '3'",
    "key: a.secret, of: enterprise/firm-a, is: output, value: 98.76亿元, period: 2022, at: '4', visibility: confidential, owner: firm-a",
)


@pytest.fixture(autouse=True)
def made_up_district(tmp_path: Path) -> None:
    load(tmp_path, figures=SECRET)


def page(client: Client, address: str, status: int = 200) -> str:
    """The page at an address."""
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("role", [Role.LEADER, Role.BANK_OFFICER, Role.AUDITOR, Role.STEWARD])
def test_a_confidential_figure_leaks_from_no_page(client: Any, role: Role) -> None:
    assert Claim.objects.filter(visibility=Visibility.CONFIDENTIAL).count() == 1
    visitor = seated(client, role)
    for address in ("/figures/", "/figures/?subject=enterprise/firm-a", "/figures/?text=secret", "/figures/findings/"):
        assert "98.76" not in page(visitor, address)
    page(visitor, "/figures/a.secret/", 404)
    page(visitor, "/figures/a.secret/correct/", 404)


def test_its_owner_sees_it(client: Any) -> None:
    visitor = seated(client, Role.ENTERPRISE_AGENT, "firm-a")
    assert "98.76" in page(visitor, "/figures/")
    assert "98.76" in page(visitor, "/figures/a.secret/")


CORRECTION = {"value": "12.7亿元", "known_on": "2024-09-01", "reason": "核定"}


def test_a_correction_by_form(client: Any) -> None:
    visitor = seated(client, Role.INDUSTRY_OFFICER)
    answer = visitor.post("/figures/a.output.2023/correct/", CORRECTION)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/figures/a.output.2023/")
    assert list(Claim.objects.filter(ref="a.output.2023").order_by("revision").values_list("value", flat=True)) == ["12.5", "12.7"]
    event = AuditEvent.objects.order_by("-id").first()
    assert event is not None and (event.act, event.actor) == ("figures.correct", "person:made-up-industry-officer")
    assert "12.5 亿元" in page(visitor, "/figures/a.output.2023/?known_on=2024-08-31")
    assert "核定" not in page(visitor, "/figures/a.output.2023/?known_on=2024-08-31")
    assert "核定" in page(visitor, "/figures/a.output.2023/?known_on=2024-09-01")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"value": "12.7"}, "没有单位"),
        ({"reason": ""}, "理由"),
        ({"period": "2024-13"}, "不是时期"),
        ({"known_on": "2023-01-01"}, "获知日期"),
    ],
)
def test_what_is_wrong_is_said_in_the_form_and_nothing_typed_is_lost(client: Any, change: dict[str, str], said: str) -> None:
    answer = seated(client, Role.INDUSTRY_OFFICER).post("/figures/a.output.2023/correct/", CORRECTION | change)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert said in text and f'value="{(CORRECTION | change)["value"]}"' in text
    assert Claim.objects.filter(ref="a.output.2023").count() == 1


def test_who_may_not_record_is_refused_and_sees_no_way_in(client: Any) -> None:
    visitor = seated(client, Role.LEADER)
    assert "correct/" not in page(visitor, "/figures/a.output.2023/")
    page(visitor, "/figures/a.output.2023/correct/", 403)
    assert visitor.post("/figures/a.output.2023/correct/", CORRECTION).status_code == 403
    assert Claim.objects.filter(ref="a.output.2023").count() == 1


def test_the_list_finds_by_words_and_keeps_the_day(client: Any) -> None:
    visitor = seated(client, Role.LEADER)
    assert "a.output.2023" in page(visitor, "/figures/?text=甲虚构&known_on=2024-07-08")
    assert 'href="/figures/a.output.2023/?known_on=2024-07-08"' in page(visitor, "/figures/?known_on=2024-07-08")
    assert "a.output.2023" not in page(visitor, "/figures/?text=丙虚构")
    assert "a.output.2023" not in page(visitor, "/figures/?known_on=2024-07-07")
