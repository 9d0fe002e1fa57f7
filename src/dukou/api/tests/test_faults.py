"""What is not the caller's fault: a database that others hold too long, and a fault of ours. Both are problems, and nothing is kept."""

from __future__ import annotations

import pytest
from django.db import OperationalError, ProgrammingError, connection, transaction
from django.test import Client

from dukou.accounts.core.roles import Role
from dukou.accounts.tests import cast
from dukou.api.models import KeptAnswer
from dukou.api.tests.calling import ROOT, Program, problem, program
from dukou.enterprises.models import Enterprise
from dukou.kit.doors import RETRY_AFTER, is_busy
from dukou.kit.tests.holding import held_by_another

FIRM = {"name": "示例市云帆虚构制造有限公司"}
BUSY = (503, "kit.busy")
HELD = ("accounts_api_token", "accounts_session")


@pytest.fixture
def officer(transactional_db: None) -> Program:
    """A program that may register firms, and has called today."""
    found = program("officer", Role.INDUSTRY_OFFICER)
    assert found.get("/enterprises").status_code == 200
    return found


@pytest.fixture
def visitor(db: None) -> Client:
    """A person who has signed in and asks for the first page now."""
    found = Client(raise_request_exception=False)
    found.force_login(cast.person("clerk", Role.INDUSTRY_OFFICER), backend="dukou.accounts.auth.PasswordSignIn")
    return found


@pytest.mark.django_db(transaction=True)
def test_a_program_is_told_to_come_again_and_its_key_stays_free(officer: Program) -> None:
    with held_by_another(*HELD):
        answer = officer.post("/enterprises", FIRM, Idempotency_Key="k1", Accept="text/html")
    assert (problem(answer), answer.headers["Retry-After"]) == (BUSY, str(RETRY_AFTER))
    assert not (Enterprise.objects.exists() or KeptAnswer.objects.exists())


@pytest.mark.django_db(transaction=True)
def test_a_stranger_is_refused_at_once_and_waits_for_nobody() -> None:
    with held_by_another("kit_job"):
        answers = [Program(token).post("/enterprises", FIRM) for token in ("", "dukou_" + "a" * 43)]
    assert [problem(each) for each in answers] == [(401, "api.token_needed")] * 2


@pytest.mark.django_db(transaction=True)
def test_outside_any_view_a_page_that_asks_no_database_says_so(visitor: Client) -> None:
    with held_by_another(*HELD):  # noting the session is refused before there is a view
        page, answer = visitor.get("/", headers={"Accept": "text/html"}), visitor.get(f"{ROOT}/enterprises")
    assert (page.status_code, page.headers["Retry-After"], "系统正忙" in page.content.decode()) == (503, str(RETRY_AFTER), True)
    assert problem(answer) == BUSY


@pytest.mark.django_db(transaction=True)
def test_within_a_view_a_page_says_so(visitor: Client) -> None:
    assert visitor.get("/").status_code == 302  # to the desk; the session is noted
    with held_by_another(*HELD):
        page = visitor.post("/accounts/sign-out/", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["Retry-After"], "系统正忙" in page.content.decode()) == (503, str(RETRY_AFTER), True)


@pytest.mark.django_db
def test_a_fault_of_ours_is_a_problem_and_no_page() -> None:
    officer = program("officer", Role.INDUSTRY_OFFICER)
    officer.client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE api_kept_answer")
    answer = officer.post("/enterprises", FIRM, Idempotency_Key="k1", Accept="text/html,*/*")
    assert problem(answer) == (500, "kit.broken")
    assert not Enterprise.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/openapi.json", "/enterprises", "/nowhere"])
def test_a_fault_before_any_view_is_a_problem_below_the_root_and_tells_nothing_of_the_inside(visitor: Client, path: str) -> None:
    assert visitor.get("/").status_code == 302
    connection.check_constraints()  # PostgreSQL drops no table of which something waits to be checked
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE accounts_session")
    answer = visitor.get(f"{ROOT}{path}", headers={"Accept": "text/html,*/*"})
    assert problem(answer) == (500, "kit.broken")
    assert "accounts_session" not in answer.content.decode() and "Traceback" not in answer.content.decode()


def test_only_waiting_in_vain_is_being_busy(db: None) -> None:
    with pytest.raises((OperationalError, ProgrammingError)) as fault, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM no_such_table")
    assert not is_busy(fault.value)
    assert not is_busy(OperationalError("database is locked"))
    assert not is_busy(None)
