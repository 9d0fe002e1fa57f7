"""What the room does, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "consents.give": Label("企业授权银行查询", "consent of a firm given to a bank"),
        "consents.withdraw": Label("企业撤回授权", "consent of a firm withdrawn"),
        "look_ups.look": Label("银行查询企业画像", "portrait of a firm looked up by a bank"),
    }
)
