"""What the room does, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "consents.give": Label("企业授权银行查询", "consent of a firm given to a bank"),
        "consents.withdraw": Label("企业撤回授权", "consent of a firm withdrawn"),
        "look_ups.look": Label("银行查询企业画像", "portrait of a firm looked up by a bank"),
        "credit_lines.grant": Label("银行授信", "credit line granted by a bank"),
        "loan_entries.enter": Label("登记贷款台账", "entry in the ledger of a credit line"),
        "loan_entries.reverse": Label("冲正贷款台账的一笔", "entry in the ledger of a credit line taken back"),
        "needs.post": Label("企业提出融资需求", "need for money posted by a firm"),
        "needs.close": Label("企业关闭融资需求", "need for money closed by a firm"),
        "applications.send": Label("企业向银行申请融资", "application sent to a bank"),
        "applications.take_back": Label("企业撤回融资申请", "application taken back by the firm"),
        "applications.close_granted": Label("授信后办结融资申请", "application ended by a line granted"),
        "answers.offer": Label("银行报价", "offer made by a bank"),
        "answers.refuse": Label("银行拒绝融资申请", "application refused by a bank"),
        "answers.accept": Label("企业接受报价", "offer accepted by the firm"),
        "answers.decline": Label("企业不接受报价", "offer declined by the firm"),
        "listings.apply": Label("列入白名单申报清单", "a firm put on the application list"),
        "listings.recommend": Label("列入白名单推荐清单", "a firm recommended to banks"),
        "listings.take_off": Label("移出白名单", "a firm taken off the white list"),
        "bank_products.state": Label("银行登记提供的产品和额度", "a bank stated what it offers"),
        "bank_products.stop": Label("银行停止提供产品", "a bank stopped offering a product"),
        "match_plans.make": Label("生成银企匹配方案", "a plan of matching made"),
        "portrait_disputes.ask": Label("对画像提出异议", "fact of a portrait disputed"),
        "portrait_disputes.correct": Label("画像异议成立，已在来源处更正", "dispute allowed, fact put right at its source"),
        "portrait_disputes.take_back": Label("撤回画像异议", "dispute of a portrait taken back"),
        "portrait_disputes.uphold": Label("画像异议不成立，事实不变", "dispute dismissed, the fact stands"),
    }
)
