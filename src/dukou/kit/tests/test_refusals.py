"""Refusals: four parts in two languages, one owner for each code, and one door to the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from dukou.kit.core.labels import Label, speaking
from dukou.kit.core.places import Fault, Place
from dukou.kit.core.refusals import Malformed, Refusal
from dukou.kit.core.registry import AlreadyRegistered, Registry
from dukou.kit.doors import on_terminal


@pytest.fixture
def gate_shut() -> Iterator[type[Refusal]]:
    """A refusal that exists during one test only."""

    class GateShut(Refusal):
        code = "kit_tests.gate_shut"
        what = Label("没有开{gate}", "the {gate} was not opened")
        why = Label("现在是{hour}点", "it is {hour} o'clock")
        cure = Label("九点再来", "come again at nine")
        status = 409

    yield GateShut
    del Refusal._known["kit_tests.gate_shut"]


def test_a_refusal_says_what_why_and_what_to_do(gate_shut: type[Refusal]) -> None:
    refusal = gate_shut(gate=Label("闸门", "gate"), hour=8)
    assert (refusal.said_what.zh, refusal.said_why.en, refusal.said_cure.zh) == ("没有开闸门", "it is 8 o'clock", "九点再来")
    assert (str(refusal), refusal.status) == ("没有开闸门", 409)
    assert refusal.as_dict() == {
        "code": "kit_tests.gate_shut",
        "what": {"zh": "没有开闸门", "en": "the gate was not opened"},
        "why": {"zh": "现在是8点", "en": "it is 8 o'clock"},
        "cure": {"zh": "九点再来", "en": "come again at nine"},
    }


def test_every_refusal_is_known_by_its_code(gate_shut: type[Refusal]) -> None:
    assert Refusal.known()["kit_tests.gate_shut"] is gate_shut


def test_a_code_belongs_to_one_refusal(gate_shut: type[Refusal]) -> None:
    with pytest.raises(TypeError, match=r"already belongs to .*GateShut"):
        type("Other", (Refusal,), {"code": "kit_tests.gate_shut", "__module__": __name__})
    assert Refusal.known()["kit_tests.gate_shut"] is gate_shut


def test_a_refusal_without_a_code_is_refused_and_leaves_no_trace() -> None:
    with pytest.raises(TypeError, match="needs a code"):
        type("Nameless", (Refusal,), {"__module__": __name__})
    assert "" not in Refusal.known()


def test_on_the_terminal_in_the_language_spoken(gate_shut: type[Refusal]) -> None:
    refusal = gate_shut(gate="Tor", hour=8)
    assert on_terminal(refusal) == "✗ 没有开Tor\n  现在是8点\n  → 九点再来"
    with speaking("en"):
        assert on_terminal(refusal) == "✗ the Tor was not opened\n  it is 8 o'clock\n  → come again at nine"


def test_faults_follow_with_their_places(gate_shut: type[Refusal]) -> None:
    refusal = gate_shut(gate="Tor", hour=8)
    refusal.faults = [Fault(Place("tiny/a.yaml", 3, 5), Label("写错", "wrong"), Label("改正", "mend it"))]
    assert on_terminal(refusal).splitlines()[-1] == "  tiny/a.yaml:3:5: 写错 → 改正"
    told = json.loads(on_terminal(refusal, as_json=True))
    assert told == refusal.as_dict()
    assert told["faults"] == [
        {"file": "tiny/a.yaml", "line": 3, "column": 5, "what": {"zh": "写错", "en": "wrong"}, "cure": {"zh": "改正", "en": "mend it"}}
    ]


def test_json_of_a_refusal_keeps_chinese_readable(gate_shut: type[Refusal]) -> None:
    assert "九点再来" in on_terminal(gate_shut(gate="门", hour=8), as_json=True)


def test_malformed_input_says_how_it_is_written_rightly() -> None:
    fault = Malformed(Label("不是数", "not a number"), Label("写数字", "write digits"))
    assert isinstance(fault, ValueError)
    assert (fault.what.zh, fault.cure.en, str(fault)) == ("不是数", "write digits", "not a number (write digits)")


def test_a_registry_keeps_order_and_refuses_a_second_entry_under_one_key() -> None:
    registry: Registry[list[int]] = Registry("list")
    one, other = [1], [1]
    assert registry.add("b", one) is one
    registry.add("a", other)
    registry.add("b", one)  # the same again has no effect
    with pytest.raises(AlreadyRegistered, match=r"list 'b': \[1\] is there already"):
        registry.add("b", other)
    assert (registry.keys(), list(registry), len(registry), "a" in registry, "c" in registry) == (["b", "a"], [one, other], 2, True, False)
    assert registry["b"] is one
    with pytest.raises(KeyError):
        registry["c"]
