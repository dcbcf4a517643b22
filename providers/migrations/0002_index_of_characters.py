from django.db import migrations

from icpportal.core.migrating import statements_by_vendor
from providers.indexing import install_statements, remove_statements


class Migration(migrations.Migration):

    dependencies = [
        ('providers', '0001_initial'),
    ]

    operations = [statements_by_vendor(install_statements, remove_statements)]
