"""What one person may edit of one filing now: `workflow.EDITABLE` as actions, pages and links all ask it."""

from collections.abc import Collection
from dataclasses import dataclass, field

from accounts.models import User
from accounts.roles import Role
from filings.models import Access, Filing
from filings.queries.sight import relations
from filings.workflow import Kind, Part, Relation, State, editable_parts
from providers.queries import provider_of


@dataclass(frozen=True)
class Rights:
    """`parts` as in the table; empty when locked.

    A website is asked about by the ids of the providers of its accesses. `own_change`: the filing is the 变更 of this
    person's provider, which then serves every website in it, even one whose last access it has just removed.
    `registered` are the ids of the accesses that a 新增接入 took over from the register.
    """

    parts: frozenset[Part]
    provider_id: int | None = None
    own_change: bool = False
    registered: frozenset[int] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        return bool(self.parts)

    @property
    def may_edit_entity(self) -> bool:
        return Part.ENTITY in self.parts

    @property
    def may_add_website(self) -> bool:
        return Part.WEBSITES in self.parts

    @property
    def is_for_own_accesses(self) -> bool:
        """A provider's: an access that it adds or edits is its own."""
        return Part.OWN_ACCESSES in self.parts

    def serves(self, providers: Collection[int | None]) -> bool:
        return self.own_change or (self.provider_id is not None and self.provider_id in providers)

    def may_edit_website(self, providers: Collection[int | None]) -> bool:
        return self.may_add_website or (Part.SERVED_WEBSITES in self.parts and self.serves(providers))

    def may_delete_website(self, providers: Collection[int | None]) -> bool:
        """A provider only a website whose accesses are all its own."""
        own = all(provider_id == self.provider_id for provider_id in providers)
        return self.may_add_website or (self.may_edit_website(providers) and own)

    def may_add_access(self, providers: Collection[int | None]) -> bool:
        if self.parts & {Part.ACCESSES, Part.NEW_ACCESSES}:
            return True
        return self.is_for_own_accesses and self.serves(providers)

    def may_edit_access(self, access_id: int, provider_id: int | None) -> bool:
        if Part.ACCESSES in self.parts:
            return True
        if Part.NEW_ACCESSES in self.parts:
            return access_id not in self.registered
        own = provider_id is not None and provider_id == self.provider_id
        return self.is_for_own_accesses and own and access_id not in self.registered


def rights_of(person: User, filing: Filing) -> Rights:
    """For an owner without a query, 新增接入 apart."""
    provider = provider_of(person) if person.role == Role.PROVIDER else None
    return rights_by(relations(person, filing), filing, provider.pk if provider else None)


def rights_by(found: frozenset[Relation], filing: Filing, provider_id: int | None) -> Rights:
    """The same for somebody who is known to be `found` to the filing."""
    parts = editable_parts(Kind(filing.kind), State(filing.state), found)
    own_change = (
        filing.kind == Kind.CHANGE and provider_id is not None and filing.opened_for_id == provider_id
    )
    registered: frozenset[int] = frozenset()
    if parts and filing.kind == Kind.NEW_ACCESS:
        rows = Access.objects.filter(website__filing=filing, registered__isnull=False)
        registered = frozenset(rows.values_list("pk", flat=True))
    return Rights(parts, provider_id, own_change, registered)
