from django.conf import settings
from django.db import migrations

from filings.desk_triggers import fill_statements, install_statements, remove_statements
from filings.pairs_index import install_for_desk, remove_for_desk


def install(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in [*install_statements(vendor), *fill_statements(), *install_for_desk(vendor)]:
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in [*remove_for_desk(vendor), *remove_statements(vendor)]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('filings', '0011_desk_entries'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(install, remove)]
