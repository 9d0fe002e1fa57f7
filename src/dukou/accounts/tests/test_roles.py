"""Permissions, roles and viewers, without a database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.roles import PERMISSIONS_OF, Role, may_stand_together, permissions_of
from dukou.accounts.core.tenures import is_in_force
from dukou.accounts.core.viewers import ANONYMOUS_VIEWER, Grant, NotPermitted, Post, Viewer, command_line_viewer, viewer_from

POSTS = st.lists(st.builds(Post, st.sampled_from(Role), st.sampled_from(["", "office", "bank"])), max_size=4)
LENT = st.lists(st.tuples(st.sampled_from(["person:a", "person:b"]), POSTS), max_size=3)
DAYS = st.dates(date(2024, 1, 1), date(2024, 3, 1))


def test_every_role_is_defined_and_every_permission_belongs_to_a_role() -> None:
    assert set(PERMISSIONS_OF) == set(Role)
    assert permissions_of(Role) == set(Permission)


def test_steward_and_auditor_share_nothing_but_what_is_public() -> None:
    assert PERMISSIONS_OF[Role.STEWARD] & PERMISSIONS_OF[Role.AUDITOR] == {Permission.SEE_FIGURES_PUBLIC}
    assert {role for role in Role if Permission.SEE_AUDIT_TRAIL in PERMISSIONS_OF[role]} == {Role.AUDITOR}


@pytest.mark.parametrize(
    ("roles", "allowed"),
    [((), True), ((Role.AUDITOR,), True), ((Role.LEADER, Role.STEWARD), True), ((Role.AUDITOR, Role.BANK_OFFICER), False)],
)
def test_the_auditor_stands_alone(roles: tuple[Role, ...], allowed: bool) -> None:
    assert may_stand_together(roles) is allowed


@given(POSTS, LENT)
def test_nobody_ever_reads_the_trail_and_administers(own: list[Post], lent: list[tuple[str, list[Post]]]) -> None:
    viewer = viewer_from("person:x", 1, own, lent)
    if viewer.may(Permission.SEE_AUDIT_TRAIL):
        assert viewer.permissions == PERMISSIONS_OF[Role.AUDITOR]


@given(POSTS, LENT)
def test_permissions_are_those_of_the_grants_and_no_more(own: list[Post], lent: list[tuple[str, list[Post]]]) -> None:
    viewer = viewer_from("person:x", 1, own, lent)
    assert viewer.permissions == {grant.permission for grant in viewer.grants}
    assert viewer.permissions <= permissions_of(post.role for post in [*own, *(post for _, posts in lent for post in posts)])
    for permission in Permission:
        assert viewer.organisations_where(permission) <= viewer.organisations
        assert bool(viewer.on_behalf_for(permission)) is (
            viewer.may(permission) and permission not in viewer_from("person:x", 1, own, []).permissions
        )


def test_permissions_of_one_organisation_are_not_carried_into_another() -> None:
    viewer = viewer_from("person:x", 1, [Post(Role.BANK_OFFICER, "bank")], [("person:a", [Post(Role.DEPARTMENT_OFFICER, "office")])])
    assert viewer.organisations == {"bank", "office"}
    assert viewer.organisations_where(Permission.RECORD_FIGURES) == {"office"}
    assert viewer.organisations_where(Permission.SEE_BANK_DESK) == {"bank"}
    assert viewer.on_behalf_for(Permission.RECORD_FIGURES) == "person:a"
    assert viewer.on_behalf_for(Permission.SEE_FIGURES_PUBLIC) == ""
    assert viewer.acting_for == ("person:a",)
    assert Grant(Permission.RECORD_FIGURES, "bank") not in viewer.grants


def test_a_viewer_without_grants_answers_by_its_sets() -> None:
    viewer = Viewer("person:x", permissions=frozenset({Permission.RECORD_FIGURES}), organisations=frozenset({"office"}))
    assert viewer.organisations_where(Permission.RECORD_FIGURES) == {"office"}
    assert viewer.organisations_where(Permission.LOAD_PACK) == set()


def test_what_is_missing_is_refused_in_words() -> None:
    with pytest.raises(NotPermitted) as caught:
        ANONYMOUS_VIEWER.require(Permission.LOAD_PACK)
    assert caught.value.said_why.as_dict() == {"zh": "您没有“载入数据包”的权限", "en": "you lack the permission to load a pack"}


def test_the_command_line_holds_every_right_and_is_named() -> None:
    viewer = command_line_viewer("root")
    assert (viewer.key, viewer.permissions, viewer.person_id) == ("cli:root", frozenset(Permission), None)


@given(DAYS, st.none() | DAYS, st.none() | DAYS, DAYS)
def test_a_tenure_holds_between_its_days_and_no_longer_once_ended(start: date, until: date | None, ended: date | None, on: date) -> None:
    last = min([day for day in (until, ended and ended - timedelta(days=1)) if day], default=date.max)
    assert is_in_force(start, until, ended, on) is (start <= on <= last)
