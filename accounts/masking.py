"""Addresses as a stranger may see them."""


def mask_mobile(mobile: str) -> str:
    """``13000000000`` as ``130****0000``."""
    return f"{mobile[:3]}****{mobile[-4:]}" if len(mobile) >= 11 else "****"


def mask_email(email: str) -> str:
    """``owner@example.com`` as ``o***@example.com``; at most 90 characters."""
    local, _, domain = email.rpartition("@")
    return f"{local[:1]}***@{domain}"[:90]
