"""One firm entered twice: proposed, merged, undone, kept apart; and nothing that points to either is ever moved."""

from __future__ import annotations

import pytest
from django.utils import timezone

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import NotPermitted, command_line_viewer
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.audit.models import AuditEvent
from dukou.enterprises.actions import doubles, entries, links
from dukou.enterprises.actions._holding import StandsForNothing
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.core.kinds import DoubleState, LinkKind, NameKind
from dukou.enterprises.models import Delivery, Double, Enterprise
from dukou.enterprises.queries.doubles import doubles as waiting
from dukou.enterprises.queries.lists import Asked, listed
from dukou.enterprises.queries.merged import absorbed_by, standing_for
from dukou.enterprises.queries.profiles import profile_of, stand_in_of
from dukou.enterprises.queries.search import search
from dukou.enterprises.register import Circumstances, add
from dukou.enterprises.register.suspects import note_alike
from dukou.enterprises.tasks import look_near
from dukou.enterprises.tests.made_up import CLERK, NOW, TODAY, register, viewer
from dukou.kit.jobs.worker import Worker

pytestmark = pytest.mark.django_db
KEEPER = command_line_viewer("tester")


def pair(*names: str) -> tuple[int, str, str]:
    """Two firms of these names and the number of their pair."""
    first, second = register(*(names or ("示例市云帆智能装备有限公司", "示例市云帆智能装备有限责任公司")))
    return doubles.propose(by=KEEPER, key=first.key, other=second.key, now=NOW), first.key, second.key


def listed_keys() -> list[str]:
    return [each.key for each in listed(KEEPER, Asked(), known_on=TODAY)[0]]


def test_a_merged_entry_is_found_listed_and_opened_as_the_one_that_stands() -> None:
    number, first, second = pair()
    doubles.merge(by=KEEPER, number=number, keep=first, reason="同一执照", now=NOW)
    stays = Enterprise.objects.get(key=first)
    assert (listed_keys(), stand_in_of(KEEPER, second), stand_in_of(KEEPER, first)) == ([first], first, "")
    assert {hit.id for hit in search(KEEPER, "云帆智能装备有限责任公司")} == {stays.pk}
    profile = profile_of(KEEPER, first)
    assert profile is not None
    assert (profile.absorbed, profile.refs) == (
        ((second, "示例市云帆智能装备有限责任公司"),),
        (f"enterprise/{first}", f"enterprise/{second}"),
    )
    assert [(name.kind, name.text) for name in profile.names] == [
        (NameKind.CURRENT, "示例市云帆智能装备有限公司"),
        (NameKind.FORMER, "示例市云帆智能装备有限责任公司"),
    ]


def test_undoing_a_merge_brings_everything_back() -> None:
    number, first, second = pair()
    before = (listed_keys(), profile_of(KEEPER, first), profile_of(KEEPER, second))
    doubles.merge(by=KEEPER, number=number, keep=second, reason="同一执照", now=NOW)
    assert listed_keys() == [second]
    doubles.undo(by=KEEPER, number=number, reason="看错了", now=NOW)
    assert (listed_keys(), profile_of(KEEPER, first), profile_of(KEEPER, second)) == before
    assert Double.objects.get(pk=number).state == DoubleState.WAITING
    assert list(AuditEvent.objects.filter(act__startswith="doubles.").order_by("id").values_list("act", "reason")) == [
        ("doubles.propose", ""),
        ("doubles.merge", "同一执照"),
        ("doubles.undo", "看错了"),
    ]


def test_a_chain_of_merges_leads_to_its_end_and_comes_apart_link_by_link() -> None:
    a, b, c = register("示例市云帆有限公司", "示例市云帆有限责任公司", "示例市云帆集团有限公司")
    ab = doubles.propose(by=KEEPER, key=a.key, other=b.key, now=NOW)
    bc = doubles.propose(by=KEEPER, key=b.key, other=c.key, now=NOW)
    doubles.merge(by=KEEPER, number=ab, keep=b.key, reason="同一执照", now=NOW)
    doubles.merge(by=KEEPER, number=bc, keep=c.key, reason="同一执照", now=NOW)
    assert standing_for([a.pk, b.pk, c.pk]) == {a.pk: c.pk, b.pk: c.pk, c.pk: c.pk}
    assert [row.pk for row in absorbed_by(c.pk)] == [b.pk, a.pk]
    doubles.undo(by=KEEPER, number=bc, reason="看错了", now=NOW)
    assert standing_for([a.pk, b.pk, c.pk]) == {a.pk: b.pk, b.pk: b.pk, c.pk: c.pk}


def test_what_was_merged_away_is_not_merged_again() -> None:
    a, b, c = register("示例市云帆有限公司", "示例市云帆有限责任公司", "示例市云帆集团有限公司")
    ab = doubles.propose(by=KEEPER, key=a.key, other=b.key, now=NOW)
    ac = doubles.propose(by=KEEPER, key=a.key, other=c.key, now=NOW)
    doubles.merge(by=KEEPER, number=ab, keep=b.key, reason="同一执照", now=NOW)
    with pytest.raises(StandsForNothing):
        doubles.merge(by=KEEPER, number=ac, keep=c.key, reason="同一执照", now=NOW)


def test_two_that_were_judged_apart_are_not_asked_about_again() -> None:
    number, _, _ = pair()
    doubles.keep_apart(by=KEEPER, number=number, reason="两张执照", now=NOW)
    ids = list(Enterprise.objects.values_list("pk", flat=True))
    assert (note_alike(ids, NOW), Double.objects.get().state, len(listed_keys())) == (0, DoubleState.APART, 2)


def test_entries_of_one_name_or_of_one_core_come_into_the_queue() -> None:
    rows = register("示例市云帆智能装备有限公司", "示例市云帆智能装备有限责任公司", "示例市长风商贸有限公司")
    assert note_alike([row.pk for row in rows], NOW) == 1
    assert list(Double.objects.values_list("first_id", "second_id")) == [(rows[0].pk, rows[1].pk)]


def test_a_branch_is_never_a_double_of_its_parent() -> None:
    rows = register("示例市云帆智能装备有限公司", "示例市云帆智能装备有限公司跳磴分公司")
    assert (note_alike([row.pk for row in rows], NOW), Double.objects.count()) == (0, 0)


def test_a_decision_says_why_and_is_taken_once() -> None:
    number, first, _ = pair()
    with pytest.raises(doubles.DecisionNeedsReason):
        doubles.merge(by=KEEPER, number=number, keep=first, reason=" ", now=NOW)
    doubles.merge(by=KEEPER, number=number, keep=first, reason="同一执照", now=NOW)
    with pytest.raises(doubles.DecidedAlready):
        doubles.keep_apart(by=KEEPER, number=number, reason="两张执照", now=NOW)


def test_a_waiting_pair_has_no_decision_to_undo() -> None:
    number, _, _ = pair()
    with pytest.raises(doubles.DecidedAlready):
        doubles.undo(by=KEEPER, number=number, reason="看错了", now=NOW)


def test_neither_a_stranger_nor_itself_can_be_kept() -> None:
    number, first, _ = pair()
    (other,) = register("示例市长风有限公司")
    with pytest.raises(doubles.NoSuchPair):
        doubles.merge(by=KEEPER, number=number, keep=other.key, reason="同一执照", now=NOW)
    with pytest.raises(doubles.NotTwo):
        doubles.propose(by=KEEPER, key=first, other=first, now=NOW)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.INDUSTRY_OFFICER])
def test_only_the_industry_office_decides(role: Role) -> None:
    number, first, _ = pair()
    by = viewer("somebody", role)
    with pytest.raises(NotPermitted):
        doubles.merge(by=by, number=number, keep=first, reason="同一执照", now=NOW)
    with pytest.raises(NotPermitted):
        doubles.keep_apart(by=by, number=number, reason="两张执照", now=NOW)
    with pytest.raises(NotPermitted):
        doubles.undo(by=by, number=number, reason="看错了", now=NOW)
    assert Double.objects.get().state == DoubleState.WAITING


def test_an_entry_amended_after_a_merge_keeps_its_own_history() -> None:
    number, first, second = pair()
    doubles.merge(by=KEEPER, number=number, keep=first, reason="同一执照", now=NOW)
    entries.amend(by=KEEPER, key=first, entry=Entry(address="甲街 1 号"), reason="现场核实", now=NOW)
    doubles.undo(by=KEEPER, number=number, reason="看错了", now=NOW)
    assert [Enterprise.objects.get(key=key).address for key in (first, second)] == ["甲街 1 号", ""]


def test_a_worker_looks_for_names_near_those_that_a_list_brought() -> None:
    (old,) = register("示例市云帆智能装备有限公司")
    delivery = Delivery.objects.create(
        name="名单.csv", sha256="0" * 64, size=1, known_on=TODAY, received_at=NOW, received_by="cli:tester", kind="reported"
    )
    (new,) = add([Entry(name="示例市云凡智能装备有限公司")], Circumstances(CLERK, NOW, delivery=delivery), rows=[2])
    look_near.enqueue(delivery=delivery.pk, after=0)
    assert Worker(clock=timezone.now).run_until_empty() == 2
    assert list(Double.objects.values_list("first_id", "second_id", "state")) == [(old.pk, new.pk, DoubleState.WAITING)]
    assert AuditEvent.objects.get().act == "doubles.look_near"


def test_who_sees_a_merged_entry_sees_the_one_that_stands() -> None:
    number, first, second = pair()
    agent, _ = cast.agent("agent", "firm")
    Enterprise.objects.filter(key=second).update(organisation=cast.organisation("firm"))
    doubles.merge(by=KEEPER, number=number, keep=first, reason="同一执照", now=NOW)
    seen = viewer_of(agent, TODAY)
    assert (stand_in_of(seen, second), [each.key for each in listed(seen, Asked(), known_on=TODAY)[0]]) == (first, [first])
    shown = profile_of(seen, first)
    assert shown is not None and shown.changes == ()


def test_pairs_of_a_merged_entry_wait_with_the_one_that_stands() -> None:
    a, b, c = register("示例市云帆有限公司", "示例市云帆有限责任公司", "示例市云帆集团有限公司")
    ab = doubles.propose(by=KEEPER, key=a.key, other=b.key, now=NOW)
    doubles.propose(by=KEEPER, key=b.key, other=c.key, now=NOW)
    doubles.merge(by=KEEPER, number=ab, keep=a.key, reason="同一执照", now=NOW)
    assert [(each.first.key, each.second.key) for each in waiting(KEEPER)[0]] == [(a.key, c.key)]


def test_nothing_more_is_recorded_of_a_merged_entry() -> None:
    number, first, second = pair()
    doubles.merge(by=KEEPER, number=number, keep=first, reason="同一执照", now=NOW)
    with pytest.raises(StandsForNothing):
        entries.amend(by=KEEPER, key=second, entry=Entry(address="甲街 1 号"), reason="现场核实", now=NOW)


def test_a_child_merged_into_its_parent_is_no_relative_of_itself() -> None:
    parent, child = register("示例市云帆有限公司", "示例市云帆智能有限公司")
    links.tie(by=KEEPER, key=child.key, parent=parent.key, kind=LinkKind.SUBSIDIARY, evidence="年报", now=NOW)
    number = doubles.propose(by=KEEPER, key=parent.key, other=child.key, now=NOW)
    doubles.merge(by=KEEPER, number=number, keep=parent.key, reason="同一执照", now=NOW)
    shown = profile_of(KEEPER, parent.key)
    assert shown is not None and shown.relatives == ()
