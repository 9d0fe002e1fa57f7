"""The public copy of an appeal holds nothing private: what looks so is found with its place, and it is refused until it is gone.

Digits count in any width, in Chinese numerals, and with blanks or hyphens between them. Names of people and of the firm are found only
where they are handed in: no pattern tells a name from a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from dukou.enterprises.core.codes import judge
from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.places import FieldFault
from dukou.kit.core.refusals import Refusal


class PrivateKind(LabelledEnum):
    """What sort of private data it is."""

    CREDIT_CODE = "credit_code", "统一社会信用代码", "unified social credit code"
    ID_NUMBER = "id_number", "身份证号", "identity number"
    MOBILE = "mobile", "手机号", "mobile number"
    LANDLINE = "landline", "固定电话", "telephone number"
    BANK_CARD = "bank_card", "银行卡号或账号", "number of a bank card or account"
    EMAIL = "email", "电子邮箱", "e-mail address"
    CHAT = "chat", "微信号或 QQ 号", "chat account"
    FIRM_NAME = "firm_name", "企业名称", "the firm's name"
    PERSON_NAME = "person_name", "个人姓名", "a person's name"


@dataclass(frozen=True, slots=True)
class Found:
    """Something private in a text: characters `start` to `end` (not included) of it."""

    kind: PrivateKind
    start: int
    end: int
    text: str


class StillPrivate(Refusal):
    """A copy is published only without private data."""

    code = "appeals.still_private"
    what = Label("没有公开", "it was not published")
    why = Label("公开稿里有 {count} 处不宜公开的内容，第一处是{first}", "the public copy holds {count} private things, the first: {first}")
    cure = Label("删去或改写标出的内容后再公开", "delete or rewrite what is marked, then publish it")

    def __init__(self, found: Mapping[str, list[Found]]) -> None:
        self.found = found
        self.faults = [_fault(field, each) for field, several in found.items() for each in several]
        first = next(each for several in found.values() for each in several)
        super().__init__(count=len(self.faults), first=first.kind.label)


_DIGITS = {"〇": "0", "零": "0", "幺": "1", **{numeral: str(value) for value, numeral in enumerate("一二三四五六七八九", 1)}}
_GAP = r"[\s\-‐‑‒–—−.·]{0,3}"


def _run(count: str) -> str:
    return rf"(?:{_GAP}\d){{{count}}}"


# A day of birth: without it two dates side by side would pass for a number of 18 digits.
_BORN = rf"{_GAP}(?:19|20)\d\d{_GAP}(?:0[1-9]|1[0-2]){_GAP}(?:0[1-9]|[12]\d|3[01])"

_PATTERNS = (  # in the order in which they claim characters: what an earlier one found, a later one does not
    (PrivateKind.EMAIL, re.compile(r"[A-Za-z0-9._%+-]+\s?@\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
    (PrivateKind.ID_NUMBER, re.compile(rf"(?<!\d)[1-9]{_run('5')}{_BORN}{_run('3')}{_GAP}[\dXx](?!\d)")),
    (PrivateKind.BANK_CARD, re.compile(r"(?<!\d)(?:\d{4}(?:[\s-]?\d{4}){3}(?:[\s-]?\d{1,4})?|\d{15,23})(?!\d)")),
    (PrivateKind.MOBILE, re.compile(rf"(?<!\d)1{_GAP}[3-9]{_run('9')}(?!\d)")),
    (PrivateKind.MOBILE, re.compile(rf"(?<!\d)86{_GAP}1{_GAP}[3-9]{_run('9')}(?!\d)")),
    (PrivateKind.LANDLINE, re.compile(rf"(?<!\d)0\d{{2,3}}[)）]?{_GAP}[2-9]{_run('6,7')}(?!\d)")),
    (PrivateKind.LANDLINE, re.compile(rf"(?:电话|座机|致电|联系方式|tel)[^\d\n]{{0,6}}[2-9]{_run('6,7')}(?!\d)", re.IGNORECASE)),
    (PrivateKind.CHAT, re.compile(r"(?:微信|wechat|vx|qq)[号:：\s]{0,4}[A-Za-z0-9_-]{5,20}", re.IGNORECASE)),
)
_CODE = re.compile(rf"(?<![A-Za-z\d])(?=((?:[0-9A-Za-z]{_GAP}){{17}}[0-9A-Za-z])(?![A-Za-z\d]))")  # looks ahead: candidates overlap


def private_in(text: str, firm_names: Collection[str] = (), person_names: Collection[str] = ()) -> list[Found]:
    """Everything private in the text, in its order; no two overlap."""
    plain = "".join(map(_plain_sign, text))
    spans = sorted(_unclaimed([*_codes(plain), *_named(plain, firm_names, person_names), *_matched(plain)]))
    return [Found(kind, start, end, text[start:end]) for start, end, kind in spans]


def check_public(copy: Mapping[str, str], firm_names: Collection[str] = (), person_names: Collection[str] = ()) -> None:
    """Refuse a public copy, its texts by field, that holds anything private."""
    found = {field: private_in(text, firm_names, person_names) for field, text in copy.items()}
    if any(found.values()):
        raise StillPrivate({field: several for field, several in found.items() if several})


def _plain_sign(sign: str) -> str:
    """One character for one, so that places stay: half width, and Chinese numerals as digits."""
    folded = unicodedata.normalize("NFKC", sign)
    return _DIGITS.get(sign, folded if len(folded) == 1 else sign)


_Span = tuple[int, int, PrivateKind]


def _codes(plain: str) -> Iterator[_Span]:
    for match in _CODE.finditer(plain):
        verdict = judge("".join(sign for sign in match[1] if sign.isalnum()))
        looks_so = verdict.code[2:8].isdigit() and not verdict.code[:17].isdigit()  # one with a slip in it; not an identity number
        if verdict.is_valid or (looks_so and not verdict.is_refused):
            yield match.start(1), match.end(1), PrivateKind.CREDIT_CODE


def _matched(plain: str) -> Iterator[_Span]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            yield match.start(), match.end(), kind


def _named(plain: str, firms: Collection[str], people: Collection[str]) -> Iterator[_Span]:
    for kind, names in ((PrivateKind.FIRM_NAME, firms), (PrivateKind.PERSON_NAME, people)):
        for name in sorted(names, key=len, reverse=True):
            signs = [re.escape(_plain_sign(sign)) for sign in name if not sign.isspace()]
            if len(signs) > 1:  # a single character is no name, and would mark half the text
                for match in re.finditer(r"\s*".join(signs), plain, re.IGNORECASE):
                    yield match.start(), match.end(), kind


def _unclaimed(spans: list[_Span]) -> list[_Span]:
    """The spans without those that overlap an earlier one of the list."""
    kept: list[_Span] = []
    for start, end, kind in spans:
        if all(end <= other[0] or other[1] <= start for other in kept):
            kept.append((start, end, kind))
    return kept


def _fault(field: str, found: Found) -> FieldFault:
    what = Label("第 {at} 个字起：{kind}", "from character {at}: {kind}").filled(at=found.start + 1, kind=found.kind.label)
    return FieldFault(field, what, Label("删去或改写", "delete or rewrite it"))
