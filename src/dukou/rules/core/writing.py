"""A form as text again, in its normal form: what is written can be parsed back into the same form."""

from __future__ import annotations

from decimal import Decimal
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

_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}


def written(form: Form) -> str:
    """The form as a line of a rule book."""
    match form:
        case Number():
            return f"{_digits(form.value)}{form.unit}"
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


def _digits(value: Fraction) -> str:
    return f"{(Decimal(value.numerator) / Decimal(value.denominator)).normalize():f}"


def _operand(form: Form, sign: str, *, is_right: bool = False) -> str:
    text = written(form)
    if not isinstance(form, Arithmetic):
        return text
    weaker = _STRENGTH[form.sign] < _STRENGTH[sign] or (is_right and _STRENGTH[form.sign] == _STRENGTH[sign])
    return f"({text})" if weaker else text


def _part(form: Form) -> str:
    return f"({written(form)})" if isinstance(form, Every | Some) else written(form)


def _words(words: tuple[str, ...]) -> str:
    return f"[{', '.join(_word(word) for word in words)}]"


def _word(word: str) -> str:
    is_plain = (word.isascii() and word.replace("_", "").isalnum()) or all("\u3400" <= sign <= "\u9fff" for sign in word)
    return word if word and is_plain else f'"{word}"'
