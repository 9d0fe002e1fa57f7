"""What a bank is told of a value: a band, a word, or nothing. Two values of one band give one and the same answer.

The lowest and the highest band of an item are open, so that the one extreme value of a district stands in a band like every other. What is
unknown stays unknown. What was told is one canonical text whose SHA-256 is kept; bands are few and could be guessed from a bare hash, so a
number drawn for this one look stands in the text, is given to the bank with it, and is kept nowhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dukou.audit.core.seals import canonical
from dukou.audit.core.values import Json
from dukou.finance.core.items import Item
from dukou.finance.core.kinds import ToBank
from dukou.kit.core.labels import Label
from dukou.rules.core.facts import Range

Value = Decimal | int | Range | bool | Label | None
UNKNOWN, YES, NO = Label("未知", "unknown"), Label("是", "yes"), Label("否", "no")
_SHORTEST = 32  # characters of a number for one look


@dataclass(frozen=True, slots=True)
class Answer:
    """What a bank gets of one item: a code and its words. `code`: `band:2` (from 0), `yes`, `no`, `word` or `unknown`.

    `is_disputed`: the firm says that the fact is wrong, and nobody has ruled on it yet.
    """

    key: str
    code: str
    label: Label
    is_disputed: bool = False


def answered(item: Item, value: Value, unit: str = "") -> Answer | None:
    """What a bank gets of a value of `unit`; None where it gets nothing. A value of the wrong shape is a TypeError.

    A value known so roughly that two bands are possible is unknown.
    """
    if item.to_bank is ToBank.NEVER:
        return None
    if value is None:
        return Answer(item.key, "unknown", UNKNOWN)
    if item.to_bank is ToBank.BAND:
        band = item.band(_number(item, value), unit)
        return Answer(item.key, f"band:{item.bands.index(band)}", band.words) if band else Answer(item.key, "unknown", UNKNOWN)
    if isinstance(value, bool):
        return Answer(item.key, "yes" if value else "no", YES if value else NO)
    if not isinstance(value, Label):
        raise TypeError(f"{item.key}: a result is yes, no, or words")
    return Answer(item.key, "word", value)


def statement(answers: Sequence[Answer], *, consent: int, look: int, nonce: str) -> str:
    """The canonical text of what was told, whatever order the answers come in. `nonce`: drawn for this look, given away with the text."""
    if len(nonce) < _SHORTEST:
        raise ValueError("the number of a look is too short to keep its hash from being guessed")
    told: dict[str, Json] = {each.key: _stated(each) for each in answers}
    if len(told) < len(answers):
        raise ValueError("an item is told once")
    return canonical({"consent": consent, "look": look, "nonce": nonce, "told": told})


def seal(text: str) -> str:
    """The SHA-256 of a statement, in hexadecimal: who holds the text can show that it is what was told."""
    return hashlib.sha256(text.encode()).hexdigest()


def _stated(each: Answer) -> dict[str, Json]:
    told: dict[str, Json] = {"code": each.code, "zh": each.label.zh, "en": each.label.en}
    return told | {"disputed": True} if each.is_disputed else told


def _number(item: Item, value: Value) -> Decimal | Range:
    if isinstance(value, Range):
        return value
    if isinstance(value, bool) or not isinstance(value, Decimal | int) or not Decimal(value).is_finite():
        raise TypeError(f"{item.key}: a band is of a whole or decimal number")
    return Decimal(value)
