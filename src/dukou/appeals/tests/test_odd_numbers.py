"""Whatever stands in an address where a number belongs, pages begin at the beginning; nobody is shown a fault of ours."""

from __future__ import annotations

import pytest
from django.test import Client

from dukou.accounts.models import Person
from dukou.appeals.actions import publication
from dukou.appeals.queries.lists import Narrowed, page_of
from dukou.appeals.queries.published import published_page
from dukou.appeals.queries.red import late_page
from dukou.appeals.tests.golden import NOW, golden
from dukou.appeals.tests.made_up import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collected_static")]
ODD = ("²", "①", "９", "1²", "9" * 30, "-1", "1.0")


@pytest.mark.parametrize("odd", ODD)
def test_a_mark_that_is_no_number_begins_at_the_beginning(odd: str) -> None:
    play = golden()
    told = {"title": "迁改线路", "question": "厂区线路要迁改", "answer": "已迁改"}
    draft = publication.draft(by=play.window, number=play.solved.pk, now=at("2026-10-01 09:00"), **told)
    publication.approve(by=play.caller, number=play.solved.pk, copy=draft.number, now=at("2026-10-01 10:00"))
    assert published_page(odd, 10) == published_page("", 10) != ([], "")
    whole = late_page(play.window, NOW, 50)
    assert (late_page(play.window, NOW, 50, after=f"1.0-{odd}").rows, whole.rows != []) == (whole.rows, True)
    assert page_of(play.window, Narrowed(text=odd), NOW).rows == []  # no firm is called so
    client = Client()
    assert client.get("/appeals/public/", {"after": odd}).status_code == 200
    client.force_login(Person.objects.get(username="window"))
    for asked in ({"after": odd}, {"text": odd}):
        assert client.get("/appeals/", asked).status_code == 200
        assert client.get("/appeals/download/csv/", asked).getvalue().count(b"\n") == (8 if "after" in asked else 1)
