"""A list of a whole district with all its oddities: every one is named in its row, none of them keeps a firm out."""

from __future__ import annotations

import pytest

from dukou.enterprises.core.synthetic import COLUMNS, FaultKind, firms, messy, refused
from dukou.enterprises.core.synthetic.faults import RefusedKind
from dukou.enterprises.intake.examining import batched
from dukou.enterprises.models import Enterprise, RowRemark
from dukou.enterprises.queries.deliveries import delivery
from dukou.enterprises.tests.lists_made import KEEPER, as_csv, hand_in, load_national, said, take

pytestmark = pytest.mark.django_db
ROWS = 68_000
TOLD_AS = {
    FaultKind.CODE_LICENCE_15: "old_licence",
    FaultKind.CODE_LICENCE_13: "old_licence",
    FaultKind.CODE_CHECK_CHARACTER: "code_doubted",
    FaultKind.CODE_INNER_DIGIT: "code_doubted",
    FaultKind.CODE_TWICE: "same_code",
    FaultKind.CODE_BLANK: "no_code",
    FaultKind.NAME_ZERO_WIDTH: "invisible",
    FaultKind.NAME_RIGHT_TO_LEFT: "invisible",
    FaultKind.CAPITAL_NOT_STATED: "not_stated",
    FaultKind.CAPITAL_CURRENCY_OPEN: "currency_open",
    FaultKind.CAPITAL_UNIT_OPEN: "capital_unclear",
}
TOLD_OF_REFUSED = {
    RefusedKind.NO_NAME: "name_missing",
    RefusedKind.LONG_NAME: "name_too_long",
    RefusedKind.CODE_LETTER_I: "code_refused",
    RefusedKind.CODE_17: "code_refused",
    RefusedKind.CODE_READ_AS_NUMBER: "code_refused",
    RefusedKind.NO_SUCH_DAY: "unreadable",
}


@pytest.fixture(scope="module", autouse=True)
def national_pack(rows_of_module: None) -> None:
    load_national()


@pytest.mark.once
def test_every_oddity_of_68_000_rows_is_named_in_its_row_and_no_row_is_refused() -> None:
    made = list(messy(firms(ROWS, 1), 1))
    given = {number: faults for number, (_, faults) in enumerate(made, 2)}
    number = hand_in(as_csv([COLUMNS, *(row for row, _ in made)], "gb18030"), year=2023)
    seen = delivery(KEEPER, number)
    assert seen is not None and (seen.counts.rows, seen.counts.added, seen.counts.refused) == (ROWS, ROWS, 0)
    told: dict[int, set[str]] = {}
    for row, kind in RowRemark.objects.filter(delivery=number, row__isnull=False).values_list("row", "kind"):
        told.setdefault(row or 0, set()).add(kind)
    remarked = {fault for faults in given.values() for fault in faults if fault.is_remarked}
    assert remarked == set(TOLD_AS)
    missed = [
        (row, fault) for row, faults in given.items() for fault in faults if fault.is_remarked and TOLD_AS[fault] not in told.get(row, ())
    ]
    assert missed == []


def test_a_district_is_taken_in_batch_by_batch_and_a_second_time_nothing_changes() -> None:
    rows = [row for row, _ in messy(firms(3000, 1), 1)]
    content = as_csv([COLUMNS, *rows])
    counts = take(content, year=2023)
    assert (counts.added, Enterprise.objects.count()) == (3000, 3000)
    assert list(Enterprise.objects.order_by("pk").values_list("row", flat=True)) == list(range(2, 3002))
    assert not take(content, year=2023).is_changing


def test_every_row_that_no_register_may_take_is_refused_for_its_own_reason() -> None:
    """A day that does not exist is left out and told; the firm stands."""
    made = list(refused(firms(len(RefusedKind), 1)))
    told = said(hand_in(as_csv([COLUMNS, *(row for row, _ in made)]), year=2023))
    kinds = {row: {kind for at, kind, _ in told if at == row} for row in range(2, len(made) + 2)}
    assert {kind: TOLD_OF_REFUSED[kind] in kinds[row] for row, (_, kind) in enumerate(made, 2)} == dict.fromkeys(RefusedKind, True)


def test_batches_hold_every_row_once_in_order() -> None:
    assert list(batched(iter(range(7)), 3)) == [[0, 1, 2], [3, 4, 5], [6]]
