"""Questions: one text of portable SQL each, which gives the same answer on every engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.core.registry import Registry

Cell = str | int | float | None
Row = tuple[Cell, ...]


class WrongValues(Refusal):
    """A question was asked with other values than it asks for."""

    code = "warehouse.wrong_values"
    what = Label("没有计算“{question}”", "“{question}” was not answered")
    why = Label("它要的参数是：{wanted}；给的是：{given}", "it asks for: {wanted}; given: {given}")
    cure = Label("每个参数给一次，写成 名称=值", "give each once, as name=value")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a question needs, written `$name` in its text. `is_whole`: a whole number; otherwise text, such as an ISO day."""

    name: str
    label: Label
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """A column of the answer. Numbers lean to the right; a share is a plain ratio, 0.25 for a quarter."""

    name: str
    label: Label
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One heavy question. `text` is SQL in the portable subset (`warehouse.portable`) over tables that rooms lend.

    The text never orders: engines disagree on where a missing value and a Chinese word stand. The answer is put in order afterwards.
    """

    name: str
    label: Label
    text: str
    columns: tuple[Answered, ...]
    asks: tuple[Parameter, ...] = ()

    def values(self, given: Mapping[str, str | int]) -> dict[str, str | int]:
        """The values in the types the question needs; one missing, one too many or one of another type is refused."""
        wanted = {each.name: each for each in self.asks}
        if set(wanted) != set(given) or not all(_fits(wanted[name], value) for name, value in given.items()):
            raise WrongValues(question=self.label, wanted=_told(wanted), given=_told(f"{name}={value}" for name, value in given.items()))
        return {name: int(value) if wanted[name].is_whole else str(value) for name, value in given.items()}


QUESTIONS: Registry[Question] = Registry("question")


def in_order(rows: Sequence[Sequence[Cell]]) -> list[Row]:
    """Rows in the order of their cells from the left, a missing cell first."""
    return sorted((tuple(row) for row in rows), key=lambda row: [(cell is not None, cell) for cell in row])


def _fits(asked: Parameter, value: str | int) -> bool:
    if not asked.is_whole:
        return True
    digits = str(value).removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) < 19


def _told(names: Iterable[str]) -> str:
    return "、".join(names) or "—"
