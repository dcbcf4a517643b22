"""Domain names, as people read them and as the network carries them, and what is registrable."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import idna
from publicsuffixlist import PublicSuffixList

from icpportal.core.validators.typed import folded, refuse

# Names that can never lead to a public website (RFC 6761, 6762, 7686, 8375, 9476).
_LOCAL = frozenset({"localhost", "local", "internal", "onion", "arpa", "alt"})
# Labels of small letters, digits and single hyphens: their A-labels are themselves.
_PLAIN = re.compile(r"(?:[a-z0-9]{1,60}(?:-[a-z0-9]{1,60})?\.)+[a-z]{2,60}")
# Kept for examples and tests (RFC 2606), 测试 among them.
_EXAMPLES = frozenset({"test", "example", "invalid", "xn--0zwm56d", "xn--g6w251d"})
_LONGEST = 128
# Scripts that one label may mix: UTS 39, "highly restrictive".
_MIXTURES: tuple[frozenset[str], ...] = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
)


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(only_icann=True)


def validate_domain(text: str) -> str:
    """独立域名 as a person reads it: lower case, Chinese labels in Chinese, without a trailing dot.

    :raises ValidationError: required, not_a_domain, format, length, reserved, suffix, subdomain
    """
    ascii_form = domain_to_ascii(text)
    readable = idna.decode(ascii_form)
    if len(readable) < 4 or len(ascii_form) > _LONGEST:
        refuse("length", "域名应为4至128个字符，请核对后重新填写。")
    registrable = registrable_domain(ascii_form)
    if not registrable:
        refuse("suffix", f"{readable}是公共后缀，不是独立域名，请填写在它下面注册的域名。")
    if registrable != readable:
        refuse("subdomain", f"请填写独立域名{registrable}；前面的主机名写在首页网址里。")
    return readable


def domain_to_ascii(text: str) -> str:
    """The normal form of a domain or host name for claims and lookups: A-labels, lower case.

    :raises ValidationError: required, not_a_domain, format, reserved
    """
    name = re.sub("[。｡]", ".", folded(text, "域名"))
    name = name.removesuffix(".")
    _check_only_a_name(name)
    ascii_form = _encoded(name)
    labels = ascii_form.split(".")
    if len(labels) < 2 or not re.fullmatch("[a-z]+|xn--.+", labels[-1]):
        refuse("format", "域名不完整，请连同后缀一起填写，例如example.com。")
    if labels[-1] in _LOCAL:
        refuse("reserved", f"以.{labels[-1]}结尾的名称只在内部使用，请填写已注册的域名。")
    return ascii_form


def domain_to_unicode(text: str) -> str:
    """As `domain_to_ascii`, with U-labels: what a person reads.

    :raises ValidationError: as `domain_to_ascii`
    """
    return _readable(domain_to_ascii(text))


def registrable_domain(text: str) -> str:
    """The 独立域名 that a host name belongs to, with U-labels; "" for a public suffix such as ``com.cn``.

    :raises ValidationError: as `domain_to_ascii`
    """
    return host_name(text).readable


@dataclass(frozen=True)
class HostName:
    """A host name in A-labels, and the 独立域名 that it belongs to in A-labels, "" for a public suffix."""

    ascii: str
    registrable: str

    @property
    def readable(self) -> str:
        """The 独立域名 with U-labels."""
        return _readable(self.registrable)

    @property
    def is_likely(self) -> bool:
        """Whether it ends as names of the network do: a suffix of the public list, or one kept for examples.

        ``example.com``, ``示例.中国``, ``a.test``; not 示例网站2.0版 or No.1网站.
        """
        return self.ascii.rpartition(".")[2] in _EXAMPLES or bool(
            _suffixes().publicsuffix(self.ascii, accept_unknown=False)
        )


def host_name(text: str) -> HostName:
    """:raises ValidationError: as `domain_to_ascii`"""
    ascii_form = domain_to_ascii(text)
    return HostName(ascii_form, _suffixes().privatesuffix(ascii_form) or "")


def is_mixed_script(domain: str) -> bool:
    """Whether a label mixes scripts so as to deceive, e.g. a Cyrillic а in a Latin name. Never raises."""
    return any(_label_is_mixed(label) for label in domain.split("."))


def _encoded(name: str) -> str:
    """`name` in A-labels. The plain ones, which are most, need no tables of characters."""
    plain = name.lower() if name.isascii() else ""
    if _PLAIN.fullmatch(plain) and len(plain) <= _LONGEST:
        return plain
    try:
        ascii_form = idna.encode(name, uts46=True, std3_rules=True).decode("ascii").lower()
        idna.decode(ascii_form)
    except ValueError:
        refuse("format", "域名格式不对：各段只含字母、数字、汉字和连字符，连字符不在首尾，请核对后重新填写。")
    return ascii_form


def _readable(ascii_form: str) -> str:
    return idna.decode(ascii_form) if "xn--" in ascii_form else ascii_form


def _check_only_a_name(name: str) -> None:
    if " " in name:
        refuse("format", "域名中间不能有空格；有多个域名时每行填写一个。")
    if re.search("[,;、]", name):
        refuse("format", "有多个域名时每行填写一个，不用逗号、分号或顿号隔开。")
    if "://" in name or "/" in name:
        refuse("not_a_domain", "这里只填写域名，请去掉http://和斜线后面的内容。")
    if re.fullmatch(r"[0-9]+(\.[0-9]+)+|\[?[0-9a-fA-F]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?", name):
        refuse("not_a_domain", "这里填写域名，不填写IP地址；只用IP访问的网站请把域名留空。")
    if ":" in name:
        refuse("not_a_domain", "这里只填写域名，请去掉冒号和端口。")
    if "@" in name:
        refuse("not_a_domain", "这里填写域名，不填写电子邮箱，请去掉@和它前面的内容。")


def _label_is_mixed(label: str) -> bool:
    scripts = {_script(character) for character in _decoded(label)} - {""}
    return len(scripts) > 1 and not any(scripts <= mixture for mixture in _MIXTURES)


def _decoded(label: str) -> str:
    try:
        return idna.decode(label)
    except ValueError:
        return label


def _script(character: str) -> str:
    if not character.isalpha():
        return ""
    return unicodedata.name(character, "UNKNOWN").split(" ")[0]
