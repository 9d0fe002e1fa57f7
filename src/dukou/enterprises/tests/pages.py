"""The pages of this room for tests of the whole house."""

from __future__ import annotations

import io
from datetime import date

from django.utils import timezone

from dukou.accounts.core.roles import Role
from dukou.accounts.models import Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests.visits import EVERYONE, NONE, SEAT, Foreign, Gate, Has, Visit, those
from dukou.enterprises.actions import deliveries, doubles, sites
from dukou.enterprises.core.kinds import SiteUse
from dukou.enterprises.models import Site

FIRM = "/enterprises/hikvision/"
NOUNS = ("life-event", "link", "site", "part", "charge", "tag", "twin", "statement")
_REASON = {"reason": "核对"}
_READERS = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.WINDOW_CLERK, Role.DEPARTMENT_OFFICER, Role.AUDITOR)
_ENTRANCE = _READERS | those(Role.ENTERPRISE_AGENT, also=SEAT)
_KEEPERS = those(Role.INDUSTRY_OFFICER)
_NEW = {"name": "示例市新建虚构有限公司"}
_AMENDED = {"address": "示例市一路 1 号"} | _REASON
_API = "/api/v1/enterprises"

GATES = [
    Gate("enterprises:list", _ENTRANCE, leads_on=True),
    Gate("enterprises:download", _ENTRANCE, address="/enterprises/download/csv/", is_page=False, told=200),
    Gate("enterprises:new", _KEEPERS, changes=_KEEPERS, sent=_NEW),
    Gate("enterprises:import", _KEEPERS, changes=_KEEPERS, sent={}),
    Gate("enterprises:delivery", _KEEPERS, changes=_KEEPERS, sent={"decision": "discard"} | _REASON),
    Gate("enterprises:remarks", _KEEPERS),
    Gate("enterprises:copy", _KEEPERS, address="/enterprises/import/{delivery}/copy/", is_page=False, told=200),
    Gate("enterprises:doubles", _READERS),
    Gate("enterprises:double", _READERS, changes=_KEEPERS, sent={"decision": "apart"} | _REASON),
    Gate("enterprises:detail", _READERS, refused=404),
    Gate("enterprises:amend", _KEEPERS, changes=_KEEPERS, sent=_AMENDED),
    Gate("enterprises:record", _KEEPERS, changes=_KEEPERS, sent={}),
    Gate("enterprises:withdraw", _KEEPERS, changes=_KEEPERS, sent=_REASON),
    Gate("enterprises:withdraw_tag", _KEEPERS, changes=_KEEPERS, sent=_REASON),
    Gate(f"GET {_API}", _ENTRANCE),
    Gate(f"POST {_API}", NONE, changes=_KEEPERS, sent=_NEW, address=_API, is_page=False),
    Gate(f"GET {_API}/search", _ENTRANCE),
    Gate(f"GET {_API}/codes/<code>", EVERYONE),
    Gate(f"GET {_API}/<key>", _READERS, refused=404),
    Gate(f"GET {_API}/<key>/facts", _READERS, refused=404),
    Gate(f"POST {_API}/<key>/amendments", NONE, changes=_KEEPERS, sent=_AMENDED, address=f"{_API}/hikvision/amendments", is_page=False),
]
PUBLIC_KEYS = {
    "enterprises:download": "the key is the form of the file",
    "enterprises:delivery": "whoever keeps the register sees every list; nobody else enters",
    "enterprises:remarks": "the same",
    "enterprises:copy": "the same",
    "enterprises:double": "whoever sees the register sees every pair; nobody else enters",
    "enterprises:amend": "whoever keeps the register sees every firm; nobody else enters",
    "enterprises:record": "the same",
    "enterprises:withdraw": "the same",
    "enterprises:withdraw_tag": "the same",
    f"POST {_API}/<key>/amendments": "the same",
    f"GET {_API}/codes/<code>": "the code alone is judged; the register is not asked",
}


def prepared() -> Has:
    """A list handed in, a pair proposed, a site recorded."""
    officer = viewer_of(Person.objects.get(username="demo-officer"), timezone.localdate())
    heads = "企业名称,统一社会信用代码,成立日期,2023年营业收入（万元）\n"
    rows = heads + "".join(f"示例市第{number}家琥珀面馆,,昨天,{number}\n" for number in range(30))
    delivery = deliveries.receive(by=officer, source=io.BytesIO(rows.encode()), name="示例名单石榴.csv", known_on=date(2024, 7, 8))
    pair = doubles.propose(by=officer, key="hikvision", other="hangzhou-lide")
    sites.locate(by=officer, key="hikvision", name="示例场地", use=SiteUse.OFFICE, address="示例路1号", evidence="演示")
    return Has(delivery=delivery, pair=pair, site=Site.objects.latest("pk").pk)


def visits(has: Has) -> list[Visit]:
    """Every page and every operation that reads."""
    lists = f"/enterprises/import/{has['delivery']}/"
    return [
        Visit("enterprises:list", "officer", "/enterprises/"),
        Visit("enterprises:list", "window", "/enterprises/?text=海康"),
        Visit("enterprises:list", "window", "/enterprises/?text=没有这家"),
        Visit("enterprises:new", "officer", "/enterprises/new/"),
        Visit("enterprises:import", "officer", "/enterprises/import/"),
        Visit("enterprises:delivery", "officer", lists),
        Visit("enterprises:remarks", "officer", f"{lists}remarks/?kind=unreadable"),
        Visit("enterprises:doubles", "officer", "/enterprises/doubles/"),
        Visit("enterprises:double", "officer", f"/enterprises/doubles/{has['pair']}/"),
        Visit("enterprises:detail", "officer", FIRM),
        Visit("enterprises:detail", "leader", f"{FIRM}?known_on=2024-07-07"),
        Visit("enterprises:amend", "officer", f"{FIRM}amend/"),
        *(Visit("enterprises:record", "officer", f"{FIRM}record/{noun}/") for noun in NOUNS),
        Visit("enterprises:withdraw", "officer", f"{FIRM}withdraw/site/{has['site']}/"),
        Visit("enterprises:withdraw_tag", "officer", f"{FIRM}tags/segment/visual-aiot/withdraw/"),
        Visit(f"GET {_API}", "officer", _API),
        Visit(f"GET {_API}/search", "officer", f"{_API}/search?text=海康"),
        Visit(f"GET {_API}/codes/<code>", "officer", f"{_API}/codes/91500104MA5U00000A"),
        Visit(f"GET {_API}/<key>", "officer", f"{_API}/hikvision"),
        Visit(f"GET {_API}/<key>/facts", "officer", f"{_API}/hikvision/facts"),
    ]


def of_others(has: Has) -> list[Foreign]:
    """A firm for whom one does not act."""
    return [
        Foreign("enterprises:detail", "enterprise", FIRM),
        Foreign(f"GET {_API}/<key>", "enterprise", f"{_API}/hikvision"),
        Foreign(f"GET {_API}/<key>/facts", "enterprise", f"{_API}/hikvision/facts"),
    ]
