"""Which made-up firms stand where on the maps of the demonstration district: so many that every state of a node occurs, and no more.

Most upstream nodes of in-vitro diagnostics stay empty on purpose, as the office of the article has it. All of it is invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Sown:
    """Some made-up firms of one kind. `revenues`: of the last full year in 万元, one a firm; `word`: of the product, in their names.

    `places`: nodes with the share of revenue that a tag confirms; empty: nobody has tagged them, and code and word alone place them.
    `is_old`: the tags rest on evidence of years ago; `leads`: the first of them leads that cluster or segment (链主).
    """

    chain: str
    industry: str
    word: str
    revenues: tuple[int, ...]
    places: tuple[tuple[str, Decimal], ...] = ()
    is_old: bool = False
    leads: str = ""


@dataclass(frozen=True, slots=True)
class SownLink:
    """The first firm of one kind supplies the first of another with what a node stands for. Kinds are told by their word."""

    chain: str
    supplier: str
    user: str
    node: str


_ALL = Decimal(1)


def _on(*nodes: str) -> tuple[tuple[str, Decimal], ...]:
    """Places of equal shares."""
    return tuple((node, _ALL / len(nodes)) for node in nodes)


SOWN: tuple[Sown, ...] = (
    # in-vitro diagnostics: reagents are many, what they are made of comes from elsewhere
    Sown("ivd", "2770", "免疫试剂", (9_800, 11_500, 10_500, 11_000, 9_200), _on("immunoassay"), leads="segment/ivd"),
    Sown("ivd", "2770", "生化试剂", (4_200, 3_600), _on("clinical-chemistry")),
    Sown("ivd", "2770", "核酸检测试剂", (2_400,), _on("molecular"), is_old=True),
    Sown("ivd", "3581", "生化分析仪", (6_400,), _on("analysers")),
    Sown("ivd", "3583", "即时检测", (3_100, 2_300)),
    Sown("ivd", "3982", "控制板", (260, 240), _on("control-boards")),
    Sown("ivd", "7452", "医疗器械检测", (900,), _on("research-registration")),
    Sown("ivd", "5154", "诊断试剂销售", (2_900, 2_500)),
    Sown("ivd", "8492", "医学检验所", (3_300, 2_700)),
    # glass fibre: yarn and fabric are strong, uses further down are still to come
    Sown(
        "glass-fibre",
        "3061",
        "玻璃纤维纱",
        (56_000, 52_000, 49_000, 47_000),
        (("yarn", Decimal("0.7")), ("fabric", Decimal("0.3"))),
        leads="segment/glass-fibre",
    ),
    Sown("glass-fibre", "3061", "电子布", (7_500,), _on("electronic-fabric")),
    Sown("glass-fibre", "2651", "环氧树脂", (1_800, 1_500), _on("resins")),
    Sown("glass-fibre", "3099", "石英粉", (4_600,), _on("minerals"), is_old=True),
    Sown("glass-fibre", "3062", "拉挤型材", (8_800, 8_100), _on("pultrusion")),
    Sown("glass-fibre", "3825", "光伏组件", (12_500, 9_400)),
    # visual AIoT: cameras and integration stand, chips and sensors do not
    Sown(
        "visual-aiot",
        "3939",
        "摄像机",
        (42_000, 39_000, 37_000, 36_000),
        (("cameras", Decimal("0.8")), ("integration", Decimal("0.2"))),
        leads="segment/visual-aiot",
    ),
    Sown("visual-aiot", "4040", "镜头", (1_100, 900), _on("lenses")),
    Sown("visual-aiot", "3982", "贴片加工", (9_500, 8_700), _on("circuit-boards")),
    Sown("visual-aiot", "3969", "智能家居", (8_300, 7_900), _on("smart-home")),
    Sown("visual-aiot", "3473", "工业相机", (2_600,), _on("industrial-cameras")),
    Sown("visual-aiot", "6531", "系统集成", (5_200, 4_700)),
    # motorcycles: assembled here, cast and treated elsewhere or by few
    Sown(
        "motorcycles",
        "3751",
        "摩托车整车",
        (68_000, 21_000),
        (("motorcycles", Decimal("0.9")), ("electric-motorcycles", Decimal("0.1"))),
        leads="cluster/eco-environment",
    ),
    Sown("motorcycles", "3412", "摩托车发动机", (9_600, 8_900), _on("engines"), is_old=True),
    Sown("motorcycles", "3392", "压铸", (700, 500), _on("casting")),
    Sown("motorcycles", "3360", "阳极氧化", (2_100,), _on("surface-treatment")),
    Sown("motorcycles", "3591", "污水处理设备", (4_800,), _on("treatment-equipment")),
    Sown("motorcycles", "7721", "污水治理", (5_600,)),
    Sown("motorcycles", "5173", "摩托车出口", (7_700,), _on("exports")),
    # noodles: one maker of sauce packs stands between the seasonings and everything that is packed
    Sown("noodles", "1433", "预包装小面", (16_000, 12_000, 9_000), _on("boxed-noodles"), leads="cluster/noodles"),
    Sown("noodles", "1469", "调味液", (3_800,), _on("sauce-packs")),
    Sown("noodles", "1469", "油辣椒", (2_700, 2_400), _on("chilli-oil-packs")),
    Sown("noodles", "1312", "面粉", (1_900, 1_700), _on("flour")),
    Sown("noodles", "1462", "酱油", (2_200,), _on("seasonings")),
    Sown("noodles", "1371", "干辣椒", (1_300,), _on("chillies")),
    Sown("noodles", "5292", "电商", (4_400,), _on("e-commerce")),
    Sown("noodles", "6220", "连锁餐饮", (2_600, 2_300)),
)

LINKS: tuple[SownLink, ...] = (
    SownLink("ivd", "免疫试剂", "诊断试剂销售", "immunoassay"),
    SownLink("ivd", "医疗器械检测", "免疫试剂", "research-registration"),
    SownLink("glass-fibre", "石英粉", "玻璃纤维纱", "minerals"),
    SownLink("glass-fibre", "玻璃纤维纱", "拉挤型材", "yarn"),
    SownLink("visual-aiot", "镜头", "摄像机", "lenses"),
    SownLink("visual-aiot", "贴片加工", "摄像机", "circuit-boards"),
    SownLink("motorcycles", "摩托车发动机", "摩托车整车", "engines"),
    SownLink("motorcycles", "摩托车整车", "摩托车出口", "motorcycles"),
    SownLink("noodles", "酱油", "调味液", "seasonings"),
    SownLink("noodles", "调味液", "预包装小面", "sauce-packs"),
)
