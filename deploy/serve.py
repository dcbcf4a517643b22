"""Runs the web server and the message worker side by side and stops both together.

Usage: serve.py [--check-port]. PORT comes from the environment. With --check-port it only says whether
the port is free (exit code 1 and one sentence if not).
"""

import contextlib
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

HOST = "127.0.0.1"
START_SECONDS = 60
STOP_SECONDS = 25
MESSAGES = Path("var/messages.log")
COMMANDS = {
    "web server": [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"],
    "message worker": [sys.executable, "manage.py", "send_messages"],
}
Children = dict[str, subprocess.Popen[bytes]]


class Stopped(Exception):
    """Somebody asked for the end: Ctrl-C, SIGTERM, or the parent is gone."""


def say(sentence: str) -> None:
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.write(sentence + "\n")
        sys.stdout.flush()


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def port_to_serve() -> int:
    """PORT as a number that is free, or the end of the program with a sentence."""
    text = os.environ.get("PORT", "8000")
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        sys.exit(f"PORT must be a number from 1 to 65535, not {text!r}.")
    if not is_free(int(text)):
        sys.exit(
            f"Port {text} is in use or not allowed: stop what uses it, or choose another: make run PORT=8001"
        )
    return int(text)


def die_with_parent() -> None:
    """Linux ends the child when this process is killed outright, so nothing is left behind."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


def start(name: str, output: int | None) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches only this process, which then stops the children in order.
    return subprocess.Popen(  # noqa: S603
        COMMANDS[name],
        stdin=subprocess.DEVNULL,
        stdout=output,
        start_new_session=True,
        preexec_fn=die_with_parent,
    )


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


class Parent:
    """Who started this process, usually `make`; asked again and again whether it still wants the portal.

    GNU make waits in silence for its children when a signal is sent to make alone, so one sees the signal only
    in that make no longer catches it.
    """

    def __init__(self) -> None:
        self.pid = os.getppid()
        self.caught = self._caught_signals()

    def is_leaving(self) -> bool:
        return os.getppid() != self.pid or self._caught_signals() != self.caught

    def _caught_signals(self) -> str:
        try:
            status = Path(f"/proc/{self.pid}/status").read_text()
        except OSError:
            return ""
        lines = dict(line.split(":\t", 1) for line in status.splitlines())
        return lines["SigCgt"] if lines["Name"] == "make" else ""


def watch(children: Children, parent: Parent) -> None:
    """Raise Stopped when the parent is leaving, end the program when a child has ended by itself."""
    if parent.is_leaving():
        raise Stopped
    for name, child in children.items():
        if child.poll() is not None:
            sys.exit(
                f"The {name} has stopped by itself (exit code {child.returncode}); its message is above."
            )


def wait_until_it_answers(port: int, children: Children, parent: Parent) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not answers(port):
        watch(children, parent)
        if time.monotonic() > deadline:
            sys.exit(f"The portal did not answer within {START_SECONDS} seconds.")
        time.sleep(0.1)


def stop(children: Children) -> None:
    """Ask every child to end, and end it by force when it does not."""
    for child in children.values():
        child.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for child in children.values():
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def on_signal(number: int, frame: object) -> None:
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    raise Stopped


def serve(port: int) -> None:
    parent = Parent()
    children: Children = {}
    try:
        children["web server"] = start("web server", None)
        with MESSAGES.open("ab") as messages:
            children["message worker"] = start("message worker", messages.fileno())
        wait_until_it_answers(port, children, parent)
        say(f"Messages that the portal sends are written to {MESSAGES}.")
        say(f"The portal answers on http://{HOST}:{port}/ (Ctrl-C stops it)")
        while True:
            watch(children, parent)
            time.sleep(0.5)
    except Stopped:
        say("Stopping the portal.")
    finally:
        stop(children)


if __name__ == "__main__":
    free_port = port_to_serve()
    if "--check-port" not in sys.argv:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, on_signal)
        serve(free_port)
