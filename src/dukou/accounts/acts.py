"""What is done with people, posts and access, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "approvals.ask": Label("申请复核", "approval asked for"),
        "approvals.decide": Label("复核决定", "approval decided"),
        "enrolments.invite": Label("邀请企业经办人", "agent invited"),
        "enrolments.accept": Label("接受邀请", "invitation accepted"),
        "enrolments.revoke": Label("撤销企业经办人", "agent's right revoked"),
        "identities.link": Label("绑定统一身份", "identity linked"),
        "identities.unlink": Label("解除统一身份", "identity unlinked"),
        "inboxes.hand_over": Label("移交待办", "inbox handed over"),
        "memberships.grant": Label("授予岗位", "role granted"),
        "memberships.end": Label("终止岗位", "role ended"),
        "organisations.add": Label("添加单位", "organisation added"),
        "people.add": Label("添加人员", "person added"),
        "people.deactivate": Label("停用人员", "person deactivated"),
        "people.seat_demo": Label("安排演示人员", "demo people seated"),
        "people.set_email": Label("更改邮箱", "e-mail address changed"),
        "people.set_language": Label("更改语言", "language changed"),
        "people.set_password": Label("设置密码", "password set"),
        "sessions.open": Label("会话开始", "session opened"),
        "sessions.close": Label("会话结束", "session ended"),
        "sessions.close_all": Label("结束全部会话", "all sessions ended"),
        "sign_ins.attempt": Label("尝试登录", "sign-in attempted"),
        "sign_ins.succeed": Label("登录成功", "signed in"),
        "stand_ins.appoint": Label("指定代理人", "stand-in appointed"),
        "stand_ins.end": Label("终止代理", "stand-in ended"),
        "task_forces.set_up": Label("设立专班", "task force set up"),
        "task_forces.seat": Label("专班增加成员", "seat given in a task force"),
        "task_forces.dissolve": Label("撤销专班", "task force dissolved"),
        "tokens.issue": Label("签发令牌", "token issued"),
        "tokens.use": Label("使用令牌", "token used"),
        "tokens.revoke": Label("撤销令牌", "token revoked"),
    }
)
