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
    page(visitor, "/figures/a.secret/correct/", 403)  # whoever corrects nothing learns nothing of what there is
    assert page(visitor, "/figures/no-such/correct/", 403)
    page(seated(client, Role.INDUSTRY_OFFICER), "/figures/a.secret/correct/", 404)


def test_its_owner_sees_it(client: Any) -> None:
    visitor = seated(client, Role.ENTERPRISE_AGENT, "firm-a")
    assert "98.76" in page(visitor, "/figures/")
    assert "98.76" in page(visitor, "/figures/a.secret/")


CORRECTION = {"revision": "1", "value": "12.7亿元", "known_on": "2024-09-01", "reason": "核定"}


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


def test_a_correction_that_names_no_source_is_on_its_makers_word_and_the_page_says_so(client: Any) -> None:
    visitor = seated(client, Role.INDUSTRY_OFFICER)
    visitor.post("/figures/a.output.2023/correct/", CORRECTION)
    assert "现数由更正者负责" in page(visitor, "/figures/a.output.2023/")


def test_a_correction_that_names_its_source_shows_it(client: Any) -> None:
    visitor = seated(client, Role.INDUSTRY_OFFICER)
    visitor.post("/figures/a.output.2023/correct/", CORRECTION | {"source": "sheet", "place": "31", "said_by": "虚构统计站"})
    text = page(visitor, "/figures/a.output.2023/")
    assert "现数由更正者负责" not in text
    assert "第 31 段" in text and "虚构统计站" in text
    assert "第 3 段" in page(visitor, "/figures/a.output.2023/?known_on=2024-08-31")


def test_a_source_that_is_not_offered_is_refused_in_the_form(client: Any) -> None:
    answer = seated(client, Role.INDUSTRY_OFFICER).post("/figures/a.output.2023/correct/", CORRECTION | {"source": "hearsay"})
    assert answer.status_code == 422 and Claim.objects.filter(ref="a.output.2023").count() == 1


def test_the_day_asked_for_is_kept_through_a_correction(client: Any) -> None:
    visitor = seated(client, Role.INDUSTRY_OFFICER)
    assert 'href="/figures/a.output.2023/correct/?known_on=2024-08-31"' in page(visitor, "/figures/a.output.2023/?known_on=2024-08-31")
    answer = visitor.post("/figures/a.output.2023/correct/?known_on=2024-08-31", CORRECTION)
    assert answer.headers["Location"] == "/figures/a.output.2023/?known_on=2024-08-31"


def test_what_is_corrected_is_the_newest_state_whatever_day_is_asked_for(client: Any) -> None:
    visitor = seated(client, Role.INDUSTRY_OFFICER)
    visitor.post("/figures/a.output.2023/correct/", CORRECTION)
    text = page(visitor, "/figures/a.output.2023/correct/?known_on=2024-08-31")
    assert "12.7 亿元" in text and 'name="revision" value="2"' in text


@pytest.mark.parametrize("withdraw", [{}, {"withdraw": "on"}])
def test_a_correction_of_a_state_that_was_corrected_meanwhile_is_refused_and_shows_the_new_one(
    client: Any, withdraw: dict[str, str]
) -> None:
    visitor = seated(client, Role.INDUSTRY_OFFICER)
    visitor.post("/figures/a.output.2023/correct/", CORRECTION)
    second = CORRECTION | withdraw | {"value": "12.9亿元"}
    answer = visitor.post("/figures/a.output.2023/correct/", second)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "person:made-up-industry-officer 已更正或撤回它，现为 12.7 亿元" in text
    assert 'value="12.9亿元"' in text and 'name="revision" value="2"' in text
    assert Claim.objects.filter(ref="a.output.2023").count() == 2
    assert visitor.post("/figures/a.output.2023/correct/", second | {"revision": "2"}).status_code == 302
    assert Claim.objects.filter(ref="a.output.2023").count() == 3


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
