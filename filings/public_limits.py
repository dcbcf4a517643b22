"""How often one address, and one network, may ask the public query in a minute."""

from django.conf import settings
from django.http import HttpRequest

from icpportal.core.address import client_address, network_of
from icpportal.core.buckets import buckets_at
from icpportal.core.errors import Limited

buckets = buckets_at(settings.CACHE_URL)


def spend_query(request: HttpRequest) -> None:
    """Count one query of this request's address and of its network.

    :raises Limited: it was one too many
    """
    address = client_address(request)
    wait = buckets.take(
        {
            f"address {address}": settings.PUBLIC_QUERIES_PER_MINUTE,
            f"network {network_of(address)}": settings.PUBLIC_QUERIES_PER_NETWORK,
        }
    )
    if wait:
        raise Limited("too_often", f"查询过于频繁，请 {wait} 秒后再试。", wait)
