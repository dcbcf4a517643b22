"""Filings that were submitted before there were fingerprints get theirs, from their latest snapshots."""

from django.db import migrations

from filings import document
from filings.actions.fingerprints import fingerprints_of
from icpportal.core.seal import unseal


def take(apps, schema_editor):
    alias = schema_editor.connection.alias
    Filing, Fingerprint, FilingSnapshot = (
        apps.get_model("filings", name) for name in ("Filing", "Fingerprint", "FilingSnapshot")
    )
    bare = Filing.objects.using(alias).filter(submitted_at__isnull=False, fingerprints__isnull=True)
    for filing in bare.iterator():
        snapshot = FilingSnapshot.objects.using(alias).filter(filing=filing).order_by("-version").first()
        if snapshot is None:
            continue
        content = document.from_json(unseal("snapshot", bytes(snapshot.sealed)))
        Fingerprint.objects.using(alias).bulk_create(
            Fingerprint(filing=filing, kind=kind, key=key) for kind, key in sorted(fingerprints_of(content))
        )


class Migration(migrations.Migration):
    dependencies = [("filings", "0007_public_register")]
    operations = [migrations.RunPython(take, migrations.RunPython.noop)]
