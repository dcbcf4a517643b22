"""A mail server on loopback that speaks just enough SMTP and keeps what it is given."""

import socketserver
import threading


class SmtpSink(socketserver.ThreadingTCPServer):
    """`recipient_reply` and `data_reply` are what it answers to RCPT and to the end of DATA."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.mails: list[tuple[list[str], bytes]] = []
        self.recipient_reply = self.data_reply = "250 OK"
        self.port = int(self.server_address[1])

    def __enter__(self) -> "SmtpSink":
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Conversation(socketserver.StreamRequestHandler):
    server: SmtpSink

    def handle(self) -> None:
        self._say("220 sink")
        recipients: list[str] = []
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "RCPT":
                recipients.append(line[8:])
                self._say(self.server.recipient_reply)
            elif verb == "DATA":
                self._say("354 go on")
                self._keep(recipients)
            else:
                self._say("221 bye" if verb == "QUIT" else "250 OK")

    def _keep(self, recipients: list[str]) -> None:
        lines = list(iter(self.rfile.readline, b".\r\n"))
        if self.server.data_reply.startswith("250"):
            self.server.mails.append((recipients, b"".join(lines)))
        self._say(self.server.data_reply)

    def _say(self, reply: str) -> None:
        self.wfile.write(reply.encode() + b"\r\n")
