"""A unit is told what its matter asks for and nothing else; what is sent is the same bytes each time, and signed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.affairs.core.affairs import Affair
from dukou.affairs.core.concepts import Concept
from dukou.affairs.core.kinds import OutgoingKind
from dukou.affairs.core.messages import PaperIn, Told, body_of, key_of, payload_of
from dukou.affairs.core.signing import KEY, SIGNATURE, TIMESTAMP, WINDOW, NotSigned, Secret, SignatureOld, SignatureWrong, check, signed
from dukou.affairs.tests.units_made import CONCEPTS, TEXT

NOW = datetime(2026, 9, 24, 2, tzinfo=UTC)
SECRET = Secret(b"a made-up secret of tests")
AFFAIR = Affair.read("made-up", "f" * 64, TEXT)
WORDS = {key: Concept.read(key, plain) for key, plain in CONCEPTS.items()}
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "site": st.sampled_from(["示例路 1 号", "示例路 2 号"]),
    "load": st.integers(1, 1000),
    "volume": st.integers(1, 1000),
    "lines": st.integers(1, 100),
    "use": st.sampled_from(["works", "office"]),
    "reserve": st.booleans(),
}


def told(answers: dict[str, Any], chosen: set[str], papers: tuple[PaperIn, ...] = ()) -> Told:
    kept = {key: {"value": value, "from": "typed"} for key, value in answers.items()}
    return Told(7, NOW, AFFAIR, WORDS, frozenset(chosen), kept, papers)


def message(of: Told, matter: str = "power", unit: str = "grid", kind: OutgoingKind = OutgoingKind.SUBMISSION) -> dict[str, Any]:
    return payload_of(of, matter=matter, unit=unit, kind=kind, number=1, at=NOW)


@given(st.fixed_dictionaries({}, optional=VALUES), st.sets(st.sampled_from(["power", "water", "telecom"]), min_size=1))
def test_a_unit_is_told_of_the_fields_of_its_matter_alone(answers: dict[str, Any], chosen: set[str]) -> None:
    of = told(answers, chosen)
    asked = {matter.key: {ask.field for ask in matter.asks} for matter in AFFAIR.matters}
    for matter in chosen:
        sent = message(of, matter)
        got = {field["key"]: field["value"] for field in sent["fields"]}
        # of a load that is not known yet it is asked still; where no matter asks for a load, nothing hangs on one
        is_use_left_out = matter == "water" and ("power" not in chosen or answers.get("load", 500) < 500)
        wanted = asked[matter] - ({"use"} if is_use_left_out else set())
        assert got == {key: value for key, value in answers.items() if key in wanted}
        others = {value for key, value in answers.items() if key not in asked[matter] and isinstance(value, str)}
        assert [each for each in others if each in body_of(sent).decode() and each not in got.values()] == []


def test_a_message_tells_values_units_names_and_provenance() -> None:
    sent = message(told({"site": "示例路 1 号", "load": 630, "use": "works", "volume": 9}, {"power", "water"}))
    assert sent["fields"] == [
        {"key": "site", "name": {"zh": "虚构", "en": "made up"}, "kind": "line", "value": "示例路 1 号", "unit": "", "from": "typed"},
        {"key": "load", "name": {"zh": "虚构", "en": "made up"}, "kind": "number", "value": 630, "unit": "kVA", "from": "typed"},
        {
            "key": "use",
            "name": {"zh": "虚构", "en": "made up"},
            "kind": "choice",
            "value": "works",
            "unit": "",
            "from": "typed",
            "words": [{"zh": "虚构", "en": "made up"}],
        },
    ]
    assert {name: sent[name] for name in ("form", "unit", "kind", "number")} == {
        "form": "dukou.affairs.message/1",
        "unit": "grid",
        "kind": "submission",
        "number": 1,
    }
    assert sent["affair"]["version"] == "f" * 64
    assert sent["application"] == {"number": 7, "filed_at": "2026-09-24T02:00:00+00:00"}


def test_materials_of_the_matter_go_with_it_and_those_of_others_stay() -> None:
    papers = (PaperIn("plan", "upload", "plan.pdf", "pdf", 3, "a" * 64), PaperIn("other", "upload", "x.pdf", "pdf", 3, "b" * 64))
    of = told({"load": 630}, {"power", "telecom"}, papers)
    assert [(each["key"], each["way"]) for each in message(of)["materials"]] == [("plan", "upload"), ("licence", "held")]
    assert [(each["key"], each["way"]) for each in message(of, "telecom", "red")["materials"]] == [("licence", "held")]
    assert message(of)["materials"][0]["sha256"] == "a" * 64


@pytest.mark.parametrize("kind", [OutgoingKind.WITHDRAWAL, OutgoingKind.SURVEY, OutgoingKind.AGREED, OutgoingKind.ACCEPTANCE])
def test_what_is_only_a_notice_tells_no_field(kind: OutgoingKind) -> None:
    sent = message(told({"site": "示例路 1 号"}, {"power"}), kind=kind)
    assert {"fields", "materials"} & sent.keys() == set()


def test_the_key_is_the_same_each_time_and_seals_everything() -> None:
    sent = message(told({"load": 630}, {"power"}))
    assert sent["key"] == key_of(json.loads(body_of(sent)))
    assert body_of(json.loads(body_of(sent))) == body_of(sent)
    assert message(told({"load": 631}, {"power"}))["key"] != sent["key"]
    assert (
        payload_of(told({"load": 630}, {"power"}), matter="power", unit="grid", kind=OutgoingKind.SUBMISSION, number=2, at=NOW)["key"]
        != (sent["key"])
    )


def test_what_is_signed_is_checked_and_gives_its_key() -> None:
    assert check(SECRET, signed(SECRET, "d-1", b"{}", NOW), b"{}", NOW + WINDOW) == "d-1"


@pytest.mark.parametrize(
    ("changed", "body", "later", "refusal"),
    [
        ({}, b"{ }", timedelta(0), SignatureWrong),
        ({KEY: "d-2"}, b"{}", timedelta(0), SignatureWrong),
        ({TIMESTAMP: "1"}, b"{}", timedelta(0), SignatureWrong),
        ({SIGNATURE: "v1=" + "0" * 64}, b"{}", timedelta(0), SignatureWrong),
        ({SIGNATURE: "v1=é"}, b"{}", timedelta(0), SignatureWrong),
        ({}, b"{}", WINDOW + timedelta(seconds=1), SignatureOld),
        ({}, b"{}", -WINDOW - timedelta(seconds=1), SignatureOld),
        ({SIGNATURE: ""}, b"{}", timedelta(0), NotSigned),
        ({SIGNATURE: "0" * 64}, b"{}", timedelta(0), NotSigned),
        ({TIMESTAMP: "soon"}, b"{}", timedelta(0), NotSigned),
        ({TIMESTAMP: "9" * 13}, b"{}", timedelta(0), NotSigned),
        ({KEY: ""}, b"{}", timedelta(0), NotSigned),
        ({KEY: "x" * 81}, b"{}", timedelta(0), NotSigned),
    ],
)
def test_a_forged_or_old_signature_is_refused(changed: dict[str, str], body: bytes, later: timedelta, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        check(SECRET, signed(SECRET, "d-1", b"{}", NOW) | changed, body, NOW + later)


def test_another_secret_does_not_fit() -> None:
    with pytest.raises(SignatureWrong):
        check(Secret(b"another secret of tests"), signed(SECRET, "d-1", b"{}", NOW), b"{}", NOW)


def test_a_secret_is_never_shown_and_never_short() -> None:
    assert "made-up" not in f"{SECRET!r} {SECRET!s}"
    with pytest.raises(ValueError, match="at least 16"):
        Secret(b"short")
