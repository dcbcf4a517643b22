from django.db import migrations

from filings.append_only import install_statements, remove_statements
from icpportal.core.migrating import statements_by_vendor


class Migration(migrations.Migration):
    dependencies = [("filings", "0001_initial")]
    operations = [statements_by_vendor(install_statements, remove_statements)]
