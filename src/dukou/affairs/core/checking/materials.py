"""What can be wrong with materials, and with what is said that separate matters' materials become."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dukou.affairs.core.checking.conditions import Conditions
from dukou.affairs.core.checking.wrongs import Path, Wrong, twice, unknown
from dukou.affairs.core.kinds import Way
from dukou.affairs.core.materials import FORM
from dukou.kit.core.labels import Label

Plain = Mapping[str, Any]


def material_wrongs(plain: Plain, conditions: Conditions) -> Iterator[Wrong]:
    """Each material by itself; then both lists beside each other, so that the count of what became what is honest."""
    materials = {each["key"]: each for each in plain["materials"]}
    yield from twice((("materials", number, "key"), each["key"]) for number, each in enumerate(plain["materials"]))
    for number, material in enumerate(plain["materials"]):
        path: Path = ("materials", number)
        if material["key"] == FORM:
            what = Label(f"“{FORM}”指并入表单，不能作材料的代号", f"“{FORM}” means a part of the form, and names no material")
            yield Wrong((*path, "key"), what, Label("换一个代号", "give it another key"))
        yield from _ways(material, path)
        yield from _matters(plain, material, path)
        if material.get("when"):
            yield from conditions.read(material["when"], (*path, "when"))[1]
    for number, matter in enumerate(plain["matters"]):
        for at, row in enumerate(matter["separately"]):
            yield from _becomes(row["becomes"], matter, materials, ("matters", number, "separately", at, "becomes"))


def _ways(material: Plain, path: Path) -> Iterator[Wrong]:
    ways = material["ways"]
    yield from twice(((*path, "ways", number), way) for number, way in enumerate(ways))
    for way, told, cure in (
        (Way.PROMISE.value, material.get("promise"), Label("在 promise 里写出承诺的话", "write what is promised under promise")),
        (Way.HELD.value, material["holder"], Label("在 holder 里写出由谁掌握", "write under holder which office holds it")),
    ):
        word = "promise" if way == Way.PROMISE.value else "holder"
        if way in ways and not told:
            yield Wrong((*path, "ways"), Label(f"写了 {way}，没有写 {word}", f"{way} is among its ways, and there is no {word}"), cure)
        if told and way not in ways:
            what = Label(f"写了 {word}，ways 里没有 {way}", f"there is a {word}, and {way} is not among its ways")
            yield Wrong((*path, word), what, Label(f"去掉 {word}，或在 ways 里加上 {way}", f"remove {word}, or add {way} to its ways"))
    if material["main"] and material.get("tolerance"):
        what = Label("主要材料不能容缺", "a main material cannot come later")
        yield Wrong((*path, "tolerance"), what, Label("去掉 tolerance，或写 main: false", "remove tolerance, or write main: false"))


def _matters(plain: Plain, material: Plain, path: Path) -> Iterator[Wrong]:
    known = {each["key"]: each for each in plain["matters"]}
    if not material["matters"]:
        what = Label(f"没有事项要“{material['key']}”", f"no matter needs “{material['key']}”")
        yield Wrong((*path, "matters"), what, Label("写出要它的事项，或删去它", "name the matters that need it, or take it out"))
    yield from twice(((*path, "matters", number), key) for number, key in enumerate(material["matters"]))
    for number, key in enumerate(material["matters"]):
        where: Path = (*path, "matters", number)
        if key not in known:
            yield unknown(where, Label("事项", "matter"), key, list(known))
        elif all(row["becomes"] != material["key"] for row in known[key]["separately"]):
            what = Label(
                f"“{key}”单独办理时的材料里没有一份变成“{material['key']}”",
                f"nothing that “{key}” wants when it is handled alone becomes “{material['key']}”",
            )
            yield Wrong(where, what, Label("在 separately 里写出来，否则材料数不实", "tell it under separately, or the count is not true"))


def _becomes(key: str, matter: Plain, materials: Mapping[str, Plain], path: Path) -> Iterator[Wrong]:
    if key == FORM:
        return
    if key not in materials:
        yield unknown(path, Label("材料", "material"), key, [*materials, FORM])
    elif matter["key"] not in materials[key]["matters"]:
        what = Label(
            f"材料“{key}”的 matters 里没有“{matter['key']}”", f"“{matter['key']}” is not among the matters of the material “{key}”"
        )
        yield Wrong(path, what, Label(f"在 {key} 的 matters 里加上它", f"add it to the matters of {key}"))
