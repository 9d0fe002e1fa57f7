"""Who may enter a route: each view and each operation of the API declares it where it is written, and one door enforces it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

F = TypeVar("F", bound=Callable[..., Any])
OWN = "own"  # in place of a predicate: the page shows and changes nothing but what is the visitor's own
_DECLARED, _WITHIN = "declared_admission", "admissions_within"


class SignInNeeded(Refusal):
    """A page that is not open to all was asked for without sign-in."""

    code = "accounts.sign_in_needed"
    what = Label("没有显示该页面", "the page was not shown")
    why = Label("您尚未登录，或登录已失效", "you are not signed in, or your session has ended")
    cure = Label("请先登录", "sign in first")
    status = 401


@dataclass(frozen=True, slots=True)
class Admission:
    """The rule of one route; as a decorator it declares itself on the view.

    `is_open`: no sign-in. `any_of`: one of these permissions is needed (none: sign-in is enough), or a seat in a task force where
    `or_seat`. `to_change`: one of these besides, for every method but GET and HEAD. `rows`: the predicate that filters what is shown, as
    `room.module:name`; `OWN` where all is the visitor's own; empty where the permission alone decides. `is_asked_within`: the view asks
    who calls by itself, and each of its operations declares a rule of its own. `is_signed`: an operation of the API for systems of other
    bodies: no token, but the signature of the body over what it sends.
    """

    is_open: bool = False
    any_of: tuple[Permission, ...] = ()
    or_seat: bool = False
    to_change: tuple[Permission, ...] = ()
    rows: str = ""
    is_asked_within: bool = False
    is_signed: bool = False

    def __call__(self, view: F) -> F:
        """Declare the rule on the view."""
        setattr(view, _DECLARED, self)
        return view

    def admits(self, viewer: Viewer, *, is_changing: bool = False) -> bool:
        """Whether the viewer may enter, to look or to change something."""
        return self.refusal(viewer, is_changing=is_changing) is None

    def refusal(self, viewer: Viewer, *, is_changing: bool = False) -> Refusal | None:
        """Why the viewer may not enter; None where he may."""
        if self.is_open or self.is_asked_within or self.is_signed:
            return None
        if viewer.person_id is None:
            return SignInNeeded()
        has_seat = self.or_seat and bool(viewer.task_forces)
        if self.any_of and not has_seat and not any(map(viewer.may, self.any_of)):
            return NotPermitted(permission=self.any_of[0].label)
        if is_changing and self.to_change and not any(map(viewer.may, self.to_change)):
            return NotPermitted(permission=self.to_change[0].label)
        return None

    @property
    def label(self) -> Label:
        """The rule in words."""
        if self.is_open:
            return Label("所有人，无需登录", "everyone, without sign-in")
        if self.is_signed:
            return Label("单位的系统，凭签名", "the system of a body, by its signature")
        entering = _one_of(self.any_of) if self.any_of else Label("已登录", "signed in")
        if self.or_seat:
            entering = Label("{rule} 或 有专班席位", "{rule} or a seat in a task force").filled(rule=entering)
        if self.to_change:
            return Label("{rule}；办理：{change}", "{rule}; to change: {change}").filled(rule=entering, change=_one_of(self.to_change))
        return entering

    @property
    def rows_label(self) -> Label | str:
        """Which rows are shown, in words or by the name of the predicate; empty where there is no row to filter."""
        if self.rows == OWN:
            return Label("仅本人的", "one's own alone")
        return self.rows and f"`{self.rows}`"


def _one_of(permissions: tuple[Permission, ...]) -> Label:
    return Label(" 或 ".join(each.label.zh for each in permissions), " or ".join(each.label.en for each in permissions))


open_to_all = Admission(is_open=True)
asked_within = Admission(is_asked_within=True)
by_signature = Admission(is_signed=True)


def signed_in(rows: str) -> Admission:
    """Whoever has signed in; `rows` names the predicate that filters what is shown, empty where nothing that is kept is shown."""
    return Admission(rows=rows)


def needs(*any_of: Permission, or_seat: bool = False, to_change: tuple[Permission, ...] = (), rows: str = "") -> Admission:
    """Whoever holds one of the permissions, or has a seat in a task force where `or_seat`; `to_change` is needed besides to change."""
    return Admission(any_of=any_of, or_seat=or_seat, to_change=to_change, rows=rows)


def admission_of(view: object) -> Admission | None:
    """The rule that a view declares; decorators around it hand it on."""
    declared = getattr(view, _DECLARED, None)
    return declared if isinstance(declared, Admission) else None


def with_operations(view: F, operations: Mapping[str, Admission | None]) -> F:
    """Tell of a view that asks within which operations it has, by method, and the rule that each declares."""
    setattr(view, _WITHIN, operations)
    return asked_within(view)


def operations_of(view: object) -> Mapping[str, Admission | None]:
    """The operations within a view, by method; empty where the view is one."""
    told: Mapping[str, Admission | None] = getattr(view, _WITHIN, {})
    return told
