"""What is done with appeals, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "appeals.whistle": Label("提交诉求", "appeal filed"),
        "appeals.withdraw": Label("撤回诉求", "appeal taken back"),
        "appeals.reopen": Label("重新打开诉求", "appeal opened again"),
        "visits.take_in": Label("导入走访清单", "list of visits taken in"),
        "triage.accept": Label("受理", "accepted"),
        "triage.refuse": Label("不予受理或移送", "not accepted, or handed on"),
        "triage.answer": Label("当场答复", "answered at once"),
        "triage.merge": Label("并入已有诉求", "merged into another appeal"),
        "triage.contact": Label("联系企业", "enterprise contacted"),
        "dispatch.send": Label("派单", "dispatched"),
        "dispatch.recall": Label("收回派单", "dispatch recalled"),
        "objections.make": Label("对派单提出异议", "objection to a dispatch"),
        "objections.decide": Label("裁定异议", "objection ruled on"),
        "replies.answer": Label("协办或分办答复", "part answered"),
        "replies.reply": Label("答复企业", "replied to the enterprise"),
        "exchanges.ask": Label("请企业补充", "enterprise asked"),
        "exchanges.answer": Label("企业补充", "enterprise answered"),
        "extensions.ask": Label("申请延期", "more time asked for"),
        "extensions.decide": Label("裁定延期", "request for more time ruled on"),
        "call_backs.record": Label("回访", "called back"),
        "call_backs.rate": Label("企业评价", "rated by the enterprise"),
        "call_backs.lapse": Label("回访未回应，办结", "closed without an answer to the call-back"),
        "gradings.carry_out": Label("变更等级", "put under another grade"),
        "publication.draft": Label("起草公开件", "public copy drafted"),
        "publication.approve": Label("审核公开", "public copy approved"),
        "publication.withdraw": Label("撤下公开件", "public copy withdrawn"),
        "publication.cut": Label("公布季度数据", "figures of a quarter published"),
    }
)
