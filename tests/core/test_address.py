import pytest

from icpportal.core.address import client_address, network_of


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "1.1.1.1", "223.5.5.5"),
        (1, "1.1.1.1", "1.1.1.1"),
        (1, "9.9.9.9, 1.1.1.1", "1.1.1.1"),
        (2, "9.9.9.9, 8.8.8.8, 1.1.1.1", "8.8.8.8"),
        (2, "1.1.1.1", "223.5.5.5"),
        (1, "", "223.5.5.5"),
        (1, "9.9.9.9, no address", "223.5.5.5"),
        (1, "1.1.1.1:4711", "1.1.1.1"),
        (1, "[2400:3200:0::1]:4711", "2400:3200::1"),
        (1, "2400:3200:0::1", "2400:3200::1"),
        (1, "::ffff:1.1.1.1", "1.1.1.1"),
    ],
)
def test_client_address(rf, settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR="223.5.5.5", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == expected


@pytest.mark.parametrize("remote", ["", "unix:", "\ud800"])
def test_client_address_where_there_is_none(rf, remote):
    assert client_address(rf.get("/", REMOTE_ADDR=remote)) == ""


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("1.1.1.1", "1.1.1.0/24"),
        ("2400:3200:1:2:3::4", "2400:3200:1:2::/64"),
        ("::ffff:1.1.1.1", "1.1.1.0/24"),
        ("", ""),
        ("nowhere", ""),
    ],
)
def test_network_of(address, network):
    assert network_of(address) == network
