"""The file of a draw: everything that is needed to make it again, and the reckoning that tells every place in which it was altered.

What the file alone cannot prove is that it is the file of *that* plan: who rewrites everything in it makes a whole new draw. So three
things are looked up elsewhere: `plan_sha256` where it was published before the draw, the public number where it was drawn, and where the
list came from.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, cast

from dukou.audit.core.values import Json
from dukou.credit.core import unfit
from dukou.credit.core.draws import Cut, Draw, drawn
from dukou.credit.core.published import (
    FORM,
    PARTS,
    Entry,
    Inspector,
    Policy,
    Published,
    Terms,
    hashes_of,
    plain_inspectors,
    plain_list,
    plain_policy,
    plan_sha256,
    published,
)
from dukou.credit.core.shapes import EACH, misfits, without_doubles
from dukou.kit.core.labels import Label
from dukou.kit.core.places import FieldFault
from dukou.kit.core.refusals import Malformed

MOST = 20  # places told of one part; a last line tells how many more

_CUT = {"listed": int, "drawn": int, "last": str}
SHAPE: Mapping[str, object] = {
    "form": str,
    "seed_name": str,
    "seed": str,
    "nonce": str,
    "list": {EACH: {EACH: [str]}},
    "policy": {"fields": {EACH: {"unit": str, "ratios": {EACH: int}, "control": int}}, "per_visit": int, "of_each_unit": int},
    "inspectors": {EACH: {"unit": str, "fields": [str], "recused": [str]}},
    "list_sha256": str,
    "policy_sha256": str,
    "inspectors_sha256": str,
    "plan_sha256": str,
    "cuts": {EACH: {"grades": {EACH: _CUT}, "control": _CUT}},
    "drawn": {EACH: {"fields": {EACH: [str]}, "inspectors": [str]}},
    "shortages": [{"firm": str, "of": str, "name": str, "needed": int, "found": int}],
}
_REMADE = ("list", "policy", "inspectors", "cuts", "drawn", "shortages")

_WORDS = {
    "list": Label("名单", "the list"),
    "policy": Label("抽查办法", "the policy"),
    "inspectors": Label("检查人员名录", "the roster of inspectors"),
}
PART_WORDS = {f"{name}_sha256": words for name, words in _WORDS.items()} | {"plan_sha256": Label("总哈希", "the hash of the plan")}
_ALTERED = Label("{part}与它的哈希不符：{part}被改过", "{part} does not fit its hash: {part} was altered")
_HASH_ALTERED = Label("{part}与它的哈希不符：哈希被改过，或两者都被改过", "{part} does not fit its hash: the hash or both were altered")
_PLAN_ALTERED = Label("总哈希与各部分的哈希、种子名不符", "the plan's hash does not fit the hashes of its parts and the seed's name")
_ANOTHER_PLAN = Label("这不是抽取前公布的那个计划", "this is not the plan that was published before the draw")
_DIFFERS = Label("文件写的是 {said}，重算得 {again}", "the file says {said}, reckoned again it is {again}")
_ABSENT = Label("（无）", "(nothing)")
_MORE = Label("另有 {count} 处不符", "{count} more places differ")
_ASK = Label("向公布单位索取原文件，与公布的总哈希核对", "ask the unit for the original file and compare it with the published hash")
_NO_JSON = Label("不是 JSON：{fault}", "this is no JSON: {fault}")
_WHOLE_FILE = Label("给出完整的抽取文件", "give the whole file of a draw")
_FORM_UNKNOWN = Label("不认识的格式 {form}", "an unknown form {form}")
_FORM_KNOWN = Label("格式应为 {known}", "the form is {known}")


def file_of(fixed: Published, draw: Draw) -> dict[str, Json]:
    """The file as JSON values; `json.dumps` of it may be spaced in any way. It tells grades and interests: for units and auditors."""
    cuts: dict[str, Json] = {
        field: {"grades": {grade: _cut(cut) for grade, cut in each.grades.items()}, "control": _cut(each.control)}
        for field, each in draw.fields.items()
    }
    visits: dict[str, Json] = {
        visit.firm: {
            "fields": {field: [*arms.words] for field, arms in visit.fields.items()},
            "inspectors": [*visit.inspectors],
        }
        for visit in draw.visits
    }
    shortages: list[Json] = [
        {"firm": each.firm, "of": each.of, "name": each.name, "needed": each.needed, "found": each.found} for each in draw.shortages
    ]
    return {
        "form": FORM,
        "seed_name": fixed.seed_name,
        "seed": draw.seed,
        "nonce": fixed.nonce,
        "list": plain_list(fixed.roster),
        "policy": plain_policy(fixed.policy),
        "inspectors": plain_inspectors(fixed.inspectors),
        **hashes_of(fixed),
        "cuts": cuts,
        "drawn": visits,
        "shortages": shortages,
    }


def read(text: str) -> object:
    """The JSON of a file; `Malformed` where it is none, or says something twice, so that two readers could read two draws."""
    try:
        document: object = json.loads(text, object_pairs_hook=without_doubles)
        json.dumps(document, ensure_ascii=False).encode()  # halves of characters have no UTF-8, so no hash
    except Malformed:
        raise
    except (ValueError, RecursionError) as fault:
        raise Malformed(_NO_JSON.filled(fault=fault), _WHOLE_FILE) from fault
    return document


def verified(document: object, plan: str = "") -> list[FieldFault]:
    """Every place in which a file is not what its own list, policy, inspectors and seed give; empty: it holds.

    A file that cannot be read so far gives its first misfits alone. `plan`: the hash that was published before the draw, if known.
    """
    form = document.get("form") if isinstance(document, dict) else None
    if isinstance(form, str) and form != FORM:
        return [FieldFault("form", _FORM_UNKNOWN.filled(form=form), _FORM_KNOWN.filled(known=FORM))]
    if found := list(islice(misfits(document, SHAPE), MOST)):
        return found
    said = cast(dict[str, Any], document)
    try:
        fixed = _published(said)
        again = file_of(fixed, drawn(fixed, said["seed"]))
    except unfit.UnfitDraw as fault:
        return [fault.fault]
    found = _hash_faults(said, again, plan)
    for name in _REMADE:
        differing = list(_differences(said[name], again[name], name))
        found += differing[:MOST]
        if len(differing) > MOST:
            found.append(FieldFault(name, _MORE.filled(count=len(differing) - MOST), _ASK))
    return found


def _published(said: dict[str, Any]) -> Published:
    """The plan that a file of the right shape tells."""
    entries = (Entry(field, firm, grade) for field, grades in said["list"].items() for grade, firms in grades.items() for firm in firms)
    policy = said["policy"]
    fields = {field: Terms(each["unit"], each["ratios"], each["control"]) for field, each in policy["fields"].items()}
    inspectors = [
        Inspector(key, each["unit"], frozenset(each["fields"]), frozenset(each["recused"])) for key, each in said["inspectors"].items()
    ]
    terms = Policy(fields, policy["per_visit"], policy["of_each_unit"])
    return published(entries, terms, inspectors, seed_name=said["seed_name"], nonce=said["nonce"])


def _hash_faults(said: dict[str, Any], again: dict[str, Json], plan: str) -> list[FieldFault]:
    """Where the plan's own hash still holds over the hashes of its parts, these are as they were and the part was altered."""
    holds = plan_sha256(said, said["seed_name"]) == said["plan_sha256"]
    found = [] if holds else [FieldFault("plan_sha256", _PLAN_ALTERED, _ASK)]
    for name in PARTS:
        part = name.removesuffix("_sha256")
        if said[name] != again[name]:
            what = (_ALTERED if holds else _HASH_ALTERED).filled(part=_WORDS[part])
            found.append(FieldFault(part if holds else name, what, _ASK))
    if plan and said["plan_sha256"] != plan:
        found.append(FieldFault("plan_sha256", _ANOTHER_PLAN, _ASK))
    return found


def _differences(said: object, again: object, place: str) -> Iterator[FieldFault]:
    """The smallest places that differ between two JSON values."""
    if isinstance(said, dict) and isinstance(again, dict):
        for key in sorted({*said, *again}):
            yield from _differences(said.get(key, _ABSENT), again.get(key, _ABSENT), f"{place}.{key}")
    elif isinstance(said, list) and isinstance(again, list) and len(said) == len(again):
        for number, (one, other) in enumerate(zip(said, again, strict=True)):
            yield from _differences(one, other, f"{place}[{number}]")
    elif said != again:
        yield FieldFault(place, _DIFFERS.filled(said=_short(said), again=_short(again)), _ASK)


def _short(value: object) -> object:
    """A value as a line can hold it."""
    if isinstance(value, Label):
        return value
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _cut(cut: Cut) -> dict[str, Json]:
    return {"listed": cut.listed, "drawn": cut.drawn, "last": cut.last}
