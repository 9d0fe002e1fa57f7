"""What the district says of its appeals."""

from __future__ import annotations

from dukou.appeals.core.rules import DistrictRules
from dukou.appeals.models import AppealRules
from dukou.casework.core.profiles import Profile
from dukou.casework.queries.profiles import profile_in_force, profile_of
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_read: dict[str, DistrictRules] = {}  # by hash: a text never changes


class NoAppealsHere(Refusal):
    """The pack says nothing of appeals, so none are taken."""

    code = "appeals.not_taken_here"
    status = 404
    what = Label("没有办理", "this was not done")
    why = Label("本区的数据包没有开通企业诉求（缺 appeals.yaml）", "the pack of this district takes no appeals (it has no appeals.yaml)")
    cure = Label("请系统管理员补上后再载入", "ask the steward to add it and load the pack")


def rules_in_force() -> DistrictRules:
    """The rules of the district; refused where there are none. One small query, read once per process."""
    sha256 = AppealRules.objects.values_list("sha256", flat=True).first()
    if sha256 is None:
        raise NoAppealsHere()
    if sha256 not in _read:
        _read[sha256] = DistrictRules.read(AppealRules.objects.values_list("content", flat=True).get())
    return _read[sha256]


def are_taken() -> bool:
    """Whether the district takes appeals at all."""
    return AppealRules.objects.exists()


def profile_of_rules(rules: DistrictRules) -> Profile:
    """The profile by which the district counts days, as it stands; refused where the pack states none of this name."""
    found = profile_in_force(rules.profile)
    if found is None:
        raise NoAppealsHere()
    return profile_of(found)
