"""What can be wrong with how parts go: waits that form a ring or never end, joins of what is not there or cannot come together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dukou.affairs.core.affairs import START
from dukou.affairs.core.checking.rings import reached_from, ring_in
from dukou.affairs.core.checking.wrongs import Path, Wrong, twice, unknown
from dukou.affairs.core.kinds import Join
from dukou.kit.core.labels import Label

Plain = Mapping[str, Any]
_MATTER, _STAGE = Label("事项", "matter"), Label("阶段", "stage")


def course_wrongs(plain: Plain) -> Iterator[Wrong]:
    """Stages and waits of each matter, rings among them, joins, and waits against joins."""
    matters = {each["key"]: each for each in plain["matters"]}
    for number, matter in enumerate(plain["matters"]):
        yield from _stages(matter, ("matters", number))
        yield from _waits(matter, ("matters", number), matters)
    needs = {key: [wait["for"] for wait in each["waits"] if wait["for"] in matters and wait["for"] != key] for key, each in matters.items()}
    ring = ring_in(needs)
    if ring:
        way = " → ".join((*ring, ring[0]))
        at = next(number for number, each in enumerate(plain["matters"]) if each["key"] == ring[0])
        cure = Label("去掉其中一个 waits", "take out one of the waits")
        yield Wrong(("matters", at, "waits"), Label(f"互相等待，永远等不完：{way}", f"they wait for one another without end: {way}"), cure)
    yield from twice((("joins", number, "join"), each["join"]) for number, each in enumerate(plain["joins"]))
    for number, joint in enumerate(plain["joins"]):
        yield from _join(joint, ("joins", number), matters)
        if not ring:
            yield from _conflicts(joint, ("joins", number), matters, needs)


def _stages(matter: Plain, path: Path) -> Iterator[Wrong]:
    yield from twice(((*path, "stages", number, "key"), each["key"]) for number, each in enumerate(matter["stages"]))
    for number, stage in enumerate(matter["stages"]):
        if stage["key"] == START:
            what = Label(f"“{START}”指整个部分，不能作阶段的代号", f"“{START}” means the whole part, and names no stage")
            yield Wrong((*path, "stages", number, "key"), what, Label("换一个代号", "give it another key"))


def _waits(matter: Plain, path: Path, matters: Mapping[str, Plain]) -> Iterator[Wrong]:
    stages = [START, *(each["key"] for each in matter["stages"])]
    yield from twice(((*path, "waits", number), f"{each['stage']} · {each['for']}") for number, each in enumerate(matter["waits"]))
    for number, wait in enumerate(matter["waits"]):
        if wait["stage"] not in stages:
            yield unknown((*path, "waits", number, "stage"), _STAGE, wait["stage"], stages)
        if wait["for"] not in matters:
            yield unknown((*path, "waits", number, "for"), _MATTER, wait["for"], list(matters))
        elif wait["for"] == matter["key"]:
            what = Label(f"“{matter['key']}”在等它自己", f"“{matter['key']}” waits for itself")
            yield Wrong((*path, "waits", number, "for"), what, Label("写另一个事项", "name another matter"))


def _join(joint: Plain, path: Path, matters: Mapping[str, Plain]) -> Iterator[Wrong]:
    label = Join.of(joint["join"]).label
    yield from twice(((*path, "matters", number), key) for number, key in enumerate(joint["matters"]))
    if len(set(joint["matters"])) < 2:
        what = Label(f"“{label.zh}”只有一个事项", f"“{label.en}” is of one matter alone")
        yield Wrong((*path, "matters"), what, Label("写出两个以上，或去掉它", "name two or more, or take it out"))
    for number, key in enumerate(joint["matters"]):
        if key not in matters:
            yield unknown((*path, "matters", number), _MATTER, key, list(matters))
        elif not matters[key]["stages"]:
            what = Label(f"“{key}”没有阶段，参加不了{label.zh}", f"“{key}” has no stages, and cannot take part in: {label.en}")
            yield Wrong((*path, "matters", number), what, Label("给它写 stages，或从这里去掉", "write its stages, or take it out here"))


def _conflicts(joint: Plain, path: Path, matters: Mapping[str, Plain], needs: Mapping[str, list[str]]) -> Iterator[Wrong]:
    """One waits for the end of another, which ends only after what they are to do together."""
    join = Join.of(joint["join"])
    for number, key in enumerate(joint["matters"]):
        for wait in matters[key]["waits"] if key in matters else ():
            others = {wait["for"], *reached_from(wait["for"], needs)} & set(joint["matters"]) - {key}
            if others and _is_before(wait["stage"], join, matters[key]):
                other = min(others)
                what = Label(
                    f"“{key}”要等“{other}”办完，而“{other}”要同它{join.label.zh}以后才办得完",
                    f"“{key}” waits for the end of “{other}”, which ends only after what both do together: {join.label.en}",
                )
                yield Wrong(
                    (*path, "matters", number), what, Label("去掉这个等待，或不让它参加", "take out the wait, or leave it out here")
                )


def _is_before(stage: str, join: Join, matter: Plain) -> bool:
    """Whether a stage comes before what is done together: by the stage that is called so, else by what every part does first and last."""
    stages = [each["key"] for each in matter["stages"]]
    if stage == START or (join is Join.ACCEPTANCE and join.value not in stages):
        return True
    return join.value in stages and stage in stages and stages.index(stage) <= stages.index(join.value)
