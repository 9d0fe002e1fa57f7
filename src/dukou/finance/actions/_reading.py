"""Amounts as people typed them, read or refused in words."""

from __future__ import annotations

from dukou.finance.actions.need_refusals import AmountInDoubt, AmountUnclear
from dukou.finance.core.amounts import read_asked
from dukou.finance.core.typed_amounts import is_nothing
from dukou.kit.core.refusals import Malformed


def amount_read(text: str, *, is_sure: bool) -> int:
    """The amount in fen; one of a rare size is asked back unless whoever typed it said that it is right."""
    try:
        asked = read_asked(text)
    except Malformed as unclear:
        raise AmountUnclear(what=unclear.what, cure=unclear.cure) from unclear
    if asked.doubt is not None and not is_sure:
        raise AmountInDoubt(read=asked.told_back, doubt=asked.doubt)
    return asked.fen


def fee_read(text: str) -> int:
    """A fee in fen, nought where none is asked; small ones are usual and no doubt is raised about them."""
    return 0 if is_nothing(text) else amount_read(text, is_sure=True)
