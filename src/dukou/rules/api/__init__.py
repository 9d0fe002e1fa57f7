"""Rule books over HTTP: what they say, and what they answer with reasons. The same queries as the pages; nothing asked here is kept."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router

from dukou.accounts.core.admission import signed_in
from dukou.accounts.queries import request_viewer
from dukou.kit.answers import PAGE, After, KnownOn, Limit, NotAsAsked, Page
from dukou.kit.core.labels import Label
from dukou.kit.core.places import FieldFault
from dukou.kit.core.refusals import Refusal
from dukou.kit.pages.known import day_of, usual_day
from dukou.rules.api.books import book_told, line_told
from dukou.rules.api.shapes import AnswerTold, BookLine, BookTold, ExplainSent
from dukou.rules.core.told import ExplanationTold
from dukou.rules.models import RuleBook
from dukou.rules.queries import Asked, explained, library, linked_for
from dukou.rules.queries.books import books_page, linked, read_row, row_shown
from dukou.rules.queries.subjects import Subject, subject_of

router = Router()
_ABOUT = "enterprises.queries.visibility:visible_enterprises"
TextOf = Annotated[
    str, Query(max_length=64, description="文本哈希的开头，缺省为已发布的文本 · First digits of a text's hash; the released one by default")
]


class NoSuchVersion(Refusal):
    """No text of that version is there."""

    code = "rules.no_such_version"
    status = 404
    what = Label("没有规则“{book}”", "there is no rule book “{book}”")
    why = Label("没有这部规则，或没有这个版本", "none has this name, or this version")
    cure = Label("先看规则清单 /api/v1/rules/books", "look at the list first: /api/v1/rules/books")


class NoSuchSubject(Refusal):
    """Nothing that the caller may see has that key."""

    code = "rules.no_such_subject"
    status = 404
    what = Label("没有查到“{key}”", "there is no “{key}”")
    why = Label("没有这个编号，或您看不到它", "none has this key, or you may not see it")
    cure = Label("核对编号", "check the key")


@router.get("/books", response=Page[BookLine], summary="规则和版本 · Rule books and their versions")
@signed_in(rows="")
def books(request: HttpRequest, after: After = "", limit: Limit = PAGE) -> dict[str, Any]:
    """The versions that are released or proposed, by name."""
    rows, more = books_page(after, limit)
    return {"items": [line_told(row) for row in rows], "next": more or None}


@router.get("/books/{slug}/{version}", response=BookTold, summary="一部规则，逐条 · A rule book, clause by clause")
@signed_in(rows="")
def book(request: HttpRequest, slug: str, version: str, text: TextOf = "", known_on: KnownOn = "") -> dict[str, Any]:
    """What a version says; of the books beneath it the versions of the day."""
    row = _row(slug, version, text)
    return book_told(row, linked(read_row(row.pk, row.sha256), day_of(known_on), row.place, books=library()))


@router.get(
    "/books/{slug}/{version}/about/{key}",
    response=AnswerTold,
    exclude_unset=True,
    summary="对一个对象的判断 · The answer about one subject",
)
@signed_in(rows=_ABOUT)
def about(request: HttpRequest, slug: str, version: str, key: str, known_on: KnownOn = "") -> dict[str, Any]:
    """What a version says of a firm, with reasons, from the facts that the caller may see; the firm's place chooses the books beneath."""
    viewer, day = request_viewer(request), day_of(known_on)
    row = _row(slug, version)
    subject: Subject | None = subject_of(row.kind, viewer, key)
    if subject is None:
        raise NoSuchSubject(key=key)
    told = explained(linked_for(row.key, day, subject.place), Asked(key, day), viewer=viewer)
    return told.as_dict() | {"kind": row.kind, "key": key, "name": subject.name, "place": subject.place}


@router.post(
    "/books/{slug}/{version}/explain",
    response=ExplanationTold,
    exclude_unset=True,
    summary="用给定的事实判断 · Answer with facts handed in",
)
@signed_in(rows="")
def explain(request: HttpRequest, slug: str, version: str, asked: ExplainSent, text: TextOf = "") -> dict[str, Any]:
    """What a version says of facts of one's own. Nothing of them is kept, unless an Idempotency-Key keeps the answer for a day."""
    row, day = _row(slug, version, text), asked.as_of or usual_day()
    _refuse_floats(asked.facts)
    shown = linked(read_row(row.pk, row.sha256), day, asked.place or row.place, books=library())
    return explained(shown, Asked("", day, asked.facts), viewer=request_viewer(request)).as_dict()


def _row(slug: str, version: str, text: str = "") -> RuleBook:
    found = row_shown(slug, version, text)
    if found is None:
        raise NoSuchVersion(book=f"{slug}/{version}")
    return found


def _refuse_floats(facts: dict[str, Any]) -> None:
    """A number with decimals loses digits on its way through JSON, so it is sent as text."""
    values = {name: value.get("value") if isinstance(value, dict) else value for name, value in facts.items()}
    faults = [
        FieldFault(f"body.facts.{name}", _FLOAT.filled(value=value), _AS_TEXT) for name, value in values.items() if isinstance(value, float)
    ]
    if faults:
        raise NotAsAsked(faults)


_FLOAT = Label("{value} 是带小数的 JSON 数，会丢位数", "{value} is a JSON number with decimals, which may lose digits")
_AS_TEXT = Label("写成文本，如 “39999.99万元”", "send it as text, such as “39999.99万元”")
