"""The test run's own promises: triggers come back, other machines stay out of reach."""

import socket
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from tests import append_only

MAKE_SQLITE = (
    "CREATE TRIGGER refuse_probe BEFORE DELETE ON django_content_type"
    " BEGIN SELECT RAISE(ABORT, 'refused'); END"
)
MAKE_POSTGRES = (
    "CREATE FUNCTION refuse_probe() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'refused'; END $$;"
    "CREATE TRIGGER refuse_probe BEFORE DELETE ON django_content_type"
    " FOR EACH ROW EXECUTE FUNCTION refuse_probe()"
)
DROP = "DROP TRIGGER refuse_probe"
DROP_POSTGRES = "DROP TRIGGER refuse_probe ON django_content_type; DROP FUNCTION refuse_probe()"


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def is_delete_refused() -> bool:
    try:
        with transaction.atomic():
            execute("DELETE FROM django_content_type WHERE model = 'probe'")
    except DatabaseError:
        return True
    return False


@pytest.fixture
def refusing_table(transactional_db: None) -> Iterator[None]:
    """One content type that cannot be deleted."""
    is_sqlite = connection.vendor == "sqlite"
    execute("INSERT INTO django_content_type (app_label, model) VALUES ('probe', 'probe')")
    execute(MAKE_SQLITE if is_sqlite else MAKE_POSTGRES)
    yield
    execute(DROP if is_sqlite else DROP_POSTGRES)


@pytest.mark.usefixtures("refusing_table")
def test_triggers_lifted_come_back() -> None:
    assert is_delete_refused()
    with append_only.lifted():
        assert not is_delete_refused()
    execute("INSERT INTO django_content_type (app_label, model) VALUES ('probe', 'probe')")
    assert is_delete_refused()


def test_another_machine_cannot_be_reached() -> None:
    with pytest.raises(AssertionError, match="only this machine"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
