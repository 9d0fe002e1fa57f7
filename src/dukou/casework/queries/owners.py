"""Whose cases these are: each room above says what its kind is called, who may see a case of it, and where its page is.

A kind that no room brought is visible to nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dukou.accounts.core.viewers import Viewer
from dukou.casework.models import Case, RunningClock
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.core.registry import Registry


@dataclass(frozen=True, slots=True)
class CaseKind:
    """What the owning room says of its kind of cases, asked by their numbers.

    `may_see` has the last word on who reads anything of a case; `address`: of its page.

    `names_officers`: whether this viewer is told which person did what, not only which office (enterprises as a rule are not).
    `meets`: what a meeting about a case is called, and the organisations (keys) that it concerns, the enterprise's own among them.
    `sees_clock`: whether he sees a clock (its key, and whether it times a part): enterprises see those that bind the district to them.
    """

    label: Label
    may_see: Callable[[Viewer, int], bool]
    address: Callable[[int], str]
    names_officers: Callable[[Viewer, int], bool] = lambda viewer, case: False
    sees_clock: Callable[[Viewer, int, str, bool], bool] = lambda viewer, case, key, is_of_leg: True
    meets: Callable[[int], tuple[Label, list[str]]] = lambda case: (Label("会商", "meeting"), [])


CASE_KINDS: Registry[CaseKind] = Registry("kind of case")


class NoSuchCase(Refusal):
    """There is no such case, or the viewer may not know of it."""

    code = "casework.no_such_case"
    status = 404
    what = Label("没有查到第 {case} 号办件", "there is no case {case}")
    why = Label("没有这个编号，或您看不到它", "none has this number, or you may not see it")
    cure = Label("核对编号", "check the number")


class NoSuchClock(Refusal):
    """There is no such clock, or its case is not the viewer's to see."""

    code = "casework.no_such_clock"
    status = 404
    what = Label("没有查到第 {number} 号期限", "there is no clock {number}")
    why = Label("没有这个编号，或您看不到它所属的办件", "none has this number, or you may not see its case")
    cure = Label("核对编号", "check the number")


def kind_of(case: Case) -> CaseKind | None:
    """What the owning room says of the case; None where no room brought its kind."""
    known = case.kind in CASE_KINDS
    return CASE_KINDS[case.kind] if known else None


def may_see_case(viewer: Viewer, case: Case) -> bool:
    """Whether the owning room lets the viewer see the case."""
    kind = kind_of(case)
    return kind is not None and kind.may_see(viewer, case.pk)


def case_seen(viewer: Viewer, number: int) -> Case:
    """The case where the viewer may see it; a refusal otherwise."""
    found = Case.objects.select_related("profile").filter(pk=number).first()
    if found is None or not may_see_case(viewer, found):
        raise NoSuchCase(case=number)
    return found


def clock_seen(viewer: Viewer, number: int) -> RunningClock:
    """The clock where the viewer may see its case; a refusal otherwise."""
    found = RunningClock.objects.select_related("case__profile", "leg__unit").filter(pk=number).first()
    kind = kind_of(found.case) if found else None
    if found is None or kind is None or not kind.may_see(viewer, found.case_id):
        raise NoSuchClock(number=number)
    if not kind.sees_clock(viewer, found.case_id, found.key, found.leg_id is not None):
        raise NoSuchClock(number=number)
    return found


def address_of(case: Case) -> str:
    """Where the page of the case is; empty where no room brought its kind."""
    kind = kind_of(case)
    return kind.address(case.pk) if kind else ""
