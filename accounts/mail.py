"""Mail: plain text to one address, by Django's backend."""

import hashlib
import smtplib
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage

from accounts.delivery import DeliveryError


def send(address: str, subject: str, text: str, key: str) -> None:
    """Hand one mail over; the same `key` again carries the same Message-ID.

    :raises DeliveryError: the server did not accept it, or a header would hold a line break
    """
    mail = EmailMessage(subject, text, to=[address], headers={"Message-ID": message_id(key)})
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        statuses = [status for status, _ in error.recipients.values()]
        raise DeliveryError(f"smtp_{statuses[0]}", final=all(s >= 500 for s in statuses)) from None
    except smtplib.SMTPDataError as error:
        raise DeliveryError(f"smtp_{error.smtp_code}", final=error.smtp_code >= 500) from None
    except smtplib.SMTPResponseException as error:
        # Greeting, sign-in or sender refused: our configuration's fault, not this message's.
        raise DeliveryError(f"smtp_{error.smtp_code}") from None
    except TimeoutError:
        raise DeliveryError("timeout") from None
    except (OSError, smtplib.SMTPException):
        raise DeliveryError("unreachable") from None
    except ValueError:
        raise DeliveryError("malformed", final=True) from None


def message_id(key: str) -> str:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"
