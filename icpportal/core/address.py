"""Where a request comes from, as far as it can be trusted."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The client's address in its normal form; "" if there is none (a Unix socket without a proxy).

    With `settings.TRUSTED_PROXIES` = N the Nth entry of X-Forwarded-For from the right is what the outermost
    proxy of ours saw; everything further left is the client's own claim. A header that is too short, or holds
    no address there, did not come through our proxies: then, and with N = 0, the connection's address counts.
    """
    direct = _parsed(request.META.get("REMOTE_ADDR", ""))
    hops = settings.TRUSTED_PROXIES
    entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    forwarded = _parsed(entries[-hops]) if 0 < hops <= len(entries) else None
    return str(forwarded or direct or "")


def network_of(address: str) -> str:
    """The network that one customer usually holds: IPv4 /24, IPv6 /64. "" for what is no address."""
    parsed = _parsed(address)
    if not parsed:
        return ""
    return str(ip_network((parsed, 24 if parsed.version == 4 else 64), strict=False))


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    plain = text.strip()
    if plain.startswith("["):
        plain = plain[1:].partition("]")[0]
    elif plain.count(":") == 1:
        plain = plain.partition(":")[0]
    try:
        address = ip_address(plain.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
