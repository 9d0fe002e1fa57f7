"""Who runs the present command, as a viewer."""

from __future__ import annotations

from django.utils import timezone

from dukou.accounts.core.viewers import Viewer, command_line_viewer
from dukou.accounts.models import Person
from dukou.accounts.queries.viewers import viewer_of
from dukou.kit.callers import caller


def caller_viewer() -> Viewer:
    """The person named by `--as` with that person's rights today; the operating-system user where nobody is named."""
    actor = caller()
    if actor.kind == "person":
        return viewer_of(Person.objects.get(username=actor.key), timezone.localdate())
    return command_line_viewer(actor.key)
