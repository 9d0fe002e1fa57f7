"""What can be wrong with a permit path: everything, each with its place and its cure; no file, no database."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dukou.kit.core.labels import Label
from dukou.projects.core.permits import RingInPath, leading_to, ordered

Plain = Mapping[str, Any]
Path = tuple[str | int, ...]  # the steps from the top of the file to the value


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong: at which value, what, and the cure."""

    path: Path
    what: Label
    cure: Label


def path_wrongs(plain: Plain, units: Collection[str]) -> Iterator[Wrong]:
    """Everything that is wrong with a path, as it is written in plain values whose shape has been seen to."""
    after = {task["key"]: tuple(task["after"]) for task in plain["tasks"]}
    if len(after) < len(plain["tasks"]):
        yield from _twice(plain)
    for number, task in enumerate(plain["tasks"]):
        yield from _task(task, ("tasks", number), after, units)
    yield from _ring(plain, after)
    yield from _ending(plain, after)


def unknown(path: Path, noun: Label, name: str, known: Collection[str]) -> Wrong:
    """There is nothing of this name; the nearest is offered."""
    close = difflib.get_close_matches(name, known, n=1)
    cure = Label(f"可用：{'、'.join(known) or '—'}", f"use one of: {', '.join(known) or '—'}")
    if close:
        cure = Label(f"是不是“{close[0]}”？", f"did you mean “{close[0]}”?")
    return Wrong(path, Label(f"没有这个{noun.zh}：“{name}”", f"there is no {noun.en} “{name}”"), cure)


def _twice(plain: Plain) -> Iterator[Wrong]:
    seen = set[str]()
    for number, task in enumerate(plain["tasks"]):
        if (key := task["key"]) in seen:
            yield Wrong(("tasks", number, "key"), Label(f"“{key}”重复了", f"“{key}” stands twice"), _ONE_OF_THEM)
        seen.add(key)


def _task(task: Plain, path: Path, after: Mapping[str, Collection[str]], units: Collection[str]) -> Iterator[Wrong]:
    if task.get("unit") and task["unit"] not in units:
        yield unknown((*path, "unit"), Label("单位", "organisation"), task["unit"], units)
    for number, key in enumerate(task["after"]):
        if key not in after:
            yield unknown((*path, "after", number), _TASK, key, [each for each in after if each != task["key"]])
    low, usual, high = (float(task["takes"][name]) for name in ("low", "usual", "high"))
    if not low <= usual <= high:
        told = f"{low:g} / {usual:g} / {high:g}"
        what = Label(f"三点工期顺序不对：{told}", f"the three points of the duration are not in order: {told}")
        yield Wrong((*path, "takes", "low" if low > usual else "high"), what, _THREE_POINTS)


def _ring(plain: Plain, after: Mapping[str, tuple[str, ...]]) -> Iterator[Wrong]:
    try:
        ordered(after)
    except RingInPath as found:
        last, first = found.ring[-2:]
        # the wait that closes the ring: the first of it waits for the one before it
        numbers = [number for number, task in enumerate(plain["tasks"]) if task["key"] == first and last in task["after"]]
        at = numbers[-1]
        ring = " → ".join(found.ring)
        what = Label(f"先后关系成了环：{ring}", f"tasks wait for one another in a ring: {ring}")
        yield Wrong(("tasks", at, "after", plain["tasks"][at]["after"].index(last)), what, _OPEN_RING)


def _ending(plain: Plain, after: Mapping[str, tuple[str, ...]]) -> Iterator[Wrong]:
    """One end; everything else leads there."""
    end = plain["ends"]
    if end not in after:
        yield unknown(("ends",), _TASK, end, list(after))
        return
    waited = {key for needs in after.values() for key in needs}
    if end in waited:
        for number, task in enumerate(plain["tasks"]):
            if end in task["after"]:
                what = Label(f"“{task['key']}”排在终点“{end}”之后", f"“{task['key']}” comes after the end “{end}”")
                yield Wrong(("tasks", number, "after", task["after"].index(end)), what, _END_IS_LAST)
    leads = leading_to(end, after)
    for number, task in enumerate(plain["tasks"]):
        key = task["key"]
        if key not in leads and end not in leading_to(key, after):
            is_end = key not in waited
            what = Label(f"“{key}”是第二个终点，不通向“{end}”", f"“{key}” is a second end: it does not lead to “{end}”")
            if not is_end:
                what = Label(f"“{key}”不通向终点“{end}”", f"“{key}” does not lead to the end “{end}”")
            yield Wrong(("tasks", number, "key"), what, _LEAD_ON.filled(end=end))


_TASK = Label("任务", "task")
_ONE_OF_THEM = Label("删去一个或改换键名", "remove one of them or give it another key")
_THREE_POINTS = Label("写成 low ≤ usual ≤ high", "write low ≤ usual ≤ high")
_OPEN_RING = Label("去掉其中一个先后关系", "take out one of these waits")
_END_IS_LAST = Label("去掉它，或改写 ends", "take it out, or name another end in ends")
_LEAD_ON = Label("让后面的任务等它，或删去；终点只有 {end}", "let a later task wait for it, or remove it: the one end is {end}")
