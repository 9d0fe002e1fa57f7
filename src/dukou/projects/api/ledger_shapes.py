"""What is told of premises, promises and money, and what is sent as a report, as types. Sums are whole fen."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from dukou.kit.answers import Exact, Sent
from dukou.kit.core.told import Answer, Words
from dukou.projects.core.premises import PremiseKind
from dukou.projects.core.promise_kinds import FairVerdict, PromiseState, Side
from dukou.projects.core.replays import Rung


class ProjectRung(Answer):
    """One rung. `told`: the total to date, null: none was told; `share` of it with a paper, cut after three digits; null: no base.

    `waiting`: a total that a second person has not confirmed; `waiting_papers`: what papers that wait come to.
    """

    rung: Rung
    name: Words
    told: int | None
    as_of: date | None
    evidenced: int
    share: Exact | None
    waiting: int | None
    waiting_papers: int


class ProjectMoney(Answer):
    """The ladder of one project. Its rungs tell of the same investment in different ways and are never added."""

    key: str
    rungs: list[ProjectRung]
    is_synthetic: bool


class ProjectPromise(Answer):
    """One promise as it stands today. `due_on` null: it waits for `waits_for`, and is due `within` days after that.

    `owner`: key of the organisation that answers for it now (empty: the firm), by its `post`; `is_changing`: a change waits for a second
    person; `evidence`: by what it was settled.
    """

    number: int
    project: str
    project_name: str
    firm: str
    side: Side
    text: str
    state: PromiseState
    due_on: date | None
    days_late: int
    moved: int
    waits_for: Words | None
    within: int
    owner: str
    owner_name: Words
    post: str
    legal_basis: str
    written_in: str
    measure: str
    verdict: FairVerdict | None
    evidence: str
    is_changing: bool
    is_synthetic: bool


class ProjectPremise(Answer):
    """Premises on offer. `area` in m², `rent_fen` per m² and month, `power_kva`, `floor_load` in kg/m²; null: not known."""

    key: str
    kind: PremiseKind
    name: str
    address: str
    area: Exact
    rent_fen: int | None
    power_kva: int | None
    floor_load: int | None
    free_from: date | None
    owner: Words | None
    is_synthetic: bool


class ProjectReportSent(Sent):
    """What became of a project. `on`: the day up to which it is told, today by default."""

    words: Annotated[str, Field(min_length=1, max_length=500)]
    on: date | None = None
