"""The white list as tables: the office's, a bank's, and the course of one firm's listing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.urls import reverse
from django.utils import timezone

from dukou.finance.core.consents import Consent
from dukou.finance.core.kinds import ListStanding
from dukou.finance.models import Listing
from dukou.finance.queries.found import Found
from dukou.finance.tables.money import NONE
from dukou.finance.tables.rule_answers import ANSWER_FACES
from dukou.kit.core.labels import Label
from dukou.kit.core.lights import Light
from dukou.kit.pages.tables import Cell, Heading, Table, Text, plain_table
from dukou.kit.sheets.writing import Written
from dukou.rules.core.answers import Answer

FACES = {ListStanding.APPLIED: Light.UNDECIDED, ListStanding.RECOMMENDED: Light.GREEN, ListStanding.OUT: Light.UNKNOWN}
SYNTHETIC = Label("合成数据", "synthetic")
WHITE_LIST = Label("银企白名单", "White list for banks")
COLUMNS = (
    Label("编号", "Number"),
    Label("企业", "Firm"),
    Label("状态", "Standing"),
    Label("申报日", "Applied on"),
    Label("决定日", "Decided on"),
    Label("推荐时的规则结论", "Rule book at recommendation"),
    Label("理由", "Reason"),
    Label("合成数据", "Synthetic"),
)
NOT_ASKED = Label("推荐时再按规则判断", "the rule book is asked at recommendation")


def listings_table(rows: Sequence[Listing]) -> Table:
    """One row a firm."""
    heads = [
        Heading(Label("企业", "Firm")),
        Heading(Label("状态", "Standing")),
        Heading(Label("申报日", "Applied on")),
        Heading(Label("决定日", "Decided on")),
        Heading(Label("推荐时的规则结论", "Rule book at recommendation")),
        Heading(Label("理由", "Reason")),
    ]
    return plain_table(WHITE_LIST, heads, [_cells(row) for row in rows])


def _cells(row: Listing) -> list[Cell | Text]:
    synthetic = SYNTHETIC if row.enterprise.is_synthetic else ""
    return [
        Cell(row.enterprise.name, reverse("finance:listing", args=[row.enterprise.key]), qualifier=synthetic),
        standing_cell(row),
        day_of(row.applied_at),
        day_of(row.decided_at),
        decided_cell(row),
        row.reason or NONE,
    ]


def standing_cell(row: Listing) -> Cell:
    """Where a firm stands, as word and shape."""
    standing = ListStanding.of(row.standing)
    return Cell(standing.label, light=FACES[standing].value)


def decided_cell(row: Listing) -> Cell:
    """What the rule book said when the firm was recommended."""
    if row.decision is None:
        return Cell(NONE)
    answer = Answer.of(row.decision.answer)
    return Cell(answer.label, light=ANSWER_FACES[answer].value)


def day_of(moment: object) -> str:
    """The day of a moment in the district."""
    return f"{timezone.localtime(moment):%Y-%m-%d}" if moment else NONE  # type: ignore[arg-type]


def listing_rows(rows: Iterable[Listing]) -> Iterator[Sequence[Written]]:
    """The list for a file."""
    for row in rows:
        yield (
            str(row.pk),
            row.enterprise.name,
            str(ListStanding.of(row.standing).label),
            day_of(row.applied_at),
            day_of(row.decided_at) if row.decided_at else "",
            str(Answer.of(row.decision.answer).label) if row.decision else "",
            row.reason,
            str(SYNTHETIC) if row.enterprise.is_synthetic else "",
        )


def recommended_table(rows: Sequence[Listing], consents: Mapping[int, Consent], stands: Mapping[int, int]) -> Table:
    """What a bank reads: the recommended firms that consented to it, since when, and how long the consent lasts."""
    heads = [
        Heading(Label("企业", "Firm")),
        Heading(Label("推荐日", "Recommended on")),
        Heading(Label("授权至", "Consent until")),
        Heading(Label("授权编号", "Consent")),
    ]
    body: list[list[Cell | Text]] = []
    for row in rows:
        consent = consents[stands[row.enterprise_id]]
        synthetic = SYNTHETIC if row.enterprise.is_synthetic else ""
        body.append([Cell(row.enterprise.name, qualifier=synthetic), day_of(row.decided_at), str(consent.until_on), str(consent.number)])
    return plain_table(Label("推荐给本行的企业", "Firms recommended to your bank"), heads, body)


def course_table(rows: Sequence[tuple[Listing, Found | None]]) -> Table:
    """Every listing of a firm, the newest first: by whom it came, what found it, what was decided and why."""
    heads = [
        Heading(Label("编号", "Number")),
        Heading(Label("状态", "Standing")),
        Heading(Label("申报日", "Applied on")),
        Heading(Label("由什么发现", "Found by")),
        Heading(Label("决定日", "Decided on")),
        Heading(Label("推荐时的规则结论", "Rule book at recommendation")),
        Heading(Label("理由", "Reason")),
    ]
    body: list[list[Cell | Text]] = [
        [
            str(row.pk),
            standing_cell(row),
            day_of(row.applied_at),
            _found(found),
            day_of(row.decided_at),
            decided_cell(row),
            row.reason or NONE,
        ]
        for row, found in rows
    ]
    return plain_table(Label("经过", "How it came about"), heads, body)


def _found(found: Found | None) -> Cell:
    return Cell(found.name, found.address) if found else Cell(Label("企业自己申报", "the firm applied itself"))
