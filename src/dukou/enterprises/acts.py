"""What is done in the register, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "charges.give": Label("交专班联系", "put into a task force's charge"),
        "deliveries.receive": Label("接收名单", "list received"),
        "deliveries.examine": Label("核对名单", "list examined"),
        "deliveries.take_in": Label("导入名单", "list taken in"),
        "deliveries.discard": Label("退回名单", "list discarded"),
        "deliveries.give_up": Label("名单处理失败", "list given up"),
        "doubles.propose": Label("提出疑似重复", "double proposed"),
        "doubles.look_near": Label("查找相近名称", "near names looked for"),
        "doubles.merge": Label("合并两条", "entries merged"),
        "doubles.keep_apart": Label("认定不是重复", "entries kept apart"),
        "doubles.undo": Label("撤销合并", "merge undone"),
        "enterprises.register": Label("登记企业", "enterprise registered"),
        "enterprises.amend": Label("更改企业信息", "entry amended"),
        "enterprises.withdraw": Label("撤回企业记录", "record withdrawn"),
        "life_events.record": Label("记录企业变动", "life event recorded"),
        "links.tie": Label("记录隶属关系", "link recorded"),
        "made_up.enter": Label("登记合成企业", "made-up firms entered"),
        "made_up.give_desks": Label("合成企业设经办单位", "made-up firms given desks"),
        "parts.give": Label("记录产业链角色", "part recorded"),
        "seeds.plant": Label("写入合成企业", "made-up firms written"),
        "sites.locate": Label("记录场地", "site recorded"),
        "statements.state": Label("填报企业事实", "fact stated"),
        "tables.import_divisions": Label("导入区划表", "table of divisions imported"),
        "tables.import_industries": Label("导入行业分类", "industries imported"),
    }
)
