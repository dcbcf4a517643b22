"""The errors that views translate into answers. Each carries the sentence that its user reads."""


class PortalError(Exception):
    """Something that a person must be told.

    :param code: stable name for tests and logs, e.g. ``stale``
    :param sentence: Simplified Chinese, says what happened and what to do
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(f"{code}: {sentence}")
        self.code = code
        self.sentence = sentence


class Refused(PortalError):
    """The rules forbid it: wrong state, wrong actor, rule not met. HTTP 409 or 403."""


class Conflict(PortalError):
    """Somebody else changed it first; nothing was written. HTTP 409."""


class Limited(PortalError):
    """Too often. HTTP 429.

    :param retry_after: seconds until it makes sense to try again
    """

    def __init__(self, code: str, sentence: str, retry_after: int) -> None:
        super().__init__(code, sentence)
        self.retry_after = retry_after
