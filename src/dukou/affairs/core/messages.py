"""What a unit is told of an application: only what its matter asks for, in a form whose bytes are the same each time it is written.

The key seals the whole of it. It is the same for every attempt, so that a receiver can see that it has a message already.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from dukou.affairs.core.affairs import Affair, Matter
from dukou.affairs.core.concepts import Concept
from dukou.affairs.core.forms import Form, Judged
from dukou.affairs.core.kinds import OutgoingKind, Way
from dukou.affairs.core.materials import needed

FORM = "dukou.affairs.message/1"
WITH_CONTENT = frozenset({OutgoingKind.SUBMISSION, OutgoingKind.SUPPLEMENT, OutgoingKind.CHANGE})  # these tell fields and materials
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PaperIn:
    """A paper that came for a material: what it is called, and its hash. `way` empty: it is tolerated that it comes later, by `until`.

    `address`: where the API gives the file, beneath the address of the house; empty where there is none.
    """

    material: str
    way: str
    name: str = ""
    kind: str = ""
    size: int = 0
    sha256: str = ""
    until: str = ""
    address: str = ""


@dataclass(frozen=True)
class Told:
    """An application as messages are made of it. `answers`: `{concept: {value, from}}`; `chosen`: the keys of the matters chosen."""

    number: int
    filed_at: datetime
    affair: Affair
    concepts: Mapping[str, Concept]
    chosen: frozenset[str]
    answers: Mapping[str, Mapping[str, Any]]
    papers: Sequence[PaperIn] = ()

    @cached_property
    def judged(self) -> Judged:
        """What the form's judge says of the answers: it alone knows which matter asks for what."""
        return Form(self.affair, self.concepts, self.chosen).judge({key: each["value"] for key, each in self.answers.items()})


def payload_of(
    told: Told,
    *,
    matter: str,
    unit: str,
    kind: OutgoingKind,
    number: int,
    at: datetime,
    details: Mapping[str, Any] | None = None,
) -> Json:
    """The message `number` to a unit about its part. `details`: plain values of this kind of message, such as the day of a survey."""
    its, affair = told.affair.matter(matter), told.affair
    payload: Json = {
        "form": FORM,
        "affair": {"slug": affair.slug, "edition": affair.edition, "version": affair.version, "name": affair.name.as_dict()},
        "application": {"number": told.number, "filed_at": _moment(told.filed_at)},
        "matter": {"key": its.key, "name": its.name.as_dict()},
        "unit": unit,
        "kind": kind.value,
        "number": number,
        "made_at": _moment(at),
        "details": dict(details or {}),
    }
    if kind in WITH_CONTENT:
        payload |= {"fields": _fields(told, its), "materials": _materials(told, its)}
    return payload | {"key": key_of(payload)}


def key_of(payload: Mapping[str, Any]) -> str:
    """The key of a message: the hash over everything else in it."""
    return hashlib.sha256(body_of({name: value for name, value in payload.items() if name != "key"})).hexdigest()


def body_of(payload: Mapping[str, Any]) -> bytes:
    """The message as it travels: JSON whose bytes do not depend on how it was kept."""
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def _fields(told: Told, matter: Matter) -> list[Json]:
    wanted = told.judged.wanted.get(matter.key, frozenset())
    return [_field(told.concepts[key], told.answers[key]) for key in told.judged.answers if key in wanted]


def _field(concept: Concept, answer: Mapping[str, Any]) -> Json:
    told: Json = {
        "key": concept.key,
        "name": concept.name.as_dict(),
        "kind": concept.kind.value,
        "value": answer["value"],
        "unit": concept.unit,
        "from": answer["from"],
    }
    if concept.choices:
        chosen = answer["value"] if isinstance(answer["value"], list) else [answer["value"]]
        told["words"] = [concept.choices[key].as_dict() for key in chosen if key in concept.choices]
    return told


def _materials(told: Told, matter: Matter) -> list[Json]:
    found = []
    for each in needed(told.affair, [matter], told.judged.values):
        material = each.material
        base: Json = {"key": material.key, "name": material.name.as_dict()}
        came = [paper for paper in told.papers if paper.material == material.key]
        if not came and Way.HELD in material.ways:
            found.append(base | {"way": Way.HELD.value, "holder": material.holder})
        found += [base | _paper(paper) for paper in came]
    return found


def _paper(paper: PaperIn) -> Json:
    told: Json = {"way": paper.way or None, "file": paper.name, "kind": paper.kind, "size": paper.size, "sha256": paper.sha256}
    told |= {"address": paper.address} if paper.address else {}
    return told | {"until": paper.until} if paper.until else told


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
