"""Which claim of packs/dadukou states which row of the oracle, which rows are left out and why, and where we read a row otherwise."""

from __future__ import annotations

STATED_BY: dict[str, tuple[str, ...]] = {
    "A001": ("district.years",),
    "A002": ("hanyang-ironworks.moved-here",),
    "A003": ("hanyang-ironworks.wartime-share",),
    "A004": ("district.founded",),
    "A005": ("first-rail.first-in-country",),
    "A006": ("chongqing-steel.moved-away",),
    "A007": ("district.clusters",),
    "A008": ("district.clusters-over-10bn",),
    "A009": ("music-school.cooperation-began",),
    "A010": ("hikvision-park.visited",),
    "A011": ("hikvision.settled",),
    "A012": ("hikvision-park.investment-began",),
    "A013": ("hikvision-park-1-2.construction-years",),
    "A014": ("hikvision-park-1-2.site-area",),
    "A015": ("hikvision-park-1-2.total-investment",),
    "A016": ("hikvision-park-3.construction-began",),
    "A017": ("hikvision-park-3.production",),
    "A018": ("hikvision.expansion-years",),
    "A019": ("hikvision.supporting-projects",),
    "A020": ("big-data.gross-output",),
    "A021": ("big-data.whole-chain-revenue.2023",),
    "A022": ("big-data.whole-chain-revenue-growth.2023",),
    "A023": ("big-data.years-over-10bn",),
    "A024": ("ivd.began",),
    "A025": ("biomedical.revenue",),
    "A026": ("district.only-bioengineering-cluster",),
    "A027": ("biomedical.key-enterprises",),
    "A028": ("ivd.key-enterprises",),
    "A029": ("city.industrial-chains",),
    "A030": ("biomedical.revenue.2027",),
    "A031": ("biomedical.revenue.2035",),
    "A032": ("polycomp.world-rank",),
    "A033": ("polycomp.listed-at",),
    "A034": ("fengdu-materials.years",),
    "A035": ("fengdu-materials.gross-output",),
    "A036": ("new-materials.revenue.2023",),
    "A037": ("cfmoto-motorcycles.contacted",),
    "A038": ("cfmoto-motorcycles.agreed",),
    "A039": ("cfmoto-motorcycles.settled",),
    "A040": ("cfmoto-motorcycles.total-investment",),
    "A041": ("cfmoto-motorcycles.preparation-months",),
    "A042": ("cfmoto-motorcycles.production-began",),
    "A043": ("cfmoto-motorcycles.gross-output.2024-06",),
    "A044": ("eco-environment.whole-chain-revenue.2023",),
    "A045": ("eco-environment.whole-chain-revenue.2024-h1",),
    "A046": ("eco-environment.whole-chain-revenue.2024",),
    "A047": ("noodle-park.began",),
    "A048": ("noodle-park.years-since-start",),
    "A049": ("noodles.enterprises-attracted",),
    "A050": ("noodles.industry-revenue.2023",),
    "A051": ("noodles.industry-revenue-growth.2023",),
    "A052": ("noodles.projects-attracted.2024-h1",),
    "A053": ("noodles.signed-contracts.2024-h1",),
    "A054": ("noodles.industry-revenue.2024-h1",),
    "A055": ("noodles.industry-revenue-growth.2024-h1",),
    "A056": ("noodles.industry-revenue.2024",),
    "A058": ("kaierfu.founded",),
    "A059": ("kaierfu.employees.2020",),
    "A060": ("kaierfu.gross-output.2020",),
    "A061": ("kaierfu.gross-output.2024",),
    "A062": ("kaierfu.employees.2024",),
    "A063": ("kaierfu.output-multiple",),
    "A064": ("kaierfu.growth-years",),
    "A065": ("kaierfu.moved-in",),
    "A066": ("kaierfu.order.2022",),
    "A067": ("kaierfu.bank-loan",),
    "A068": ("kaierfu.gross-output.2022",),
    "A069": ("kaierfu.order.foreign",),
    "A070": ("kaierfu.gross-output.2024-h1",),
    "A071": ("kaierfu.gross-output.2024-expected",),
    "A072": ("kaierfu.output-multiple.ends",),
    "A073": ("business-environment.measures",),
    "A074": ("utility-connection.first-in-city",),
    "A075": ("innovation.measures",),
    "A076": ("graded-supervision.fields",),
    "A077": ("yuhuirong.financed-enterprises",),
    "A078": ("yuhuirong.unsecured-financing",),
    "A079": ("yuhuirong-system.launched",),
    "A080": ("yuhuirong-system.enterprises",),
    "A081": ("yuhuirong-system.credit-granted",),
    "A082": ("courts-and-police.measures",),
    "A083": ("district.commended",),
    "A084": ("whistle.satisfaction",),
    "A085": ("zhongyuan-huiji.short-name.caption",),
    "A086": ("zhongyuan-huiji.short-name.text",),
    "A087": ("huashao-computing.name",),
}

LEFT_OUT: dict[str, str] = {
    "A057": "an analyst's reading: the text says “multiplied” and gives no number",
    "A088": "derived: the sum is computed by the clusters room, with its notes, and not told by the text",
}

# Periods that the oracle describes in words: how the pack reads them. Every other description in words is undated.
READ_AS: dict[str, str] = {
    "A043": "2024-06",  # whether of the month or cumulative stays open, in the note
    "A061": "2024",  # “now”, told with a year's output: year assumed, in the note
    "A066": "2022-12",  # “at the year's end”
    "A080": "2023-09-14..2024-07-08",  # up to the assumed day of publication
    "A081": "2023-09-14..2024-07-08",
}

KINDS = {
    "actual": "reported",
    "actual?": "reported",
    "event": "reported",
    "claim": "reported",
    "name": "reported",
    "forecast": "expected",
    "nowcast": "expected",
    "target": "target",
}
KIND_READ_AS = {"A072": "computed"}  # line 105 gives both ends, not the multiple that the row states
UNIT_READ_AS = {"位次": "位", "月": "个月"}

# Numbers of the article that no claim of their line carries, each with its reason.
_A057 = "“in 2 to 3 years”: no figure is told for it (A057)"
_ENDS = "both ends of the computed multiple, stated in line 89"
NUMBERS_LEFT: dict[int, dict[str, str]] = {
    61: {"5": "5G is a name"},
    73: {"6": "the end of the first half, written as a half-year"},
    81: {"2": _A057, "3": _A057},
    105: {"4": _ENDS, "50": _ENDS, "3000": _ENDS},
}

# Proper names of twelve or more Chinese characters; nothing else of that length may be the article's wording.
NAMES = (
    "深入推动企业科技创新十五项政策",
    "杭州海康威视数字技术股份有限公司",
    "浙江春风动力股份有限公司",
    "重庆凯尔夫智能测控技术有限责任公司",
    "重庆市现代产业链服务中心",
    "春风动力重庆摩托车制造项目",
    "重庆市体外诊断产业集聚区",
    "国家基因检测技术应用示范区核心区",
    "大渡口百亿纤维复合材料产业园建设方案",
    "建设新材料（玻纤）产业集群研究报告",
    "大渡口打造一流营商环境十五项行动",
    "大渡口大数据智能化产业发展办",
    "大渡口大健康生物医药产业发展办",
    "大渡口生态环保产业发展办",
    "大渡口重庆小面产业发展办",
    "大健康生物医药产业发展办",
)
