"""IP addresses and ranges: accepted if public from the first address to the last."""

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

from icpportal.core.validators.typed import folded, refuse

Address = IPv4Address | IPv6Address

ONE_A_LINE = "每行只填写一个IP地址，或一个“起始地址-终止地址”。"
# Two addresses side by side; a blank inside of one is forgiven.
_SEVERAL = re.compile(r"[,;、]|\.[0-9]+ +[0-9]+\.[0-9]")
LARGEST_IPV4 = 2**16
LARGEST_IPV6 = 2**80  # a /48, what one site is given

# IANA's special-purpose registries. Python's is_global says yes to multicast and sees only the two ends.
_SPECIAL: tuple[tuple[str, str], ...] = (
    ("0.0.0.0/8", "保留地址"),
    ("10.0.0.0/8", "内网地址"),
    ("100.64.0.0/10", "运营商内部地址"),
    ("127.0.0.0/8", "本机地址"),
    ("169.254.0.0/16", "链路本地地址"),
    ("172.16.0.0/12", "内网地址"),
    ("192.0.0.0/24", "保留地址"),
    ("192.0.2.0/24", "文档示例地址"),
    ("192.88.99.0/24", "保留地址"),
    ("192.168.0.0/16", "内网地址"),
    ("198.18.0.0/15", "测试专用地址"),
    ("198.51.100.0/24", "文档示例地址"),
    ("203.0.113.0/24", "文档示例地址"),
    ("224.0.0.0/4", "组播地址"),
    ("240.0.0.0/4", "保留地址"),
    ("::/3", "保留地址"),
    ("2001::/23", "保留地址"),
    ("2001:db8::/32", "文档示例地址"),
    ("2002::/16", "保留地址"),
    ("3fff::/20", "文档示例地址"),
    ("4000::/2", "保留地址"),
    ("8000::/2", "保留地址"),
    ("c000::/3", "保留地址"),
    ("e000::/4", "保留地址"),
    ("f000::/5", "保留地址"),
    ("f800::/6", "保留地址"),
    ("fc00::/7", "内网地址"),
    ("fe00::/9", "保留地址"),
    ("fe80::/10", "链路本地地址"),
    ("fec0::/10", "内网地址"),
    ("ff00::/8", "组播地址"),
)
_SPECIAL_NETWORKS: tuple[tuple[IPv4Network | IPv6Network, str], ...] = tuple(
    (ip_network(network), name) for network, name in _SPECIAL
)


def validate_ip_range(text: str) -> str:
    """One address or 起-止, IPv4 or IPv6; always returned as ``start-end``, e.g. ``1.1.1.1-1.1.1.1``.

    :raises ValidationError: as `parse_ip_range`
    """
    start, end = parse_ip_range(text)
    return f"{start}-{end}"


def parse_ip_range(text: str) -> tuple[Address, Address]:
    """The first and the last address of what `validate_ip_range` accepts, both of one family.

    :raises ValidationError: required, format, 2002 (start after end), not_public, too_large
    """
    typed = re.sub("[~至]", "-", _plain(text))
    if _SEVERAL.search(folded(text, "IP地址")):
        refuse("format", ONE_A_LINE)
    if "//" in typed:
        refuse("format", "这里只填写IP地址，请去掉http://和它后面的端口、斜线。")
    if "/" in typed:
        refuse("format", "请填写起止地址，例如1.1.1.0-1.1.1.255，不要用斜线加位数的写法。")
    parts = typed.split("-")
    if len(parts) > 2:
        refuse("format", ONE_A_LINE)
    start, end = _address(parts[0]), _address(parts[-1])
    if start.version != end.version:
        refuse("format", "起始地址和终止地址应同为IPv4或同为IPv6，请核对。")
    if int(start) > int(end):
        refuse("2002", "起始地址大于终止地址，请核对后把两者对调。")
    _check_public(start, end)
    if int(end) - int(start) >= (LARGEST_IPV4 if start.version == 4 else LARGEST_IPV6):
        refuse(
            "too_large", "地址段太大，请只填写网站实际使用的地址（IPv4不超过65536个，IPv6不超过一个/48）。"
        )
    return start, end


def parse_ip_address(text: str) -> Address:
    """One public address.

    :raises ValidationError: required, format, not_public
    """
    address = _address(_plain(text))
    _check_public(address, address)
    return address


def _plain(text: str) -> str:
    return folded(text, "IP地址").replace(" ", "").replace("。", ".").replace("｡", ".")


def _address(text: str) -> Address:
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+){3}:[0-9]*", text):
        refuse("format", "这里只填写IP地址，请去掉冒号和端口。")
    if ":" in text:
        return _ipv6(text)
    if not re.fullmatch(r"[0-9]+(?:\.[0-9]+){3}", text):
        refuse("format", "IP地址格式不对，IPv4应写成1.1.1.1的样子，请核对后重新填写。")
    octets = text.split(".")
    if any(len(octet) > 3 or int(octet) > 255 for octet in octets):
        refuse("format", "IP地址的每一段应在0到255之间，请核对后重新填写。")
    if any(octet != "0" and octet.startswith("0") for octet in octets):
        refuse("format", "IP地址的每一段前面不要补0，请核对后重新填写。")
    return IPv4Address(text)


def _ipv6(text: str) -> IPv6Address:
    try:
        if "%" in text:
            raise ValueError
        return IPv6Address(text)
    except ValueError:
        refuse("format", "IPv6地址格式不对，请核对冒号和每一段后重新填写。")


def _check_public(start: Address, end: Address) -> None:
    for network, name in _SPECIAL_NETWORKS:
        if network.version != start.version:
            continue
        if int(start) <= int(network.broadcast_address) and int(network.network_address) <= int(end):
            refuse("not_public", f"地址段含有{name}（{network}），请填写公网IP地址。")
