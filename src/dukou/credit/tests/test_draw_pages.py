"""What pages and programs tell of draws: the public no firm and no grade of any, the units all, the firm its own."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from typer.testing import CliRunner

from dukou.accounts.queries.people import person_of
from dukou.credit.actions import check_visits
from dukou.credit.actions.plan_refusals import AnotherSeed
from dukou.credit.commands import app, without_home
from dukou.credit.commands.drawing import DrawDiffers, FileThere, ShortDraw
from dukou.credit.core.findings import Found
from dukou.credit.core.kinds import Severity
from dukou.credit.core.lots import Lots
from dukou.credit.core.public_cuts import EVERYBODY, bound, told
from dukou.credit.models import CheckPlan, CheckVisit, DrawRow
from dukou.credit.queries.inspection_reports import CLEAN, HIT, looked_at, public_counts
from dukou.credit.tests import credit_made as made
from dukou.credit.tests import inspections_made as inspections
from dukou.enterprises.models import Enterprise

pytestmark = pytest.mark.django_db
BACKEND = "dukou.accounts.auth.PasswordSignIn"
PLAN = "/credit/plans/of/q3-tax/"
SECOND_HALF = datetime(2026, 7, 20, 2, tzinfo=UTC)


@pytest.fixture
def firms(tmp_path: Path, collected_static: None) -> list[Enterprise]:
    cache.clear()
    made.load(tmp_path)
    return inspections.firms(40)


@pytest.fixture
def draw(firms: list[Enterprise]) -> DrawRow:
    """A drawn plan: two firms of grade D, the others of A."""
    tax = made.officer("tax")
    for number in range(2):
        made.entered(tax, firms[number], "fraud", f"税罚{number}号")
    made.graded(tax, "tax")
    inspections.team("tax")
    found, _ = inspections.drawn(tax)
    return found


def page(address: str, username: str = "", **data: str) -> tuple[int, str]:
    client = Client()
    if username:
        client.force_login(person_of(username), backend=BACKEND)
    answer = client.get(address, data)
    return answer.status_code, answer.content.decode() if not answer.streaming else ""


def stands_in(text: str, word: str) -> bool:
    """Whether a word stands there by itself: a short key is a part of many a hash."""
    return re.search(rf"(?<![0-9A-Za-z-]){re.escape(word)}(?![0-9A-Za-z-])", text) is not None


def names_and_keys(firms: list[Enterprise]) -> list[str]:
    return [text for row in firms for text in (row.name, row.key)]


def test_the_public_page_and_the_api_tell_no_firm_no_inspector_and_no_nonce(draw: DrawRow, firms: list[Enterprise]) -> None:
    whole = json.dumps(draw.document, ensure_ascii=False)
    secrets = [draw.plan.nonce, "tax-1", "tax-2", "tax-3", "tax-4", *(row.key for row in firms)]
    assert [each for each in secrets if not stands_in(whole, each)] == []  # the file could betray them all
    for address in ("/credit/draws/q3-tax/", "/credit/draws/", "/api/v1/credit/draws/q3-tax", "/api/v1/credit/draws"):
        status, text = page(address)
        assert (status, [each for each in [*secrets, *names_and_keys(firms)] if stands_in(text, each)]) == (200, [])


def test_no_published_bound_is_the_key_of_any_firm_and_yet_each_firm_sees_whether_it_was_drawn(draw: DrawRow) -> None:
    """The last key drawn, which the file tells, is one firm's: whoever tries all firms would find it and its grade."""
    lots, cuts, roster = Lots(draw.seed), draw.cuts["tax"], draw.document["list"]["tax"]
    everyone = [firm for firms in roster.values() for firm in firms]
    keys = set(lots.of_firms("tax", everyone)) | set(lots.of_control("tax", everyone))
    last = {each["last"] for each in draw.document["cuts"]["tax"]["grades"].values()} | {draw.document["cuts"]["tax"]["control"]["last"]}
    assert (last - {""}) <= keys  # the file could betray them
    bounds = {told(each).bound for each in (*cuts["grades"].values(), cuts["control"])}
    assert not bounds & keys
    for grade, firms in roster.items():
        for firm, key in zip(firms, lots.of_firms("tax", firms), strict=True):
            assert told(cuts["grades"][grade]).reaches(key) == ("grade" in arms(draw, firm))
    for firm, key in zip(everyone, lots.of_control("tax", everyone), strict=True):
        assert told(cuts["control"]).reaches(key) == ("control" in arms(draw, firm))


def arms(draw: DrawRow, firm: str) -> list[str]:
    found: list[str] = draw.document["drawn"].get(firm, {"fields": {}})["fields"].get("tax", [])
    return found


@pytest.mark.parametrize(("many", "expected"), [(0, ""), (1, "1".ljust(64, "f")), (2, "34".ljust(64, "f")), (3, EVERYBODY)])
def test_a_bound_is_the_roundest_number_that_parts_the_drawn_from_the_others(many: int, expected: str) -> None:
    keys = ["12".ljust(64, "0"), "34".ljust(64, "0"), "35".ljust(64, "0")]
    assert bound(keys, many) == expected


def test_the_room_makes_the_draw_again_and_shows_every_difference(draw: DrawRow) -> None:
    status, text = page(f"{PLAN}draw/", "tax-officer", check="yes")
    assert status == 200 and "名单、办法、检查人员与公布的哈希相符" in text
    CheckPlan.objects.update(policy={**draw.plan.policy, "per_visit": 3})
    status, text = page(f"{PLAN}draw/", "tax-officer", check="yes")
    assert status == 200 and "不一致" in text and "policy_sha256" in text


def test_its_file_is_for_the_units_and_goes_through_verify_draw_without_a_home(draw: DrawRow, tmp_path: Path) -> None:
    status, text = page(f"{PLAN}draw/file/", "tax-officer")
    assert status == 200
    made.officer("health")
    assert page(f"{PLAN}draw/file/", "health-officer")[0] == 404
    path = tmp_path / "draw.json"
    path.write_text(text, encoding="utf-8")
    assert json.loads(run("verify-draw", str(path), "--plan", draw.plan.plan_sha256, "--format", "json"))["holds"] is True
    said = json.loads(text)
    said["drawn"][min(said["drawn"])]["inspectors"] = ["tax-1", "tax-9"]
    path.write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(DrawDiffers) as refused:
        run("verify-draw", str(path))
    assert str(refused.value.faults[0].as_dict()["field"]).startswith(f"drawn.{min(said['drawn'])}.inspectors")
    assert "verify-draw" in without_home


def test_the_firm_reads_who_comes_why_and_its_own_keys_but_not_before_it_is_told(draw: DrawRow, firms: list[Enterprise]) -> None:
    agent, visit = inspections.agent(firms[0]), CheckVisit.objects.get(enterprise=firms[0])
    address = f"/credit/visits/{visit.pk}/"
    assert page(address, "made-agent")[0] == 404
    check_visits.notify(by=made.officer("lead"), visit=visit.pk, on=date(2026, 7, 20), now=made.NOW)
    status, text = page(address, "made-agent")
    lots = Lots(draw.seed)
    wanted = ["按等级抽中", f"tax|{visit.firm}", lots.of_text(f"tax|{visit.firm}")[:12]]
    team = list(visit.team.values_list("inspector__name", flat=True))
    assert (status, [each for each in [*wanted, *team] if each not in text]) == (200, [])
    assert visit.code not in text  # the code is the inspectors' to show
    assert agent.person_id is not None


def test_the_code_opens_the_page_for_the_firm_which_confirms_the_arrival(draw: DrawRow, firms: list[Enterprise]) -> None:
    visit = CheckVisit.objects.get(enterprise=firms[0])
    inspections.agent(firms[0])
    assert page(f"/credit/checks/{visit.code}/", "made-agent")[0] == 200
    assert page(f"/credit/checks/{visit.code}x/", "made-agent")[0] == 404
    assert page(f"/credit/checks/{visit.code}/", "tax-officer")[0] == 404


def test_public_statistics_keep_small_counts_back(draw: DrawRow) -> None:
    lead = made.officer("lead")
    for number, visit in enumerate(CheckVisit.objects.order_by("pk")):
        team = list(visit.team.values_list("inspector__key", flat=True))
        check_visits.arrive(by=inspections.inspector(team[0]), code=visit.code, now=SECOND_HALF)
        found = Found(Severity.MINOR, "虚构：台账缺页") if not number else Found()
        check_visits.record(by=lead, visit=visit.pk, present=team, found={"tax": found}, now=SECOND_HALF)
    looked = looked_at(date(2026, 1, 1), date(2026, 12, 31))
    assert [each.is_hit for each in looked] == [True, *[False] * (len(looked) - 1)]
    shown = public_counts(looked)
    assert (shown.cells["tax", HIT], shown.cells["tax", CLEAN], shown.total) == (None, None, len(looked))
    assert looked_at(date(2025, 1, 1), date(2025, 12, 31)) == []


def run(*arguments: str) -> str:
    found = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return found.stdout


def test_the_command_line_draws_as_json_and_gives_the_same_again(draw: DrawRow) -> None:
    said = json.loads(run("draw", "--seed", inspections.SEED, "--plan", "q3-tax", "--format", "json"))
    assert list(said) == ["seed", "list_sha256", "drawn"]
    assert (said["seed"], said["list_sha256"]) == (inspections.SEED, draw.plan.list_sha256)
    assert {each["firm"] for each in said["drawn"]} == set(draw.document["drawn"])
    assert all(set(each) == {"firm", "fields", "inspectors"} for each in said["drawn"])
    with pytest.raises(AnotherSeed):
        run("draw", "--seed", "1", "--plan", "q3-tax")


def test_what_is_written_out_verifies_and_what_is_printed_says_that_it_cannot(draw: DrawRow, tmp_path: Path) -> None:
    whole, short = tmp_path / "draw.json", tmp_path / "short.json"
    asked = ("draw", "--seed", inspections.SEED, "--plan", "q3-tax", "--format", "json")
    short.write_text(run(*asked, "--out", str(whole)), encoding="utf-8")
    assert json.loads(run("verify-draw", str(whole), "--format", "json"))["plan_sha256"] == draw.plan.plan_sha256
    with pytest.raises(ShortDraw):
        run("verify-draw", str(short))
    with pytest.raises(FileThere):
        run(*asked, "--out", str(whole))


def test_the_command_line_tells_a_plan(draw: DrawRow) -> None:
    plan = json.loads(run("plan", "q3-tax", "--format", "json"))
    assert (plan["plan_sha256"], [each["grade"] for each in plan["grades"]]) == (draw.plan.plan_sha256, ["A", "B", "C", "D"])
