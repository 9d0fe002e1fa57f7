"""What the room states to rule books: as the newest look of the day found it, with open ends where something is unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import ANONYMOUS_VIEWER, Viewer
from dukou.chains.actions.assessments import assess
from dukou.chains.core.assessed import Assessed, FirmHere, Grounds, NodeFound, NotPlaced
from dukou.chains.core.stated import GAP, REVENUE, Look, Places, node_facts, places_of
from dukou.chains.tests.listed import BRINE, DAY, NOW, OFFICE, SALT, TWICE, firms, load
from dukou.enterprises.actions import tags
from dukou.enterprises.tests.made_up import register
from dukou.figures.core.tags import Confidence
from dukou.kit.core.labels import Label
from dukou.rules.core.facts import FACTS, Range, Stated, state_of
from dukou.rules.queries.naming import named_sources
from dukou.rules.queries.subjects import subject_of

WAN = 1_000_000  # fen
KEYS = ["salt-brine", "salt-pans", "salt-salt", "salt-none", "tea-leaf"]
SAID = Label("虚构", "made up")


def node(key: str = "brine", *facts: str, firms: tuple[FirmHere, ...] = (), act: str | None = None, **more: object) -> NodeFound:
    """A made-up finding."""
    plain = NodeFound(
        key=key,
        status="weak",
        act=act,
        facts=facts,
        reasons=(),
        firms=firms,
        revenue=500 * WAN,
        effective=None,
        top_share=None,
        quotient=None,
        demand=0,
        supply=None,
        gap=(100.0 * WAN, 150.0 * WAN, 200.0 * WAN),
        sufficiency=None,
        reliability=0.0,
        importance=None,
        required_by=(),
        open_users=(),
        behind=(),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def firm(key: str, confidence: str = "likely") -> FirmHere:
    """A made-up firm on a node."""
    return FirmHere(key, key, None, None, 1.0, False, "words", confidence, SAID, None, None, False)


def look(*nodes: NodeFound, chain: str = "salt", unplaced: tuple[str, ...] = (), made_on: date = DAY) -> Look:
    """A made-up look at a chain."""
    grounds = Grounds(None, False, "", None, False, 0, False)
    lost = tuple(NotPlaced(key, key, SAID) for key in unplaced)
    return Look(chain, 1, made_on, Assessed(DAY, nodes, (), (), (0, 0), (), lost, (), grounds))


@pytest.mark.parametrize(
    ("found", "revenue", "gap"),
    [
        (node(), Range(Decimal(500), Decimal(500)), Range(Decimal(100), Decimal(200))),
        (node("n", "demand_open"), Range(Decimal(500), Decimal(500)), Range(Decimal(100), None)),
        (node("n", "revenue_partly_unknown"), Range(Decimal(500), None), Range(Decimal(0), Decimal(200))),
        (node("n", "revenue_partly_unknown", "demand_open"), Range(Decimal(500), None), None),
        (node("n", "revenue_unknown", revenue=None, gap=None), None, None),
        (node("n", "revenue_unknown", revenue=0), None, Range(Decimal(0), Decimal(200))),
        (node(gap=(0.0, 0.0, 0.0)), Range(Decimal(500), Decimal(500)), Range(Decimal(0), Decimal(0))),
    ],
)
def test_what_is_unknown_opens_an_end_and_without_ends_nothing_is_told(found: NodeFound, revenue: Range | None, gap: Range | None) -> None:
    told = {name: value for name, (value, _) in node_facts(found).items()}
    assert (told.get(REVENUE), told.get(GAP)) == (revenue, gap)


def test_a_firm_stands_where_it_is_confirmed_or_likely_over_all_chains() -> None:
    salt = look(
        node("brine", firms=(firm("a"), firm("b", "suggested")), act="strengthen"),
        node("pans", firms=(firm("a", "confirmed"),)),
        made_on=DAY,
    )
    tea = look(node("leaf", firms=(firm("a"),), act="extend"), chain="tea")
    assert places_of([salt, tea], {"a": DAY - timedelta(1), "b": DAY - timedelta(1)}) == {
        "a": Places(("node/salt-brine", "node/salt-pans", "node/tea-leaf"), ("strengthen", "extend")),
        "b": Places((), ()),
    }


def test_a_firm_that_a_look_may_have_missed_is_unknown() -> None:
    salt = look(node("brine", firms=(firm("a"),)), unplaced=("c",))
    assert set(places_of([salt], dict.fromkeys("abc", DAY))) == {"a", "c"}
    assert set(places_of([salt], dict.fromkeys("abc", DAY - timedelta(1)))) == {"a", "b", "c"}
    tea = look(chain="tea")
    assert places_of([salt, tea], {"a": DAY}) == {}


def told(name: str, keys: list[str], viewer: Viewer = OFFICE, as_of: date = DAY) -> dict[str, Stated]:
    return dict(state_of(name, viewer=viewer, keys=keys, as_of=as_of))


@pytest.mark.django_db
def test_nodes_are_told_of_by_the_newest_look_of_the_day_or_earlier(tmp_path: Path) -> None:
    load(tmp_path)
    firms()
    assert told("node.status", KEYS) == {}
    number = str(assess(by=OFFICE, chain="salt", as_of=DAY, now=NOW).pk)
    found = told("node.status", KEYS)
    assert {key: each.value for key, each in found.items()} == {"salt-brine": "missing", "salt-pans": "missing", "salt-salt": "present"}
    assert {(each.source, each.place, each.known_on) for each in found.values()} == {("chains", number, DAY)}
    assert {key: each.value for key, each in told("node.firms", KEYS).items()} == {
        "salt-brine": Decimal(0),
        "salt-pans": Decimal(0),
        "salt-salt": Decimal(2),
    }
    assert told("node.gap", KEYS)["salt-brine"].value == Range(Decimal(2400), None)
    assert told("node.revenue", KEYS)["salt-salt"].value == Range(Decimal(30000), None)
    assert told("node.status", KEYS, as_of=DAY - timedelta(1)) == {}
    register("虚构卤水厂")
    assess(by=OFFICE, chain="salt", as_of=DAY + timedelta(9), now=NOW)
    assert told("node.firms", KEYS)["salt-brine"].value == Decimal(0)
    assert told("node.firms", KEYS, as_of=DAY + timedelta(9))["salt-brine"].value == Decimal(1)


@pytest.mark.django_db
def test_firms_are_told_of_once_every_chain_has_been_looked_at(tmp_path: Path) -> None:
    load(tmp_path)
    keys = firms()
    works, other = keys["虚构精盐一厂"], keys["虚构精盐二厂"]
    for ref in (SALT, BRINE):
        tags.add(by=OFFICE, key=works, segment=ref, source="sheet", place="3", known_on=DAY, confidence=Confidence.CONFIRMED, now=NOW)
    assess(by=OFFICE, chain="salt", as_of=DAY, now=NOW)
    found = told("enterprise.nodes", [works, other, "e99"])
    assert {key: each.value for key, each in found.items()} == {works: (BRINE, SALT), other: ()}  # its name alone only suggests a node
    assert told("enterprise.node_acts", [works])[works].value == ("strengthen",)
    load(tmp_path, TWICE)
    assert told("enterprise.nodes", [works]) == {}
    assess(by=OFFICE, chain="twin", as_of=DAY, now=NOW)
    assert set(told("enterprise.nodes", [works, other])) == {works, other}


@pytest.mark.django_db
def test_nothing_is_told_to_who_does_not_see_what_is_internal(tmp_path: Path) -> None:
    load(tmp_path)
    works = firms()["虚构精盐一厂"]
    assess(by=OFFICE, chain="salt", as_of=DAY, now=NOW)
    official = Viewer("person:o", permissions=frozenset({Permission.SEE_FIGURES_INTERNAL}))
    names = [("node.status", ["salt-brine"]), ("enterprise.nodes", [works])]
    assert [len(told(name, keys)) for name, keys in names] == [1, 1]
    assert [len(told(name, keys, ANONYMOUS_VIEWER)) for name, keys in names] == [0, 0]
    assert [len(told(name, keys, official)) for name, keys in names] == [1, 0]  # he does not see the register


@pytest.mark.django_db
def test_a_node_has_a_name_and_a_page_as_the_subject_of_a_rule_book(tmp_path: Path) -> None:
    load(tmp_path)
    found = subject_of("node", OFFICE, "salt-brine")
    assert found and (str(found.name), found.address, found.place) == ("卤水", "/chains/maps/salt/nodes/brine/", "")
    assert [subject_of("node", OFFICE, "salt-none"), subject_of("node", ANONYMOUS_VIEWER, "salt-brine")] == [None, None]


@pytest.mark.django_db
def test_the_facts_are_internal_and_their_source_has_a_name() -> None:
    names = ["node.status", "node.gap", "node.firms", "node.revenue", "enterprise.nodes", "enterprise.node_acts"]
    assert {FACTS[name].visibility.value for name in names} == {"internal"}
    stated = look().stated("weak")
    assert named_sources([stated])[stated].name.en == "the assessment of the chain"
