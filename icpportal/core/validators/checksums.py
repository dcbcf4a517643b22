"""The check characters of Chinese document numbers. Pure arithmetic on well-formed text."""

_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def credit_check(body: str) -> str:
    """GB 32100: the 18th character for 17 of the alphabet without I, O, Z, S, V."""
    total = sum(_CREDIT_ALPHABET.index(character) * pow(3, i, 31) for i, character in enumerate(body))
    return _CREDIT_ALPHABET[-total % 31]


def organisation_check(body: str) -> str:
    """GB 11714: the 9th character, 0-9 or X, for eight digits or capital letters."""
    total = sum(
        int(character, 36) * weight for character, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True)
    )
    return "0123456789X0"[11 - total % 11]


def identity_check(body: str) -> str:
    """GB 11643 (ISO 7064 MOD 11-2): the 18th character, 0-9 or X, for 17 digits."""
    total = sum(int(digit) * pow(2, 17 - i, 11) for i, digit in enumerate(body))
    return "10X98765432"[total % 11]


def licence_check(body: str) -> str:
    """GS15-2006 (ISO 7064 MOD 11,10): the 15th digit for 14 digits."""
    product = 10
    for digit in body:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)
