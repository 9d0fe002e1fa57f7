"""What the room does, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "credit_records.enter": Label("登记信用记录", "credit record entered"),
        "credit_records.fulfil": Label("登记义务履行完毕", "duty of a credit record noted as done"),
        "credit_records.tell": Label("报来信用记录", "credit record told by another room"),
        "credit_records.tell_done": Label("报来义务已履行", "duty of a credit record told as done"),
        "credit_records.withdraw": Label("撤销信用记录", "credit record withdrawn"),
        "grades.run": Label("开展信用评级", "field graded"),
        "looks.note": Label("记下查询信用", "look at a firm's credit noted"),
    }
)
