"""The words that firms' names are made of: places in front, legal forms behind, branches behind these, and words of trades.

Provinces are the 34 of GB/T 2260 as names write them; cities are the provincial seats and other large ones, which names carry without
市. Any other city, district or county is known by its last character. Trades are a heuristic, not a classification.
"""

from __future__ import annotations


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(" ".join(lines).split())


PROVINCES = _words(
    "北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东",
    "海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古自治区 内蒙古 广西壮族自治区 广西 西藏自治区 西藏",
    "宁夏回族自治区 宁夏 新疆维吾尔自治区 新疆 香港特别行政区 香港 澳门特别行政区 澳门",
)
CITIES = _words(
    "石家庄 太原 呼和浩特 沈阳 长春 哈尔滨 南京 杭州 合肥 福州 南昌 济南 郑州 武汉 长沙 广州 南宁 海口",
    "成都 贵阳 昆明 拉萨 西安 兰州 西宁 银川 乌鲁木齐 大连 宁波 厦门 青岛 深圳 苏州 无锡 东莞 佛山",
)
# The forms of the Company Law: one name belongs to one firm within a registration authority.
COMPANY_FORMS = frozenset(
    _words(
        "有限公司 有限责任公司 股份有限公司 公司 股份公司 总公司",
        "集团有限公司 集团有限责任公司 集团股份有限公司 集团公司 集团总公司 集团",
    )
)
FORMS = COMPANY_FORMS | frozenset(
    _words(
        "合伙企业有限合伙 合伙企业普通合伙 合伙企业特殊普通合伙 合伙企业 有限合伙 普通合伙 特殊普通合伙",
        "个人独资企业 个人独资 个体工商户 农民专业合作社联合社 农民专业合作社 专业合作社 合作社",
        "工厂 厂 经营部 商行 门市部 服务部 营业部",
    )
)
OFFSHOOTS = _words("分公司 支公司 分厂 分店 分行 支行 分部 分社 分所 分院 分校 分中心 办事处 代表处 项目部")
TRADES = frozenset(
    _words(
        "智能装备 智能制造 智能科技 智能 装备 科技 技术 信息技术 网络科技 网络 软件 电子商务 电子 通信 通讯",
        "大数据 数据 人工智能 信息安全 信息 安防 光电 机械设备 机械制造 机械 机电 机床 设备 制造 模具 五金",
        "工具 轴承 电气 电器 电机 电力 电缆 能源 新能源 自动化 仪器仪表 仪器 仪表 汽车零部件 汽车配件 汽车",
        "摩托车零部件 摩托车配件 摩托车 车辆 零部件 配件 动力 新材料 复合材料 建筑材料 建材 材料 玻璃纤维",
        "玻纤 玻璃 塑料 橡胶 化工 涂料 钢铁 钢结构 金属 铝业 铜业 包装 印务 印刷 纸业 医疗器械 医疗科技 医疗",
        "医药 药业 制药 生物科技 生物 健康 诊断 卫生材料 大药房 药房 诊所 食品 粮油 面业 米面 调味品 饮料",
        "酒业 茶业 餐饮管理 餐饮 餐馆 火锅 农业 农业开发 种植 养殖 花卉 环保 环境 水务 节能 污水处理 工程",
        "建筑工程 建筑 建设 装饰工程 装饰 园林 安装 劳务 房地产开发 房地产 置业 物业管理 物业 商贸 贸易 实业",
        "物资 百货 超市 便利店 销售 批发 零售 进出口 供应链管理 供应链 物流 运输 仓储 快递 文化传媒 文化传播",
        "文化 传媒 广告 设计 咨询 企业管理 管理 投资 资产管理 教育科技 教育 培训 旅游 酒店 宾馆 服务 服饰",
        "服装 家具 家居 家政 检测 检验 维修 修理 租赁 加工 开发 发展 产业 集成",
    )
)
