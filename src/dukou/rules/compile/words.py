"""Words in SQL: a fact's word, a written one, or one out of a table's outputs, kept as a mask with one bit for each output it can be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlglot import exp

from dukou.rules.compile import sql
from dukou.rules.compile.sql import Cond, Sql
from dukou.rules.compile.truths import NO, UNKNOWN, YES, Truth, negated, plain
from dukou.rules.core.expressions import ComparisonSign

AT_ONCE = 38  # outputs in one mask; a table of more has several
NAMED, UNNAMED = AT_ONCE, AT_ONCE + 1  # the bits of a table that gives nothing


@dataclass(frozen=True, slots=True, eq=False)
class FactWord:
    """A column of words, null where unknown."""

    node: Sql

    def known(self) -> Cond:
        """That it is known."""
        return sql.is_told(self.node)


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """A word as written."""

    word: str

    def known(self) -> Cond:
        """Always."""
        return True


@dataclass(frozen=True, slots=True, eq=False)
class Mask:
    """What a table of words can give. `masks`: bits for each 38 of `outputs`; never null.

    `may_be_none`: there may be no row that fits; then two bits above those of the first are set. One of them counts as named and one as
    not named in whatever is asked, so that the answer is unknown.
    """

    outputs: tuple[str, ...]
    masks: tuple[Sql, ...]
    may_be_none: bool = True

    def known(self) -> Cond:
        """That it is exactly one word."""
        singles = []
        for number, mask in enumerate(self.masks):
            others = [_is(exp.EQ, each, 0) for at, each in enumerate(self.masks) if at != number]
            less = sql.binary(exp.BitwiseAnd, mask, sql.binary(exp.Sub, mask, sql.whole(1)))
            told = [_is(exp.NEQ, mask, 0)] if others else []
            singles.append(sql.both((*told, _is(exp.EQ, less, 0), *others)))
        return sql.either(singles)

    def bits(self, words: Iterable[str]) -> list[int]:
        """The bits of some words in each mask."""
        wanted, found = set(words), [0] * len(self.masks)
        for at, output in enumerate(self.outputs):
            found[at // AT_ONCE] |= (output in wanted) << (at % AT_ONCE)
        return found

    def can_be(self, words: Iterable[str]) -> Cond:
        """That it can be one of these words."""
        return self._some(self.bits(words))

    def is_only(self, word: str) -> Cond:
        """That it is this word and can be no other."""
        if word not in self.outputs:
            return False
        return sql.both(_is(exp.EQ, mask, bit) for mask, bit in zip(self.masks, self.bits((word,)), strict=True))

    def among(self, words: Sequence[str]) -> Truth:
        """Yes if all that it can be are named, no if none is; where it can be nothing it is unknown."""
        inside, outside = self.bits(words), self.bits(word for word in self.outputs if word not in words)
        inside[0] |= self.may_be_none << NAMED
        outside[0] |= self.may_be_none << UNNAMED
        known = [word for word in self.outputs if word in words]
        yes = self.is_only(known[0]) if len(known) == 1 else self._none(outside)
        return Truth(yes, self._none(inside))

    def _some(self, bits: Sequence[int]) -> Cond:
        """That one of these bits is set."""
        told = [(mask, bit) for mask, bit in zip(self.masks, bits, strict=True) if bit]
        return sql.either(_is(exp.NEQ, sql.binary(exp.BitwiseAnd, mask, sql.whole(bit)), 0) for mask, bit in told)

    def _none(self, bits: Sequence[int]) -> Cond:
        """That none of these bits is set."""
        told = [(mask, bit) for mask, bit in zip(self.masks, bits, strict=True) if bit]
        return sql.both(_is(exp.EQ, sql.binary(exp.BitwiseAnd, mask, sql.whole(bit)), 0) for mask, bit in told)

    def when_known(self, words: Iterable[str]) -> Truth:
        """Yes where it is one of these and known wholly, no where it is known to be another."""
        wanted = set(words)
        yes = sql.either(self.is_only(word) for word in self.outputs if word in wanted)
        return Truth(yes, sql.either(self.is_only(word) for word in self.outputs if word not in wanted))

    def word(self) -> Sql:
        """The word where it is known wholly, else null."""
        return sql.case([(self.is_only(word), sql.text(word)) for word in self.outputs], sql.null("TEXT"))


Word = FactWord | Written | Mask


def among(word: Word, words: Sequence[str]) -> Truth:
    """Whether a word is one of several."""
    if isinstance(word, Mask):
        return word.among(words)
    if isinstance(word, Written):
        return YES if word.word in words else NO
    if not words:
        return Truth(False, word.known())
    return plain(_in(word.node, words), sql.is_null(word.node))


def begins(word: Word, prefixes: Sequence[str]) -> Truth:
    """Whether a word begins with one of several; unknown where it can still be one of several words."""
    if isinstance(word, Mask):
        return word.when_known(output for output in word.outputs if output.startswith(tuple(prefixes)))
    if isinstance(word, Written):
        return YES if word.word.startswith(tuple(prefixes)) else NO
    lengths = sorted({len(prefix) for prefix in prefixes})
    parts = [_in(_first(word.node, length), [prefix for prefix in prefixes if len(prefix) == length]) for length in lengths]
    return plain(sql.joined(exp.Or, parts), sql.is_null(word.node)) if parts else Truth(False, word.known())


def compared(sign: ComparisonSign, left: Word, right: Word) -> Truth:
    """Whether two words are alike, or not."""
    found = _alike(left, right)
    return found if sign == "=" else negated(found)


def _alike(left: Word, right: Word) -> Truth:
    if isinstance(left, Written):
        left, right = right, left
    if isinstance(right, Written):
        return among(left, (right.word,))
    if isinstance(left, FactWord) and isinstance(right, FactWord):
        return plain(sql.binary(exp.EQ, left.node, right.node))
    if isinstance(left, FactWord):
        left, right = right, left
    assert isinstance(left, Mask)
    return _of_fact(left, right) if isinstance(right, FactWord) else _of_masks(left, right)


def _of_fact(mask: Mask, fact: FactWord) -> Truth:
    same = [(word, sql.binary(exp.EQ, fact.node, sql.text(word))) for word in mask.outputs]
    yes = sql.either(sql.both((is_, mask.is_only(word))) for word, is_ in same)
    meets = sql.either(sql.both((is_, mask.can_be((word,)))) for word, is_ in same)
    return Truth(yes, sql.both((fact.known(), mask.can_be(mask.outputs), sql.not_given(meets))))


def _of_masks(left: Mask, right: Word) -> Truth:
    if not isinstance(right, Mask):
        return UNKNOWN
    common = [word for word in left.outputs if word in right.outputs]
    yes = sql.either(sql.both((left.is_only(word), right.is_only(word))) for word in common)
    meets = sql.either(sql.both((left.can_be((word,)), right.can_be((word,)))) for word in common)
    return Truth(yes, sql.both((left.can_be(left.outputs), right.can_be(right.outputs), sql.opposite(meets))))


def _first(node: Sql, length: int) -> Sql:
    return exp.Substring(this=sql.own(node), start=sql.whole(1), length=sql.whole(length))


def _in(node: Sql, words: Sequence[str]) -> Sql:
    if len(words) == 1:
        return sql.binary(exp.EQ, node, sql.text(words[0]))
    return exp.In(this=sql.inner(node), expressions=[sql.text(word) for word in words])


def _is(kind: type[exp.Binary], node: Sql, number: int) -> Sql:
    return sql.binary(kind, node, sql.whole(number))
