"""The field that a review reason is usually about, and the reasons that a new portal starts with."""

from django.db import migrations, models

from filings.review_reasons import REASONS


def enter(apps, schema_editor):
    ReasonCode = apps.get_model("filings", "ReasonCode")
    rows = ReasonCode.objects.using(schema_editor.connection.alias)
    known = set(rows.values_list("code", flat=True))
    rows.bulk_create(ReasonCode(**reason._asdict()) for reason in REASONS if reason.code not in known)


class Migration(migrations.Migration):
    dependencies = [("filings", "0004_times_by_the_clock")]
    operations = [
        migrations.AddField(
            model_name="reasoncode",
            name="field",
            field=models.CharField(blank=True, default="", max_length=64, verbose_name="有问题的栏目"),
        ),
        migrations.RunPython(enter, migrations.RunPython.noop),
    ]
