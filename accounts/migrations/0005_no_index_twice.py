import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from icpportal.core.migrating import drop_indexes


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_reviewers_document'),
    ]

    # The constraint's own index begins with it.
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                drop_indexes(('accounts_consent', 'user_id', 'accounts_consent_user_id_81cd791f'))
            ],
            state_operations=[
                migrations.AlterField(
                    model_name='consent',
                    name='user',
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name='consents',
                        to=settings.AUTH_USER_MODEL,
                        verbose_name='用户',
                    ),
                ),
            ],
        )
    ]
