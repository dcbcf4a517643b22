"""What every start says about the settings of this package."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from icpportal.core.redis_address import fault_of


@register(Tags.caches)
def cache_url_is_a_redis(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    fault = fault_of(settings.CACHE_URL) if settings.CACHE_URL else ""
    return [Error(fault, id="core.E001")] if fault else []
