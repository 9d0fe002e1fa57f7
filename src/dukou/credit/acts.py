"""What the room does, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
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
        "looks.note": Label("记下查询信用", "look at a firm's credit noted"),
        "record_lists.dismiss": Label("不收待认企业的记录", "row of a list of credit records dismissed"),
        "record_lists.match": Label("认定记录属于哪家企业", "row of a list of credit records matched to a firm"),
        "record_lists.take_in": Label("导入信用记录清单", "list of credit records taken in"),
        "repairs.accept": Label("受理信用修复", "credit repair accepted"),
        "repairs.ask": Label("申请信用修复", "credit repair asked"),
        "repairs.grant": Label("准予信用修复", "credit repair granted"),
        "repairs.refuse": Label("不予信用修复", "credit repair refused"),
        "repairs.take_back": Label("撤回信用修复申请", "application for credit repair taken back"),
    }
)
