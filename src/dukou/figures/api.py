"""Figures over HTTP: the list, where one comes from, its correction. The same queries and acts as the pages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import ConfigDict, Field, model_validator

from dukou.accounts.core.admission import needs, signed_in
from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.figures.actions import claims
from dukou.figures.actions.refusals import NoSuchClaim
from dukou.figures.core.claims import Claim, ClaimKind, Visibility
from dukou.figures.core.findings import FindingRule
from dukou.figures.core.told import ClaimTold
from dukou.figures.forms import CorrectionForm
from dukou.figures.queries import Trace, claim_page, trace_of
from dukou.kit.answers import PAGE, Answer, KnownOn, Limit, Page, Sent, Words, typed
from dukou.kit.pages.known import day_of

router = Router()
_LAST = 2**63 - 1


class Figure(ClaimTold):
    """One figure, its indicator also in words, and its visibility. `period` null: undated."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)
    indicator_label: Words
    visibility: Visibility

    @model_validator(mode="before")
    @classmethod
    def of_claim(cls, value: object) -> object:
        """The claim as every JSON door tells it."""
        if not isinstance(value, Claim):
            return value
        return value.as_dict() | {"indicator_label": value.indicator_label, "visibility": value.visibility}


class Revision(Answer):
    """One state of a figure, and why it replaced the one before."""

    number: int
    claim: Figure
    is_withdrawn: bool
    reason: str
    recorded_at: datetime
    recorded_by: str
    pack: str


class Finding(Answer):
    """A contradiction in which the figure takes part."""

    rule: FindingRule
    subject_ref: str
    message: Words
    refs: list[str]


class FigureTrace(Answer):
    """Where a figure comes from, with every state of it that was known by the day."""

    claim: Figure
    is_standing: bool
    subject: Words
    definition: Words
    source: Words
    publisher: Words | None
    place: Words | None
    owner: Words | None
    is_on_correctors_word: bool
    revisions: list[Revision]
    findings: list[Finding]


class CorrectionSent(Sent):
    """What replaces a figure. What is left out stays; `revision` is the number of the state that is corrected."""

    revision: Annotated[int, Field(ge=1, le=_LAST)]
    reason: Annotated[str, Field(max_length=1000)]
    known_on: date = Field(description="何日起知道 · Known from")
    value: Annotated[str, Field(max_length=200)] = Field("", description="连同单位，如 124.3亿元 · With its unit, such as 124.3亿元")
    period: Annotated[str, Field(max_length=40)] = Field("", description="如 2023、2024H1 · Such as 2023, 2024H1")
    kind: ClaimKind | None = None
    source: Annotated[str, Field(max_length=60)] = ""
    place: Annotated[str, Field(max_length=60)] = ""
    said_by: Annotated[str, Field(max_length=100)] = ""
    withdraw: bool = Field(False, description="撤回，不以新数代替 · Take it back without a new one")


class Corrected(Answer):
    """The number of the revision that was added."""

    revision: int


@router.get("", response=Page[Figure], summary="数据项 · The figures, page by page")
@signed_in(rows="figures.queries.visibility:visible_claims")
def figures(
    request: HttpRequest,
    subject: Annotated[str, Query(max_length=200, description="主体，如 cluster/… · Subject, such as cluster/…")] = "",
    indicator: Annotated[str, Query(max_length=60, description="指标 · Indicator")] = "",
    kind: Annotated[ClaimKind | None, Query(description="性质 · Kind")] = None,
    text: Annotated[str, Query(max_length=120, description="主体名称或编号的片段 · Part of a subject's name or of a reference")] = "",
    after: Annotated[int, Query(ge=0, le=_LAST, description="上一页给出的 next · The `next` of the page before")] = 0,
    limit: Limit = PAGE,
    known_on: KnownOn = "",
) -> dict[str, Any]:
    """The figures that the caller may see, as they stood on a day, in the order in which they were recorded."""
    rows, more = claim_page(
        viewer=request_viewer(request),
        known_on=day_of(known_on),
        subject=subject,
        indicator=indicator,
        kind=kind.value if kind else "",
        text=text,
        after=after,
        size=limit,
    )
    return {"items": [claim for _, claim in rows], "next": None if more is None else str(more)}


@router.get("/{ref}", response=FigureTrace, summary="一个数从哪里来 · Where a figure comes from")
@signed_in(rows="figures.queries.visibility:visible_claims")
def figure(request: HttpRequest, ref: str, known_on: KnownOn = "") -> Trace:
    """The figure as it stood on a day, its source and its revisions."""
    return _traced(request, ref, day_of(known_on))


@router.post("/{ref}/corrections", response={201: Corrected}, summary="更正或撤回 · Correct or withdraw a figure")
@needs(Permission.RECORD_FIGURES, rows="figures.queries.visibility:visible_claims")
def correct(request: HttpRequest, ref: str, correction: CorrectionSent) -> Status[dict[str, Any]]:
    """Add a revision. The earlier state goes on standing for every day before `known_on`."""
    viewer = request_viewer(request)
    _traced(request, ref, date.max)
    form = CorrectionForm(correction.model_dump())
    said = typed(form)
    seen = {"by": viewer, "ref": ref, "reason": said["reason"], "known_on": said["known_on"], "revision": said["revision"]}
    if said["withdraw"]:
        return Status(201, {"revision": claims.withdraw(**seen)})
    kind = ClaimKind.of(said["kind"]) if said["kind"] else None
    number = claims.correct(**seen, value=said["value"] or None, period=said["period"], kind=kind, **form.origin())
    return Status(201, {"revision": number})


def _traced(request: HttpRequest, ref: str, known_on: date) -> Trace:
    found = trace_of(viewer=request_viewer(request), ref=ref, known_on=known_on)
    if found is None:
        raise NoSuchClaim(ref=ref)
    return found
