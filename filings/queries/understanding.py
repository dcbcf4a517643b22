"""What somebody who types into the public query's one box means. Pure: no database."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from ipaddress import ip_address

from django.core.exceptions import ValidationError

from filings.lookup_text import folded_name
from icpportal.core.regions import PREFIXES
from icpportal.core.text import UncleanText, clean_line
from icpportal.core.validators import (
    domain_to_ascii,
    host_name,
    validate_filing_number,
)

LONGEST = 300
MOST_WORDS = 5


class Asked(StrEnum):
    """What kind of thing is looked for. UNCLEAR: the sentence says what to type instead."""

    NOTHING = "nothing"
    SITE = "site"
    ENTITY = "entity"
    DOMAIN = "domain"
    ADDRESS = "address"
    NAME = "name"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Question:
    """`value` is the normal form: a number, A-labels, an IP address or a folded name (words by blanks).

    `sentence` tells the person what was understood, or what is wrong. `otherwise` is what to ask where nothing is
    found: a name may end as domains do.
    """

    kind: Asked
    value: str
    sentence: str
    otherwise: "Question | None" = None

    @property
    def advice(self) -> str:
        """Why nothing was found and what to try."""
        return ADVICE.get(self.kind, self.sentence)

    @property
    def words(self) -> list[str]:
        return self.value.split()


# Why nothing was found, and what to try.
ADVICE = {
    Asked.SITE: "没有这个网站备案号。请核对省份简称和数字（2020 年起的号码一般是 10 位数字，以前的是 8 位），"
    "或者去掉“-”和它后面的数字，查询该主体的全部网站。",
    Asked.ENTITY: "没有这个备案号。请核对省份简称和数字：2020 年起的号码一般是 10 位数字，以前的是 8 位。"
    "也可以改用域名查询。",
    Asked.DOMAIN: "这个域名没有备案。请核对拼写；如果网站还有别的域名，也可以用它们查询；"
    "如果这是网站名称，请去掉后缀再查。正在办理、还没有审核通过的备案查不到。",
    Asked.ADDRESS: "没有只用这个IP地址访问的已备案网站。有域名的网站，请用域名查询。",
    Asked.NAME: "没有名称中含有这些字的已备案网站。请核对用字，或者少输入几个字再试。"
    "个人主办的网站不能按姓名查询，请用域名、备案号或网站名称。",
}
NOTHING = Question(Asked.NOTHING, "", "请输入备案号、域名、网址、网站名称或主办单位名称。")
_TOO_LONG = Question(Asked.UNCLEAR, "", "输入的内容太长，请只输入一个备案号、域名或名称。")
_UNREADABLE = Question(Asked.UNCLEAR, "", "输入的内容里有无法识别的字符，请重新输入。")
_SEVERAL_NUMBERS = Question(Asked.UNCLEAR, "", "输入了几个备案号，请一次只查询一个。")
_SEVERAL_DOMAINS = Question(Asked.UNCLEAR, "", "输入了几个域名，请一次只查询一个。")
_TOO_SHORT = "请至少输入名称中连续的两个字。"
_WITHOUT_PREFIX = "备案号要连同最前面的省份简称一起输入，例如京ICP备05000001号。"
_LICENCE = "这是经营许可证号，不是备案号。请输入网站底部写着“ICP备”的号码，或者直接输入域名。"
_POLICE = "这是公安机关的联网备案号，不是ICP备案号。请输入网站底部写着“ICP备”的号码，或者直接输入域名。"

# 川, 贵, 云, 甘, 秦 for provinces whose numbers begin otherwise.
_VARIANTS = {"川": "蜀", "贵": "黔", "云": "滇", "甘": "陇", "秦": "陕"}
# Of ICP and 备 one may be missing. What follows must not belong to the number: one that is wrong is not read in part.
_NUMBER = (
    rf"([{''.join(PREFIXES.values())}{''.join(_VARIANTS)}])(?:[I1L]CP[备備]?|[备備])案?第?"
    r"\(?([0-9]{8}|20[0-9]{8})\)?(?:[号號]?[-_~]+0*([1-9][0-9]{0,5}[AXK]?))?[号號]?(?![-_~0-9A-Z号號])"
)
_ONE_NUMBER = re.compile(rf"(?:(?:网站|主体)?(?:备案号|備案號)?:?|.{{0,12}}:){_NUMBER}")
_NUMBERS = re.compile(_NUMBER)
_DASHES = re.compile("[‐‑‒–—―−﹘﹣─ー]")
_LIKE_A_NUMBER = re.compile(r".{0,12}[I1L]CP[备備]案?号?:?第?[0-9O]")
_LIKE_A_LICENCE = re.compile(r".{0,12}(?:ICP[证證]|B2-[0-9])")
_LIKE_THE_POLICE = re.compile(r".{0,12}公网安[备備]第?[0-9]")
_ONLY_DIGITS = re.compile(r"(?:[0-9]{8}|20[0-9]{8})[号號]?(?:-[0-9]+[号號]?)?")
_HALF_WIDTH = {0xFF10 + digit: 0x30 + digit for digit in range(10)}
_LIKE_AN_IP = re.compile(r"[0-9]+(?:\.[0-9]+){3}|[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*", re.IGNORECASE)
# Also without a colon, with one slash or none, or with the slashes of another system.
_ADDRESS = re.compile(
    r"(?:https?(?::[/\\]*|[/\\]+)|(?:[a-z][a-z0-9+.-]*:)?//)(.*)", re.IGNORECASE | re.DOTALL
)
_LABEL = re.compile(r"(?:首页网址|网站域名|独立域名|网址|域名)(?:\s*:\s*|\s+)")
_AROUND_A_PLACE = " ,;'\"<>()，；、“”‘’《》（）【】「」"
_END_OF_A_HOST = re.compile(r"[/?#\\／？＃]")
# Labels in front of a domain that only browsers and name servers take.
_UNUSUAL_LABELS = re.compile(r"\A(?:[^._*]*[_*][^.]*\.)+(?=[^.]+\.)")


def understand(text: str) -> Question:
    """Any text at all. Equal spellings give equal questions; the normal form of a question is understood as itself."""
    line = _line(text)
    if isinstance(line, Question):
        return line
    question = _number(line) or _place(line) or _places(line)
    # What is written in letters of the network only is a domain, and nothing is found for most of those.
    if question and (question.kind != Asked.DOMAIN or line.isascii()):
        return question
    name = _whole_name(text, line)
    if question is None:
        return name
    return replace(question, otherwise=name) if name.kind == Asked.NAME else question


def understand_number(text: str) -> Question:
    """As `understand`, by somebody who says that it is a number."""
    line = _line(text)
    return line if isinstance(line, Question) else _number(line) or _refused(validate_filing_number, line)


def understand_domain(text: str) -> Question:
    """As `understand`, by somebody who says that it is a domain, a host name or an address."""
    line = _line(text)
    return line if isinstance(line, Question) else _place(line) or _refused(domain_to_ascii, _host(line)[0])


def understand_name(text: str) -> Question:
    """As `understand`, by somebody who says that it is a name, or a part of one."""
    line = _line(text)
    return line if isinstance(line, Question) else _whole_name(text, line)


def _line(text: str) -> str | Question:
    """`text` on one clean line, or the question that it already is. Of a long address its beginning."""
    # U+FFFD stands for bytes that were no UTF-8.
    if "\ufffd" in text:
        return _UNREADABLE
    if len(text) > LONGEST and not _END_OF_A_HOST.search(text[:LONGEST]):
        return _TOO_LONG
    try:
        return clean_line(text[:LONGEST]) or NOTHING
    except UncleanText:
        return _UNREADABLE


def _refused(check: object, line: str) -> Question:
    """What the validator says against `line`."""
    try:
        check(line)  # type: ignore[operator]
    except ValidationError as error:
        return Question(Asked.UNCLEAR, "", error.messages[0])
    return Question(Asked.UNCLEAR, "", "看不懂输入的内容，请核对后重新输入。")


def _number(line: str) -> Question | None:
    words = [folded_name(word).upper() for word in _DASHES.sub("-", line).split()]
    plain = "".join(words)
    whole = _ONE_NUMBER.fullmatch(plain)
    # Among other words, as at the foot of a page, blanks part the number from what stands beside it.
    found = {_normal_number(match) for match in ([whole] if whole else _NUMBERS.finditer(" ".join(words)))}
    if len(found) > 1:
        return _SEVERAL_NUMBERS
    for entity, place in found:
        if not place:
            return Question(Asked.ENTITY, entity, f"按主体备案号 {entity} 查询，列出它的全部网站。")
        return Question(Asked.SITE, f"{entity}-{place}", f"按网站备案号 {entity}-{place} 查询。")
    if _LIKE_A_LICENCE.match(plain):
        return Question(Asked.UNCLEAR, "", _LICENCE)
    if _LIKE_THE_POLICE.match(plain):
        return Question(Asked.UNCLEAR, "", _POLICE)
    if _ONLY_DIGITS.fullmatch(plain):
        return Question(Asked.UNCLEAR, "", _WITHOUT_PREFIX)
    if _LIKE_A_NUMBER.match(plain):
        return _refused(validate_filing_number, plain)
    return None


def _normal_number(match: re.Match[str]) -> tuple[str, str]:
    """The entity's number, and the website's place behind it or ""."""
    prefix, digits, place = match.groups(default="")
    return f"{_VARIANTS.get(prefix, prefix)}ICP备{digits}号", place


def _host(line: str) -> tuple[str, bool]:
    """The host in `line`, if it is an address, else `line` itself; and whether only an address begins so.

    For people, so every part may be missing, and punctuation may have been copied along.
    """
    plain = re.sub("[。｡．]", ".", line.translate({0xFF1A: ":", 0xFF0F: "/", 0xFF20: "@"}))
    plain = _LABEL.sub("", plain.strip(_AROUND_A_PLACE), count=1)
    match = _ADDRESS.fullmatch(plain)
    rest = match[1] if match else plain
    is_address = match is not None or rest.lower().startswith("www.")
    host = _END_OF_A_HOST.split(rest, maxsplit=1)[0].rpartition("@")[2]
    if is_address:
        host = host.partition(" ")[0]
    if host.startswith("["):
        return host[1:].partition("]")[0], is_address
    host = re.sub(r":[0-9]*$", "", host) if host.count(":") == 1 else host
    return _UNUSUAL_LABELS.sub("", host.strip(_AROUND_A_PLACE + ".*"), count=1), is_address


def _place(line: str) -> Question | None:
    """A domain or an IP address; None for what can only be a name."""
    host, is_address = _host(line)
    try:
        address = ip_address(host.translate(_HALF_WIDTH).partition("%")[0])
    except ValueError:
        if _LIKE_AN_IP.fullmatch(host):
            return Question(Asked.UNCLEAR, "", "IP地址不对，请核对后重新输入。")
    else:
        plain = getattr(address, "ipv4_mapped", None) or address
        return Question(Asked.ADDRESS, str(plain), f"按IP地址 {plain} 查询只用IP地址访问的网站。")
    try:
        name = host_name(host)
    except ValidationError as error:
        return Question(Asked.UNCLEAR, "", error.messages[0]) if is_address else None
    if not is_address and not name.is_likely:
        return None
    if not name.registrable:
        return Question(Asked.UNCLEAR, "", f"{host}是公共后缀，不是独立域名，请输入在它下面注册的域名。")
    readable = name.readable
    how = f"按域名 {readable} 查询。"
    if name.ascii != name.registrable:
        how = f"按 {host} 所属的独立域名 {readable} 查询。"
    return Question(Asked.DOMAIN, name.registrable, how)


def _places(line: str) -> Question | None:
    """Several domains or addresses at once."""
    words = [word for word in re.split(r"[\s,;，；、]+", line) if word]
    return _SEVERAL_DOMAINS if len(words) > 1 and all(map(_place, words)) else None


def _whole_name(text: str, line: str) -> Question:
    """`line` as a name, unless it is only the beginning of `text`."""
    return _name(line) if len(text) <= LONGEST else _TOO_LONG


def _name(line: str) -> Question:
    words = [word for word in map(folded_name, line.split()) if word]
    words = list(dict.fromkeys(words))[:MOST_WORDS]
    if not any(len(word) > 1 for word in words):
        return Question(Asked.UNCLEAR, "", _TOO_SHORT)
    shown = "”和“".join(words)
    return Question(
        Asked.NAME, " ".join(words), f"查询网站名称或主办单位名称中含有“{shown}”的网站，名称完全相同的在前。"
    )
