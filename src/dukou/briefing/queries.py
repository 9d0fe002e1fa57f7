"""Gathering what the brief says."""

from __future__ import annotations

from datetime import date

from dukou.accounts.core.viewers import Viewer
from dukou.briefing.core.document import Brief, brief_of
from dukou.clusters.core.district import District
from dukou.clusters.queries import standings
from dukou.figures.queries import ShownFinding, findings_about
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period, parse_period
from dukou.kit.core.refusals import Malformed, Refusal


class NotAPeriod(Refusal):
    """A brief is asked for a period that is none."""

    code = "briefing.not_a_period"
    status = 400
    what = Label("没有出简报", "no brief was written")
    why = Label("{said}", "{said}")
    cure = Label("{way}", "{way}")


def period_of(written: str) -> Period | None:
    """The period that is asked for; None where none is."""
    try:
        return parse_period(written) if written.strip() else None
    except Malformed as error:
        raise NotAPeriod(said=error.what, way=error.cure) from error


def gathered(*, viewer: Viewer, known_on: date, up_to: Period | None = None) -> tuple[District, Brief, list[ShownFinding]]:
    """The clusters' standings as far as a period reaches (by default as far as anything is known), the brief, and the findings."""
    district = standings(viewer=viewer, known_on=known_on, up_to=up_to)
    return district, brief_of(district, up_to), findings_about(viewer=viewer, known_on=known_on)


def as_json(district: District, findings: list[ShownFinding]) -> dict[str, object]:
    """The brief as JSON doors speak it."""
    return district.as_dict() | {"findings": [finding.as_dict() for finding in findings]}
