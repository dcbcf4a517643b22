import json

import django.db.models.deletion
from django.db import migrations, models

from filings.document import Website
from filings.lookup_text import lookup_keys, searched_names, shown_organiser
from filings.pairs_index import install_statements, remove_statements
from icpportal.core.migrating import statements_by_vendor
from icpportal.core.seal import unseal


def fill(apps, schema_editor):
    """Makes the lookup rows of what is registered anew, from the snapshots that were approved."""
    rows = apps.get_model("filings", "RegisteredDomain").objects
    sites = apps.get_model("filings", "RegisteredWebsite").objects
    rows.all().delete()
    for site in sites.select_related("entity__snapshot", "snapshot").iterator():
        organiser = json.loads(unseal("snapshot", bytes(site.entity.snapshot.sealed)))["entity"]
        content = json.loads(unseal("snapshot", bytes(site.snapshot.sealed)))
        raw = next(each for each in content["websites"] if each["key"] == site.key)
        for place, (name, domain) in enumerate(lookup_keys(_website(raw)).items()):
            rows.create(
                website=site,
                domain=domain,
                ascii=name,
                leads=place == 0,
                status=site.status,
                site_number=site.number,
                entity_number=site.entity.number,
                organiser=shown_organiser(organiser["name"], organiser["nature"]),
                nature=organiser["nature"] or 0,
                site_name=raw["name"],
                home_url=raw["home_url"],
                domains=" ".join(raw["domains"]),
                pre_approvals=",".join(str(each["kind"]) for each in raw["pre_approvals"]),
                names=searched_names(organiser["name"], organiser["nature"], raw["name"]),
                approved_at=site.approved_at,
            )


def _website(raw):
    return Website(key=raw["key"], home_url=raw["home_url"], domains=tuple(raw["domains"]))


class Migration(migrations.Migration):

    dependencies = [
        ('filings', '0006_certificates'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='registereddomain',
            name='registered_domain_active_once',
        ),
        migrations.AddField(
            model_name='registereddomain',
            name='domains',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='registereddomain',
            name='is_generated',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='registereddomain',
            name='leads',
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name='registereddomain',
            name='leads',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='registereddomain',
            name='names',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='registereddomain',
            name='pre_approvals',
            field=models.CharField(blank=True, default='', max_length=64),
        ),
        migrations.AlterField(
            model_name='registereddomain',
            name='ascii',
            field=models.CharField(blank=True, max_length=255),
        ),
        migrations.AlterField(
            model_name='registereddomain',
            name='domain',
            field=models.CharField(blank=True, max_length=255),
        ),
        migrations.AlterField(
            model_name='registereddomain',
            name='website',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='domains', to='filings.registeredwebsite'),
        ),
        migrations.AddIndex(
            model_name='registereddomain',
            index=models.Index(condition=models.Q(('status', 'cancelled'), ('domain', ''), _connector='OR'), fields=['ascii'], name='registered_other_ascii'),
        ),
        migrations.AddIndex(
            model_name='registereddomain',
            index=models.Index(condition=models.Q(('leads', True)), fields=['entity_number', 'id'], name='registered_of_entity'),
        ),
        migrations.AddIndex(
            model_name='registereddomain',
            index=models.Index(condition=models.Q(('leads', True)), fields=['site_name'], name='registered_site_name'),
        ),
        migrations.AddConstraint(
            model_name='registereddomain',
            constraint=models.CheckConstraint(condition=models.Q(('is_generated', False), ('website__isnull', True), _connector='OR'), name='generated_has_no_website'),
        ),
        migrations.AddConstraint(
            model_name='registereddomain',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('status', 'cancelled'), _negated=True), models.Q(('domain', ''), _negated=True)), fields=('ascii',), name='registered_domain_active_once'),
        ),
        migrations.AddConstraint(
            model_name='registereddomain',
            constraint=models.UniqueConstraint(condition=models.Q(('leads', True)), fields=('site_number',), name='registered_site_leads_once'),
        ),
        statements_by_vendor(install_statements, remove_statements),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
