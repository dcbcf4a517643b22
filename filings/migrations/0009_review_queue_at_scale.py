from django.conf import settings
from django.db import migrations, models

from filings.pairs_index import install_for_entities, remove_for_entities
from icpportal.core.migrating import statements_by_vendor


class Migration(migrations.Migration):

    dependencies = [
        ('filings', '0008_fingerprints_of_earlier_filings'),
        ('providers', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='filing',
            name='filing_receipt_unique',
        ),
        migrations.RemoveIndex(
            model_name='filing',
            name='filing_review_queue',
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(condition=models.Q(('first_arrived_at__isnull', False), ('state__in', ['authority_review', 'returned'])), fields=['province', 'state', 'arrived_at', 'id'], include=('kind', 'claimed_by', 'claimed_at'), name='filing_queue_of_province'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(condition=models.Q(('first_arrived_at__isnull', False), ('state__in', ['authority_review', 'returned'])), fields=['state', 'arrived_at', 'id'], include=('kind', 'claimed_by', 'claimed_at'), name='filing_queue_of_all'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(condition=models.Q(('first_arrived_at__isnull', False), ('state__in', ['approved', 'declined', 'discarded', 'rejected', 'withdrawn'])), fields=['province', 'ended_at', 'id'], name='filing_ended_of_province'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(condition=models.Q(('first_arrived_at__isnull', False), ('state__in', ['approved', 'declined', 'discarded', 'rejected', 'withdrawn'])), fields=['ended_at', 'id'], name='filing_ended_of_all'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(condition=models.Q(('first_arrived_at__isnull', False), ('state__in', ['approved', 'declined', 'discarded', 'rejected', 'withdrawn'])), fields=['province', 'kind', 'ended_at', 'id'], name='filing_ended_province_kind'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(condition=models.Q(('first_arrived_at__isnull', False), ('state__in', ['approved', 'declined', 'discarded', 'rejected', 'withdrawn'])), fields=['kind', 'ended_at', 'id'], name='filing_ended_kind'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(fields=['filing_number'], name='filing_number_begins', opclasses=['varchar_pattern_ops']),
        ),
        migrations.AddConstraint(
            model_name='filing',
            constraint=models.UniqueConstraint(fields=('receipt_number',), name='filing_receipt_unique', opclasses=['varchar_pattern_ops']),
        ),
        statements_by_vendor(install_for_entities, remove_for_entities),
    ]
