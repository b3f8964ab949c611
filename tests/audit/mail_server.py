"""A mail server for tests: a few verbs of SMTP on loopback, that keeps what it takes and can stop in the middle."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class MailServer:
    """What the server took, and how it behaves: `answers` replaces the answer to a verb, `hold` keeps the last 250 back."""

    port: int = 0
    taken: list[str] = field(default_factory=list)
    answers: dict[str, bytes] = field(default_factory=dict)
    hold: bool = False
    holding: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)

    @property
    def message_ids(self) -> list[str]:
        return [re.search(r"^Message-ID: (\S+)", mail, re.MULTILINE)[1] for mail in self.taken]


def _conversation(server: MailServer) -> type[socketserver.StreamRequestHandler]:
    class Conversation(socketserver.StreamRequestHandler):
        def say(self, line: bytes) -> None:
            self.wfile.write(line + b"\r\n")

        def handle(self) -> None:
            self.say(b"220 test")
            for line in self.rfile:
                verb = line.split(b":")[0].split(b" ")[0].strip().upper().decode()
                answer = server.answers.get(verb)
                if answer is not None:
                    self.say(answer)
                elif verb == "DATA":
                    self.say(b"354 go on")
                    self.take()
                elif verb == "QUIT":
                    self.say(b"221 bye")
                    return
                else:
                    self.say(b"250 ok")

        def take(self) -> None:
            lines = []
            for line in self.rfile:
                if line == b".\r\n":
                    break
                lines.append(line.decode())
            server.taken.append("".join(lines))
            if server.hold:
                server.holding.set()
                server.let_go.wait(30)
                return
            self.say(b"250 taken")

    return Conversation


@contextmanager
def a_mail_server() -> Iterator[MailServer]:
    """Run a mail server on a free port of loopback."""
    server = MailServer()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _conversation(server)) as listening:
        listening.daemon_threads = True
        server.port = listening.server_address[1]
        threading.Thread(target=listening.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield server
        finally:
            server.let_go.set()
            listening.shutdown()
