"""The official checks as a reviewer reads them: what was looked at, under which rules, and what was found."""

from collections.abc import Iterable
from dataclasses import dataclass

from filings.rules.problem import Problem, Severity
from filings.workflow import CANCEL_KINDS

PASSED, DOUBTED, FAILED = "通过", "存疑", "不符"


@dataclass(frozen=True)
class OfficialCheck:
    """One line of the list: `codes` are the rules (`Problem.rule`) that it stands for.

    `of_case`: about the case itself, so that a cancellation meets it too.
    """

    name: str
    looked_at: str
    codes: frozenset[str]
    of_case: bool = False


def _check(name: str, looked_at: str, codes: str, of_case: bool = False) -> OfficialCheck:
    return OfficialCheck(name, looked_at, frozenset(codes.split()), of_case)


OFFICIAL_CHECKS: tuple[OfficialCheck, ...] = (
    _check(
        "能否办理",
        "没有别的在办申请，要办理的主体和网站仍然在案",
        "1017 1027 1030 1032 1042 1043 1049 1050",
        True,
    ),
    _check("日期", "变更或终止服务的日期已写明，变更提前30日（第14、15条）", "effective-on", True),
    _check("填写完整", "登记表应当填写的各项都已填写", "missing 1031 1044 length"),
    _check(
        "主体性质与证件",
        "性质、证件类型、证件号码相符，号码校验正确",
        "1008 1014 1015 doc-nature credit-code-nature",
    ),
    _check("主办单位名称", "是证件上的全称，与性质相符", "unit-name site-as-name name-nature person-name"),
    _check("投资者或上级主管单位", "与主办单位性质相称", "investor"),
    _check(
        "地区与通信地址", "省市县有效，所在省没有改变，地址写到门牌号", "1019 1046 address-detail post-box"
    ),
    _check("负责人", "成年，个人备案由本人负责", "age same-person"),
    _check(
        "联系方式",
        "办公电话、手机、邮箱有效，手机没有被别的主体使用",
        "1009 1010 1011 two-phones mobile-taken",
    ),
    _check("主办者是否重复", "证件没有用于别的备案", "1003"),
    _check(
        "网站名称",
        "三个以上汉字，没有不当用语，不与已有网站相同",
        ("site-name-short site-name-symbol site-name-national site-name-approval site-name-personal 1020"),
    ),
    _check(
        "服务内容与前置审批",
        "内容有效，需要审批的已填写批准文号和日期（第11条）",
        ("1033 1034 1066 service-approval pre-approval-date"),
    ),
    _check(
        "网站域名",
        "格式有效，一网一域名，没有混用相近字母",
        "1004 domain-repeated domain-mixed-script one-domain",
    ),
    _check("域名和网站是否重复", "域名、首页网址、网站没有在别的备案中", "1005 1021 1037 1039"),
    _check("首页网址", "格式有效，在所填域名之下或所填IP地址之内", "1022 1041 ip-home"),
    _check(
        "接入", "每个网站都有接入，接入服务商在名单中，没有重复", "1025 1029 1035 1036 1038 provider location"
    ),
    _check("IP地址", "格式有效，不是整段，没有与别的备案相同", "1006 2002 2003 whole-block 1024 1040"),
)


@dataclass(frozen=True)
class Result:
    """A check and what was found: `verdict` is 通过, 存疑 or 不符."""

    check: OfficialCheck
    problems: tuple[Problem, ...]

    @property
    def verdict(self) -> str:
        if any(problem.severity is Severity.HARD for problem in self.problems):
            return FAILED
        return DOUBTED if self.problems else PASSED


def official_results(problems: Iterable[Problem], document_kind: str) -> tuple[Result, ...]:
    """Every check that this kind of filing meets, each with its share of `problems`."""
    found = tuple(problems)
    return tuple(
        Result(check, tuple(problem for problem in found if problem.rule in check.codes))
        for check in OFFICIAL_CHECKS
        if check.of_case or document_kind not in CANCEL_KINDS
    )
