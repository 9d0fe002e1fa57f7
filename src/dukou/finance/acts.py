"""What the room does, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "consents.give": Label("企业授权银行查询", "consent of a firm given to a bank"),
        "consents.withdraw": Label("企业撤回授权", "consent of a firm withdrawn"),
        "look_ups.look": Label("银行查询企业画像", "portrait of a firm looked up by a bank"),
        "listings.apply": Label("列入白名单申报清单", "a firm put on the application list"),
        "listings.recommend": Label("列入白名单推荐清单", "a firm recommended to banks"),
        "listings.take_off": Label("移出白名单", "a firm taken off the white list"),
        "bank_products.state": Label("银行登记提供的产品和额度", "a bank stated what it offers"),
        "bank_products.stop": Label("银行停止提供产品", "a bank stopped offering a product"),
        "match_plans.make": Label("生成银企匹配方案", "a plan of matching made"),
    }
)
