"""重新填报: a new draft with a copy of what an ended filing said. The ended one stays as it was."""

from dataclasses import dataclass

from filings import document
from filings.actions import sections
from filings.models import (
    Access,
    Filing,
    RegisteredDomain,
    RegisteredEntity,
    RegisterStatus,
    Website,
)
from filings.queries import read_document
from filings.workflow import Kind
from icpportal.core.validators import domain_to_ascii


@dataclass(frozen=True)
class Refiled:
    """`draft` is new unless the owner had one of this kind; `left_out` says, a sentence each, what was not copied."""

    draft: Filing
    is_new: bool
    left_out: tuple[str, ...] = ()


def copy_ended(draft: Filing, ended: Filing) -> tuple[str, ...]:
    """Copies the websites or accesses that `ended` wanted into `draft`, whose registered part is there already.

    What is cancelled or registered meanwhile is left out; a sentence for each.
    """
    content = read_document(ended)
    if draft.kind == Kind.NEW_ACCESS:
        return _copy_accesses(draft, ended, content)
    own = _own_domains(draft.registered_entity)
    left_out = []
    for site in content.websites:
        if own & {domain_to_ascii(domain) for domain in site.domains}:
            left_out.append(f"网站“{site.name}”的域名已经备案，没有复制。")
        else:
            copy_website(draft, site)
    return tuple(left_out)


def copy_website(draft: Filing, site: document.Website) -> None:
    """`site` with its accesses, as a new one."""
    row = Website(filing=draft)
    sections.store_website(row, site)
    for access in site.accesses:
        sections.store_access(Access(website=row), access)


def _own_domains(entity: RegisteredEntity | None) -> set[str]:
    """What the owner's register holds by now; another's is for the rules to say (1005)."""
    if entity is None:
        return set()
    live = RegisteredDomain.objects.filter(website__entity=entity).exclude(status=RegisterStatus.CANCELLED)
    return set(live.values_list("ascii", flat=True))


def _copy_accesses(draft: Filing, ended: Filing, content: document.Document) -> tuple[str, ...]:
    """The new accesses of `ended`, each into the copy of its registered website."""
    registered = dict(Website.objects.filter(filing=ended).values_list("pk", "registered"))
    old = set(Access.objects.filter(website__filing=ended, registered=None).values_list("pk", flat=True))
    now = {row.registered_id: row for row in Website.objects.filter(filing=draft)}
    there = {site.key: site for site in read_document(draft).websites}
    left_out = []
    for site in content.websites:
        wanted = [access for access in site.accesses if int(access.key) in old]
        row = now.get(registered[int(site.key)])
        if row is None:
            left_out += [f"网站“{site.name}”已注销，它的接入信息没有复制。"] if wanted else []
            continue
        for access in wanted:
            if _is_there(access, there[str(row.pk)]):
                left_out.append(f"网站“{site.name}”由{access.provider_name}提供的接入已经备案，没有复制。")
            else:
                sections.store_access(Access(website=row), access)
    return tuple(left_out)


def _is_there(access: document.Access, site: document.Website) -> bool:
    """Whether the register has this access by now: the same provider at the same addresses."""
    return any(
        (each.provider_id, set(each.ranges)) == (access.provider_id, set(access.ranges))
        for each in site.accesses
    )
