"""What the room does, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "check_draws.draw": Label("抽取检查对象", "inspections drawn"),
        "check_plans.choose": Label("选定抽查比例", "ratios of an inspection plan chosen"),
        "check_plans.close": Label("办结检查计划", "inspection plan finished"),
        "check_plans.draft": Label("拟定检查计划", "inspection plan drafted"),
        "check_plans.publish": Label("公布检查计划", "inspection plan published"),
        "check_visits.arrive": Label("确认检查到场", "arrival of inspectors confirmed"),
        "check_visits.call_off": Label("检查不再入企", "visit of inspectors called off"),
        "check_visits.notify": Label("通知企业检查", "visit of inspectors announced"),
        "check_visits.record": Label("记录检查结果", "result of a visit recorded"),
        "credit_cases.let_lapse": Label("信用修复或异议随记录终止", "repair or dispute lapsed with its record"),
        "credit_records.enter": Label("登记信用记录", "credit record entered"),
        "credit_records.fulfil": Label("登记义务履行完毕", "duty of a credit record noted as done"),
        "credit_records.tell": Label("报来信用记录", "credit record told by another room"),
        "credit_records.tell_done": Label("报来义务已履行", "duty of a credit record told as done"),
        "credit_records.withdraw": Label("撤销信用记录", "credit record withdrawn"),
        "disputes.ask": Label("提出信用异议", "credit record disputed"),
        "disputes.correct": Label("异议成立，更正信用记录", "dispute allowed, credit record corrected"),
        "disputes.take_back": Label("撤回信用异议", "dispute of a credit record taken back"),
        "disputes.uphold": Label("异议不成立，维持信用记录", "dispute dismissed, credit record stands"),
        "disputes.withdraw": Label("异议成立，撤销信用记录", "dispute allowed, credit record withdrawn"),
        "grades.run": Label("开展信用评级", "field graded"),
        "inspectors.declare": Label("申报检查人员利益关系", "interest of an inspector declared"),
        "inspectors.enrol": Label("登记检查人员", "inspector entered"),
        "inspectors.lift": Label("终止利益关系申报", "interest of an inspector noted as over"),
        "inspectors.retire": Label("检查人员移出名录", "inspector taken off the roster"),
        "looks.note": Label("记下查询信用", "look at a firm's credit noted"),
        "record_lists.dismiss": Label("不收待认企业的记录", "row of a list of credit records dismissed"),
        "record_lists.match": Label("认定记录属于哪家企业", "row of a list of credit records matched to a firm"),
        "record_lists.take_in": Label("导入信用记录清单", "list of credit records taken in"),
        "recusals.ask": Label("申请检查人员回避", "recusal of an inspector asked"),
        "recusals.rule": Label("答复检查人员回避", "recusal of an inspector ruled on"),
        "repairs.accept": Label("受理信用修复", "credit repair accepted"),
        "repairs.ask": Label("申请信用修复", "credit repair asked"),
        "repairs.grant": Label("准予信用修复", "credit repair granted"),
        "repairs.refuse": Label("不予信用修复", "credit repair refused"),
        "repairs.take_back": Label("撤回信用修复申请", "application for credit repair taken back"),
    }
)
