"""Personal data as strangers may see it: enough to recognise one's own, not enough to use another's."""

_HIDDEN = "***"


def mask_name(name: str) -> str:
    """A person's name by its first character: ``张*``, ``欧**``. For people, never for organisations."""
    return name[:1] + "*" * (len(name) - 1) if len(name) > 1 else "*" * len(name)


def mask_mobile(number: str) -> str:
    """``130****0000``; a landline, or several numbers split by ``;``, likewise part by part."""
    return ";".join(_masked(part, 3, 4) for part in number.split(";"))


def mask_email(address: str) -> str:
    """``o***@example.test``; several split by ``;`` part by part."""
    return ";".join(_masked_email(part) for part in address.split(";"))


def mask_document(number: str) -> str:
    """A document's number: ``110*************08``, of short ones less: ``E******00``."""
    return _masked(number, 3 if len(number) >= 15 else 1, 2)


def _masked(text: str, first: int, last: int) -> str:
    """Hides at least three characters, or everything."""
    hidden = len(text) - first - last
    return text[:first] + "*" * hidden + text[-last:] if hidden >= len(_HIDDEN) else "*" * len(text)


def _masked_email(address: str) -> str:
    name, at, domain = address.rpartition("@")
    return f"{name[:1]}{_HIDDEN}@{domain}" if at else "*" * len(address)
