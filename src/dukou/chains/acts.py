"""What is done with chains, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "assessments.assess": Label("研判产业链", "chain assessed"),
        "back_tests.run": Label("回测招商建议", "suggestions back-tested"),
        "candidates.take_in": Label("导入候选企业", "candidates taken in"),
        "candidates.withdraw": Label("撤下候选企业", "candidate taken off"),
        "invitations.list_one": Label("列入招商清单", "put on the invitation list"),
        "invitations.move": Label("跟进招商", "invitation followed up"),
        "problems.note": Label("登记产业链问题", "problem of a chain noted"),
        "problems.solve": Label("解决产业链问题", "problem of a chain solved"),
        "references.keep": Label("登记参照资料", "reference kept"),
        "references.withdraw": Label("停用参照资料", "reference withdrawn"),
        "supplies.add": Label("登记供应关系", "supply link added"),
        "supplies.withdraw": Label("撤回供应关系", "supply link taken back"),
    }
)
