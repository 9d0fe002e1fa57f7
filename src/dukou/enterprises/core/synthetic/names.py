"""What made-up names are put together from: brands of two or three characters, trades by industry, streets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import gcd
from random import Random

SYLLABLES = (
    "安邦宝贝博昌诚驰创达德鼎东恩尔帆方飞菲丰峰凤孚福富格冠光广桂国海汉翰浩和恒弘宏华辉汇惠吉佳嘉健江杰捷金锦京精景君凯康科坤乐力立利联良林凌隆"
    "鲁罗迈茂美铭诺欧鹏品普奇启勤庆荣瑞润森尚晟盛世舒顺思斯泰腾天通威维文沃西希贤祥欣新鑫信兴旭雅亚扬耀亿益英永优友宇雨玉源远越云泽展哲正志中众卓"
)


@dataclass(frozen=True, slots=True)
class Business:
    """A class of GB/T 4754-2017 (codes and names from field/standards.md 2), its weight among the firms, and its words in names."""

    code: str
    name: str
    weight: int
    trades: tuple[str, ...]


BUSINESSES = (
    Business("6513", "应用软件开发", 30, ("软件", "信息技术", "网络科技", "数据", "人工智能", "大数据")),
    Business("3752", "摩托车零部件及配件制造", 16, ("摩托车配件", "机械制造", "动力", "零部件", "机电")),
    Business("1433", "方便面制造", 9, ("面业", "食品")),
    Business("1431", "米、面制品制造", 8, ("粮油", "米面")),
    Business("1439", "其他方便食品制造", 8, ("食品科技", "餐饮管理")),
    Business("3061", "玻璃纤维及制品制造", 6, ("玻璃纤维", "复合材料", "新材料")),
    Business("2770", "卫生材料及医药用品制造", 6, ("医疗", "卫生材料", "健康")),
    Business("4620", "污水处理及其再生利用", 4, ("环保", "水务", "环境")),
    Business("3062", "玻璃纤维增强塑料制品制造", 3, ("玻纤", "塑料")),
    Business("3919", "其他计算机制造", 3, ("智能装备", "智能科技", "设备")),
    Business("3939", "应用电视设备及其他广播电视设备制造", 3, ("安防", "光电", "电子")),
    Business("2780", "药用辅料及包装材料", 2, ("医药", "包装")),
    Business("3915", "信息安全设备制造", 1, ("信息安全", "通信")),
    Business("3751", "摩托车整车制造", 1, ("摩托车", "车辆")),
)
OFFERS = tuple((business, trade) for business in BUSINESSES for trade in business.trades)
STREETS = tuple(["示例路", "样本路", "演示大道", "模拟街", "试验路", "虚构巷", "范例大道", "假设街"])


class Shuffled:
    """The whole numbers below `size`, each once, in an order that the seed decides: made-up things never occur twice."""

    def __init__(self, size: int, random: Random) -> None:
        self.size = size
        self._start = random.randrange(size)
        self._step = random.randrange(1, size)
        while gcd(self._step, size) > 1:
            self._step = random.randrange(1, size)

    def all(self) -> Iterator[int]:
        """The numbers in that order; an IndexError behind the last."""
        for place in range(self.size):
            yield (self._start + place * self._step) % self.size
        raise IndexError(f"only {self.size} different ones can be made up")


def spelled(number: int, characters: str, length: int) -> str:
    """A number below `len(characters) ** length`, written with these characters: another text for each."""
    base, text = len(characters), ""
    for _ in range(length):
        number, digit = divmod(number, base)
        text += characters[digit]
    return text
