from django.conf import settings
from django.db import migrations

from filings.desk_triggers import fill_statements, install_statements, remove_statements
from filings.pairs_index import install_for_desk, remove_for_desk
from icpportal.core.migrating import statements_by_vendor


def install(vendor):
    return [*install_statements(vendor), *fill_statements(), *install_for_desk(vendor)]


def remove(vendor):
    return [*remove_for_desk(vendor), *remove_statements(vendor)]


class Migration(migrations.Migration):

    dependencies = [
        ('filings', '0011_desk_entries'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [statements_by_vendor(install, remove)]
