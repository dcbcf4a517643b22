from importlib import import_module

from django.apps import AppConfig


class FilingsConfig(AppConfig):
    name = "filings"
    verbose_name = "备案"

    def ready(self) -> None:
        import_module("filings.certificates.checks")
