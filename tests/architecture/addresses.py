"""Every address of the portal, found by walking the URLconf with its includes and the admin."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern

# Values that the converters of a route accept, tried in turn.
EXAMPLES = ("1", "a", "00000000-0000-4000-8000-000000000000", "110000", "mobile")


@dataclass(frozen=True)
class Address:
    """`name` as `reverse` takes it ("" for the few that have none); `path` with made-up ids."""

    name: str
    path: str
    view: Callable[..., HttpResponseBase]


def _example(route: RoutePattern) -> str:
    text = str(route)
    for name, converter in route.converters.items():
        kind = next(part for part in text.split("<") if part.split(">")[0].split(":")[-1] == name).split(">")[
            0
        ]
        value = next(value for value in EXAMPLES if _accepts(converter, value))
        text = text.replace(f"<{kind}>", value, 1)
    return text


def _accepts(converter: object, value: str) -> bool:
    return re.fullmatch(converter.regex, value) is not None  # type: ignore[attr-defined]


def _piece(pattern: RoutePattern | RegexPattern) -> str:
    if isinstance(pattern, RoutePattern):
        return _example(pattern)
    # The admin has two regular expressions: one with the names of the apps, one that takes whatever is left.
    text = (
        re.sub(r"\(\?P<\w+>([^|)]*)[^)]*\)", r"\1", str(pattern)).strip("^$").replace(".*", "no-such-page/")
    )
    assert re.fullmatch(r"[\w/-]*", text), f"teach this test an example of {pattern}"
    return text


def _walk(patterns: list[URLPattern | URLResolver], path: str, spaces: tuple[str, ...]) -> Iterator[Address]:
    for entry in patterns:
        here = path + _piece(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry.url_patterns, here, inner)
        else:
            yield Address(":".join((*spaces, entry.name)) if entry.name else "", here, entry.callback)


def all_addresses() -> list[Address]:
    """Each URL pattern once, in the order of the URLconf in force."""
    return list(_walk(get_resolver().url_patterns, "/", ()))
