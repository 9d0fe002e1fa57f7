"""Who asks about which appeal, and what he may do with it now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.appeals.core.kinds import AppealState
from dukou.appeals.core.rules import DistrictRules
from dukou.appeals.models import Appeal
from dukou.appeals.queries.handlers import callers_seen, handlers_of
from dukou.appeals.queries.rules import rules_in_force
from dukou.casework.core.profiles import LegRole
from dukou.casework.queries.legs import open_legs
from dukou.enterprises.queries.own import own_entries
from dukou.kit.pages.steps import data_for


@dataclass(frozen=True)
class Asking:
    """Who asks about which appeal, and what was sent."""

    viewer: Viewer
    appeal: Appeal
    request: HttpRequest

    def data(self, name: str) -> Any:
        """What was sent with one step."""
        return data_for(self.request, name)

    @cached_property
    def state(self) -> AppealState:
        """Where the appeal stands."""
        return AppealState.of(self.appeal.state)

    @cached_property
    def is_own(self) -> bool:
        """Whether the visitor acts for the enterprise."""
        return self.appeal.enterprise_id in own_entries(self.viewer)

    @cached_property
    def handles(self) -> bool:
        """Whether the visitor takes in, dispatches and rules."""
        return self.viewer.may(Permission.HANDLE_APPEALS) and not self.is_own

    @cached_property
    def may_call(self) -> bool:
        """Whether the visitor had no part in it, and so may ask the enterprise."""
        return self.handles and not callers_seen(self.viewer) & handlers_of(self.appeal)

    @cached_property
    def own_legs(self) -> list[Any]:
        """The parts in the hands of the visitor's units."""
        units = self.viewer.organisations_where(Permission.ANSWER_LEGS)
        return [leg for leg in open_legs(self.appeal.pk) if leg.unit.key in units] if units and not self.is_own else []

    @cached_property
    def leads(self) -> bool:
        """Whether the visitor's unit leads."""
        return any(leg.role == LegRole.LEAD.value for leg in self.own_legs)

    @cached_property
    def rules(self) -> DistrictRules:
        """The rules of the district."""
        return rules_in_force()
