"""公告 as the public sees them."""

from django.db.models import QuerySet
from django.utils import timezone

from filings.models import Notice


def published_notices() -> QuerySet[Notice]:
    """Those that are shown, from their day on, newest first."""
    return Notice.objects.filter(is_visible=True, published_on__lte=timezone.localdate())
