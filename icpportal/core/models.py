"""The calendar of working days."""

from django.db import models


class CalendarDay(models.Model):
    """A day that is not what its weekday says: a holiday from Monday to Friday, a make-up day at a weekend.

    A year is known once it has one row; deadlines that touch an unknown year are 暂定 (core.workdays).
    """

    date = models.DateField("日期", unique=True)
    is_working_day = models.BooleanField("上班", help_text="调休上班打勾；放假不打勾。")
    name = models.CharField("名称", max_length=50, help_text="例如：国庆节、国庆节调休上班。")
    source = models.CharField("依据", max_length=200, help_text="例如：国务院办公厅通知的文号。")

    class Meta:
        ordering = ["date"]
        verbose_name = verbose_name_plural = "节假日与调休"

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.name}"
