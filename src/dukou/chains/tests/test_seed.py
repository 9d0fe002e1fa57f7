"""The made-up chains of a demo home: every state of a node occurs, nothing touches a real firm, and all of it says what it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as house
from django.test import override_settings

from dukou.accounts.actions import seat_demo_people
from dukou.accounts.core.viewers import command_line_viewer
from dukou.accounts.tests import cast
from dukou.audit.models import AuditEvent
from dukou.chains.actions.seeds import plant
from dukou.chains.core.assessed import Assessed
from dukou.chains.core.kinds import InvitationState
from dukou.chains.core.status.facts import NodeStatus
from dukou.chains.core.synthetic.catalogue import SOWN
from dukou.chains.core.synthetic.firms import PREFIX, grown
from dukou.chains.models import Assessment, BackTest, Candidate, Invitation, Problem, Reference, SupplyLink
from dukou.chains.queries.assessments import shown_chains
from dukou.enterprises.actions.seeds import plant as plant_register
from dukou.enterprises.core.codes import judge
from dukou.enterprises.models import Enterprise, Part
from dukou.figures.core.tags import Confidence
from dukou.figures.models import Claim, Tag
from dukou.figures.queries import latest_day_of_knowledge
from dukou.kit.actions import load_pack
from dukou.kit.core.homes import Home, HomeFile
from dukou.kit.seeds import SEEDS

SEED, CHAINS = 1, ("ivd", "glass-fibre", "visual-aiot", "motorcycles", "noodles")
ALL = command_line_viewer("tester")
ROOMS = ("figures", "enterprises", "chains", "audit")
Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Before:
    """What stood before the chains were planted: the day of the district, and the last row of each table."""

    day: object
    last: dict[str, int]

    def added(self, model: Any) -> Any:
        """The rows of a table that were planted."""
        return model._default_manager.filter(pk__gt=self.last[model.__name__])


@pytest.fixture(scope="module")
def planted_once(rows_of_module: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Before]:
    """A demo home of the shipped district with its made-up firms, and then its chains."""
    home = Home(tmp_path_factory.mktemp("demo"))
    home.prepare()
    home.write(HomeFile(pack="dadukou", is_demo=True))
    with override_settings(HOME=home, HOME_FILE=home.read()):
        load_pack(by=cast.CLI, path=house.SHIPPED_PACKS / "dadukou", now=cast.NOW)
        seat_demo_people(by=cast.CLI, home=home, now=cast.NOW)
        plant(by=cast.CLI, seed=SEED, now=cast.NOW)  # no made-up firm stands yet: nothing is planted
        assert not Candidate.objects.exists()
        plant_register(by=cast.CLI, seed=SEED, now=cast.NOW)
        last = {name: max((row["id"] for row in rows), default=0) for name, rows in stored().items()}
        before = Before(latest_day_of_knowledge(ALL), last)
        plant(by=cast.CLI, seed=SEED, now=cast.NOW)
        yield before


@pytest.fixture
def planted(planted_once: Before, db: None) -> Before:
    """The same for one test, which takes its own changes back."""
    return planted_once


def stored() -> Rows:
    """Every row of the rooms that planting writes to."""
    models = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}


def found() -> dict[str, Assessed]:
    """What was found of each chain."""
    return {row.chain.slug: Assessed.of_plain(row.content) for row in Assessment.objects.select_related("chain")}


def test_every_state_of_a_node_occurs(planted: Before) -> None:
    looks = found()
    assert set(looks) == set(CHAINS)
    assert {node.status for look in looks.values() for node in look.nodes} == {status.value for status in NodeStatus}


def test_most_of_what_reagents_are_made_of_is_missing_and_what_is_missing_is_advised(planted: Before) -> None:
    ivd = found()["ivd"]
    upstream = ("antigens-antibodies", "enzymes", "primers-probes", "membranes", "microspheres", "gold-substrates", "pumps-needles")
    assert {node.status for node in ivd.nodes if node.key in upstream} == {NodeStatus.MISSING.value}
    assert {each.node for each in ivd.advice if not each.lacks} >= set(upstream)
    assert all(each.rate_n for each in ivd.advice if each.node in upstream)  # a hit rate with its number stands beside each


def test_nothing_is_attached_to_a_firm_that_is_real(planted: Before) -> None:
    made_up = set(Enterprise.objects.filter(is_synthetic=True).values_list("key", flat=True))
    sown = {each.firm.key for each in grown(SEED, 2023, CHAINS)}
    assert {row.key for row in planted.added(Enterprise)} == sown <= made_up
    touched = {tag.subject.key for tag in planted.added(Tag).select_related("subject")}
    touched |= set(planted.added(Part).values_list("enterprise__key", flat=True))
    touched |= {key for pair in SupplyLink.objects.values_list("supplier__key", "user__key") for key in pair}
    touched |= {claim.subject.key for claim in planted.added(Claim).select_related("subject")}
    assert touched == sown  # figures of all, and nothing of anybody else
    assert set(Candidate.objects.values_list("is_synthetic", flat=True)) == {True}
    offices = [set(model._default_manager.values_list("office__key", flat=True)) for model in (Invitation, Problem)]
    assert offices == [{"demo-office"}, {"demo-office"}]


def test_everything_says_that_it_is_made_up(planted: Before) -> None:
    for model in (Reference, Candidate, Invitation, Problem):
        assert set(model._default_manager.values_list("is_synthetic", flat=True)) == {True}, model
    assert {row.content["is_synthetic"] for row in BackTest.objects.all()} == {True}
    assert {(look.grounds.panel_is_synthetic, look.grounds.table_is_synthetic) for look in found().values()} == {(True, True)}
    assert all("合成数据" in str(label.zh) for look in found().values() for label in (look.grounds.panel, look.grounds.table) if label)
    assert all(row.name.startswith("示例市") for row in planted.added(Enterprise))
    assert all(row.name.startswith("虚构市") for row in Candidate.objects.all())
    assert {claim.source.key for claim in planted.added(Claim).select_related("source")} == {"made-up"}
    assert {tag.source.key for tag in planted.added(Tag).select_related("source")} == {"made-up"}
    assert set(SupplyLink.objects.values_list("evidence", flat=True)) == {"合成数据，仅供演示"}


def test_the_firms_have_right_codes_and_the_revenue_of_two_full_years(planted: Before) -> None:
    rows = list(planted.added(Enterprise))
    assert len(rows) == len({row.code for row in rows}) == sum(len(each.revenues) for each in SOWN)
    assert all(judge(row.code).is_valid and row.code[8:11] == "XXY" and row.industry for row in rows)
    assert {row.key[: len(PREFIX)] for row in rows} == {PREFIX}
    assert not Enterprise.objects.exclude(pk__in=[row.pk for row in rows]).filter(code__in=[row.code for row in rows]).exists()
    revenue = planted.added(Claim).filter(definition__indicator__key="revenue")
    assert Counter(revenue.values_list("period", flat=True)) == {"2022": len(rows), "2023": len(rows)}


def test_each_chain_has_a_made_up_leader_and_some_tags_are_old(planted: Before) -> None:
    leads = sorted(planted.added(Part).values_list("of", "kind"))
    assert leads == sorted((each.leads, "chain_leader") for each in SOWN if each.leads) and len(leads) == len(CHAINS)
    assert all(any(key.startswith(PREFIX) for key in look.leaders) for look in found().values())
    tags = list(planted.added(Tag))
    assert {tag.confidence for tag in tags} == {Confidence.CONFIRMED.value} and all(tag.share for tag in tags)
    stale = [firm for look in found().values() for node in look.nodes for firm in node.firms if firm.is_stale]
    assert 0 < len(stale) < len(tags) / 4


def test_nothing_becomes_known_or_happens_after_the_day_of_the_demo(planted: Before) -> None:
    assert latest_day_of_knowledge(ALL) == planted.day
    known = {row.known_on for model in (Claim, Tag, Candidate, Reference, SupplyLink) for row in planted.added(model)}
    assert max(known) == planted.day
    moments = [row.made_at for row in Assessment.objects.all()] + [row.listed_at for row in Invitation.objects.all()]
    assert {moment.date() for moment in moments} == {planted.day} == {row.as_of for row in Assessment.objects.all()}
    assert not any(shown.is_stale for shown in shown_chains())


def test_the_lists_are_filled(planted: Before) -> None:
    assert Counter(Invitation.objects.values_list("state", flat=True)) == Counter(state.value for state in InvitationState)
    assert all(row.advice["node"] in row.node for row in Invitation.objects.all())
    assert [bool(row.solved_at) for row in Problem.objects.order_by("pk")] == [False, False, True]
    assert Candidate.objects.count() == 12 and SupplyLink.objects.count() == 10
    assert list(BackTest.objects.values_list("task", flat=True)) == ["arrival"]


def test_planting_again_changes_nothing(planted: Before) -> None:
    before = stored()
    plant(by=cast.CLI, seed=SEED, now=cast.NOW)
    plant(by=cast.CLI, seed=SEED + 1, now=cast.NOW)
    assert stored() == before


def test_the_same_number_gives_the_same_firms_and_another_gives_others() -> None:
    first, again, other = ([each.firm for each in grown(seed, 2023, CHAINS)] for seed in (SEED, SEED, SEED + 1))
    assert first == again and not {firm.name for firm in first} & {firm.name for firm in other}


def test_a_home_whose_pack_lacks_a_chain_gets_none_of_its_firms() -> None:
    assert {each.sown.chain for each in grown(SEED, 2023, ("ivd", "noodles"))} == {"ivd", "noodles"}


def test_the_whole_is_told_in_one_event(planted: Before) -> None:
    events = [row for row in AuditEvent.objects.filter(act="seeds.plant") if row.subject_key == "demo chains"]
    assert [row.after for row in events] == [{"seed": SEED, "firms": sum(len(each.revenues) for each in SOWN)}]


def test_the_room_brings_its_seed() -> None:
    assert [seed.room for seed in SEEDS if seed.plant is plant] == ["chains"]
