"""The signed-in person behind a request, as views ask for them."""

from filings.gate import signed_in

__all__ = ["signed_in"]
