"""A form as text again, in its normal form: what is written can be parsed back into the same form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from dukou.rules.core.expressions import (
    Among,
    Arithmetic,
    Begins,
    Comparison,
    Day,
    Every,
    Extreme,
    Form,
    Has,
    Holds,
    Name,
    Not,
    Number,
    Since,
    Some,
    Text,
)
from dukou.rules.core.grammar import LONGEST_CODE

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*|[0-9]+|[\u3400-\u9fff]+")  # words that need no quotes
_CODE = re.compile(rf"[0-9]{{1,{LONGEST_CODE}}}")
_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}


def written(form: Form) -> str:
    """The form as a line of a rule book."""
    match form:
        case Number():
            return f"{digits(form.value)}{form.unit}"
        case Text():
            return f'"{form.value}"'
        case Day():
            return form.value.isoformat()
        case Name():
            return _name(form)
        case Arithmetic():
            return f"{_operand(form.left, form.sign)} {form.sign} {_operand(form.right, form.sign, is_right=True)}"
        case Extreme():
            return f"{'max' if form.is_greatest else 'min'}({', '.join(map(written, form.parts))})"
        case Since():
            return f"{form.count}_since({_name(form.of)})"
        case Comparison():
            return f"{written(form.left)} {form.sign} {written(form.right)}"
        case Among():
            return f"{written(form.of)} in {_words(form.words)}"
        case Begins():
            return f"{written(form.of)} begins {_words(form.prefixes)}"
        case Has():
            return f"{_name(form.of)} has {_words(form.words)}"
        case Holds():
            return _name(form.of)
        case Not(Among(of, words)):
            return f"{written(of)} not in {_words(words)}"
        case Not():
            return f"not {_part(form.part)}"
        case Every():
            return " and ".join(map(_part, form.parts))
        case Some():
            return " or ".join(map(_part, form.parts))


def _name(name: Name) -> str:
    return name.name + (f"@{name.back}" if name.back else "") + (f".{name.of_book}" if name.of_book else "")


def digits(value: Fraction) -> str:
    """All digits of a number; one that does not end (no line holds such) as a quotient."""
    rest, places = value.denominator, 0
    while rest % 10 == 0 or rest % 2 == 0 or rest % 5 == 0:
        rest //= 10 if rest % 10 == 0 else 2 if rest % 2 == 0 else 5
        places += 1
    if rest > 1:
        return f"({value.numerator} / {value.denominator})"
    whole = str(abs(value.numerator) * 10**places // value.denominator).zfill(places + 1)
    digits = f"{whole[:-places]}.{whole[-places:]}" if places else whole
    return f"-{digits}" if value < 0 else digits


def _operand(form: Form, sign: str, *, is_right: bool = False) -> str:
    text = written(form)
    if not isinstance(form, Arithmetic):
        return text
    weaker = _STRENGTH[form.sign] < _STRENGTH[sign] or (is_right and _STRENGTH[form.sign] == _STRENGTH[sign])
    return f"({text})" if weaker else text


def _part(form: Form) -> str:
    return f"({written(form)})" if isinstance(form, Every | Some) else written(form)


def _words(words: tuple[str, ...]) -> str:
    return f"[{', '.join(_spans(words))}]"


def _spans(words: tuple[str, ...]) -> Iterator[str]:
    """Words one by one, three or more codes in a row as a range: `06..46`."""
    at = 0
    while at < len(words):
        end = at + 1
        while end < len(words) and _is_next(words[end - 1], words[end]):
            end += 1
        if end - at >= 3:
            yield f"{words[at]}..{words[end - 1]}"
        else:
            yield from (f'"{word}"' if _PLAIN.fullmatch(word) is None else word for word in words[at:end])
        at = end


def _is_next(code: str, after: str) -> bool:
    is_code = _CODE.fullmatch(code) is not None and len(code) == len(after)
    return is_code and _CODE.fullmatch(after) is not None and int(after) == int(code) + 1
