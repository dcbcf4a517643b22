"""A Redis of the tests' own: in a private directory, on a free loopback port, nothing kept on disk."""

import signal
import socket
import subprocess
from pathlib import Path

from tests.servers import free_port, until_it_answers


class RedisServer:
    """Not running until `start`; after `stop` it can be started again, empty, at the same `address`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        log = self.folder / "redis.log"
        options = [
            "--bind",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--dir",
            str(self.folder),
            "--logfile",
            str(log),
        ]
        self.process = subprocess.Popen(["redis-server", "--save", "", "--appendonly", "no", *options])
        until_it_answers(self.process, self._answers, log)

    def stop(self) -> None:
        """As a machine that falls over: no goodbye to anybody."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def hang(self) -> None:
        """It takes connections and says nothing."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(7) == b"+PONG\r\n"
        except OSError:
            return False
