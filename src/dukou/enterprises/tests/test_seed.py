"""The made-up firms of a demo home: what is planted, that it is planted once, and that it says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as house
from django.test import override_settings

from dukou.accounts.actions import seat_demo_people
from dukou.accounts.core.viewers import Viewer, command_line_viewer
from dukou.accounts.queries import viewer_of
from dukou.accounts.queries.people import person_of
from dukou.accounts.tests import cast
from dukou.audit.models import AuditEvent
from dukou.enterprises.actions.seeds import plant
from dukou.enterprises.core.kinds import LinkKind, UnitKind
from dukou.enterprises.core.synthetic import firms
from dukou.enterprises.models import Charge, Double, Enterprise, LifeEvent, Link, Site
from dukou.enterprises.queries.visibility import visible_enterprises
from dukou.figures.core.claims import Claim, ClaimKind
from dukou.figures.core.quantities import Quantity
from dukou.figures.queries import claims_about, claims_of_many, findings_about, latest_day_of_knowledge, subjects_of_kind, tags_of, trace_of
from dukou.kit.actions import load_pack
from dukou.kit.core.homes import Home, HomeFile
from dukou.kit.seeds import SEEDS

SEED = 1
Before = tuple[date | None, list[Claim]]
ALL = command_line_viewer("tester")


@contextmanager
def demo_home(folder: Path) -> Iterator[None]:
    """A demo home of the shipped district with its people and nothing planted yet."""
    home = Home(folder)
    home.write(HomeFile(pack="dadukou", is_demo=True))
    with override_settings(HOME=home, HOME_FILE=home.read()):
        load_pack(by=cast.CLI, path=house.SHIPPED_PACKS / "dadukou", now=cast.NOW)
        seat_demo_people(by=cast.CLI, home=home, now=cast.NOW)
        yield


@pytest.fixture(scope="module")
def planted_once(rows_of_module: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Before, Before]]:
    """The same with the made-up firms; what was known of the district itself before they were planted, and after."""
    with demo_home(tmp_path_factory.mktemp("demo")):
        before = of_district()
        plant(by=cast.CLI, seed=SEED, now=cast.NOW)
        yield before, of_district()


@pytest.fixture
def planted(planted_once: tuple[Before, Before], db: None) -> tuple[Before, Before]:
    """The same for one test, which takes its own changes back."""
    return planted_once


def stored() -> dict[str, list[dict[str, Any]]]:
    """Every row of the rooms that planting writes to."""
    rooms = ("accounts", "figures", "enterprises", "audit")
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for room in rooms
        for model in apps.get_app_config(room).get_models()
    }


def of_district() -> tuple[date | None, list[Claim]]:
    """The last day of knowledge, and everything that is stated about what is not made up."""
    day = latest_day_of_knowledge(ALL)
    refs = [subject.ref for subject in subjects_of_kind() if not subject.ref.startswith("enterprise/made-up")]
    return day, claims_about(viewer=ALL, known_on=cast.TODAY, subjects=refs)


def of_firms(viewer: Viewer) -> list[Claim]:
    """Everything that the viewer sees stated about the made-up firms."""
    refs = [row.ref for row in Enterprise.objects.filter(is_synthetic=True)]
    return [claim for some in claims_of_many(viewer=viewer, subjects=refs, known_on=cast.TODAY).values() for claim in some]


def test_every_made_up_firm_stands_in_the_register_and_says_so(planted: None) -> None:
    made_up = list(firms(240, SEED))
    rows = {row.key: row for row in Enterprise.objects.filter(is_synthetic=True)}
    assert {key: rows[key].name for key in rows if not key.endswith("-again")} == {firm.key: firm.name for firm in made_up}
    assert {row.code for row in rows.values()} == {firm.code for firm in made_up} | {""}
    assert {row.pack for row in rows.values()} == {""}
    assert not Enterprise.objects.filter(is_synthetic=True).exclude(name__contains="示例市").exclude(key__endswith="-again").exists()
    assert not Enterprise.objects.filter(is_synthetic=False).exclude(pack="dadukou").exists()


def test_the_firms_have_lives_links_and_sites(planted: None) -> None:
    over = Enterprise.objects.filter(is_synthetic=True).exclude(status__in=("active", "unstated"))
    ended = LifeEvent.objects.exclude(kind="moved_in")
    assert over.exists() and {event.enterprise_id: event.happened_on for event in ended} == {row.pk: row.status_on for row in over}
    assert LifeEvent.objects.filter(kind="moved_in").exists()
    links = Link.objects.select_related("child", "parent")
    assert {LinkKind.BRANCH, LinkKind.LOCAL_UNIT} == {LinkKind.of(link.kind) for link in links}
    assert all((link.kind == "branch") is (link.child.unit_kind == UnitKind.BRANCH) for link in links)
    assert Site.objects.count() == 80 and not Site.objects.filter(area__isnull=True, power__isnull=True).exists()
    assert {link.evidence for link in links} == {"合成数据，仅供演示"}


def test_planting_again_changes_nothing(planted: None) -> None:
    before = stored()
    plant(by=cast.CLI, seed=SEED, now=cast.NOW)
    plant(by=cast.CLI, seed=SEED + 1, now=cast.NOW)
    assert stored() == before


def test_the_same_number_gives_the_same_firms(planted: None) -> None:
    first, second, other = ([firm.name for firm in firms(240, seed)] for seed in (SEED, SEED, SEED + 1))
    assert first == second != other


def test_nothing_about_the_district_itself_changes(planted: tuple[Before, Before]) -> None:
    before, after = planted
    assert before[1]
    assert after == before


def test_figures_are_claims_within_the_administration_and_years_not_over_are_expected(planted: None) -> None:
    claims = of_firms(ALL)
    made_up = [stated for firm in firms(240, SEED) for year in firm.figures for stated in (year.staff, year.revenue) if stated is not None]
    assert len([claim for claim in claims if claim.indicator in ("staff", "revenue")]) == len(made_up) > 1000
    assert {claim.indicator for claim in claims} >= {"research-spending", "debt", "main-revenue"}  # for rule books, of some firms
    assert {claim.source for claim in claims} == {"made-up"}
    trace = trace_of(viewer=ALL, ref=claims[0].ref, known_on=cast.TODAY)
    assert trace and trace.source.en == "made-up data (demonstration only)"
    assert {claim.kind for claim in claims if claim.period and claim.period.year == 2024} == {ClaimKind.EXPECTED}
    assert {claim.kind for claim in claims if claim.period and claim.period.year < 2024} == {ClaimKind.REPORTED}
    subjects = {subject.ref: subject.label.zh for subject in subjects_of_kind("enterprise")}
    assert all(subjects[claim.subject].endswith("（合成数据）") for claim in claims)
    assert of_firms(viewer_of(person_of("demo-bank"), cast.TODAY)) == []
    assert findings_about(viewer=ALL, known_on=cast.TODAY, subjects=list({claim.subject for claim in claims})) == []


def test_revenue_stands_as_the_generator_has_it(planted: None) -> None:
    firm = next(each for each in firms(240, SEED) if any(year.revenue for year in each.figures))
    claims = [claim for claim in of_firms(ALL) if claim.subject == f"enterprise/{firm.key}" and claim.indicator == "revenue"]
    stated = {claim.period.year: claim.value.base_value for claim in claims if claim.period and isinstance(claim.value, Quantity)}
    assert stated == {year.year: year.revenue for year in firm.figures if year.revenue}


def test_suggested_segments_are_only_suggestions(planted: None) -> None:
    refs = [row.ref for row in Enterprise.objects.filter(is_synthetic=True)]
    tags = [tag for some in tags_of(viewer=ALL, subjects=refs, known_on=cast.TODAY).values() for tag in some]
    assert 0 < len(tags) <= 8
    assert {tag.confidence.value for tag in tags} == {"suggested"} and {tag.source for tag in tags} == {"made-up"}


def test_misspelt_entries_wait_for_people_beside_the_right_ones(planted: None) -> None:
    pairs = [{pair.first.key, pair.second.key} for pair in Double.objects.select_related("first", "second")]
    again = [key for pair in pairs for key in pair if key.endswith("-again")]
    assert len(set(again)) >= 3
    assert all(key.removesuffix("-again") in pair for pair in pairs for key in pair)
    assert set(Double.objects.values_list("state", flat=True)) == {"waiting"}


def test_the_demo_agent_sees_his_own_firm_and_the_task_force_its_three(planted: None) -> None:
    agent, member = (viewer_of(person_of(f"demo-{name}"), cast.TODAY) for name in ("enterprise", "taskforce"))
    (own,) = visible_enterprises.filter(agent, Enterprise.objects.all())
    assert own.organisation and own.organisation.key == "demo-firm"
    assert member.task_forces == {"demo-task-force"}
    charged = set(visible_enterprises.filter(member, Enterprise.objects.all()).values_list("pk", flat=True))
    assert charged == set(Charge.objects.values_list("enterprise", flat=True)) and len(charged) == 3
    assert own.pk not in charged


def test_each_act_leaves_one_event(planted: None) -> None:
    acts = list(AuditEvent.objects.order_by("pk").values_list("act", flat=True))
    assert acts[:5] == ["packs.load", "people.seat_demo", "task_forces.set_up", "task_forces.seat", "seeds.plant"]
    assert set(acts[5:]) <= {"tags.add"} and len(acts[5:]) <= 8


def test_the_register_brings_its_seed() -> None:
    assert [seed.room for seed in SEEDS if seed.plant is plant] == ["enterprises"]
