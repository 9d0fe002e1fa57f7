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
        "forecasts.make": Label("预测项目投产", "production of a project foretold"),
        "premises.end_letting": Label("场地退租", "letting of premises ended"),
        "premises.let": Label("场地租给项目", "premises let to a project"),
        "premises.offer": Label("登记场地", "premises offered"),
        "premises.state_need": Label("登记项目用地用房需求", "space that a project needs stated"),
        "premises.withdraw": Label("撤下场地", "premises withdrawn"),
        "paths.note": Label("登记许可进度", "task of a permit path noted"),
        "leads.close": Label("线索办结", "lead closed"),
        "leads.feed_back": Label("反馈推荐人", "referrer told"),
        "leads.judge": Label("研判线索", "lead judged"),
        "project_facts.state": Label("登记项目情况", "fact of a project stated"),
        "project_facts.withdraw": Label("撤回项目情况", "fact of a project withdrawn"),
        "projects.amend": Label("更正项目登记", "registration of a project amended"),
        "projects.report": Label("报告项目进展", "progress of a project reported"),
        "projects.register": Label("登记项目", "project registered"),
        "proofs.add": Label("登记资金凭据", "paper of a project's money entered"),
        "proofs.confirm": Label("确认资金凭据", "paper of a project's money confirmed"),
        "proofs.turn_down": Label("不确认资金凭据", "paper of a project's money turned down"),
        "proofs.withdraw": Label("撤回资金凭据", "paper of a project's money withdrawn"),
        "sheets.take_in": Label("导入项目清单", "list of projects taken in"),
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
        "sums.confirm": Label("确认项目资金", "money of a project confirmed"),
        "sums.state": Label("报项目资金", "money of a project told"),
        "sums.turn_down": Label("不确认项目资金", "money of a project turned down"),
        "visit_notes.note": Label("记录走访", "visit noted"),
        "week_items.add": Label("列入专班周清单", "put on the list of a week"),
        "week_items.finish": Label("办结专班周清单事项", "line of a week list done"),
    }
)
