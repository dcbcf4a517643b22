"""What the public lookup shows and searches: names as strangers may see them, and the text that is searched.

One place for the actions that write the lookup and the queries that read it.
"""

import unicodedata

from django.core.exceptions import ValidationError

from filings import codes, document
from icpportal.core.masking import mask_name
from icpportal.core.text import without_invisible
from icpportal.core.validators import domain_to_ascii, home_url_host

# Stands around each name in the searched text, so that a whole name, or its beginning, is a substring too.
EDGE = "\n"


def shown_organiser(name: str, nature: int | None) -> str:
    """The organiser as the public sees it: a person's name is masked."""
    return mask_name(name) if codes.is_person(nature) else name


def searched_names(organiser: str, nature: int | None, site_name: str) -> str:
    """The names by which a site is found. A person's name is left out: nobody is to be looked up by it."""
    names = [site_name] if codes.is_person(nature) else [organiser, site_name]
    return EDGE + "".join(folded_name(name) + EDGE for name in names)


def folded_name(text: str) -> str:
    """What spellings of one name share: half-width, lower case, without blanks. Idempotent."""
    for _ in range(3):
        plain = unicodedata.normalize("NFKC", without_invisible(text)).lower()
        plain = "".join(plain.replace("\x00", "").split())
        if plain == text:
            break
        text = plain
    return text


def pairs_of(text: str) -> list[str]:
    """Each two neighbouring characters, once, as the database's `filings_pairs` makes them."""
    return list(dict.fromkeys(text[place : place + 2] for place in range(len(text) - 1)))


def lookup_keys(site: document.Website) -> dict[str, str]:
    """A-labels → the domain as people read it; a site that has none is found by its home page's address alone."""
    if site.domains:
        return {domain_to_ascii(domain): domain for domain in site.domains}
    try:
        return {home_url_host(site.home_url): ""}
    except ValidationError:
        return {"": ""}
