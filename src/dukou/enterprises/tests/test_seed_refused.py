"""Without its demo people a home takes no made-up firms, and nobody enters any who may not keep the register."""

from __future__ import annotations

import pytest
from django.conf import settings

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.queries.people import NoSuchOrganisation
from dukou.accounts.tests import cast
from dukou.enterprises.actions import made_up
from dukou.enterprises.actions.seeds import plant
from dukou.enterprises.core.synthetic import firms
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests.test_seed import SEED, stored
from dukou.kit.actions import load_pack


@pytest.mark.django_db
def test_nothing_is_planted_without_demo_people() -> None:
    load_pack(by=cast.CLI, path=settings.SHIPPED_PACKS / "dadukou", now=cast.NOW)
    before = stored()
    with pytest.raises(NoSuchOrganisation):
        plant(by=cast.CLI, seed=SEED, now=cast.NOW)
    assert stored() == before


@pytest.mark.django_db
def test_who_may_not_keep_the_register_enters_no_made_up_firms() -> None:
    visitor = Viewer("person:visitor", permissions=frozenset(Permission) - {Permission.KEEP_REGISTER})
    with pytest.raises(NotPermitted):
        made_up.enter(by=visitor, firms=list(firms(1, SEED)), known_on=cast.TODAY, now=cast.NOW)
    assert not Enterprise.objects.exists()
