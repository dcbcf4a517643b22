"""Addresses as text that sorts."""

import ipaddress


def range_key(address: str) -> str:
    """32 hex digits that order addresses: IPv6 as it is, IPv4 mapped into ::ffff:0:0/96."""
    parsed = ipaddress.ip_address(address)
    number = int(parsed) if parsed.version == 6 else int(parsed) | 0xFFFF_0000_0000
    return f"{number:032x}"
