"""Concepts: what can be asked, each once for all affairs; how an answer is read, and what is wrong with one that cannot be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, Self

from dukou.affairs.core.kinds import FieldKind
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed
from dukou.rules.core.values import Value

LINE, TEXT = 200, 4000  # most characters of a line, of a text
MOST_DIGITS = 15  # of a number, so that every reader of JSON reads the same one
_PHONE = re.compile(r"\+?\d(?:[- ]?\d){4,18}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)  # the library reads other ways of writing too; here there is one
_CREDIT_CODE = re.compile(r"[0-9A-Za-z]{18}")
_ID = re.compile(r"[0-9A-Za-z()（）-]{5,30}")
_PLAIN_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # a wide space may stand in a text, and so may a rare sign of a name
_TRUE, _FALSE = frozenset({"yes", "true", "是", "有", "on"}), frozenset({"no", "false", "否", "无", "off"})
Answer = str | int | float | bool | list[str]  # as JSON keeps it: a number as a number, a date as 2026-04-01, choices as a list of keys


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that forms ask for.

    `unit` is for people and for receivers (`kVA`, `m³/日`); `least` and `most` bound a number, both included, `decimals` its places.
    `register`: the column of the register of enterprises that fills it, empty where none does. `is_personal`: about a person, not a firm.
    """

    key: str
    name: Label
    kind: FieldKind
    unit: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    decimals: int = 0
    choices: Mapping[str, Label] | None = None
    register: str = ""
    is_personal: bool = False
    hint: Label | None = None

    @classmethod
    def read(cls, key: str, plain: Mapping[str, Any]) -> Self:
        """The concept that stored plain values tell."""
        options = plain.get("choices") or []
        return cls(
            key,
            Label.read(plain["name"]),
            FieldKind.of(plain["kind"]),
            plain.get("unit", ""),
            _decimal(plain.get("least")),
            _decimal(plain.get("most")),
            int(plain.get("decimals", 0)),
            {each["key"]: Label.read(each["name"]) for each in options} or None,
            plain.get("register", ""),
            bool(plain.get("personal", False)),
            Label.read(plain["hint"]) if plain.get("hint") else None,
        )


def answer_read(concept: Concept, raw: object) -> Answer | None:
    """What was answered, as it is kept; None where nothing was. A Malformed tells what is wrong with it."""
    if raw is None or (isinstance(raw, str) and not raw.strip()) or raw == []:
        return None
    return _READ[concept.kind](concept, raw)


def value_of(concept: Concept, answer: Answer | None) -> Value:
    """An answer as tests take it: numbers exactly, dates as dates, choices as words."""
    if answer is None:
        return None
    if concept.kind is FieldKind.NUMBER:
        number = Fraction(Decimal(str(answer)))
        return number.numerator if number.denominator == 1 else number
    if concept.kind is FieldKind.DATE:
        return date.fromisoformat(str(answer))
    return tuple(answer) if isinstance(answer, list) else answer  # type: ignore[return-value]  # floats are numbers, dealt with above


def shown(concept: Concept, answer: Answer | None) -> Label | str:
    """An answer as people read it."""
    if answer is None:
        return "—"
    if isinstance(answer, bool):
        return Label("是", "yes") if answer else Label("否", "no")
    names = concept.choices or {}
    if isinstance(answer, list):
        words = [names.get(each, Label(each, each)) for each in answer]
        return Label("、".join(each.zh for each in words), ", ".join(each.en for each in words))
    if concept.kind is FieldKind.CHOICE:
        return names.get(str(answer), str(answer))
    return f"{answer} {concept.unit}".strip()


def _words(most: int, concept: Concept, raw: object) -> str:
    text = _text(raw).replace("\r\n", "\n")  # as browsers send a line break
    if len(text) > most:
        raise Malformed(Label(f"最多 {most} 个字，现有 {len(text)} 个", f"at most {most} characters, not {len(text)}"), _SHORTER)
    breaks = "\n\t" if concept.kind is FieldKind.TEXT else ""
    if any(unicodedata.category(sign) in _UNSEEN and sign not in breaks for sign in text):
        raise Malformed(Label("含有看不见的字符", "it holds invisible signs"), Label("重新输入", "type it anew"))
    return text


def _number(concept: Concept, raw: object) -> int | float:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        raise Malformed(_NO_NUMBER, _PLAIN)
    text = str(raw).strip()
    if isinstance(raw, str) and not _PLAIN_NUMBER.fullmatch(text):
        raise Malformed(_NO_NUMBER, _PLAIN)
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise Malformed(_NO_NUMBER, _PLAIN) from None
    if not number.is_finite():
        raise Malformed(_NO_NUMBER, _PLAIN)
    _check_bounds(concept, number)
    whole = number == number.to_integral_value()
    return int(number) if whole else float(number)


def _check_bounds(concept: Concept, number: Decimal) -> None:
    unit = f" {concept.unit}" if concept.unit else ""
    if (concept.least is not None and number < concept.least) or (concept.most is not None and number > concept.most):
        low, high = ("" if each is None else f"{each:f}" for each in (concept.least, concept.most))
        what = Label(f"应在 {low or '…'} 到 {high or '…'}{unit} 之间", f"it lies between {low or '…'} and {high or '…'}{unit}")
        raise Malformed(what, Label("核对数值和单位", "check the number and its unit"))
    normal = number.normalize()
    _, digits, exponent = normal.as_tuple()
    places = -int(exponent)
    if places > concept.decimals:
        raise Malformed(
            Label(f"小数最多 {concept.decimals} 位", f"at most {concept.decimals} decimals"), Label("四舍五入后再填", "round it first")
        )
    if len(digits) + max(0, -places) > MOST_DIGITS:
        raise Malformed(Label("数字太长", "it has too many digits"), Label("核对数值和单位", "check the number and its unit"))


def _date(concept: Concept, raw: object) -> str:
    text = _text(raw)
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise Malformed(Label("不是日期", "it is no date"), Label("写成 2026-04-01", "write it like 2026-04-01"))


def _choice(concept: Concept, raw: object) -> str:
    return _of_list(concept, _text(raw))


def _choices(concept: Concept, raw: object) -> list[str]:
    given = raw if isinstance(raw, Sequence) and not isinstance(raw, str) else [raw]
    found = dict.fromkeys(_of_list(concept, _text(each)) for each in given)
    return [key for key in concept.choices or {} if key in found]


def _of_list(concept: Concept, key: str) -> str:
    options = concept.choices or {}
    if key not in options:
        raise Malformed(
            Label(f"没有“{key}”这一项", f"“{key}” is none of them"),
            Label(f"可选：{'、'.join(options)}", f"use one of: {', '.join(options)}"),
        )
    return key


def _truth(concept: Concept, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    word = _text(raw).lower()
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    raise Malformed(Label("应答“是”或“否”", "it is yes or no"), Label("写 yes 或 no", "write yes or no"))


def _phone(concept: Concept, raw: object) -> str:
    text = _text(raw)
    if not _PHONE.fullmatch(text):
        raise Malformed(Label("不像电话号码", "it is no telephone number"), Label("只写数字，可带区号", "digits only, with the area code"))
    return text


def _credit_code(concept: Concept, raw: object) -> str:
    text = _text(raw)
    if not _CREDIT_CODE.fullmatch(text):
        raise Malformed(
            Label("应是 18 位数字或大写字母", "it has 18 digits or capital letters"), Label("照营业执照填写", "copy it from the licence")
        )
    return text.upper()


def _id_number(concept: Concept, raw: object) -> str:
    text = _text(raw).upper()
    if not _ID.fullmatch(text):
        raise Malformed(Label("不像证件号码", "it is no number of a document"), Label("照证件填写", "copy it from the document"))
    return text


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise Malformed(Label("应是文字", "it is a text"), Label("核对类型", "check its type"))
    return raw.strip()


def _decimal(raw: object) -> Decimal | None:
    return None if raw is None else Decimal(str(raw))


_SHORTER = Label("写短一些，或另附材料", "write less, or attach a paper")
_NO_NUMBER = Label("不是数", "it is no number")
_PLAIN = Label("只写数字，单位已列在旁边", "write digits only; the unit stands beside it")
_READ = {
    FieldKind.LINE: lambda concept, raw: _words(LINE, concept, raw),
    FieldKind.TEXT: lambda concept, raw: _words(TEXT, concept, raw),
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _date,
    FieldKind.CHOICE: _choice,
    FieldKind.CHOICES: _choices,
    FieldKind.TRUTH: _truth,
    FieldKind.PHONE: _phone,
    FieldKind.CREDIT_CODE: _credit_code,
    FieldKind.ID_NUMBER: _id_number,
}
