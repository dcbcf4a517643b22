import django.db.models.deletion
from django.db import migrations, models

from icpportal.core.migrating import drop_indexes


def referring(model, name, to, related_name, on_delete=django.db.models.deletion.PROTECT):
    field = models.ForeignKey(db_index=False, on_delete=on_delete, related_name=related_name, to=to)
    return migrations.AlterField(model_name=model, name=name, field=field)


class Migration(migrations.Migration):

    dependencies = [
        ('filings', '0013_desk_by_indexes'),
    ]

    # A constraint's own index begins with each of them.
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                drop_indexes(
                    ('filings_filingevent', 'filing_id', 'filings_filingevent_filing_id_d9b24b8d'),
                    ('filings_filingsnapshot', 'filing_id', 'filings_filingsnapshot_filing_id_cfe01677'),
                    ('filings_fingerprint', 'filing_id', 'filings_fingerprint_filing_id_df327f7b'),
                    ('filings_preapproval', 'website_id', 'filings_preapproval_website_id_8977b45d'),
                    ('filings_providercheck', 'filing_id', 'filings_providercheck_filing_id_5a5263c2'),
                    ('filings_registeredwebsite', 'entity_id', 'filings_registeredwebsite_entity_id_6f89f9b5'),
                    ('filings_websitedomain', 'filing_id', 'filings_websitedomain_filing_id_14c080c8'),
                )
            ],
            state_operations=[
                referring('filingevent', 'filing', 'filings.filing', 'events'),
                referring('filingsnapshot', 'filing', 'filings.filing', 'snapshots'),
                referring('fingerprint', 'filing', 'filings.filing', 'fingerprints'),
                referring(
                    'preapproval',
                    'website',
                    'filings.website',
                    'pre_approvals',
                    django.db.models.deletion.CASCADE,
                ),
                referring('providercheck', 'filing', 'filings.filing', 'checks'),
                referring('registeredwebsite', 'entity', 'filings.registeredentity', 'websites'),
                referring('websitedomain', 'filing', 'filings.filing', '+'),
            ],
        )
    ]
