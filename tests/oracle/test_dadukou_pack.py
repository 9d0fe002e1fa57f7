"""packs/dadukou states what the article states: every fact, with its operator, scope, period, kind and line, in our own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from dukou.figures.core.claims import Claim, ClaimKind, Role
from dukou.figures.core.findings import FindingRule, findings_among
from dukou.figures.core.quantities import Quantity
from dukou.figures.core.units import UNITS
from dukou.kit.core.periods import Period, parse_period
from dukou.kit.packfiles.reading import Contents
from tests.oracle.claims import claims_of
from tests.oracle.conftest import PACKS
from tests.oracle.coverage import KIND_READ_AS, KINDS, LEFT_OUT, NAMES, NUMBERS_LEFT, READ_AS, STATED_BY, UNIT_READ_AS
from tests.oracle.outside import article_lines, lines_of, needs_article, needs_oracle, oracle_rows, people

PLAIN = re.compile(r"\d{4}(-\d\d){0,2}|\d{4}H[12]")
SPAN = re.compile(r"(\d{4})–(\d{4})(-\d\d)?")
OPERATORS = {">=": "≥", "<=": "≤", "rank=": "="}
COPIED = 12  # this many Chinese characters in a row are a copy, not a coincidence
CLUSTERS = ["big-data", "biomedical", "eco-environment", "new-materials", "noodles"]


@pytest.fixture(scope="module")
def claims(dadukou: Contents) -> dict[str, Claim]:
    """The claims of the pack, by reference."""
    return claims_of(dadukou)


def test_the_pack_has_no_fault(dadukou: Contents) -> None:
    assert [str(fault) for fault in dadukou.faults] == []


@needs_oracle
def test_every_row_of_the_oracle_is_stated_or_left_out_with_a_reason(claims: dict[str, Claim]) -> None:
    assert set(STATED_BY) | set(LEFT_OUT) == set(oracle_rows())
    assert not set(STATED_BY) & set(LEFT_OUT)
    assert all(LEFT_OUT.values())
    assert {key for keys in STATED_BY.values() for key in keys} <= set(claims)


@needs_oracle
@pytest.mark.parametrize("fact", STATED_BY)
def test_a_claim_states_its_row(fact: str, claims: dict[str, Claim]) -> None:
    row = oracle_rows()[fact]
    for key in STATED_BY[fact]:
        claim = claims[key]
        assert claim.kind.value == KIND_READ_AS.get(fact, KINDS[row["kind"]])
        if isinstance(claim.value, Quantity):
            assert claim.value.operator.value == OPERATORS.get(row["op"], row["op"])
            assert _in_unit(claim.value, row["unit"]) == Decimal(row["value"])
            assert _is_of(claim.period, row, fact)
        elif isinstance(claim.value, Period):
            assert (row["op"], claim.value) == ("=", parse_period(row["value"]))
        else:
            assert (row["op"], row["value"] or claim.value) == ("=", claim.value)


@needs_oracle
@needs_article
@pytest.mark.parametrize("fact", STATED_BY)
def test_a_claim_stands_where_its_quote_stands(fact: str, claims: dict[str, Claim]) -> None:
    row = oracle_rows()[fact]
    lines = lines_of(row["quote"])
    assert int(row["line"]) in lines
    for key in STATED_BY[fact]:
        assert int(claims[key].place) in lines


def _in_unit(quantity: Quantity, unit: str) -> Decimal:
    """The quantity in the oracle's unit; a unit that measures something else is a failure."""
    return quantity.unit.converted(quantity.number, UNITS[UNIT_READ_AS.get(unit, unit)])


def _is_of(period: Period | None, row: dict[str, str], fact: str) -> bool:
    written = READ_AS.get(fact, row["period"])
    span = SPAN.fullmatch(written)
    if span:
        return period is not None and (period.first.year, period.last.year) == (int(span[1]), int(span[2]))
    if fact in READ_AS or PLAIN.fullmatch(written):
        return period == parse_period(written)
    return period is None


@needs_article
def test_every_number_of_the_article_is_in_a_claim_of_its_line(claims: dict[str, Claim]) -> None:
    stated: dict[int, set[str]] = {}
    for claim in claims.values():
        said = f"{claim.value} {claim.period}" if isinstance(claim.value, Quantity) else f"{claim.value}"
        stated.setdefault(int(claim.place), set()).update(_numbers(said))
    missing = {
        (number, each)
        for number, line in enumerate(article_lines(), 1)
        for each in _numbers(line) - stated.get(number, set()) - set(NUMBERS_LEFT.get(number, {}))
    }
    assert missing == set()


def _numbers(text: str) -> set[str]:
    return {f"{Decimal(each).normalize():f}" for each in re.findall(r"\d+(?:\.\d+)?", text)}


def test_the_five_clusters_have_an_undated_target_each(dadukou: Contents, claims: dict[str, Claim]) -> None:
    targets = [claim for claim in claims.values() if claim.role is Role.REVENUE and claim.kind is ClaimKind.TARGET and claim.period is None]
    assert [claim.subject for claim in targets] == [f"cluster/{slug}" for slug in CLUSTERS]
    assert {str(claim.value) for claim in targets} == {"100亿元"}
    assert sorted(dadukou.of("clusters")) == CLUSTERS


def test_scopes_of_revenue_are_never_merged(claims: dict[str, Claim]) -> None:
    """One cluster's revenue of one period stands in one scope, and gross output stays apart from it."""
    told = [claim for claim in claims.values() if claim.subject.startswith("cluster/") and claim.role is Role.REVENUE]
    assert {(claim.subject, claim.indicator) for claim in told} == {
        ("cluster/big-data", "whole-chain-revenue"),
        ("cluster/biomedical", "revenue"),
        ("cluster/eco-environment", "whole-chain-revenue"),
        ("cluster/new-materials", "revenue"),
        ("cluster/noodles", "industry-revenue"),
    }
    assert claims["big-data.gross-output"].role is Role.OUTPUT


def test_what_the_article_does_not_say_is_not_in_the_pack(claims: dict[str, Claim]) -> None:
    of_clusters = [claim for claim in claims.values() if claim.subject.startswith("cluster/")]
    growth = {claim.subject for claim in of_clusters if claim.role is Role.GROWTH}
    year = {claim.subject for claim in of_clusters if claim.role is Role.REVENUE and str(claim.period) == "2023"}
    half = {claim.subject for claim in of_clusters if claim.role is Role.REVENUE and str(claim.period) == "2024H1"}
    dated = {claim.subject for claim in of_clusters if claim.role is Role.REVENUE and claim.kind is ClaimKind.TARGET and claim.period}
    assert growth == {"cluster/big-data", "cluster/noodles"}
    assert year == {"cluster/big-data", "cluster/eco-environment", "cluster/new-materials", "cluster/noodles"}
    assert half == {"cluster/eco-environment", "cluster/noodles"}
    assert dated == {"cluster/biomedical"}


def test_the_day_of_knowledge_is_marked_as_assumed(claims: dict[str, Claim]) -> None:
    assert {(str(claim.known_on), claim.is_known_on_assumed) for claim in claims.values()} == {("2024-07-08", True)}


def test_the_article_contradicts_itself_in_three_places(claims: dict[str, Claim]) -> None:
    subjects = {claim.subject for claim in claims.values()}
    found = [finding for subject in subjects for finding in findings_among([each for each in claims.values() if each.subject == subject])]
    assert {(finding.rule, finding.refs) for finding in found} == {
        (FindingRule.TENSE, ("kaierfu.gross-output.2024", "kaierfu.gross-output.2024-expected")),
        (FindingRule.TIMELINE, ("kaierfu.order.2022", "kaierfu.gross-output.2022")),
        (FindingRule.NAMES, ("zhongyuan-huiji.short-name.text", "zhongyuan-huiji.short-name.caption")),
    }
    assert len(found) == 3


@needs_article
def test_the_measure_of_copying_finds_a_copy() -> None:
    assert list(_copies(article_lines()[8])) != []


@needs_article
def test_no_sentence_of_the_article_is_copied() -> None:
    found = {path.name: copied for path in PACKS.rglob("*.y*ml") for copied in [list(_copies(path.read_text(encoding="utf-8")))] if copied}
    assert found == {}


def _copies(text: str) -> Iterator[str]:
    """Runs of `COPIED` Chinese characters that also stand in the article, whatever lies between them; proper names apart."""
    article = [_characters(line) for line in article_lines()]
    for name in NAMES:
        text = text.replace(name, "\n")
    for run in map(_characters, text.splitlines()):
        parts = {run[at : at + COPIED] for at in range(len(run) - COPIED + 1)}
        yield from (part for part in parts if any(part in line for line in article))


def _characters(line: str) -> str:
    return "".join(re.findall(r"[\u4e00-\u9fff]", line))


@needs_article
@needs_oracle
def test_no_person_is_named() -> None:
    named = people()
    assert len(named) >= 4  # so that there is something to leak
    for path in PACKS.rglob("*"):
        if path.is_file():
            assert [name for name in named if name in path.read_text(encoding="utf-8")] == [], path.name
