"""What the desk of an access provider is read off: one row for each filing that it has to do with."""

from django.db import models
from django.db.models import Case, Q, Value, When

from filings.models.filing import Filing
from filings.workflow import ENDED_STATES, State

# What a provider is shown of the filings that name it: nothing before 完成, unless its own people opened it. A query
# that says so, in these words, may use the indexes below; `filings.queries.sight` says what else is not shown.
PAST_DRAFT = Q(is_opener=True) | ~Q(state=State.DRAFT.value)
_CHECKED = sorted([State.PROVIDER_CHECK.value, State.RETURNED.value])
_ENDED = sorted(state.value for state in ENDED_STATES - {State.DISCARDED})


class DeskEntry(models.Model):
    """`filing` names `provider` in an access, or was opened by its people (`is_opener`).

    The database alone writes this table, whenever what it is made of changes: see `filings.desk_triggers`. `state` is
    the filing's; `has_open_check` that this provider still owes a verdict; `since` when it ended, was last returned,
    was submitted or, a draft, begun.
    """

    class Place(models.IntegerChoices):
        """Where it stands in the desk's list; discarded drafts do not."""

        WAITS = 0
        UNDER_WAY = 1
        ENDED = 2
        DISCARDED = 3

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="+", db_index=False)
    provider = models.ForeignKey(
        "providers.Provider", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    state = models.CharField(max_length=20)
    is_opener = models.BooleanField()
    has_open_check = models.BooleanField()
    since = models.DateTimeField(null=True)
    place = models.GeneratedField(
        expression=Case(
            When(state__in=_CHECKED, has_open_check=True, then=Value(Place.WAITS.value)),
            When(state__in=_ENDED, then=Value(Place.ENDED.value)),
            When(state=State.DISCARDED.value, then=Value(Place.DISCARDED.value)),
            default=Value(Place.UNDER_WAY.value),
        ),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["filing", "provider"], name="desk_entry_once")]
        indexes = [
            models.Index(
                fields=["provider", "place", "since", "filing"], name="desk_in_order", condition=PAST_DRAFT
            ),
            models.Index(
                fields=["provider", "state", "place", "since", "filing"],
                name="desk_of_state",
                condition=PAST_DRAFT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.filing_id} {self.state}"
