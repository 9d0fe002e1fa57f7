"""The fair-competition review: facts of measures as the pack tells them, and the verdict that the rule book makes of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.tests import cast
from dukou.policies.core.kinds import Verdict
from dukou.policies.queries.policies import measure_of, policies
from dukou.policies.queries.reviews import review_of, review_of_policy
from dukou.policies.tables.policies import review_table
from dukou.policies.tests.made_up import FILES, changed, load
from dukou.rules.core.visibility import Visibility
from dukou.rules.queries import catalogue
from dukou.rules.queries.subjects import subject_of

pytestmark = pytest.mark.django_db
INSIDER = Viewer("person:insider", permissions=frozenset({Permission.SEE_FIGURES_PUBLIC, Permission.SEE_FIGURES_INTERNAL}))
OUTSIDER = Viewer("person:outsider", permissions=frozenset({Permission.SEE_FIGURES_PUBLIC}))
REVIEW = "answers: {favours: no}"
WITH_EXCEPTION = {
    "rules__fair": FILES["rules/fair.yaml"].replace(
        "facts: {favours: measure.favours}", "facts: {favours: measure.favours, safe: measure.safe}"
    )
    + "exceptions:\n  - {to: 甲, clause: 乙, text: {zh: 为了安全, en: for safety}, test: safe}\n",
    "facts": FILES["facts.yaml"]
    + """  - key: measure.safe
    name: {zh: 为了安全, en: for safety}
    holds: truth
    holder: {zh: 虚构局, en: made-up bureau}
    ground: {zh: 虚构, en: made up}
    visibility: internal
""",
}


def verdict(viewer: Viewer = INSIDER) -> Verdict | None:
    """How the review of the measure `award` ends."""
    found = review_of(viewer, measure_of("award").measure)
    return found.verdict if found else None


def test_the_verdict_is_what_the_rule_book_makes_of_the_answers(tmp_path: Path) -> None:
    load(tmp_path)
    found = review_of(INSIDER, measure_of("award").measure)
    assert (
        found
        and found.told
        and (found.verdict, f"{found.book}/{found.version}", found.told.answer.value)
        == (
            Verdict.PASSED,
            "fair/1",
            "yes",
        )
    )
    assert [reason.condition.clause for reason in found.told.reasons] == ["甲"]
    (used,) = found.told.reasons[0].parts[0].used
    assert used.stated and (used.stated.source, used.stated.place, used.stated.known_on) == ("policies", "support", date(2024, 2, 1))


def test_what_is_answered_otherwise_ends_otherwise(tmp_path: Path) -> None:
    load(tmp_path)
    for answers, ends in (("favours: yes", Verdict.FAILED), ("", Verdict.OPEN), ("favours: no", Verdict.PASSED)):
        load(tmp_path, reason="重审", **changed((REVIEW, f"answers: {{{answers}}}")))
        assert verdict() is ends, answers


@pytest.mark.parametrize(
    ("answers", "ends"),
    [("favours: yes, safe: yes", Verdict.EXCEPTED), ("favours: yes, safe: no", Verdict.FAILED), ("favours: yes", Verdict.OPEN)],
    ids=["excepted", "failed", "open"],
)
def test_an_exception_has_to_be_answered_too(tmp_path: Path, answers: str, ends: Verdict) -> None:
    load(tmp_path, **changed((REVIEW, f"answers: {{{answers}}}")), **WITH_EXCEPTION)
    assert verdict() is ends


def test_without_a_review_nothing_is_known_and_nothing_is_made_up(tmp_path: Path) -> None:
    line = next(each for each in FILES["policies/support.yaml"].splitlines() if each.startswith("review:"))
    load(tmp_path, **changed((f"{line}\n", "")))
    (policy,) = policies()
    assert (verdict(), review_of_policy(INSIDER, policy)) == (None, None)
    assert catalogue()["measure.favours"].state(INSIDER, ["award"], date(2024, 7, 1)) == {}


def test_the_facts_are_stated_of_every_measure_of_the_document_from_the_day_of_the_review(tmp_path: Path) -> None:
    load(tmp_path)
    tell = catalogue()["measure.favours"]
    assert tell.visibility is Visibility.INTERNAL
    told = tell.state(INSIDER, ["award", "prize", "nothing"], date(2024, 2, 1))
    assert {key: stated.value for key, stated in told.items()} == {"award": False, "prize": False}
    assert tell.state(INSIDER, ["award"], date(2024, 1, 31)) == {}
    assert tell.state(OUTSIDER, ["award"], date(2024, 2, 1)) == {}


def test_who_may_not_see_the_answers_reads_the_verdict_alone(tmp_path: Path) -> None:
    load(tmp_path)
    found = review_of(OUTSIDER, measure_of("award").measure)
    assert found and (found.verdict, found.told) == (Verdict.PASSED, None)


def test_a_measure_has_a_name_and_a_page_as_the_subject_of_a_rule_book(tmp_path: Path) -> None:
    load(tmp_path)
    found = subject_of("measure", OUTSIDER, "award")
    assert found and (str(found.name), found.address) == ("称号奖", "/policies/measures/award/")
    assert subject_of("measure", OUTSIDER, "nothing") is None


def test_the_page_of_a_measure_shows_the_review_with_its_reasons(tmp_path: Path, client: Client) -> None:
    load(tmp_path)
    for role, is_told in ((Role.LEADER, True), (Role.BANK_OFFICER, False)):
        client.force_login(cast.person(role.value.replace("_", "-"), role, at="office"), backend="dukou.accounts.auth.PasswordSignIn")
        for address in ("/policies/measures/award/", "/policies/documents/support/"):
            html = client.get(address).content.decode()
            assert "2024-02-01，虚构局：通过" in html, (role, address)
            assert "晚于本页的日期" not in html
            assert ("不偏向" in html, "/rules/fair/1/about/award/" in html) == (is_told, is_told), (role, address)


def officer(client: Client) -> Client:
    """A visitor who may see the answers clause by clause."""
    client.force_login(cast.person("leader", Role.LEADER, at="office"), backend="dukou.accounts.auth.PasswordSignIn")
    return client


def test_the_way_to_the_reasons_leads_to_the_day_of_the_review_where_they_are_known(tmp_path: Path, client: Client) -> None:
    load(tmp_path)
    html = officer(client).get("/policies/measures/award/?known_on=2024-01-15").content.decode()
    assert "这次审查晚于本页的日期" in html
    assert 'href="/rules/fair/1/about/award/?known_on=2024-02-01"' in html
    asked = [client.get(f"/rules/fair/1/about/award/?known_on={day}").content.decode() for day in ("2024-01-31", "2024-02-01")]
    assert ["还要知道" in each for each in asked] == [True, False]


@pytest.mark.parametrize(
    ("answers", "word", "light"),
    [("favours: no", "没有", "green"), ("favours: yes", "有", "red"), ("", "有无待补", "unknown")],
    ids=["none found", "found", "not answered"],
)
def test_what_a_document_must_not_hold_is_told_as_found_or_not(tmp_path: Path, answers: str, word: str, light: str) -> None:
    named = ("none: [{test: favours}]", "none: [{clause: 甲一, text: {zh: 偏向某家, en: favours one}, test: favours}]")
    load(tmp_path, **changed((REVIEW, f"answers: {{{answers}}}")), rules__fair=FILES["rules/fair.yaml"].replace(*named))
    shown = review_of(INSIDER, measure_of("award").measure)
    assert shown and shown.told
    item = review_table(shown.told).rows[1].cells[2]
    assert (str(item.text), item.light) == (word, light)
