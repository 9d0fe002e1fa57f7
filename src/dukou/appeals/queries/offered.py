"""What appeals offer beside a note of a visit: to file what was heard on behalf of the firm."""

from __future__ import annotations

from django.urls import reverse

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.labels import Label
from dukou.projects.queries.teams import heard_at


def whistle_offered(viewer: Viewer, note: int) -> tuple[Label, str] | None:
    """The link to the form, for who may file on behalf of firms; the note is named by its number, so that no address holds its words."""
    if not viewer.may(Permission.FILE_APPEALS):
        return None
    return Label("提出诉求", "File an appeal"), f"{reverse('appeals:file')}?note={note}"


def begun_by_note(viewer: Viewer, note: int | None) -> dict[str, str]:
    """What a form begins with where it was opened beside a note that the viewer may see: firm and words."""
    found = heard_at(viewer, note) if note is not None else None
    return {"firm": found.firm, "text": found.text[:4000]} if found else {}
