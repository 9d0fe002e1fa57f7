"""The pages of this room for tests of the whole house."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.roles import Role
from dukou.accounts.models import Organisation
from dukou.accounts.queries import viewer_of
from dukou.accounts.queries.people import person_of
from dukou.accounts.tests.visits import OF_FIRM, OPEN, Foreign, Gate, Has, Visit, those
from dukou.appeals.actions import appeals, dispatch, triage
from dukou.appeals.actions.appeals import Contact
from dukou.appeals.core.kinds import Channel
from dukou.appeals.queries.links import secret_of
from dukou.appeals.tests.pages_api import GATES_API, KEYS_API, visits_api
from dukou.appeals.tests.pages_figures import GATES_FIGURES, KEYS_FIGURES, visits_figures
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.models import Enterprise
from dukou.enterprises.register import Circumstances, add
from dukou.kit.core.actors import Actor

_OFFICES = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.WINDOW_CLERK)  # who sees every appeal
_UNITS = those(Role.DEPARTMENT_OFFICER)
_AGENTS = those(Role.ENTERPRISE_AGENT)
_FILERS = those(Role.INDUSTRY_OFFICER, Role.WINDOW_CLERK, Role.TASK_FORCE_MEMBER)
_READERS = _OFFICES | _UNITS | _AGENTS | _FILERS
_ITS = frozenset({OF_FIRM})
_CHANGERS = those(Role.INDUSTRY_OFFICER, Role.WINDOW_CLERK)
_WHISTLE = {"firm": "", "title": "演示", "text": "演示"}

GATES = [
    Gate("appeals:list", _READERS),
    Gate("appeals:download", _READERS, address="/appeals/download/csv/", is_page=False, told=200),
    Gate("appeals:whistle", _AGENTS, changes=_AGENTS, sent=_WHISTLE),
    Gate("appeals:file", _FILERS, changes=_FILERS, sent=_WHISTLE),
    Gate("appeals:visits", _FILERS, changes=_FILERS, sent={}),
    Gate(
        "appeals:appeal", _READERS, found_by=_OFFICES | _UNITS | _ITS, changes=_CHANGERS, sent={"step": "contact", "contact-words": "演示"}
    ),
    Gate("appeals:attachment", _READERS, found_by=_OFFICES | _UNITS | _ITS, address="/appeals/1/files/1/", is_page=False, told=404),
    Gate("appeals:follow", OPEN),
    *GATES_FIGURES,
    *GATES_API,
]
PUBLIC_KEYS = (
    KEYS_FIGURES
    | {
        "appeals:download": "the key is the form of the file; the appeals are filtered",
        "appeals:follow": "the secret is the right",
        "appeals:attachment": "tests/test_pages.py tries the file of another firm",
    }
    | KEYS_FIGURES
    | KEYS_API
)


def prepared() -> Has:
    """An appeal of the demo firm, dispatched to the office of the demo people."""
    window, how = (
        viewer_of(person_of("demo-window"), timezone.localdate()),
        Circumstances(Actor("cli", "tests"), timezone.now(), reason="演示"),
    )
    with transaction.atomic():
        mine, other = add([Entry(name="示例市梧桐虚构有限公司"), Entry(name="示例市银杏虚构有限公司")], how)
    Enterprise.objects.filter(pk=mine.pk).update(organisation=Organisation.objects.get(key="demo-firm"))
    contact = Contact("演示联系人", "023-00000000")
    told: dict[str, Any] = {"title": "演示诉求", "text": "演示内容", "topic": "power", "channel": Channel.PHONE_DESK, "contact": contact}
    made = appeals.whistle(by=window, firm=mine.key, **told)
    triage.accept(by=window, number=made.pk)
    dispatch.send(by=window, number=made.pk, lead="demo-office")
    theirs = appeals.whistle(by=window, firm=other.key, **told)
    return Has(appeal=made.pk, appeal_secret=secret_of(made), appeal_of_others=theirs.pk)


def visits(has: Has) -> list[Visit]:
    """Every page and every operation that reads."""
    one = f"/appeals/{has['appeal']}/"
    return [
        *(Visit("appeals:list", who, "/appeals/") for who in ("officer", "department", "enterprise")),
        Visit("appeals:whistle", "enterprise", "/appeals/whistle/"),
        Visit("appeals:file", "window", "/appeals/file/"),
        Visit("appeals:visits", "window", "/appeals/visits/"),
        *(Visit("appeals:appeal", who, one) for who in ("window", "department", "enterprise")),
        Visit("appeals:follow", "", f"/appeals/follow/{has['appeal']}/{has['appeal_secret']}/"),
        *visits_figures(),
        *visits_api(has),
    ]


def of_others(has: Has) -> list[Foreign]:
    """The appeal of a firm for whom one does not act."""
    other = f"/appeals/{has['appeal_of_others']}/"
    return [
        Foreign("appeals:appeal", "enterprise", other, {"step": "withdraw", "withdraw-words": "演示"}),
        Foreign("appeals:appeal", "department", other, {"step": "contacted", "contacted-words": "演示"}),
    ]
