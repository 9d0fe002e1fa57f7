"""The demo's last quarter: short appeals that are over, enough of them for two units that the public reads their rates.

Some were late, some came back with a poor grade, some gave no word: the counts are small and whole, so that they can be reckoned by hand.
A third unit has too few to be shown, so the public page also shows what it keeps from view.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from dukou.appeals.actions import call_backs
from dukou.appeals.actions._stories import called, filed, replied, sent
from dukou.appeals.core.kinds import Satisfaction, VerdictKind

if TYPE_CHECKING:
    from dukou.appeals.actions.seeds import Stage

FEW, ENOUGH = 2, 5  # the smallest count that the pack of the demo shows is 5
_POWER = ("电压不稳，设备常停机", "厂区电压波动，生产线一天停了三次。")
_LABOUR = ("稳岗补贴申请被退回", "不清楚缺哪一样材料。")
_TRAFFIC = ("货车限行时段影响发货", "希望办理通行证。")


def play_past(stage: Stage) -> int:
    """Play them on a stage whose `now` is the end of the quarter; how many they were."""
    told = list(_told())
    for place, (play, about, topic) in enumerate(told):
        play(stage, place, filed(stage, place, 50 - place, *about, topic), topic)
    return len(told)


def _told() -> Iterator[tuple[Callable[[Stage, int, int, str], None], tuple[str, str], str]]:
    """Whole and small counts for each unit: five and five, five and five, two."""
    yield from [(_at_once, _POWER, "power")] * ENOUGH
    yield from [(_late_and_silent, _POWER, "power")] * ENOUGH
    yield from [(_at_once, _LABOUR, "labour")] * ENOUGH
    yield from [(_came_back, _LABOUR, "labour")] * ENOUGH
    yield from [(_at_once, _TRAFFIC, "traffic")] * FEW


def _at_once(stage: Stage, place: int, number: int, topic: str) -> None:
    """Solved in time, and the firm is satisfied."""
    ago = 50 - place
    sent(stage, number, ago, topic)
    replied(stage, number, ago - 3, VerdictKind.SOLVED, "已办好。", done="当场核实并处理")
    called(stage, number, ago - 4, Satisfaction.SATISFIED)


def _late_and_silent(stage: Stage, place: int, number: int, topic: str) -> None:
    """Solved in part, after its time; the firm never says how that was."""
    ago = 50 - place
    sent(stage, number, ago, topic)
    replied(stage, number, ago - 15, VerdictKind.PARTLY, "已换一台变压器，另一台下季度换。", done="更换一台")
    called(stage, number, ago - 16, None)
    call_backs.lapse(by=stage.officer, number=number, now=stage.day(ago - 24))


def _came_back(stage: Stage, place: int, number: int, topic: str) -> None:
    """Explained, in time; the firm is not satisfied, is told the same again, and says no more. Its poor grade is kept."""
    ago = 50 - place
    sent(stage, number, ago, topic)
    for days in (3, 8):
        replied(stage, number, ago - days, VerdictKind.EXPLAINED, "申请期已过，不能补报。", ground="（示例）稳岗补贴办法")
        called(stage, number, ago - days - 1, Satisfaction.DISSATISFIED if days == 3 else None)
    call_backs.lapse(by=stage.officer, number=number, now=stage.day(ago - 20))
