from django.db import migrations

from filings.desk_triggers import postgres_functions
from icpportal.core.migrating import statements_by_vendor


def install(vendor):
    return postgres_functions() if vendor == "postgresql" else []


def leave(vendor):
    """What 0012 removes, whatever it says."""
    return []


class Migration(migrations.Migration):

    dependencies = [
        ('filings', '0012_desk_at_scale'),
    ]

    operations = [statements_by_vendor(install, leave)]
