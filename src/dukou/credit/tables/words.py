"""Words and faces that the tables of this room share."""

from __future__ import annotations

from collections.abc import Mapping

from dukou.credit.core.frames import Checks
from dukou.credit.core.kinds import Level, Severity, Standing
from dukou.credit.core.schemes import GradeRule, Scheme
from dukou.credit.queries.standings import FEW
from dukou.kit.core.labels import Label, same
from dukou.kit.core.lights import Light
from dukou.kit.core.money import money_text
from dukou.kit.pages.tables import Cell

NONE = Label("—", "—")
EMPTY_LEDGER = Label("没有记录", "nothing recorded")
UNVERIFIED = Label("未核实", "unverified")
SYNTHETIC = Label("合成数据", "synthetic")
LEVEL_FACES = {Level.LOW: Light.GREEN, Level.ORDINARY: Light.UNDECIDED, Level.HIGHER: Light.YELLOW, Level.HIGH: Light.RED}
STANDING_FACES = {Standing.SOURCED: Light.GREEN, Standing.PARTLY: Light.UNDECIDED, Standing.EXAMPLE: Light.UNKNOWN}
SEVERITY_FACES = {Severity.MINOR: Light.UNDECIDED, Severity.GENERAL: Light.YELLOW, Severity.SEVERE: Light.RED}


def grade_label(scheme: Scheme, key: str) -> Label:
    """What the scheme calls a grade; one that it does not know keeps its key."""
    found = scheme.by_key.get(key)
    return found.name if found else same(key or "—")


def grade_cell(scheme: Scheme, key: str, qualifier: Label | str = "", address: str = "") -> Cell:
    """A grade with the light of its level; the level stands beneath where nothing else does."""
    found = scheme.by_key.get(key)
    if found is None:
        return Cell(same(key or "—"), address, qualifier=qualifier)
    return Cell(found.name, address, qualifier=qualifier or found.level.label, light=LEVEL_FACES[found.level].value)


def points_words(points: int) -> str:
    """Points with their sign."""
    return f"+{points}" if points > 0 else f"−{-points}" if points < 0 else "0"


def percent(hundredths: int) -> str:
    """Hundredths of a percent as percent, without needless noughts."""
    return f"{hundredths / 100:g}"


def share_words(checks: Checks) -> str:
    """What share is checked."""
    least, most = percent(checks.least), percent(checks.most)
    return f"{least}%" if least == most else f"{least}–{most}%"


def visits_words(checks: Checks) -> Label:
    """How many visits a firm bears in a year."""
    return Label("按需", "as needed") if checks.visits is None else Label(f"最多 {checks.visits} 次", f"{checks.visits} at most")


def from_words(scheme: Scheme, grade: GradeRule) -> Label:
    """From how many points a grade is given, and beneath which."""
    if grade.start is None:
        return Label("只直接判定", "only directly")
    above = [each.start for each in scheme.grades if each.start is not None and each.start > grade.start]
    if not above:
        return Label(f"{grade.start} 分及以上", f"{grade.start} and more")
    return Label(f"{grade.start} 至不足 {min(above)} 分", f"{grade.start} to under {min(above)}")


def unit_name(names: Mapping[str, Label], key: str) -> Label:
    """What a unit is called."""
    return names.get(key, same(key))


def months_words(months: int | None) -> Label:
    """For how long a record counts."""
    return Label("在用期间", "while in use") if months is None else Label(f"{months} 个月", f"{months} months")


def count_cell(count: int | None, address: str = "") -> Cell:
    """A count, or the word for one that is kept back."""
    return Cell(FEW, is_number=True) if count is None else Cell(f"{count:,}", address, is_number=True)


def yuan_words(fen: int) -> Label:
    """Fen in yuan."""
    digits = money_text(fen, "元")
    return Label(digits, f"{digits.removesuffix('元')} yuan")
