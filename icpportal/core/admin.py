"""The calendar of working days, kept by system administrators."""

from django.contrib import admin

from icpportal.core.models import CalendarDay


@admin.register(CalendarDay)
class CalendarDayAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A year's holidays are entered once the State Council has announced them."""

    list_display = ("date", "name", "is_working_day", "source")
    list_filter = ("is_working_day",)
    search_fields = ("name", "source")
    date_hierarchy = "date"
    ordering = ("-date",)
