"""What is done with projects, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "admissions.judge": Label("评定项目准入", "admission of a project judged"),
        "dates.announce": Label("公布项目日期", "day of a project announced"),
        "dates.confirm": Label("同意项目改期", "new day of a project agreed to"),
        "dates.turn_down": Label("不同意项目改期", "new day of a project turned down"),
        "project_facts.state": Label("登记项目情况", "fact of a project stated"),
        "project_facts.withdraw": Label("撤回项目情况", "fact of a project withdrawn"),
        "projects.amend": Label("更正项目登记", "registration of a project amended"),
        "projects.register": Label("登记项目", "project registered"),
        "proofs.add": Label("登记资金凭据", "paper of a project's money entered"),
        "proofs.confirm": Label("确认资金凭据", "paper of a project's money confirmed"),
        "proofs.turn_down": Label("不确认资金凭据", "paper of a project's money turned down"),
        "proofs.withdraw": Label("撤回资金凭据", "paper of a project's money withdrawn"),
        "sheets.take_in": Label("导入项目清单", "list of projects taken in"),
        "stages.enter": Label("确认项目进入阶段", "stage of a project confirmed"),
        "stages.move": Label("提出项目进入阶段", "project moved to a stage"),
        "stages.turn_down": Label("不同意项目进入阶段", "stage of a project turned down"),
        "statuses.change": Label("变更项目状态", "status of a project changed"),
        "sums.confirm": Label("确认项目资金", "money of a project confirmed"),
        "sums.state": Label("报项目资金", "money of a project told"),
        "sums.turn_down": Label("不确认项目资金", "money of a project turned down"),
    }
)
