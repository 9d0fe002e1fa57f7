"""Long lists of a page: narrowed by filters, turned page by page after a mark, taken home as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, TypeVar

from django.http import FileResponse, Http404, HttpRequest

from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.numbers import whole_number
from dukou.kit.pages.tables import Text
from dukou.kit.sheets.writing import Written, write_csv, write_xlsx

PAGE = 50
Choices = Sequence[tuple[str, Text]]
Line = TypeVar("Line")
_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a list: the parameter, its name, what is asked for now, and what it offers; without choices it takes a text."""

    name: str
    label: Label
    asked: str
    choices: Choices = ()

    @property
    def word(self) -> Text:
        """What is asked for as readers know it."""
        return next((word for code, word in self.choices if code == self.asked), self.asked)

    @property
    def is_offered(self) -> bool:
        """Whether what is asked for stands among what is offered; a link may ask for a finer code."""
        return not self.asked or any(code == self.asked for code, _ in self.choices)


def members(kind: type[LabelledEnum]) -> Choices:
    """The members of an enumeration, as a filter offers them."""
    return [(each.value, each.label) for each in kind]


def page_after(rows: Sequence[Line], after: str, mark: Callable[[Line], str], size: int = PAGE) -> tuple[list[Line], str]:
    """So many rows after the one that is marked, and the mark after which the next page begins (empty: there is none).

    A mark that no row bears begins at the beginning: it only says where to read on.
    """
    begin = next((number for number, row in enumerate(rows, 1) if mark(row) == after), 0) if after else 0
    page = list(rows[begin : begin + size])
    return page, mark(page[-1]) if begin + size < len(rows) else ""


def number_asked(request: HttpRequest, name: str = "beneath") -> int | None:
    """The number that a parameter of the address holds; None where it holds none."""
    return whole_number(request.GET.get(name, ""))


def downloads(request: HttpRequest, address: Callable[[str], str]) -> list[tuple[str, str]]:
    """The files of what a page shows, from its beginning, with their addresses."""
    query = request.GET.copy()
    query.pop("after", None)
    return [(ending, f"{address(ending)}?{query.urlencode()}" if query else address(ending)) for ending in _TYPES]


def taken_home(title: Label, ending: str, heads: Iterable[Label], rows: Iterable[Sequence[Written]]) -> FileResponse:
    """A list as a file, made row by row, whatever their number."""
    if ending not in _TYPES:
        raise Http404(ending)
    words = [str(each) for each in heads]
    with ExitStack() as open_until_sent:
        out: IO[bytes] = open_until_sent.enter_context(TemporaryFile())
        if ending == "csv":
            write_csv(out, words, rows)
        else:
            write_xlsx(out, str(title), words, rows)
        out.seek(0)
        open_until_sent.pop_all()  # the answer closes it
    return FileResponse(out, as_attachment=True, filename=f"{title}.{ending}", content_type=_TYPES[ending])
