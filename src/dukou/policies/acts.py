"""What is done with policies and claims to their benefits, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "claims.file": Label("申报政策兑付", "claim filed"),
        "claims.hand_in": Label("补交材料", "papers handed in"),
        "claims.withdraw": Label("撤回申报", "claim withdrawn"),
        "matching.run": Label("匹配企业与政策", "policies matched with enterprises"),
        "notices.tell": Label("告知企业", "enterprise told"),
        "payments.enter": Label("填报拨付", "payment entered"),
        "payments.confirm": Label("复核拨付", "payment confirmed"),
        "payments.send_back": Label("退回拨付", "payment sent back"),
        "verdicts.decide": Label("提出审核意见", "verdict proposed"),
        "verdicts.confirm": Label("复核审核意见", "verdict confirmed"),
        "verdicts.send_back": Label("退回审核意见", "verdict sent back"),
    }
)
