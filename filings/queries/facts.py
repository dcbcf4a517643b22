"""What the rules need to know of the portal's own data about one filing."""

from collections import defaultdict
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from accounts.models import User
from filings import document, rules
from filings.claim_keys import claims_on, wanted_claims
from filings.formats import format_problem
from filings.models import (
    Access,
    AccessRange,
    Filing,
    RegisteredDomain,
    RegisteredEntity,
    RegisteredWebsite,
    RegisterStatus,
    Website,
)
from filings.range_keys import range_key
from filings.workflow import CANCEL_KINDS, OPEN_STATES, Kind, State
from icpportal.core import clock, validators
from icpportal.core.personal import personal_digest
from providers.models import Provider


def facts_for(filing: Filing, content: document.Document) -> rules.Facts:
    """The facts about `filing` holding `content`, in two queries for a 首次备案 and four for the others."""
    found = _found(filing, content)
    entity = filing.registered_entity
    in_cancel, cancelled = _own_websites(filing)
    return rules.Facts(
        today=clock.today(),
        format_problem=format_problem,
        is_mixed_script=validators.is_mixed_script,
        document_taken=bool(found["document"]),
        domains_taken=found["domain"],
        site_names_taken=found["site_name"],
        home_urls_taken=found["home_url"],
        ranges_taken=_ranges_of(content, found["range"]),
        mobiles_taken=found["mobile"],
        own_domains=found["own_domain"],
        registered_accesses=found["registered_access"],
        open_filing=bool(found["open"]),
        entity_registered=bool(found["registered"]),
        adds_nothing=filing.kind == Kind.NEW_ACCESS and not found["new_access"],
        entity_cancel_open=bool(found["entity_cancel"]),
        target=str(filing.target_website_id or ""),
        websites_in_cancel=in_cancel,
        websites_cancelled=cancelled,
        service_ended=in_cancel
        | _empty_before(filing)
        | {site.key for site in content.websites if site.service_ended},
        fixed_province=(entity.province if entity else "") or filing.province,
        entity_cancelled=bool(entity and entity.status == RegisterStatus.CANCELLED),
        effective_on=filing.effective_on,
        providers=_providers(content),
    )


Rows = QuerySet[Any, tuple[str, str]]


def _found(filing: Filing, content: document.Document) -> dict[str, frozenset[str]]:
    """What the portal's rows say against `content`: texts by what they are about. One query."""
    claims = {item.key: item.label for item in wanted_claims(content)}
    mobiles = {personal_digest("mobile", number): number for number in _mobiles(content)}
    accounts = User.objects.filter(mobile_key__in=mobiles, is_active=True)
    parts = [
        _claims(filing, list(claims)),
        _rows("mobile", accounts.exclude(pk=filing.owner_id), "mobile_key"),
        *_content_rows(filing, content),
        *_case_rows(filing),
    ]
    found: dict[str, set[str]] = defaultdict(set)
    for what, text in parts[0].union(*parts[1:], all=True):
        found[what].add(claims.get(text) or mobiles.get(text) or text)
    return defaultdict(frozenset, {what: frozenset(texts) for what, texts in found.items()})


def _rows(what: str, rows: QuerySet[Any, Any], column: str) -> Rows:
    """(what, text of `column`) for each row, so that lookups of all kinds make one query."""
    named = rows.order_by().annotate(
        _what=Value(what, output_field=TextField()), _text=Cast(column, output_field=TextField())
    )
    pairs: Rows = named.values_list("_what", "_text")
    return pairs


def _claims(filing: Filing, keys: list[str]) -> Rows:
    """Claims of what `content` wants that somebody else holds (1003, 1005)."""
    held = claims_on(keys).exclude(filing=filing)
    if filing.registered_entity_id:
        held = held.exclude(registered_entity_id=filing.registered_entity_id)
    named = held.annotate(
        _what=Cast("kind", output_field=TextField()), _text=Cast("key", output_field=TextField())
    )
    return named.order_by().values_list("_what", "_text")


def _content_rows(filing: Filing, content: document.Document) -> list[Rows]:
    """Names and home addresses of others' websites (1020, 1021), ranges in others' filings (1024)."""
    names = [site.name for site in content.websites if site.name]
    urls = [site.home_url for site in content.websites if site.home_url]
    starts = [range_key(start) for site in content.websites for a in site.accesses for start, _ in a.ranges]
    registered = RegisteredDomain.objects.filter(
        site_name__in=names, leads=True, status=RegisterStatus.ACTIVE
    )
    live = [*OPEN_STATES, State.APPROVED]
    sites = Website.objects.filter(home_url__in=urls, filing__state__in=live)
    ranges = AccessRange.objects.filter(start_key__in=starts, access__website__filing__state__in=live)
    return [
        _rows("domain", _taken_over(content), "domain"),
        _rows("site_name", registered.exclude(website__entity__owner_id=filing.owner_id), "site_name"),
        _rows("home_url", sites.exclude(filing__owner_id=filing.owner_id), "home_url"),
        _rows(
            "range",
            ranges.exclude(access__website__filing__owner_id=filing.owner_id).annotate(
                both=Concat("start_key", "end_key", output_field=TextField())
            ),
            "both",
        ),
    ]


def _taken_over(content: document.Document) -> QuerySet[RegisteredDomain]:
    """Domains of register entries that did not come from a filing here, and so hold no claim (1005)."""
    names = [validators.domain_to_ascii(domain) for site in content.websites for domain in site.domains]
    rows = RegisteredDomain.objects.filter(ascii__in=names, website__isnull=True)
    return rows.exclude(status=RegisterStatus.CANCELLED).exclude(domain="")


def _case_rows(filing: Filing) -> list[Rows]:
    """The owner's other open filings (1017), registered entity (1003), own domains (1039), 注销主体 (1042)."""
    others = Filing.objects.filter(state__in=sorted(OPEN_STATES)).exclude(pk=filing.pk)
    parts: list[Rows] = []
    if filing.kind != Kind.AUTHORITY_CANCEL:
        mine = others.filter(owner_id=filing.owner_id).exclude(kind=Kind.AUTHORITY_CANCEL)
        parts.append(_rows("open", mine, "kind"))
    if filing.kind == Kind.FIRST:
        live = RegisteredEntity.objects.filter(owner_id=filing.owner_id)
        parts.append(_rows("registered", live.exclude(status=RegisterStatus.CANCELLED), "number"))
    if filing.kind in {Kind.NEW_WEBSITE, Kind.CHANGE}:
        here = Website.objects.filter(filing=filing, registered__isnull=False).values("registered")
        own = RegisteredDomain.objects.filter(website__entity_id=filing.registered_entity_id)
        own = own.exclude(website__in=here)
        parts.append(
            _rows("own_domain", own.exclude(Q(status=RegisterStatus.CANCELLED) | Q(domain="")), "domain")
        )
    if filing.kind == Kind.NEW_ACCESS:
        new = Access.objects.filter(website__filing=filing, registered__isnull=True)
        parts.append(_rows("new_access", new, "id"))
    if filing.registered_entity_id is not None:
        old = Access.objects.filter(website__filing=filing, registered__isnull=False)
        parts.append(_rows("registered_access", old, "id"))
        # What the authority does by itself is told at its approval, not here.
        asked = others.filter(registered_entity_id=filing.registered_entity_id, kind=Kind.CANCEL_ENTITY)
        parts.append(_rows("entity_cancel", asked, "kind"))
    return parts


def _mobiles(content: document.Document) -> set[str]:
    people = [content.entity.person, *(site.person for site in content.websites)]
    return {number for person in people for number in person.mobile.split(";") if number}


def _ranges_of(content: document.Document, keys: frozenset[str]) -> frozenset[tuple[str, str]]:
    """The ranges of `content` whose two keys, joined, are among `keys`."""
    return frozenset(
        (start, end)
        for site in content.websites
        for access in site.accesses
        for start, end in access.ranges
        if range_key(start) + range_key(end) in keys
    )


def _own_websites(filing: Filing) -> tuple[frozenset[str], frozenset[str]]:
    """Of the registered websites that are in this filing: those for which another open filing asks for 注销网站, and
    those that are cancelled. By their keys here; for a cancellation, by the register's ids. One query."""
    if filing.registered_entity_id is None:
        return frozenset(), frozenset()
    asking = Filing.objects.filter(kind=Kind.CANCEL_WEBSITE, state__in=sorted(OPEN_STATES)).exclude(
        pk=filing.pk
    )
    rows: list[tuple[int, str, bool]]
    if filing.kind in CANCEL_KINDS:
        asked = Exists(asking.filter(target_website=OuterRef("pk")))
        sites = RegisteredWebsite.objects.filter(entity_id=filing.registered_entity_id)
        rows = list(sites.order_by().values_list("pk", "status", asked))
    else:
        asked = Exists(asking.filter(target_website=OuterRef("registered")))
        copies = Website.objects.filter(filing=filing, registered__isnull=False)
        rows = list(copies.order_by().values_list("pk", "registered__status", asked))
    return (
        frozenset(str(pk) for pk, _, is_asked in rows if is_asked),
        frozenset(str(pk) for pk, status, _ in rows if status == RegisterStatus.CANCELLED),
    )


def _empty_before(filing: Filing) -> frozenset[str]:
    """Keys of the websites of a 新增接入 that are 空壳 in the register: they may stay so, another gets the access."""
    if filing.kind != Kind.NEW_ACCESS:
        return frozenset()
    rows = Website.objects.filter(filing=filing, registered__status=RegisterStatus.EMPTY)
    return frozenset(str(pk) for pk in rows.values_list("pk", flat=True))


def _providers(content: document.Document) -> dict[int, rules.ProviderFact]:
    ids = {access.provider_id for site in content.websites for access in site.accesses if access.provider_id}
    if content.kind in CANCEL_KINDS or not ids:
        return {}
    return {
        provider.pk: rules.ProviderFact(provider.is_active, provider.province)
        for provider in Provider.objects.filter(pk__in=ids)
    }
