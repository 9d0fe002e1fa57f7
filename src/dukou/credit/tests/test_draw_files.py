"""The file of a draw: whatever is altered in it is found and named, one place at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.credit.core.draw_files import MOST, SHAPE, file_of, read, verified
from dukou.credit.core.draws import drawn
from dukou.credit.core.published import Entry, Inspector, hashes_of, published
from dukou.credit.tests.made_draws import ENTRIES, INSPECTORS, NONCE, POLICY, SEED, SEED_NAME, plan
from dukou.kit.core.refusals import Malformed

PLAN = plan(
    ENTRIES[:-2:7] + ENTRIES[-2:], inspectors=[*INSPECTORS, Inspector("m9", "market", frozenset({"food"}), frozenset({"tea-plant"}))]
)
FILE: dict[str, Any] = dict(file_of(PLAN, drawn(PLAN, SEED)))
Way = tuple[str | int, ...]


def places(value: Any, way: Way = ()) -> Iterator[Way]:
    """Every place of a JSON value, the whole left out."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield (*way, key)
        yield from places(each, (*way, key))


def altered(way: Way, how: str) -> Any:
    """The file with one place changed, taken out or doubled."""
    document = deepcopy(FILE)
    inside: Any = document
    for key in way[:-1]:
        inside = inside[key]
    last = way[-1]
    if how == "taken out":
        del inside[last]
    elif how == "added":
        if isinstance(inside, list):
            inside.append(inside[-1])
        else:
            inside[f"{last}+"] = inside[last]
    else:
        inside[last] = other(inside[last])
    return document


def other(value: Any) -> Any:
    """Another value of the same shape, so that it is not the shape by which it is found."""
    if isinstance(value, str):
        return ("b" if value[:1] == "a" else "a") + value[1:]
    if isinstance(value, int):
        return value + 1
    return type(value)()


WAYS = sorted(places(FILE), key=str)


def test_a_file_as_it_was_written_holds_and_so_it_does_read_from_its_text() -> None:
    assert verified(FILE) == verified(read(json.dumps(FILE, indent=1))) == []
    assert verified(FILE, hashes_of(PLAN)["plan_sha256"]) == []
    assert FILE.keys() == SHAPE.keys()


@pytest.mark.parametrize("how", ["changed", "taken out", "added"])
def test_every_single_place_that_is_altered_is_found(how: str) -> None:
    unfound = [way for way in WAYS if altered(way, how) != FILE and not verified(altered(way, how))]
    assert len(WAYS) > 300 and unfound == []


def named(document: Any, plan_hash: str = "") -> set[str]:
    return {fault.field.split(".")[0].split("[")[0] for fault in verified(document, plan_hash)}


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        pytest.param({"seed": "0837462916"}, {"cuts", "drawn"}, id="another number gives another draw"),
        pytest.param({"drawn": {}}, {"drawn"}, id="somebody drawn is left out"),
        pytest.param(
            {"shortages": [{"firm": "a", "of": "visit", "name": "", "needed": 2, "found": 1}]}, {"shortages"}, id="a lack made up"
        ),
        pytest.param({"list_sha256": "0" * 64}, {"list_sha256", "plan_sha256"}, id="the hash of the list"),
        pytest.param({"policy_sha256": "0" * 64}, {"policy_sha256", "plan_sha256"}, id="the hash of the policy"),
        pytest.param({"plan_sha256": "0" * 64}, {"plan_sha256"}, id="the hash of all"),
        pytest.param({"seed_name": "another lottery"}, {"plan_sha256"}, id="which number it is"),
        pytest.param({"nonce": "f" * 32}, {"list", "inspectors"}, id="the nonce, which is hashed with list and inspectors"),
        pytest.param({"form": "dukou.draw/2"}, {"form"}, id="a form of another time"),
    ],
)
def test_it_is_said_which_part_was_altered(change: dict[str, Any], parts: set[str]) -> None:
    assert named({**FILE, **change}) == parts


def test_a_firm_taken_off_the_list_is_told_as_the_list_altered_and_by_what_it_would_have_changed() -> None:
    document: Any = deepcopy(FILE)
    document["list"]["food"]["D"].remove("tea-plant")
    faults = {fault.field: fault.what.en for fault in verified(document)}
    assert faults["list"] == "the list does not fit its hash: the list was altered"
    listed = len(FILE["list"]["food"]["D"])
    assert faults["cuts.food.grades.D.listed"] == f"the file says {listed}, reckoned again it is {listed - 1}"
    assert faults["drawn.tea-plant.fields.food"] == 'the file says ["grade"], reckoned again it is (nothing)'


def test_a_policy_with_another_ratio_is_told_as_the_policy_altered() -> None:
    document: Any = deepcopy(FILE)
    document["policy"]["fields"]["food"]["ratios"]["A"] = 9_000
    assert next(fault.what.en for fault in verified(document)) == "the policy does not fit its hash: the policy was altered"


def test_who_writes_a_whole_new_file_is_found_by_the_hash_that_was_published() -> None:
    entries = [entry for entry in ENTRIES if entry.firm != "tea-plant"]
    forged = file_of(plan(entries), drawn(plan(entries), SEED))
    assert verified(forged) == []
    assert [fault.field for fault in verified(forged, str(FILE["plan_sha256"]))] == ["plan_sha256"]


@pytest.mark.parametrize(
    ("document", "field", "what"),
    [
        pytest.param(
            {**FILE, "policy": {**FILE["policy"], "of_each_unit": True}}, "policy.of_each_unit", "a whole number stands here", id="yes"
        ),
        pytest.param([], "file", "an object stands here", id="a list"),
        pytest.param({**FILE, "seed": 837462915}, "seed", "a text stands here", id="a seed as a number, which loses its nought"),
        pytest.param({**FILE, "list": {"food": {"A": ["a", 7]}}}, "list.food.A[1]", "a text stands here", id="a firm that is a number"),
        pytest.param(
            {**FILE, "policy": {"fields": 1, "per_visit": 2, "of_each_unit": 1}}, "policy.fields", "an object stands here", id="fields"
        ),
        pytest.param({key: each for key, each in FILE.items() if key != "nonce"}, "nonce", "this is lacking", id="no nonce"),
        pytest.param({**FILE, "remark": "x"}, "remark", "the form knows no such part", id="a part that nothing proves"),
        pytest.param({**FILE, "list": {}}, "list", "the list is empty", id="an empty list"),
        pytest.param(
            {**FILE, "list": {"food": {"A": ["a", "a"]}}}, "list.food.A", "a stands twice in the list of the field food", id="a firm twice"
        ),
        pytest.param(
            {**FILE, "list": {"fire": {"A": ["a"]}}}, "list.fire", "the policy says nothing about the field fire", id="a field unknown"
        ),
    ],
)
def test_what_is_no_file_of_a_draw_is_told_with_place_and_cure(document: object, field: str, what: str) -> None:
    fault = verified(document)[0]
    assert (fault.field, fault.what.en) == (field, what)
    assert fault.cure.zh and fault.cure.en


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"form": 1, "form": 2}', '{"seed": "\\ud800"}'], ids=lambda text: text[:12])
def test_what_no_two_readers_would_read_alike_is_malformed(text: str) -> None:
    with pytest.raises(Malformed):
        read(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8
)


@given(st.sampled_from([way for way in WAYS if len(way) < 4]), JSON)
def test_whatever_stands_in_a_place_is_answered_with_faults_and_never_with_a_fall(way: Way, value: object) -> None:
    document: Any = deepcopy(FILE)
    inside: Any = document
    for key in way[:-1]:
        inside = inside[key]
    unchanged = inside[way[-1]] == value and type(inside[way[-1]]) is type(value)
    inside[way[-1]] = value
    assert bool(verified(document)) is not unchanged


def test_of_many_places_the_first_are_told_and_how_many_more() -> None:
    entries = [Entry("food", f"firm-{number:03d}", "D") for number in range(100)]
    fixed = published(entries, POLICY, INSPECTORS, seed_name=SEED_NAME, nonce=NONCE)
    faults = verified({**file_of(fixed, drawn(fixed, SEED)), "drawn": {}})
    assert len(faults) == MOST + 1 and faults[-1].what.en == "80 more places differ"
