"""首页网址: the address of a website's home page."""

import re
from collections.abc import Iterable
from typing import NoReturn

import idna
from django.core.exceptions import ValidationError

from icpportal.core.validators.domain import domain_to_ascii
from icpportal.core.validators.network import parse_ip_address
from icpportal.core.validators.typed import folded, refuse

_URL = re.compile(
    r"(?:(?P<scheme>https?)://)?(?P<host>\[[^\[\]/?#@\s]+]|[^\[\]:/?#@\\\s]+)(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<path>[/?][^\x00-\x20\x7f-\x9f\s#\\<>\"\ud800-\udfff]*)?",
    re.IGNORECASE,
)
_IP_HOST = re.compile(r"\[.*]|[0-9]+(?:\.[0-9]+)*\.?")
_DEFAULT_PORTS = {("", "80"), ("http", "80"), ("https", "443")}
_LONGEST = 255


def validate_home_url(text: str, domains: Iterable[str] | None = None) -> str:
    """``host``, ``http://host/path`` or ``https://…``, as typed: a scheme is neither added nor taken away.
    The host is in lower case, Chinese labels in Chinese; a lone slash and a default port fall away.

    With `domains` the host must be one of them or lie under one. Without any, it may be a public IP address.

    :param domains: the website's domains, in any spelling; None or empty means that it has none (yet)
    :raises ValidationError: required, 1022 (format), 1041 (not under one of the domains)
    """
    typed = re.sub("[。｡]", ".", folded(text, "首页网址"))
    match = _URL.fullmatch(typed)
    if not match or len(typed) > _LONGEST:
        _refuse_format()
    scheme, port = (match["scheme"] or "").lower(), (match["port"] or "").lstrip("0")
    if match["port"] and not (port and int(port) <= 65535):
        _refuse_format()
    host = _host(match["host"])
    known = list(domains or ())
    if known and not _is_under(host, known):
        refuse("1041", "首页网址必须包含所填域名中的一个，请核对首页网址或网站域名。")
    if (scheme, port) in _DEFAULT_PORTS:
        port = ""
    path = match["path"] or ""
    return (
        (f"{scheme}://" if scheme else "")
        + host
        + (f":{port}" if port else "")
        + ("" if path == "/" else path)
    )


def home_url_key(url: str) -> str:
    """What two spellings of one home page share: no scheme, A-labels, no slash at the end (for code 1021).

    :raises ValidationError: as `validate_home_url`
    """
    match = _URL.fullmatch(validate_home_url(url))
    if not match:
        _refuse_format()
    host = match["host"]
    name = host if _IP_HOST.fullmatch(host) else domain_to_ascii(host)
    return name + (f":{match['port']}" if match["port"] else "") + (match["path"] or "").rstrip("/")


def home_url_host(url: str) -> str:
    """The host of a home URL: a readable name, or an IP address without brackets.

    :raises ValidationError: as `validate_home_url`
    """
    match = _URL.fullmatch(validate_home_url(url))
    if not match:
        _refuse_format()
    return match["host"].strip("[]")


def _refuse_format() -> NoReturn:
    refuse(
        "1022", "首页网址格式不对，应写成www.example.com或http://www.example.com的样子，请核对后重新填写。"
    )


def _host(typed: str) -> str:
    if _IP_HOST.fullmatch(typed):
        return _ip_host(typed)
    try:
        return idna.decode(domain_to_ascii(typed))
    except ValidationError:
        _refuse_format()


def _ip_host(typed: str) -> str:
    try:
        address = parse_ip_address(typed.strip("[].") if typed.startswith("[") else typed.rstrip("."))
    except ValidationError:
        refuse("1022", "首页网址里的IP地址不对，请填写网站的公网IP地址。")
    return f"[{address}]" if address.version == 6 else str(address)


def _is_under(host: str, domains: list[str]) -> bool:
    if _IP_HOST.fullmatch(host):
        return False
    name = f".{domain_to_ascii(host)}"
    return any(name.endswith(f".{known}") for known in _ascii_forms(domains))


def _ascii_forms(domains: list[str]) -> list[str]:
    """Those of the domains that are names at all; the others have a sentence of their own at their field."""
    forms = []
    for domain in domains:
        try:
            forms.append(domain_to_ascii(domain))
        except ValidationError:
            continue
    return forms
