from importlib import import_module

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "icpportal.core"
    label = "core"
    verbose_name = "基础数据"

    def ready(self) -> None:
        import_module("icpportal.core.checks")
