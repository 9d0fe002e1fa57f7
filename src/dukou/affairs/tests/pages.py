"""The pages and operations of this room for tests of the whole house."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.roles import Role
from dukou.accounts.models import Organisation
from dukou.accounts.queries import viewer_of
from dukou.accounts.queries.people import person_of
from dukou.accounts.tests.visits import EVERYONE, NONE, OF_FIRM, OPEN, Foreign, Gate, Has, Part, Visit, those
from dukou.affairs.actions import applications, drafts, intake
from dukou.affairs.actions._judging import Asking
from dukou.affairs.core.kinds import FilingChannel
from dukou.affairs.models import Handed
from dukou.affairs.tests import made_up
from dukou.affairs.tests.pages_messages import GATES_MESSAGES, KEYS_MESSAGES, visits_messages
from dukou.enterprises.core.entries import Entry
from dukou.enterprises.models import Enterprise
from dukou.enterprises.register import Circumstances, add
from dukou.kit.core.actors import Actor

_OFFICES = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.WINDOW_CLERK)  # who sees every application
_UNITS = those(Role.DEPARTMENT_OFFICER)
_AGENTS = those(Role.ENTERPRISE_AGENT)
_WINDOW = those(Role.WINDOW_CLERK)
_READERS = _OFFICES | _UNITS | _AGENTS
_APPLIERS = _WINDOW | _AGENTS
_ITS = frozenset({OF_FIRM})
API = "/api/v1/affairs"
_ONE = f"{API}/applications/<number>"
_PAPER = f"{_ONE}/papers/<paper>"
_SENT: dict[str, tuple[frozenset[Part], dict[str, Any]]] = {
    "acceptance": (_WINDOW, {}),
    "refusal": (_WINDOW, {"reason": "演示"}),
    "agreement": (_WINDOW | _ITS, {}),
    "withdrawal": (_WINDOW | _ITS, {"reason": "演示"}),
    "materials": (_WINDOW | _ITS, {}),
    "supplement": (_WINDOW | _ITS, {}),
}
GATES = [
    Gate("affairs:list", _READERS),
    Gate("affairs:figures", _OFFICES),
    Gate("affairs:guide", OPEN),
    Gate("affairs:begin", _APPLIERS, changes=_APPLIERS, sent={"firm": "没有这家"}),
    Gate("affairs:draft", _APPLIERS, found_by=_WINDOW, changes=_WINDOW, sent={}),
    Gate(
        "affairs:application",
        _READERS,
        found_by=_OFFICES | _UNITS | _ITS,
        changes=_WINDOW | _ITS,
        sent={"step": "bring", "bring-material": "没有这份"},
    ),
    Gate("affairs:receipt", _READERS, found_by=_OFFICES | _UNITS | _ITS),
    Gate("affairs:paper", _READERS, found_by=_OFFICES | _UNITS | _ITS, address="/affairs/1/papers/1/", is_page=False, told=404),
    Gate(f"GET {API}/offers", EVERYONE),
    Gate(f"GET {API}/offers/<slug>/form", EVERYONE),
    Gate(f"GET {API}/applications", _READERS),
    Gate(f"GET {_ONE}", _READERS, found_by=_OFFICES | _UNITS | _ITS),
    Gate(
        f"POST {API}/offers/<slug>/applications",
        NONE,
        changes=_APPLIERS,
        sent={"firm": "hikvision", "matters": {"power": []}, "answers": {}},
        address=f"{API}/offers/joint/applications",
        is_page=False,
    ),
    Gate(f"GET {_PAPER}", _READERS, found_by=_OFFICES | _UNITS | _ITS, is_page=False),
    *GATES_MESSAGES,
    *(
        Gate(f"POST {_ONE}/{act}", NONE, changes=who, sent=sent, address=f"{API}/applications/{{application}}/{act}", is_page=False)
        for act, (who, sent) in _SENT.items()
    ),
]
PUBLIC_KEYS = (
    KEYS_MESSAGES
    | {
        "affairs:guide": "what an affair asks is for everybody",
        "affairs:begin": "the key is an affair's; drafts are their owner's",
        "affairs:draft": "tests/test_of_others.py tries the draft of another person",
        "affairs:receipt": "tests/test_of_others.py tries the application of another firm",
        "affairs:paper": "tests/test_of_others.py tries the application of another firm",
        f"GET {API}/offers/<slug>/form": "what an affair asks is for everybody who has a token",
        f"POST {API}/offers/<slug>/applications": "the key is an affair's; the firm is judged by the act",
    }
    | {
        f"{method}": "test_affairs of the API tries the application of another firm"
        for method in (f"GET {_ONE}", *(f"POST {_ONE}/{act}" for act in _SENT))
    }
)


def prepared() -> Has:
    """A made-up affair, and an application of the demo firm of which the office of the demo people has a part."""
    now = timezone.now()
    window, how = viewer_of(person_of("demo-window"), timezone.localdate(now)), Circumstances(Actor("cli", "tests"), now, reason="演示")
    matter = made_up.JOINT["matters"][0] | {"units": ["demo-office"], "waits": []}
    profile = {"profile": "dadukou-draft", "joins": [], "places": []}
    made_up.offer("joint", made_up.JOINT | profile | {"matters": [matter]})
    with transaction.atomic():
        mine, other = add([Entry(name="示例市香樟虚构有限公司"), Entry(name="示例市黄葛虚构有限公司")], how)
    Enterprise.objects.filter(pk=mine.pk).update(organisation=Organisation.objects.get(key="demo-firm"))
    found = []
    for firm in (mine, other):
        how_asked: dict[str, Any] = {"answers": made_up.ANSWERS_OF_POWER, "firm": firm.key, "brought": {"property": made_up.pdf()}}
        asking = Asking(slug="joint", chosen={"power": []}, **how_asked)
        made = applications.file(by=window, asking=asking, channel=FilingChannel.COUNTER, now=now)
        found.append(made.pk)
    intake.accept(by=window, number=found[0], now=now)
    draft = drafts.begin(by=window, slug="joint", firm=mine.key, channel=FilingChannel.COUNTER)
    papers = Handed.objects.filter(material="property").values_list("application", "pk")
    named = {"paper": dict(papers)[found[0]], "paper_of_others": dict(papers)[found[1]]}
    return Has(application=found[0], application_of_others=found[1], draft=draft.pk, **named)


def visits(has: Has) -> list[Visit]:
    """Every page and every operation that reads."""
    one, draft = f"/affairs/{has['application']}/", f"/affairs/drafts/{has['draft']}/"
    api = f"{API}/applications/{has['application']}"
    return [
        *(Visit("affairs:list", who, "/affairs/") for who in ("officer", "window", "department", "enterprise")),
        Visit("affairs:figures", "leader", "/affairs/figures/"),
        Visit("affairs:guide", "", "/affairs/guide/joint/"),
        *(Visit("affairs:begin", who, "/affairs/begin/joint/") for who in ("window", "enterprise")),
        *(Visit("affairs:draft", "window", f"{draft}?page={page}") for page in ("matters", "firm", "power", "papers", "check")),
        *(Visit("affairs:application", who, one) for who in ("window", "department", "enterprise")),
        Visit("affairs:receipt", "enterprise", f"{one}receipt/"),
        *visits_messages(),
        *(Visit(f"GET {_PAPER}", who, f"{api}/papers/{has['paper']}") for who in ("window", "department", "enterprise")),
        Visit(f"GET {API}/offers", "enterprise", f"{API}/offers"),
        Visit(f"GET {API}/offers/<slug>/form", "enterprise", f"{API}/offers/joint/form"),
        *(Visit(f"GET {API}/applications", who, f"{API}/applications") for who in ("officer", "department", "enterprise")),
        *(Visit(f"GET {_ONE}", who, api) for who in ("window", "department", "enterprise")),
    ]


def of_others(has: Has) -> list[Foreign]:
    """The application of a firm for whom one does not act."""
    other = f"/affairs/{has['application_of_others']}/"
    its_paper = f"{API}/applications/{has['application_of_others']}/papers/{has['paper_of_others']}"
    in_mine = f"{API}/applications/{has['application']}/papers/{has['paper_of_others']}"
    return [
        *(Foreign(f"GET {_PAPER}", role, address) for role in ("enterprise", "department") for address in (its_paper, in_mine)),
        Foreign("affairs:application", "enterprise", other, {"step": "withdraw", "withdraw-reason": "演示"}),
        Foreign("affairs:application", "department", other, {"step": "end-1", "end-1-words": "演示"}),
    ]
