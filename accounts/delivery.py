"""How a sender says that a message did not get through."""


class DeliveryError(Exception):
    """Not delivered.

    :param code: short, for the outbox row and the log: no address, no text
    :param final: the same message would be refused again, so it is not tried again
    """

    def __init__(self, code: str, *, final: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.final = final
