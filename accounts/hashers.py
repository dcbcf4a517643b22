from django.contrib.auth.hashers import Argon2PasswordHasher


class PortalArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id as OWASP sets it: 19 MiB, two passes, one lane."""

    time_cost = 2
    memory_cost = 19456
    parallelism = 1
