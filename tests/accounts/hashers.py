"""A hasher that counts."""

from typing import Any

from django.contrib.auth.hashers import MD5PasswordHasher


class CountingHasher(MD5PasswordHasher):
    algorithm = "counting"
    made = 0

    def encode(self, password: str, salt: str, **more: Any) -> str:
        CountingHasher.made += 1
        return super().encode(password, salt).replace("counting$", "counting$")
