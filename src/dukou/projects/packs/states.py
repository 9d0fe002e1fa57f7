"""The file that tells where a project stands: YAML, or JSON, which is read the same way. Every doubt with its line, column and cure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault, Place
from dukou.kit.core.refusals import Refusal
from dukou.kit.packfiles.nodes import Located, read_yaml
from dukou.kit.packfiles.schemas import checked
from dukou.projects.core.path_checking import unknown
from dukou.projects.core.permits import PermitPath
from dukou.projects.core.standing import Project, Stand
from dukou.projects.packs.path_schemas import StandEntry, StateEntry


class FaultyState(Refusal):
    """From a state that is not clear nothing is foretold."""

    code = "projects.faulty_state"
    what = Label("没有预测", "nothing was foretold")
    why = Label("项目状态“{name}”有 {count} 处错误，第一处：{first}", "the state “{name}” has {count} faults, the first: {first}")
    cure = Label("{cure}", "{cure}")


class NoStateFile(Refusal):
    """The file is not there, or is no text."""

    code = "projects.no_state_file"
    what = Label("没有预测", "nothing was foretold")
    why = Label("没有读到“{path}”，或它不是 UTF-8 文本", "“{path}” was not read, or is no text in UTF-8")
    cure = Label("给出项目状态文件（YAML 或 JSON）", "give the file of the project's state, YAML or JSON")


def read_state(file: Path, path: PermitPath, on: date) -> Project:
    """The project as it stands at the close of `on`; refused with every fault where it is not clear."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NoStateFile(path=file) from error
    located, faults = read_yaml(text, file.name)
    if located is None and not faults:
        return Project(on, {})
    state, more = checked(StateEntry, located) if located is not None and not faults else (None, [])
    faults = [*faults, *more]
    if state is not None and located is not None:
        faults += [fault for number in range(len(state.tasks)) for fault in _faults(state, number, located, path, on)]
    if faults or state is None:
        first = sorted(faults, key=lambda fault: fault.place)[0]
        told = Label(f"{_where(first.place)} {first.what.zh}", f"{_where(first.place)} {first.what.en}")
        refused = FaultyState(name=file.name, count=len(faults), first=told, cure=first.cure)
        refused.faults = faults
        raise refused
    return Project(on, {each.task: Stand(each.start, each.end) for each in state.tasks})


def _faults(state: StateEntry, number: int, located: Located, path: PermitPath, on: date) -> Iterator[Fault]:
    entry, steps = state.tasks[number], ("tasks", number)
    if entry.task not in path.places:
        wrong = unknown((*steps, "task"), Label("任务", "task"), entry.task, list(path.places))
        yield Fault(located.find(wrong.path), wrong.what, wrong.cure)
    if entry.task in [each.task for each in state.tasks[:number]]:
        what = Label(f"“{entry.task}”写了两次", f"“{entry.task}” stands twice")
        yield Fault(located.find((*steps, "task")), what, Label("留下一个", "keep one of them"))
    yield from _days(entry, number, located, on)


def _days(entry: StandEntry, number: int, located: Located, on: date) -> Iterator[Fault]:
    if entry.start is None and entry.end is None:
        what = Label(f"“{entry.task}”没有日期", f"“{entry.task}” has no date")
        yield Fault(located.find(("tasks", number)), what, Label("写 start 或 end；没开始的不写", "write start or end, or leave it out"))
    if entry.start and entry.end and entry.end < entry.start:
        what = Label(f"办结 {entry.end} 早于开始 {entry.start}", f"its end {entry.end} is before its start {entry.start}")
        yield Fault(located.find(("tasks", number, "end")), what, Label("核对两个日期", "check both dates"))
    for name, day in (("start", entry.start), ("end", entry.end)):
        if day is not None and day > on:
            what = Label(f"{day} 晚于预测日 {on}", f"{day} is after {on}, the day from which it is foretold")
            cure = Label("只写已经发生的；或改 --from", "tell only what has happened, or change --from")
            yield Fault(located.find(("tasks", number, name)), what, cure)


def _where(place: Place) -> str:
    return f"{place.line}:{place.column}"
