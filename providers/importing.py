"""Bringing the lines of a CSV file into the directory: what would change, and the writer of the change."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db import IntegrityError, transaction

from icpportal.core.errors import Conflict
from providers.csv_file import HEADINGS, Problem, ProviderLine, wrong_lines
from providers.models import Provider

BATCH = 500
COLUMNS = (
    "name",
    "short_name",
    "province",
    "licence_number",
    "contact_phone",
    "contact_email",
    "is_active",
    "pinyin",
    "search_text",
)


_LABELS = {field: heading for heading, field in HEADINGS.items()}


class Kind(StrEnum):
    NEW = "新增"
    CHANGED = "更新"
    SAME = "不变"


@dataclass(frozen=True)
class Change:
    """One line of the file against the directory. `provider` carries the new values, not yet saved.

    `fields` are the names of what changes, empty for the kinds NEW and SAME.
    """

    line: int
    kind: Kind
    provider: Provider
    fields: tuple[str, ...] = ()

    @property
    def labels(self) -> str:
        """What changes, in words."""
        return "、".join(_LABELS[name] for name in self.fields)


def plan_import(lines: list[ProviderLine], existing: Iterable[Provider]) -> list[Change]:
    """What importing `lines` into a directory of `existing` would do. Writes nothing.

    A line is about the provider of its licence number or, failing that, of its name. An empty cell changes
    nothing.

    :raises FileRefused: a line fits two providers, or two lines fit one
    """
    directory = list(existing)
    by_name = {provider.name: provider for provider in directory}
    by_licence = {provider.licence_number: provider for provider in directory if provider.licence_number}
    changes, problems, taken = [], [], dict[int, int]()
    for line in lines:
        same_licence = by_licence.get(line.values.get("licence_number", ""))
        same_name = by_name.get(line.values["name"])
        match = same_licence or same_name
        if same_licence and same_name and same_licence.pk != same_name.pk:
            problems.append(Problem(line.line, _two_providers(same_licence)))
        elif match and taken.setdefault(match.pk, line.line) != line.line:
            sentence = f"与第 {taken[match.pk]} 行是名录中的同一家“{match.name}”，请只留一行。"
            problems.append(Problem(line.line, sentence))
        else:
            changes.append(_change(line, match))
    if problems:
        raise wrong_lines(problems)
    return changes


def digest(changes: list[Change]) -> str:
    """Names what a preview showed, so that nothing else is carried out under its name."""
    shown = [(change.line, change.kind.value, change.provider.pk, change.fields) for change in changes]
    return hashlib.sha256(repr(shown).encode()).hexdigest()


def carry_out(lines: list[ProviderLine], previewed: str) -> list[Change]:
    """Write all of `lines` into the directory, in one transaction; the changes made.

    :param previewed: the `digest` of the changes that the person agreed to
    :raises FileRefused: as `plan_import`
    :raises Conflict: the directory changed since the preview; nothing was written
    """
    stale = Conflict("preview_stale", "您查看预览之后，名录有了变化，一条也没有导入。请重新核对后再导入。")
    try:
        with transaction.atomic():
            changes = plan_import(lines, Provider.objects.select_for_update().order_by("pk"))
            if digest(changes) != previewed:
                raise stale
            _write(changes)
    except IntegrityError:
        # Somebody added a provider of the same name in between: rows that do not exist yet cannot be locked.
        raise stale from None
    return changes


def _write(changes: list[Change]) -> None:
    for change in changes:
        if change.kind is not Kind.SAME:
            change.provider.index()
    created = [change.provider for change in changes if change.kind is Kind.NEW]
    updated = [change.provider for change in changes if change.kind is Kind.CHANGED]
    Provider.objects.bulk_create(created, batch_size=BATCH)
    # Ten times as fast as bulk_update, whose statement grows with rows times columns. The rows are locked: all exist.
    Provider.objects.bulk_create(
        updated, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=COLUMNS
    )


def _change(line: ProviderLine, match: Provider | None) -> Change:
    if match is None:
        return Change(line.line, Kind.NEW, Provider(**line.values))
    fields = tuple(name for name, value in line.values.items() if getattr(match, name) != value)
    for name in fields:
        setattr(match, name, line.values[name])
    return Change(line.line, Kind.CHANGED if fields else Kind.SAME, match, fields)


def _two_providers(same_licence: Provider) -> str:
    return f"这个名称和这个许可证号在名录中属于两家接入服务商（许可证号属于“{same_licence.name}”），请核对。"
