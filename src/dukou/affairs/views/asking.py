"""Who asks about which application, and what he may do with it now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.affairs.core.affairs import Affair
from dukou.affairs.core.kinds import AffairState
from dukou.affairs.models import Application, Part
from dukou.affairs.queries.texts import read
from dukou.affairs.queries.visibility import is_own
from dukou.kit.pages.steps import data_for, files_for


@dataclass(frozen=True)
class Asking:
    """Who asks about which application, and what was sent."""

    viewer: Viewer
    application: Application
    request: HttpRequest

    def data(self, name: str) -> Any:
        """What was sent with one step."""
        return data_for(self.request, name)

    def files(self, name: str) -> Any:
        """The files that were sent with one step."""
        return files_for(self.request, name)

    @cached_property
    def affair(self) -> Affair:
        """The affair, in the text under which it was begun."""
        return read(self.application.text).affair

    @cached_property
    def state(self) -> AffairState:
        """Where the application stands."""
        return AffairState.of(self.application.state)

    @cached_property
    def is_own(self) -> bool:
        """Whether the visitor is the applicant."""
        return is_own(self.viewer, self.application)

    @cached_property
    def handles(self) -> bool:
        """Whether the visitor works at the window."""
        return self.viewer.may(Permission.HANDLE_AFFAIRS) and not self.is_own

    @cached_property
    def own_parts(self) -> list[Part]:
        """The open parts in the hands of the visitor's units."""
        units = self.viewer.organisations_where(Permission.ANSWER_LEGS)
        if not units or self.is_own:
            return []
        rows = self.application.parts.filter(unit__key__in=units, leg__isnull=False, ended_at__isnull=True)
        return list(rows.select_related("unit").order_by("pk"))
