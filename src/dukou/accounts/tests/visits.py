"""How a room tells tests of its pages: `tests/pages.py` of each room names every route, who may enter, and addresses that are there.

A room's `tests/pages.py` holds `GATES` (a line for each route and operation of the API), `prepared()` (makes what the pages show; gives its
keys by name), `visits(has)` (each page as one role sees it) and, where an address holds a key, `of_others(has)`. All that is written by
hand, in the words of the trade, so that it can contradict the code.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dukou.accounts.core.roles import Role

Part = str  # what a visitor is: each of his roles by its code, and the words below
NOBODY, PERSON, SEAT = "nobody", "person", "seat"  # not signed in; signed in; sits in a task force that has firms in its charge
OF_FIRM = "agent of the demo firm"  # who acts for the firm that the demo person acts for
OPEN = frozenset({NOBODY, PERSON})
EVERYONE = frozenset({PERSON})
NONE: frozenset[Part] = frozenset()
DESKS = {
    "leader": Role.LEADER,
    "officer": Role.INDUSTRY_OFFICER,
    "window": Role.WINDOW_CLERK,
    "taskforce": Role.TASK_FORCE_MEMBER,
    "department": Role.DEPARTMENT_OFFICER,
    "bank": Role.BANK_OFFICER,
    "enterprise": Role.ENTERPRISE_AGENT,
    "auditor": Role.AUDITOR,
    "steward": Role.STEWARD,
}  # the short names of the demo people


def those(*roles: Role, also: Part = "") -> frozenset[Part]:
    """People with one of these roles, or who are something else besides."""
    return frozenset({*map(str, roles), *([also] if also else [])})


@dataclass(frozen=True)
class Gate:
    """One route: who enters to look, who to change something, and what to send for that.

    `route`: its name, of an operation of the API method and address (`Route.title`). `refused`: what everybody else who has signed in is
    answered; 404 where nobody may learn that it is there. `found_by`: where an address belongs to somebody, those among who enter for whom
    it is there; None: for all. `sent`: a form as it should be, of the API a body; None where the route takes
    nothing. `address`: where `visits` names none, such as for routes that are only posted to, one that is there.
    """

    route: str
    enters: frozenset[Part]
    changes: frozenset[Part] = NONE
    sent: Mapping[str, Any] | None = None
    refused: int = 403
    found_by: frozenset[Part] | None = None
    address: str = ""
    case: str = ""  # which of several pages at the route, where each has a rule of its own
    leads_on: bool = False  # some of those who enter are led to another page
    is_page: bool = True  # False: nothing to read for people
    is_slow: bool = (
        False  # and the same for everybody: the view never asks who looks. The walk then sends two: nobody, and one without a post
    )
    told: int = 405  # what GET is answered at `address`

    def is_there_for(self, parts: frozenset[Part]) -> bool:
        """Whether who enters finds the address: it may be somebody else's."""
        return self.found_by is None or bool(parts & self.found_by)


@dataclass(frozen=True)
class Visit:
    """One page as one role sees it; `role` is the short name of a demo person, empty for who has not signed in."""

    route: str
    role: str
    address: str
    status: int = 200
    case: str = ""


class Has(defaultdict[str, str]):
    """The keys of what was prepared, by name; before anything is, each is `1`, so that addresses can be written without a database."""

    def __init__(self, **found: object) -> None:
        super().__init__(lambda: "1", {name: str(value) for name, value in found.items()})


@dataclass(frozen=True)
class Foreign:
    """An address that holds the key of what belongs to others, and the one who tries it: he is answered as if it were not there."""

    route: str
    role: str
    address: str
    sent: Mapping[str, Any] | None = field(default=None)  # None: he only looks
