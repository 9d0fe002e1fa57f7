"""What is done with projects, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "dates.announce": Label("公布项目日期", "day of a project announced"),
        "dates.confirm": Label("同意项目改期", "new day of a project agreed to"),
        "dates.turn_down": Label("不同意项目改期", "new day of a project turned down"),
        "projects.amend": Label("更正项目登记", "registration of a project amended"),
        "projects.register": Label("登记项目", "project registered"),
        "stages.enter": Label("确认项目进入阶段", "stage of a project confirmed"),
        "stages.move": Label("提出项目进入阶段", "project moved to a stage"),
        "stages.turn_down": Label("不同意项目进入阶段", "stage of a project turned down"),
        "statuses.change": Label("变更项目状态", "status of a project changed"),
    }
)
