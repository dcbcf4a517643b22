"""Said by `manage.py check --deploy`: that there is a key to sign certificates with, that it opens, that it lasts.

Nobody can be approved without it. A database that is not there yet, or has no tables, says nothing.
"""

from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register
from django.db import DatabaseError

from filings.certificates import keys
from icpportal.core.errors import Refused
from icpportal.core.seal import SealError

MAKE = "运行 manage.py signing_key --make。"
ROTATE = "运行 manage.py signing_key --rotate。"


@register("certificates", deploy=True)
def signing_key_is_fit(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Under ``check --deploy``. Asks only for what is there: it makes no key."""
    try:
        if keys.present(keys.Kind.SIGNER) is None:
            return [Error("还没有签发电子证书的密钥，任何申请都不能审核通过。", hint=MAKE, id="filings.E001")]
        signer = keys.current_signer()
    except DatabaseError:
        return []
    except (SealError, Refused):
        return [
            Error("电子证书的密钥用现在的 DATA_KEY 打不开。", hint="恢复原来的 DATA_KEY。", id="filings.E002")
        ]
    if signer.row.not_after < keys.years_from_now(keys.CERTIFICATE_YEARS):
        return [Warning("签发证书的有效期已不足十年，新证书会更短。", hint=ROTATE, id="filings.W001")]
    return []
