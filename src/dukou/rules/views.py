"""Pages of this room: rule books clause by clause, answers with their reasons, and how versions differ. Rule books hide nothing."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dukou.accounts.core.admission import signed_in
from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.kit.core.labels import Label
from dukou.kit.pages.known import known_on_of, known_on_suffix
from dukou.kit.pages.parts import Crumb
from dukou.rules.core.answers import Answer
from dukou.rules.core.explaining import Explanation
from dukou.rules.core.linking import Linked
from dukou.rules.core.standings import Standing
from dukou.rules.forms import TrialForm
from dukou.rules.models import RuleBook
from dukou.rules.queries import Asked, book_of, decisions_on, explained, library, linked_for, rows_of
from dukou.rules.queries.books import linked, read_row, row_shown
from dukou.rules.queries.differences import beside, changes_between
from dukou.rules.queries.explanations import FactsNotTaken
from dukou.rules.queries.subjects import subject_of
from dukou.rules.tables import books as tables
from dukou.rules.tables.kept import decisions_table

BOOKS = Label("规则", "Rule books")
_MOST_KEPT = 20  # decisions on one subject that stand on a page, the newest first


@signed_in(rows="")
@require_safe
def books(request: HttpRequest) -> HttpResponse:
    """All rule books with their versions."""
    rows = list(rows_of().exclude(standing__in=[Standing.REPLACED, Standing.REFUSED]))
    return render(request, "rules/list.html", {"table": tables.books_table(rows, lambda row: _address("rules:book", row, request))})


@signed_in(rows="")
@require_safe
def book(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """One version, clause by clause."""
    row = _row(request, slug, version)
    shown = linked(read_row(row.pk, row.sha256), known_on_of(request), row.place, books=library())
    others = [each for each in rows_of(slug) if each.pk != row.pk and each.standing in (Standing.IN_FORCE, Standing.PROPOSED)]
    requires = tables.conditions_table(Label("条件：须全部满足", "Conditions: all have to hold"), shown, shown.book.requires)
    vetoes = tables.conditions_table(Label("否决项：有一项即不符合", "Vetoes: one of them, and the answer is no"), shown, shown.book.vetoes)
    context = {
        "book": shown.book,
        "row": row,
        "standing": Standing.of(row.standing),
        "tables": [each for each in (requires, vetoes, *tables.definition_tables(shown)) if each.rows],
        "facts": tables.facts_table(shown),
        "origin": _origin(shown),
        "beneath": [(each.book.name, reverse("rules:book", args=[each.book.slug, each.book.version])) for each in shown.books.values()],
        "others": [(each, _changes_address(row, each)) for each in others],
        "try_address": _address("rules:try", row, request),
        "crumbs": [Crumb(BOOKS, reverse("rules:list")), Crumb(row.label)],
    }
    return render(request, "rules/book.html", context)


@signed_in(rows="")
@require_safe
def newest(request: HttpRequest, slug: str) -> HttpResponse:
    """To the version that is in force on the day asked for; where none is, to the one that is written last."""
    on, versions = known_on_of(request), sorted(library().books.get(slug, ()), key=lambda each: (each.since, each.version))
    if not versions:
        raise Http404(slug)
    in_force = [each for each in versions if each.since <= on and (each.until is None or on <= each.until)]
    found = (in_force or versions)[-1]
    return redirect(reverse("rules:book", args=[slug, found.version]) + known_on_suffix(request))


@signed_in(rows="")
@require_safe
def trial(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """A version tried with figures of one's own; nothing is kept, and the figures stand in the address alone."""
    row = _row(request, slug, version)
    on = known_on_of(request)
    shown = linked(read_row(row.pk, row.sha256), on, row.place, books=library())
    form = TrialForm(shown, request.GET)
    context: dict[str, Any] = {"form": form, "book": shown.book, "crumbs": _crumbs(row), "action": request.path}
    if form.given():
        try:
            context |= _told(explained(shown, Asked("", on, form.given()), viewer=request_viewer(request)))
        except FactsNotTaken as refusal:
            context["refusal"] = refusal
    return render(request, "rules/try.html", context)


@signed_in(rows="enterprises.queries.visibility:visible_enterprises")
@require_safe
def answer(request: HttpRequest, slug: str, version: str, key: str) -> HttpResponse:
    """What a version says of one subject, with reasons; of facts that the visitor may not see nothing is used."""
    viewer, on = request_viewer(request), known_on_of(request)
    row = _row(request, slug, version)
    subject = subject_of(row.kind, viewer, key)
    if subject is None:
        raise Http404(key)
    shown = linked_for(row.key, on, subject.place)
    told = explained(shown, Asked(key, on), viewer=viewer)
    # they rest on what an office saw
    kept = decisions_on(row.kind, key)[:_MOST_KEPT] if viewer.may(Permission.SEE_FIGURES_INTERNAL) else []
    context = _told(told) | {"subject": subject, "suffix": known_on_suffix(request), "crumbs": _crumbs(row), "known_on": on}
    context["kept"] = decisions_table([(each, book_of(each)) for each in kept]) if kept else None
    return render(request, "rules/answer.html", context)


@signed_in(rows="")
@require_safe
def changes(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """How a version differs from another (`?to=version` or `?to=version@sha`, else the next one): words, conditions, golden cases."""
    row = _row(request, slug, version)
    to = request.GET.get("to") or beside(slug, version)
    found = changes_between(row.key, f"{slug}/{to}")
    context = {"found": found, "table": tables.changes_table(found.lines), "crumbs": _crumbs(row)}
    return render(request, "rules/changes.html", context)


def _row(request: HttpRequest, slug: str, version: str) -> RuleBook:
    """The released text, or the one that `?text=` names by the first digits of its hash."""
    row = row_shown(slug, version, request.GET.get("text", ""))
    if row is None:
        raise Http404(version)
    return row


def _told(told: Explanation) -> dict[str, Any]:
    """An answer as pages show it."""
    light = {Answer.YES: "green", Answer.NO: "red", Answer.UNKNOWN: "unknown"}[told.answer]
    value = told.value_label
    return {
        "told": told,
        "book": told.book,
        "light": light,
        "word": told.answer.label,
        "value": value,
        "reasons": tables.reasons_table(told),
        "lines": tables.lines_table(Label("这个结果怎么来的", "How the value came about"), told.lines) if told.lines else None,
    }


def _origin(shown: Linked) -> list[tuple[Label, object]]:
    """Where the book comes from, for a list of definitions."""
    source, whole = shown.book.source, shown.book
    pairs: list[tuple[Label, object]] = [
        (Label("文件", "Document"), source.title),
        (Label("文号", "Number"), source.number or "—"),
        (Label("发文单位", "Issued by"), source.issuer or "—"),
        (Label("写规则时所见", "Written from"), source.seen.label),
        (Label("生效", "In force"), f"{whole.since} – {whole.until or ''}"),
        (Label("适用地点", "Place"), whole.place or Label("全国", "whole country")),
        (Label("规则文本的哈希", "Hash of the rule book"), whole.sha256[:16]),
    ]
    return pairs + ([(Label("说明", "Note"), source.note)] if source.note else [])


def _crumbs(row: RuleBook) -> list[Crumb]:
    return [Crumb(BOOKS, reverse("rules:list")), Crumb(row.label, reverse("rules:book", args=[row.slug, row.version]))]


def _address(route: str, row: RuleBook, request: HttpRequest) -> str:
    text = "" if row.standing == Standing.IN_FORCE else f"?text={row.sha256[:12]}"
    return reverse(route, args=[row.slug, row.version]) + (text or known_on_suffix(request))


def _changes_address(row: RuleBook, other: RuleBook) -> str:
    to = other.version if other.standing == Standing.IN_FORCE else f"{other.version}@{other.sha256[:12]}"
    return f"{reverse('rules:changes', args=[row.slug, row.version])}?to={to}"
