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
        "promise_changes.ask_day": Label("申请承诺改期", "another day asked for a promise"),
        "promise_changes.ask_waiver": Label("申请免除承诺", "waiver of a promise asked for"),
        "promise_changes.hand_over": Label("移交承诺", "promises handed over"),
        "promise_changes.move": Label("复核承诺改期", "another day of a promise decided on"),
        "promise_changes.waive": Label("复核免除承诺", "waiver of a promise decided on"),
        "promises.keep": Label("登记承诺履行", "promise told as kept"),
        "promises.make": Label("登记承诺", "promise made"),
        "promises.tell_broken": Label("登记承诺违约", "promise told as broken"),
        "promises.tell_condition": Label("登记承诺条件成就", "condition of a promise told"),
        "promises.tell_review": Label("登记承诺审查结论", "review of a promise told"),
        "stages.enter": Label("确认项目进入阶段", "stage of a project confirmed"),
        "stages.move": Label("提出项目进入阶段", "project moved to a stage"),
        "stages.turn_down": Label("不同意项目进入阶段", "stage of a project turned down"),
        "statuses.change": Label("变更项目状态", "status of a project changed"),
        "visit_notes.note": Label("记录走访", "visit noted"),
        "week_items.add": Label("列入专班周清单", "put on the list of a week"),
        "week_items.finish": Label("办结专班周清单事项", "line of a week list done"),
    }
)
