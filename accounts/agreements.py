"""The agreements that a new owner accepts, in the order in which they are shown.

A change of a text is a new `version`; who accepted an older one is asked again at registration only.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Agreement:
    """`key` and `version` are what a consent records; `template` holds the text."""

    key: str
    version: str
    title: str
    template: str


AGREEMENTS = (
    Agreement("service", "2026-11", "用户服务协议", "accounts/agreements/service.html"),
    Agreement("privacy", "2026-11", "个人信息处理规则", "accounts/agreements/privacy.html"),
)
