"""Beside a visit note an appeal is offered to who may file one; the form begins with what was heard, for who may read the note."""

from __future__ import annotations

import pytest

from dukou.accounts.core.roles import Role
from dukou.appeals.queries.offered import begun_by_note, whistle_offered
from dukou.projects.models import VisitNote
from dukou.projects.queries.offers import offers_for
from dukou.projects.tests.test_teams import everything
from dukou.projects.tests.told import viewer

pytestmark = pytest.mark.django_db


def test_the_form_begins_with_firm_and_words_for_who_may_read_the_note_alone() -> None:
    everything()
    note = VisitNote.objects.get().pk
    officer, window = viewer("officer", Role.INDUSTRY_OFFICER), viewer("window", Role.WINDOW_CLERK, at="window")
    assert begun_by_note(officer, note) == {"firm": "示例市虚构盐锅厂", "text": "暗礁：老板想迁走"}
    assert [begun_by_note(window, note), begun_by_note(officer, note + 1), begun_by_note(officer, None)] == [{}, {}, {}]


def test_it_is_offered_to_who_may_file_for_firms_and_the_address_holds_no_words() -> None:
    everything()
    note = VisitNote.objects.get().pk
    ((words, address),) = offers_for(viewer("officer", Role.INDUSTRY_OFFICER), note)
    assert (words.en, address) == ("File an appeal", f"/appeals/file/?note={note}")
    assert whistle_offered(viewer("leader", Role.LEADER), note) is None
