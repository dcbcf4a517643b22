"""No form's password or code is among what an answer gives back."""

from collections.abc import Iterator

import pytest
from django import forms

import icpportal.urls  # noqa: F401
from accounts.forms.fields import CaptchaForm, CodeField
from icpportal.core.forms import PortalForm
from icpportal.core.unsent import SECRETS


def every_form(base: type[forms.Form] = PortalForm) -> Iterator[type[forms.Form]]:
    """All of the portal's, without those that tests define."""
    for form in base.__subclasses__():
        if not form.__module__.startswith("tests."):
            yield form
            yield from every_form(form)


def secrets_of(form: type[forms.Form]) -> set[str]:
    return {
        name
        for name, field in form.base_fields.items()
        if isinstance(field, CodeField) or isinstance(field.widget, forms.PasswordInput)
    }


@pytest.mark.parametrize("form", list(every_form()), ids=lambda form: form.__name__)
def test_secrets_of_the_form_are_known(form: type[forms.Form]) -> None:
    assert secrets_of(form) <= SECRETS


def test_all_known_secrets_stand_in_a_form() -> None:
    assert {name for form in every_form() for name in secrets_of(form)} | {"captcha"} == SECRETS
    assert "captcha" in CaptchaForm.base_fields
