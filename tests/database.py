"""The tests' own database, for a process of its own."""

from urllib.parse import quote

from django.db import connection


def database_url() -> str:
    """Where the test database is, in the form that DATABASE_URL takes."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    account = ":".join(quote(database[part], safe="") for part in ("USER", "PASSWORD") if database[part])
    port = f":{database['PORT']}" if database["PORT"] else ""
    if database["HOST"].startswith("/"):
        return f"postgres://{account}@{port}/{database['HOST']}/{database['NAME']}"
    return f"postgres://{account}@{database['HOST']}{port}/{database['NAME']}"
