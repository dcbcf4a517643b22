from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "用户与登录"

    def ready(self) -> None:
        import_module("accounts.checks")
        import_module("accounts.outbox_admin")
