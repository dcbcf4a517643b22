"""Fill the calendar with the holidays that are known today (2004 to 2026)."""

from django.db import migrations

from icpportal.core.calendar_source import SOURCE, known_days


def fill(apps, schema_editor):
    CalendarDay = apps.get_model("core", "CalendarDay")
    CalendarDay.objects.using(schema_editor.connection.alias).bulk_create(
        [
            CalendarDay(date=day.date, is_working_day=day.is_working_day, name=day.name, source=SOURCE)
            for day in known_days()
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("core", "0001_calendar_day")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
