"""What is done with affairs, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "drafts.begin": Label("开始填表", "form begun"),
        "drafts.keep": Label("保存草稿", "draft saved"),
        "drafts.turn_to": Label("草稿换到新版本", "draft turned to the new edition"),
        "drafts.discard": Label("删除草稿", "draft thrown away"),
        "drafts.hand_in": Label("提交草稿", "draft handed in"),
        "applications.file": Label("提交申请", "application filed"),
        "applications.correct": Label("更正申请内容", "application corrected"),
        "applications.withdraw": Label("撤回申请", "application taken back"),
        "intake.accept": Label("受理申请", "application accepted"),
        "intake.notify": Label("一次性告知", "one-time notice"),
        "intake.supplement": Label("补正", "supplemented"),
        "intake.refuse": Label("不予受理申请", "application not accepted"),
        "parts.acknowledge": Label("签收", "acknowledged"),
        "parts.enter_stage": Label("进入环节", "stage entered"),
        "parts.answer": Label("给出意见", "unit said what it says"),
        "parts.end": Label("办结本单位事项", "part ended"),
        "answers.give": Label("一次答复", "one answer given"),
        "answers.agree": Label("确认方案", "plan agreed to"),
        "answers.end": Label("不能办理，办结", "closed as not possible"),
        "materials.bring": Label("补交材料", "materials brought"),
        "materials.tolerate": Label("容缺受理", "let come later"),
        "materials.give_result": Label("出具结果", "result given"),
        "joint_days.arrange": Label("约联合踏勘或验收", "joint day arranged"),
        "joint_days.cancel": Label("取消联合踏勘或验收", "joint day called off"),
        "joint_days.hold": Label("登记联合踏勘或验收", "joint day noted"),
        "joint_days.object": Label("对“视为同意”提出异议", "objection to being deemed to agree"),
        "joint_days.rule": Label("裁定“视为同意”的异议", "objection to being deemed to agree ruled on"),
        "joint_days.stay_away": Label("登记不能外出的时间", "unit said when it cannot come"),
        "messages.hand_over": Label("送达承办单位", "messages handed over"),
        "messages.die": Label("多次送达失败", "message not taken after many attempts"),
        "messages.retry": Label("重新送达", "message put up again"),
        "messages.give_up": Label("停止送达", "message given up"),
    }
)
