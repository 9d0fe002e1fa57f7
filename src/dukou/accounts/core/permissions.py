"""What a person may do or see, as a list of names."""

from __future__ import annotations

from dukou.kit.core.labels import LabelledEnum


class Permission(LabelledEnum):
    """One thing that may be seen or done. Roles are sets of these; nothing else grants anything."""

    SEE_FIGURES_PUBLIC = "see_figures_public", "查看公开数据", "see public figures"
    SEE_FIGURES_INTERNAL = "see_figures_internal", "查看内部数据", "see internal figures"
    RECORD_FIGURES = "record_figures", "填报数据", "record figures"
    SEE_REGISTER = "see_register", "查看企业名录", "see the register of enterprises"
    KEEP_REGISTER = "keep_register", "登记和维护企业名录", "keep the register of enterprises"
    SEE_CHAINS = "see_chains", "查看产业链图谱", "see the maps of industry chains"
    KEEP_CHAINS = "keep_chains", "研判产业链、办理招商清单", "assess chains and work on the invitation list"
    SEE_PROJECTS = "see_projects", "查看全区招商项目", "see all investment projects"
    KEEP_PROJECTS = "keep_projects", "登记和推进招商项目", "register investment projects and move them on"
    SEE_CREDIT = "see_credit", "查看企业信用等级", "see the credit grades of enterprises"
    KEEP_CREDIT = "keep_credit", "登记信用记录、办理修复和异议", "keep credit records, rule on repairs and disputes"
    DRAW_CHECKS = "draw_checks", "制定检查计划和抽取", "plan checks and draw"
    SEE_ENTITLEMENTS = "see_entitlements", "查看企业应享政策", "see what enterprises are entitled to"
    HANDLE_CLAIMS = "handle_claims", "办理政策兑付", "handle claims to benefits"
    FILE_APPEALS = "file_appeals", "替企业提交诉求", "file appeals on behalf of enterprises"
    SEE_APPEALS = "see_appeals", "查看全区企业诉求", "see the appeals of all enterprises"
    HANDLE_APPEALS = "handle_appeals", "受理、分派、裁定和回访企业诉求", "take in, dispatch, rule on and call back about appeals"
    SEE_AFFAIRS = "see_affairs", "查看全区联办申请", "see the applications for affairs of all enterprises"
    HANDLE_AFFAIRS = "handle_affairs", "在窗口收件、受理和答复联办事项", "take in, accept and answer affairs at the window"
    ANSWER_LEGS = "answer_legs", "办理交到本单位的事项", "answer what is dispatched to one's unit"
    CALL_MEETINGS = "call_meetings", "召集会议和走访", "call meetings and visits"
    SEE_MEETINGS = "see_meetings", "查看全部会议和走访", "see all meetings and visits"
    LOAD_PACK = "load_pack", "载入数据包", "load a pack"
    SEE_AUDIT_TRAIL = "see_audit_trail", "查看审计留痕", "see the audit trail"
    MANAGE_PEOPLE = "manage_people", "管理人员和岗位", "manage people and posts"
    INVITE_AGENTS = "invite_agents", "邀请企业经办人", "invite agents of enterprises"
    APPROVE = "approve", "复核审批", "approve what another asked for"
    SEE_LEADER_DESK = "see_leader_desk", "使用区领导工作台", "use the leaders' desk"
    SEE_OFFICER_DESK = "see_officer_desk", "使用产业发展工作台", "use the industry office's desk"
    SEE_WINDOW_DESK = "see_window_desk", "使用窗口和专班工作台", "use the desk of windows and task forces"
    SEE_DEPARTMENT_DESK = "see_department_desk", "使用部门工作台", "use the departments' desk"
    SEE_BANK_DESK = "see_bank_desk", "使用银行工作台", "use the banks' desk"
    SEE_ENTERPRISE_DESK = "see_enterprise_desk", "使用企业工作台", "use the enterprises' desk"
