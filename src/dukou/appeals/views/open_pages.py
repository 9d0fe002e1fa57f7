"""What is open to all: published copies with the rates in public, and ready answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dukou.accounts.core.admission import open_to_all
from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.accounts.queries.organisations import organisation_names
from dukou.appeals.core.rules import DistrictRules, KnownAnswer
from dukou.appeals.queries.grades import profile_here
from dukou.appeals.queries.published import next_quarter_on, public_figures, published_page
from dukou.appeals.queries.rules import rules_in_force
from dukou.appeals.tables import public as tables
from dukou.appeals.views.parts import topics_offered
from dukou.appeals.views.ways import NOT_DISPATCHED, ways
from dukou.kit.core.labels import Label
from dukou.kit.pages.lists import Filter

_PAGE = 20
MEANINGS = (
    (
        Label("响应率", "Responded"),
        Label(
            "在联系期限内联系了企业的，占已联系和逾期未联系的比例。",
            "contacted before the time for it was up, of those contacted or late.",
        ),
    ),
    (
        Label("按期办结率", "Replied in time"),
        Label(
            "在期限内答复的，占已答复和逾期未答复的比例；列入计划不算答复，逾期过一次的一直算逾期。",
            "replied to in time, of those replied to or late. A plan is no reply; once late is late for good.",
        ),
    ),
    (
        Label("解决率", "Solved"),
        Label(
            "按最后一次答复：全部解决的，占有答复结论的比例；部分解决、政策不允许、列入计划都不算解决，退回、重开后还没有再答复的也不算。",
            "by the last reply: solved wholly, of those with a verdict; in part, explained and on plan are not solved, nor is what "
            "came back and is in hand again.",
        ),
    ),
    (
        Label("满意率", "Satisfied"),
        Label(
            "按最后一次回答：基本满意及以上的，占回答了回访的比例；没有回应的另列，不当作满意。",
            "by the last answer: fairly satisfied or better, of those who answered the call-back; the silent are told apart and never "
            "taken as satisfied.",
        ),
    ),
    (
        Label("95% 区间", "95 % interval"),
        Label("件数少时比率不稳，真实水平大致在这个范围内。", "few appeals make a rate unsteady; the true level lies about in this range."),
    ),
)


@open_to_all
@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """Published copies, the rates of the last quarter, the deadlines, and what all of it means."""
    rules, profile = rules_in_force(), profile_here()
    copies, more = published_page(request.GET.get("after", ""), _PAGE)
    found = public_figures()
    names = organisation_names() | {"": NOT_DISPATCHED}
    context = {
        "tabs": ways(request, "public"),
        "copies": [(copy, rules.topic_names.get(copy.topic, "")) for copy in copies],
        "more": more,
        "figures": found,
        "table": tables.public_table(found.tables, names, found.threshold) if found and found.tables.reply.rows else None,
        "profile": profile,
        "promised": tables.promised_table(profile) if profile else None,
        "next_on": next_quarter_on(timezone.localdate()),
        "deadlines": tables.deadlines_table(profile) if profile else None,
        "meanings": MEANINGS,
    }
    return render(request, "appeals/public.html", context)


@open_to_all
@require_safe
def known(request: HttpRequest) -> HttpResponse:
    """Questions that come again, with their answers and where those stand, by topic."""
    rules = rules_in_force()
    topic, text = request.GET.get("topic", ""), request.GET.get("text", "").strip()[:120]
    found = [each for each in rules.answers if (not topic or each.topic == topic) and (not text or _says(each, text))]
    context = {
        "tabs": ways(request, "known"),
        "filters": [
            Filter("topic", Label("类别", "Topic"), topic, topics_offered(rules)),
            Filter("text", Label("关键词", "Word"), text),
        ],
        "cleared": reverse("appeals:known"),
        "groups": _by_topic(rules, found),
        "may_file": request_viewer(request).may(Permission.SEE_ENTERPRISE_DESK),
    }
    return render(request, "appeals/known.html", context)


def _says(answer: KnownAnswer, text: str) -> bool:
    words = (answer.question.zh, answer.question.en, answer.answer.zh, answer.answer.en)
    return any(text.casefold() in word.casefold() for word in words)


def _by_topic(rules: DistrictRules, answers: list[KnownAnswer]) -> list[tuple[Label, list[KnownAnswer]]]:
    groups = [(topic.name, [each for each in answers if each.topic == topic.key]) for topic in rules.topics]
    return [(name, own) for name, own in groups if own]
