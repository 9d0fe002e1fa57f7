"""The fields of supervision: all of them, and one with its scheme, its versions, how firms spread and moved."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.organisations import organisation_names
from dukou.credit.actions import grades
from dukou.credit.charts.spread import spread_chart
from dukou.credit.core.case_entrance import SEES_CASES
from dukou.credit.core.check_entrance import PLANS, REPORTS, VISITS
from dukou.credit.core.entrance import GRADES, KEEPS, PUBLIC
from dukou.credit.core.schemes import Scheme, in_force
from dukou.credit.core.spreads import beside, by_level
from dukou.credit.forms.grades import GradeForm
from dukou.credit.models import GradeRun
from dukou.credit.queries.fields import CreditField, field_named, frame_or_none, source_of
from dukou.credit.queries.matrices import migration, scheme_of, whole_runs
from dukou.credit.queries.own_fields import own_fields
from dukou.credit.queries.standings import Spread, spread_of, standings
from dukou.credit.tables.fields import fields_table, grades_table, in_force_words, policy_table, scheme_table, versions_table
from dukou.credit.tables.spreads import beside_table, matrix_table
from dukou.credit.tables.words import STANDING_FACES, unit_name
from dukou.credit.views.around import crumbs_of
from dukou.credit.views.cases import CASES
from dukou.credit.views.lists import LISTS
from dukou.enterprises.queries.own import firm_named, own_firms
from dukou.kit.core.labels import Label, same
from dukou.kit.pages.lists import number_asked
from dukou.kit.pages.parts import Crumb
from dukou.kit.views import one_form

_GRADE = Label("现在评级", "Grade now")
_ABOUT = Label(
    "按这一天有效的办法和今天已知的记录，给本领域全部企业评级；等级只往后走，不能早于上一次。",
    "Grades every firm of the field by the scheme in force on that day and the records known today; grades only go forward.",
)
_INSPECTIONS = (
    ("credit:plans", PLANS, Label("检查计划", "Inspection plans")),
    ("credit:visits", VISITS, Label("入企检查", "Visits of inspectors")),
    ("credit:reports", REPORTS, Label("检查效果", "What inspections bring")),
    ("credit:public_draws", PUBLIC, Label("抽查公示", "Public draws")),
)


@PUBLIC
@require_safe
def field_list(request: HttpRequest) -> HttpResponse:
    """Every field with its unit, its scheme and how firms spread; the public reads small counts nowhere."""
    viewer, today, frame = request_viewer(request), timezone.localdate(), frame_or_none()
    inside = viewer.may(Permission.SEE_CREDIT)
    found = standings(today, inside=inside)
    context = {
        "table": fields_table(found, organisation_names(), inside=inside) if found else None,
        "policy": policy_table(frame) if frame else None,
        "ways": _ways(viewer),
        "crumbs": crumbs_of(),
    }
    return render(request, "credit/fields.html", context)


@PUBLIC
@require_safe
def field(request: HttpRequest, slug: str) -> HttpResponse:
    """One field."""
    viewer, today, found, frame = request_viewer(request), timezone.localdate(), field_named(slug), frame_or_none()
    inside = viewer.may(Permission.SEE_CREDIT)
    scheme, spread = _asked(request, found, today), spread_of(slug, inside=inside)
    firms = reverse("credit:firms", args=[slug]) if inside and spread else ""
    context = {
        "field": found,
        "scheme": scheme,
        "standing_face": STANDING_FACES[scheme.standing].value,
        "is_other": in_force(found.schemes, today) is not scheme,
        "pairs": _pairs(found, scheme),
        "grades": grades_table(scheme, frame, _of(spread, scheme), firms),
        "items": scheme_table(scheme),
        "versions": versions_table(found, {each.version: source_of(found, each.version) for each in found.schemes}, scheme.version),
        "spread": spread,
        "chart": spread_chart(spread) if spread else None,
        "beside": _beside(spread) if inside else None,
        "firms": firms,
        "may_grade": found.key in {each.key for each in own_fields(viewer)},
        "crumbs": crumbs_of(Crumb(found.label)),
    }
    if inside:
        context |= _moved(request, slug)
    return render(request, "credit/field.html", context)


@GRADES
@require_http_methods(["GET", "HEAD", "POST"])
def grade(request: HttpRequest, slug: str) -> HttpResponse:
    """Grade a field of one's unit for a day."""
    viewer, found = request_viewer(request), field_named(slug)
    form, back = GradeForm(request.POST or None), reverse("credit:field", args=[slug])
    way = crumbs_of(Crumb(found.label, back), Crumb(_GRADE))

    def act() -> None:
        grades.run(by=viewer, field=slug, as_of=form.cleaned_data["as_of"])

    return one_form(request, form, _GRADE, found.label, way, act, back, Label("已评级", "Graded"), _ABOUT)


def _ways(viewer: Viewer) -> list[tuple[str, Label]]:
    """The other pages of the room, as far as the visitor may enter them; for an agent the firms that he acts for."""
    found = []
    if KEEPS.admits(viewer):
        found += [(reverse("credit:records"), Label("信用记录", "Credit records")), (reverse("credit:record_lists"), LISTS)]
    for key in own_firms(viewer):
        firm = firm_named(viewer, key)
        found.append((reverse("credit:firm", args=[key]), same(firm.name if firm else key)))
    if SEES_CASES.admits(viewer):
        found.append((reverse("credit:cases"), CASES))
    for route, rule, label in _INSPECTIONS:
        if rule.admits(viewer):
            found.append((reverse(route), label))
    return found


def _asked(request: HttpRequest, found: CreditField, today: date) -> Scheme:
    """The version that is asked for, else that of the day, else the newest."""
    name = request.GET.get("version", "")
    if name:
        named = next((each for each in found.schemes if each.version == name), None)
        if named is None:
            raise Http404(name)
        return named
    return in_force(found.schemes, today) or max(found.schemes, key=lambda each: each.since)


def _of(spread: Spread | None, scheme: Scheme) -> Spread | None:
    """The counts, where they were made by the version that is shown."""
    return spread if spread and spread.scheme.version == scheme.version else None


def _pairs(found: CreditField, scheme: Scheme) -> list[tuple[Label, Label | str]]:
    pairs: list[tuple[Label, Label | str]] = [
        (Label("监管单位", "Unit"), unit_name(organisation_names(), found.unit)),
        (Label("办法版本", "Version"), scheme.version),
        (Label("有效", "In force"), in_force_words(scheme)),
        (Label("评级周期", "Cycle"), scheme.cycle.label),
        (Label("等级有效期", "A grade is valid"), Label(f"{scheme.valid_months} 个月", f"{scheme.valid_months} months")),
        (Label("基准分和范围", "Base and bounds"), f"{scheme.base}（{scheme.least}–{scheme.most}）"),
    ]
    if scheme.industries:
        pairs.append((Label("只评这些行业（GB/T 4754）", "Only these industries (GB/T 4754)"), same("、".join(scheme.industries))))
    return pairs


def _beside(spread: Spread | None) -> Any:
    frame = frame_or_none()
    if spread is None or frame is None or frame.expected is None:
        return None
    rows = beside(by_level(spread.scheme, spread.known), frame.expected.firms)
    return beside_table(rows, frame.expected) if rows else None


def _moved(request: HttpRequest, slug: str) -> dict[str, Any]:
    """The matrix between two gradings of all firms, the last two where none are asked for; they are offered newest first."""
    runs = whole_runs(slug)
    if len(runs) < 2:
        return {"runs": runs}
    by_number = {run.pk: run for run in runs}
    after = by_number.get(number_asked(request, "to") or 0, runs[0])
    earlier = [run for run in runs if run.pk < after.pk]
    if not earlier:
        after, earlier = runs[0], runs[1:]
    before = next((run for run in earlier if run.pk == number_asked(request, "from")), earlier[0])
    table = matrix_table(migration(before, after), before, after, scheme_of(before), scheme_of(after))
    return {"runs": runs, "before": before, "after": after, "matrix": table, "run_words": [(run.pk, _run_words(run)) for run in runs]}


def _run_words(run: GradeRun) -> Label:
    return Label(f"{run.as_of}（{run.version} 版，{run.covered:,} 家）", f"{run.as_of} (version {run.version}, {run.covered:,} firms)")
