"""The room's home with the public's figures, and the office's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.organisations import organisation_names
from dukou.figures.queries import indicators
from dukou.finance.charts.figures import lines_chart, timeliness_chart
from dukou.finance.core.ledger_entrance import OFFICE_FIGURES, STATISTICS
from dukou.finance.core.statistics import AskedRow, BankFigures, bank_figures, grouped, line_figures, reason_counts
from dukou.finance.queries.lines import firm_names, need_names, product_names
from dukou.finance.queries.products import frame_or_none
from dukou.finance.queries.statistics import (
    asked_rows,
    last_quarter,
    line_rows,
    overdue_applications,
    public_figures,
    published_of_district,
    unmet_needs,
)
from dukou.finance.tables import statistics as tables
from dukou.finance.tables.money import wan
from dukou.finance.views.ways import crumbs_of, ways
from dukou.kit.core.labels import Label
from dukou.kit.pages.parts import Crumb

_OFFICE = Label("办理情况", "How it goes")
_BY_BANK, _BY_PRODUCT = Label("各行的授信和贷款", "Lines and loans by bank"), Label("各产品的授信和贷款", "Lines and loans by product")
MOST = 50  # rows of each list


@STATISTICS
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the public reads, and for who signed in the ways on."""
    viewer, today = request_viewer(request), timezone.localdate()
    found, claims = public_figures(today), published_of_district(viewer, today)
    context = {
        "ways": ways(viewer),
        "figures": found,
        "firms": tables.steps_table(found.firms) if found.has_any else None,
        "answers": tables.answers_table(found.answers, product_names()) if found.answers.rows else None,
        "granted": None if found.granted is None else wan(found.granted),
        "drawn": None if found.drawn is None else wan(found.drawn),
        "days": frame.answer_days if (frame := frame_or_none()) else None,
        "published": tables.published_table(claims, {each.key: each.label for each in indicators()}) if claims else None,
        "period": last_quarter(today).label,
        "crumbs": crumbs_of(),
    }
    return render(request, "finance/home.html", context)


@OFFICE_FIGURES
@require_safe
def office(request: HttpRequest) -> HttpResponse:
    """Unmet needs, banks that are late, refusals by reason, and lines beside what was drawn."""
    now, today = timezone.now(), timezone.localdate()
    names, products, frame = organisation_names(), product_names(), frame_or_none()
    asked, lines = asked_rows(now), line_rows(today)
    unmet, unmet_count, open_count = unmet_needs(now, MOST)
    late, firms = overdue_applications(now), need_names([each.row for each in unmet])
    banks, by_bank = _by_bank(asked), grouped(lines, lambda row: row.bank)
    reasons = {each.code: each.name for each in frame.reasons} if frame else {}
    total = line_figures(lines)
    context = {
        "unmet": tables.unmet_table(unmet, firms, unmet_count, open_count) if unmet else None,
        "late": tables.overdue_table(late[:MOST], firm_names([row for row, _, _ in late[:MOST]]), products, len(late)) if late else None,
        "banks": tables.banks_table(banks, names) if banks else None,
        "banks_chart": timeliness_chart(banks, names),
        "reasons": tables.reasons_table(found, reasons) if (found := reason_counts(asked)) else None,
        "lines_chart": lines_chart(by_bank, names),
        "by_bank": tables.figures_table(_BY_BANK, Label("银行", "Bank"), by_bank, total, names) if lines else None,
        "by_product": tables.figures_table(_BY_PRODUCT, Label("产品", "Product"), grouped(lines, lambda row: row.product), total, products)
        if lines
        else None,
        "crumbs": crumbs_of(Crumb(_OFFICE)),
    }
    return render(request, "finance/office.html", context)


def _by_bank(rows: list[AskedRow]) -> dict[str, BankFigures]:
    """By bank, those with the most overdue first."""
    groups: dict[str, list[AskedRow]] = {}
    for row in rows:
        groups.setdefault(row.bank, []).append(row)
    found = {bank: bank_figures(own) for bank, own in groups.items()}
    return dict(sorted(found.items(), key=lambda each: (-each[1].overdue, -each[1].sent, each[0])))
