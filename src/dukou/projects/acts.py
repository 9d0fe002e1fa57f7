"""What is done with projects, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "admissions.judge": Label("评定项目准入", "admission of a project judged"),
        "project_facts.state": Label("登记项目情况", "fact of a project stated"),
        "project_facts.withdraw": Label("撤回项目情况", "fact of a project withdrawn"),
        "proofs.add": Label("登记资金凭据", "paper of a project's money entered"),
        "proofs.confirm": Label("确认资金凭据", "paper of a project's money confirmed"),
        "proofs.turn_down": Label("不确认资金凭据", "paper of a project's money turned down"),
        "proofs.withdraw": Label("撤回资金凭据", "paper of a project's money withdrawn"),
        "sums.confirm": Label("确认项目资金", "money of a project confirmed"),
        "sums.state": Label("报项目资金", "money of a project told"),
        "sums.turn_down": Label("不确认项目资金", "money of a project turned down"),
        "projects.amend": Label("更正项目登记", "registration of a project amended"),
        "projects.register": Label("登记项目", "project registered"),
    }
)
