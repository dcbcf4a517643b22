"""What the tests of validators say about a refusal."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError


def refusal_code(validate: Callable[..., object], *values: object) -> str:
    """The code of the refusal; fails if there is none or if its sentence is not Chinese."""
    with pytest.raises(ValidationError) as refused:
        validate(*values)
    assert refused.value.message.endswith("。")
    return refused.value.code
