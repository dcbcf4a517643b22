"""What CACHE_URL may say."""

from urllib.parse import urlsplit

SCHEMES = ("redis", "rediss")
_EXAMPLE = "写法如 redis://:密码@主机:6379/0，加密连接用 rediss://。"


def fault_of(address: str) -> str:
    """What is wrong with the address of a Redis, as a sentence for operators that does not repeat it; or ""."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - raises for what is no port
    except ValueError:
        return f"CACHE_URL 的主机或端口无效，已按未设置处理。{_EXAMPLE}"
    if parts.scheme not in SCHEMES:
        return f"CACHE_URL 只支持 redis:// 和 rediss://，已按未设置处理。{_EXAMPLE}"
    if not parts.hostname:
        return f"CACHE_URL 没有写主机，已按未设置处理。{_EXAMPLE}"
    if parts.path.strip("/") and not parts.path.strip("/").isdecimal():
        return f"CACHE_URL 的库号应是数字，已按未设置处理。{_EXAMPLE}"
    return ""
