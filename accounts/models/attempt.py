"""Counters of what may not be done too often."""

import time

from django.db import connection, models
from django.db.models import F, Q


class AttemptManager(models.Manager["Attempt"]):
    def count_one(self, limit: str, subject: str, ends_at: int) -> int:
        """Add one to a counter and return its new value; atomic, one statement on both engines."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO accounts_attempt (limit_name, subject, ends_at, count) VALUES (%s, %s, %s, 1)"
                " ON CONFLICT (limit_name, subject, ends_at)"
                " DO UPDATE SET count = accounts_attempt.count + 1 RETURNING count",
                [limit, subject, ends_at],
            )
            return int(cursor.fetchone()[0])

    def take_back(self, limit: str, subject: str, ends_at: int) -> None:
        """Subtract one, never below zero."""
        rows = self.filter(limit_name=limit, subject=subject, ends_at=ends_at, count__gt=0)
        rows.update(count=F("count") - 1)

    def purge(self) -> int:
        """Delete the counters whose time is over; returns how many."""
        return self.filter(ends_at__lt=int(time.time())).delete()[0]


class Attempt(models.Model):
    """How often `subject` (a keyed digest of an account or a network) did it in the window that ends at `ends_at`.

    `ends_at` is in seconds since 1970, UTC.
    """

    limit_name = models.CharField(max_length=20)
    subject = models.CharField(max_length=64)
    ends_at = models.BigIntegerField(db_index=True)
    count = models.PositiveIntegerField()

    objects = AttemptManager()

    class Meta:
        verbose_name = verbose_name_plural = "尝试次数"
        constraints = [
            models.UniqueConstraint(fields=["limit_name", "subject", "ends_at"], name="attempt_one_counter"),
            models.CheckConstraint(condition=Q(count__gte=0), name="attempt_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.limit_name} {self.count}"
