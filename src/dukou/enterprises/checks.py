"""What `dukou doctor` looks at here: whether the lists that were handed in are still kept."""

from __future__ import annotations

from dukou.enterprises.models import Delivery
from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label
from dukou.kit.diagnosis import Finding, broken, check, sound
from dukou.kit.files import kept


@check("enterprises.lists", Label("报送名单的原件", "lists as handed in"))
def lists(home: Home) -> Finding:
    """The file of every list is there; figures name rows of it."""
    named = Delivery.objects.order_by("pk").values_list("name", "sha256")
    missing = [name for name, sha256 in named if kept(sha256) is None]
    if missing:
        said = Label("缺少 {count} 份的原件，例如“{name}”", "the files of {count} lists are missing, such as “{name}”")
        return broken(
            said.filled(count=len(missing), name=missing[0]),
            Label("从备份取回 uploads 里的文件", "take the files of uploads back from a backup"),
        )
    return sound(Label("{count} 份都在", "all {count} are there").filled(count=len(named)))
