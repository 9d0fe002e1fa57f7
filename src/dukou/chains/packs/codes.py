"""Industry codes of a chain map: their shape, whether they fit the edition, and that no firm's revenue is counted twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from dukou.chains.packs.schemas import ChainEntry
from dukou.enterprises.core.industries import Level, level_of
from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault
from dukou.kit.packfiles.sections import Entry


def code_faults(entry: Entry[ChainEntry], names: Mapping[str, str], *, is_whole: bool) -> Iterator[Fault]:
    """Codes that are no class, or none of the edition whose codes and names are `names`.

    Of a whole edition every code must be there. One that is partial, as packs have it, can only contradict: 2770 there is all of 277, so
    2771 is of another edition; 3061 there divides 306, so 3060 is.
    """
    edition = entry.data.edition
    for position, node in enumerate(entry.data.nodes):
        for code in node.codes:
            path: tuple[str | int, ...] = ("nodes", position, "codes", code)
            place = entry.located.find_key(path)
            if level_of(code) is not Level.CLASS:
                what = Label(f"“{code}”不是小类代码", f"“{code}” is no code of a class")
                yield Fault(place, what, Label("写四位数字的小类代码，如 3061", "write the four digits of a class, such as 3061"))
            elif code not in names and (is_whole or _contradicts(code, names)):
                what = Label(f"“{code}”不是 {edition} 的代码", f"“{code}” is no code of {edition}")
                yield Fault(place, what, _near(code, names))


def weight_faults(entry: Entry[ChainEntry]) -> Iterator[Fault]:
    """One code's shares over all nodes of the chain come to 100 % at most: more would count a firm's revenue twice."""
    shares: dict[str, Decimal] = {}
    for position, node in enumerate(entry.data.nodes):
        for code, share in node.codes.items():
            before = shares.get(code, Decimal(0))
            shares[code] = before + share
            if before <= 1 < shares[code]:
                total = f"{(shares[code] * 100).normalize():f}"
                what = Label(f"“{code}”在各节点的比例共 {total}%", f"the shares of “{code}” over the nodes come to {total} %")
                cure = Label(
                    "合计不超过 100%，否则一家企业的营收会重复计算", "at most 100 % together, or a firm's revenue is counted twice"
                )
                yield entry.fault(what, cure, "nodes", position, "codes", code)


def _contradicts(code: str, names: Mapping[str, str]) -> bool:
    group = [known for known in names if len(known) == len(code) and known[:-1] == code[:-1]]
    return any((known[-1] == "0") != (code[-1] == "0") for known in group)


def _near(code: str, names: Mapping[str, str]) -> Label:
    group = [f"{known} {name}" for known, name in names.items() if len(known) == len(code) and known[:-1] == code[:-1]]
    if not group:
        return Label("核对代码和分类的版本", "check the code and the edition")
    return Label(f"这一中类有：{'、'.join(group)}", f"its group has: {', '.join(group)}")
