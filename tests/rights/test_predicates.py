"""Of each rule about rows: the filter of lists and the check of one thing agree, and a further permission never hides a row."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Grant, Viewer
from dukou.accounts.models import Organisation, Person, TaskForce
from dukou.accounts.routes import routes
from dukou.kit.predicates import Predicate

from .district import District

pytestmark = pytest.mark.django_db
ROWS = 12  # of each table are looked at, the newest: what was made for these tests


@cache
def predicates() -> dict[str, Predicate[Any, Any]]:
    """Every predicate that a module of the house holds, by module and name."""
    import sys

    assert routes(), "the views, and with them the queries, are imported"
    held = {name: module for name, module in sys.modules.items() if name.startswith("dukou.") and ".tests" not in name}
    found = {(name, key): value for name, module in held.items() for key, value in vars(module).items() if isinstance(value, Predicate)}
    return {f"{name}.{key}": value for (name, key), value in sorted(found.items()) if ".queries" in name}


def test_there_are_predicates() -> None:
    assert len({id(each) for each in predicates().values()}) >= 10


@st.composite
def viewers(draw: st.DrawFn) -> Viewer:
    """Somebody with any permissions in any organisations, with or without seats."""
    organisations = draw(st.frozensets(st.sampled_from(sorted(Organisation.objects.values_list("key", flat=True))), max_size=3))
    permissions = draw(st.frozensets(st.sampled_from(list(Permission))))
    who = draw(st.sampled_from(sorted(Person.objects.values_list("username", "pk"))))
    forces = draw(st.frozensets(st.sampled_from(sorted(TaskForce.objects.values_list("key", flat=True)))))
    where = organisations or {""}
    return Viewer(
        key=f"person:{who[0]}",
        person_id=who[1],
        permissions=permissions,
        organisations=organisations,
        grants=frozenset(Grant(permission, organisation) for permission in permissions for organisation in where),
        task_forces=forces,
    )


def with_one_more(viewer: Viewer, permission: Permission) -> Viewer:
    """The same with one permission more, wherever he belongs."""
    grants = viewer.grants | {Grant(permission, organisation) for organisation in viewer.organisations or {""}}
    return replace(viewer, permissions=viewer.permissions | {permission}, grants=grants)


def test_filter_and_check_agree_and_a_permission_hides_nothing(district: District) -> None:
    rules = {id(rule): rule for rule in predicates().values()}.values()

    @examples(max_examples=40, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(viewers(), st.sampled_from(list(Permission)))
    def holds(viewer: Viewer, more: Permission) -> None:
        for rule in rules:
            rows = list(rule.model._default_manager.order_by("-pk")[:ROWS])
            keys = [row.pk for row in rows]
            seen = set(rule.filter(viewer).filter(pk__in=keys).values_list("pk", flat=True))
            assert seen == {row.pk for row in rows if rule.check(viewer, row)}
            wider = set(rule.filter(with_one_more(viewer, more)).filter(pk__in=keys).values_list("pk", flat=True))
            assert seen <= wider, (rule.model.__name__, more)

    holds()
