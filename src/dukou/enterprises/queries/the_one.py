"""The one firm that somebody means by a code, a key or a whole name."""

from __future__ import annotations

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.queries.lists import Listed, shown_by_id
from dukou.enterprises.queries.own import firm_named
from dukou.enterprises.queries.search import Hit, search
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.core.texts import clean

_SHOWN = 5


class NotOneFirm(Refusal):
    """A firm is meant by its code or its whole name; what is near it is named, never taken for it."""

    code = "enterprises.not_one_firm"
    status = 404
    what = Label("没有找到“{text}”", "“{text}” was not found")
    why = Label("{near}", "{near}")
    cure = Label("写代码或全名；名录里没有的先登记", "write its code or its whole name; enter it first where the register has it not")


def key_of_firm_named(viewer: Viewer, text: str) -> str:
    """The key of the one firm in sight that `text` names; refused with the near ones otherwise."""
    found = search(viewer, text, _SHOWN)
    exact = [hit for hit in found if hit.hit in (Hit.CODE, Hit.WHOLE)]
    if len(exact) == 1:
        return shown_by_id(viewer, [exact[0].id])[0].key
    raise _not_one(text, shown_by_id(viewer, [hit.id for hit in found]))


def firms_meant(viewer: Viewer, text: str, most: int = 8) -> tuple[str, list[Listed]]:
    """The key of the firm in sight whose code, key or whole name as it stands `text` is; else empty, with those that may be meant.

    Stricter than `key_of_firm_named`: a brand, a former name or a part of a code is never taken for the firm, for somebody is told at once.
    """
    typed = clean(text).text
    by_key = firm_named(viewer, typed)
    if by_key is not None:
        return by_key.key, []
    found = shown_by_id(viewer, [hit.id for hit in search(viewer, typed, most)])
    exact = [each.key for each in found if typed.casefold() in {each.code.casefold(), each.name.casefold()}]
    return (exact[0], []) if len(exact) == 1 else ("", found)


def key_of_firm_meant(viewer: Viewer, text: str) -> str:
    """The key of the firm that is meant as strictly as by `firms_meant`, where nobody can be shown the near ones to choose from."""
    key, near = firms_meant(viewer, text, _SHOWN)
    if not key:
        raise _not_one(text, near)
    return key


def _not_one(text: str, found: list[Listed]) -> NotOneFirm:
    near = "、".join(f"{each.name}（{each.code or each.key}）" for each in found)
    if near:
        return NotOneFirm(text=text, near=Label(f"不止一家或不完全相符：{near}", f"more than one, or none exactly: {near}"))
    return NotOneFirm(text=text, near=Label("名录里没有这家企业", "the register has no such firm"))
