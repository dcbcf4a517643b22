"""The words by which a name gives itself away. Data, no Django.

Most feed doubtful rules only: provinces keep lists of their own, and a reviewer decides.
"""

# How the name of a company ends.
COMPANY_ENDINGS = ("公司", "集团", "合伙企业", "有限合伙", "个人独资企业", "普通合伙")

# Natures whose units may bear a company's name.
NATURES_OF_COMPANIES = frozenset({4, 16, 17, 19})

# How the name of a website ends, which is no legal name of a company.
SITE_ENDINGS = ("网", "网站", "官网", "论坛", "主页", "首页")

# Endings that only units of one nature bear.
ENDINGS_OF_NATURE: tuple[tuple[str, int], ...] = (
    ("人民政府", 2),
    ("人民法院", 2),
    ("人民检察院", 2),
    ("公安局", 2),
    ("基金会", 10),
    ("律师事务所", 11),
    ("司法鉴定所", 14),
    ("司法鉴定中心", 14),
    ("公证处", 18),
    ("仲裁委员会", 20),
)

# How the name of a government office ends: no investor of a company.
OFFICE_ENDINGS = ("局", "委员会", "人民政府", "办公室", "厅")

# What tells a unit's name from a person's, in names of up to four characters.
UNIT_CHARACTERS = frozenset("局部委府厅院校会所处室社区司办署站团队协厂店馆行市省县")

# One of these and an address reaches the door.
DOOR_WORDS = ("号", "室", "栋", "幢", "座", "楼", "层", "单元", "弄", "组", "门牌")
FULL_ADDRESS_REMARK = "此地址已是最详细地址"
SCHOOL_ENDINGS = ("大学", "学院", "学校", "中学", "小学")
POST_BOX_WORDS = ("信箱", "邮箱")

NATIONAL_WORDS = ("中国", "中华", "中央", "全国", "国家", "国际", "世界", "人民", "国务院")

# Words in a website's name, and the pre-approvals of which one must be there.
APPROVAL_WORDS: tuple[tuple[str, frozenset[int]], ...] = (
    ("新闻", frozenset({1})),
    ("时报", frozenset({1, 2})),
    ("日报", frozenset({1, 2})),
    ("出版", frozenset({2})),
    ("期刊", frozenset({2})),
    ("网校", frozenset({3, 14})),
    ("学历教育", frozenset({3})),
    ("校外培训", frozenset({14})),
    ("医疗", frozenset({4})),
    ("诊所", frozenset({4})),
    ("保健", frozenset({4})),
    ("药品", frozenset({5})),
    ("医药", frozenset({5})),
    ("药房", frozenset({5})),
    ("医疗器械", frozenset({5})),
    ("论坛", frozenset({6})),
    ("社区", frozenset({6})),
    ("贴吧", frozenset({6})),
    ("影视", frozenset({10})),
    ("视频", frozenset({10})),
    ("电影", frozenset({10})),
    ("电视", frozenset({10})),
    ("网游", frozenset({9})),
    ("动漫", frozenset({9})),
    ("网约车", frozenset({11})),
    ("网贷", frozenset({13})),
    ("互联网金融", frozenset({13})),
    ("宗教", frozenset({15})),
    ("佛教", frozenset({15})),
    ("道教", frozenset({15})),
    ("基督", frozenset({15})),
    ("天主教", frozenset({15})),
    ("伊斯兰", frozenset({15})),
)

# Kinds of content and the pre-approval that goes with each (O33 art. 11).
APPROVAL_OF_SERVICE: dict[int, int] = {5: 1, 13: 9, 14: 9, 15: 10, 21: 3}

# What the website of an individual must not be called.
PERSONAL_SITE_WORDS = (
    "公司",
    "企业",
    "集团",
    "工厂",
    "协会",
    "学会",
    "商会",
    "中心",
    "工作室",
    "俱乐部",
    "论坛",
    "社区",
    "平台",
    "商城",
    "商店",
    "门户",
    "交友",
    "资讯",
    "新闻",
    "行业",
    "学校",
    "医院",
    "政府",
    "在线",
)
