"""What a draw cannot be made from: each fault with its place in the file of a draw, what is wrong and how it is put right."""

from __future__ import annotations

from typing import ClassVar

from dukou.kit.core.labels import Label
from dukou.kit.core.places import FieldFault
from dukou.kit.core.refusals import Malformed


class UnfitDraw(Malformed):
    """A list, policy, roster or seed that no draw can be made from. `{places}` of the words are filled by keyword."""

    wrong: ClassVar[Label] = Label("{place} 不能用于抽取", "{place} is not fit for a draw")
    right: ClassVar[Label] = Label("改好后再抽", "put it right, then draw")

    def __init__(self, place: str, **details: object) -> None:
        self.place = place
        super().__init__(self.wrong.filled(place=place, **details), self.right.filled(place=place, **details))

    @property
    def fault(self) -> FieldFault:
        """The fault as pages and JSON doors show it."""
        return FieldFault(self.place, self.what, self.cure)


class EmptyList(UnfitDraw):
    """Nobody stands on the list: a draw of nobody would look like a draw."""

    wrong = Label("名单是空的", "the list is empty")
    right = Label("先把对象列入名单", "put the firms on the list first")


class DoubledFirm(UnfitDraw):
    """A firm stands twice in one field: it would be counted twice, and might have two grades."""

    wrong = Label("{firm} 在领域 {field} 的名单里出现两次", "{firm} stands twice in the list of the field {field}")
    right = Label("每个领域每家只留一行", "leave one line for each firm and field")


class FieldWithoutPolicy(UnfitDraw):
    """The list has a field that the policy does not know."""

    wrong = Label("领域 {field} 没有抽查办法", "the policy says nothing about the field {field}")
    right = Label("写明这个领域的单位、比例和对照比例，或把它移出名单", "say its unit, ratios and control share, or take it off the list")


class GradeWithoutRatio(UnfitDraw):
    """A grade of the list without a ratio: neither nought nor all may be guessed."""

    wrong = Label("领域 {field} 的等级 {grade} 没有抽查比例", "the grade {grade} of the field {field} has no ratio")
    right = Label("写明比例（万分数，0 表示不抽）", "say its ratio (in hundredths of a percent; 0: nobody)")


class UnfitRatio(UnfitDraw):
    """A ratio below nought or above all."""

    wrong = Label("比例 {ratio} 不在 0 至 10000 之间", "the ratio {ratio} is not within 0 and 10000")
    right = Label("写成万分数的整数：5% 是 500", "write whole hundredths of a percent: 5 % is 500")


class UnfitTeam(UnfitDraw):
    """A team that is smaller than the rule of two lots allows."""

    wrong = Label("检查人员数 {count} 太少", "{count} inspectors are too few")
    right = Label("每次至少两人，每个单位至少一人", "at least two for each visit and one of each unit")


class DoubledInspector(UnfitDraw):
    """Two inspectors of one key: a lot would mean both."""

    wrong = Label("检查人员 {inspector} 出现两次", "the inspector {inspector} stands there twice")
    right = Label("每人只留一行", "leave one line for each")


class UnfitWord(UnfitDraw):
    """A key, a field or a name that could be read in two ways once it stands in the text that is hashed."""

    wrong = Label("“{word}”为空、带有空白、竖线或不可见字符", "“{word}” is empty, or has blanks around it, a bar or invisible characters")
    right = Label("去掉这些字符", "take these characters out")


class UnfitSeed(UnfitDraw):
    """No seed, or one that two readers would copy differently."""

    wrong = Label("种子“{seed}”为空、前后有空白或含不可见字符", "the seed “{seed}” is empty, or has blanks around it or hidden characters")
    right = Label("照公布的号码原样填写", "write the public number as it was published")


class ShortNonce(UnfitDraw):
    """A list of few firms could be guessed from its hash; the nonce, which is kept with the file, prevents that."""

    wrong = Label("随机串太短", "the nonce is too short")
    right = Label("用至少 32 位随机的十六进制数", "use at least 32 random hexadecimal digits")
