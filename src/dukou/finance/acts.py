"""What the room does, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "consents.give": Label("企业授权银行查询", "consent of a firm given to a bank"),
        "consents.withdraw": Label("企业撤回授权", "consent of a firm withdrawn"),
        "look_ups.look": Label("银行查询企业画像", "portrait of a firm looked up by a bank"),
        "portrait_disputes.ask": Label("对画像提出异议", "fact of a portrait disputed"),
        "portrait_disputes.correct": Label("画像异议成立，已在来源处更正", "dispute allowed, fact put right at its source"),
        "portrait_disputes.take_back": Label("撤回画像异议", "dispute of a portrait taken back"),
        "portrait_disputes.uphold": Label("画像异议不成立，事实不变", "dispute dismissed, the fact stands"),
    }
)
