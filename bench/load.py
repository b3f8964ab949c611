"""A small client that loads a server from a process of its own, and times each answer.

`python -m bench.load` reads what to ask for as JSON from its input and prints the timings as JSON.
"""

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from io import BufferedReader
from itertools import count

PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Ask:
    """What to ask of a server: which pages, how many clients at once, for how long or how often."""

    port: int
    paths: Sequence[str]
    cookies: Sequence[str] = ("",)
    """One for each path, or one for all."""
    clients: int = 16
    seconds: float = 5.0
    requests: int = 0
    """How many requests end it; 0 for as many as the seconds allow."""
    a_second: float = 0.0
    """How many requests begin each second, whether or not those before are answered; 0 for as many as can be."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answered request: its path, status, size, and the seconds from when it was due until its last byte."""

    path: str
    status: int
    bytes: int
    seconds: float


def load(ask: Ask) -> tuple[list[Answer], float]:
    """Return the answers to an ask and how many seconds all took, from a client process that has ended."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        input=json.dumps(asdict(ask)),
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    return [Answer(*each) for each in told["answers"]], told["seconds"]


def _turns(ask: Ask, begin: float) -> Iterator[tuple[int, float]]:
    """Yield the numbers of the requests to come with when each is due."""
    for number in count():
        due = begin + number / ask.a_second if ask.a_second else time.perf_counter()
        over = number >= ask.requests if ask.requests else due > begin + ask.seconds
        if over:
            return
        yield number, due


class _Client(threading.Thread):
    """One client, that takes the next turn as soon as it is free and keeps its connection."""

    def __init__(self, ask: Ask, turns: Iterator[tuple[int, float]], lock: threading.Lock) -> None:
        super().__init__(daemon=True)
        self.ask, self.turns, self.lock = ask, turns, lock
        self.answers: list[Answer] = []
        self.socket: socket.socket | None = None

    def run(self) -> None:
        while True:
            with self.lock:
                turn = next(self.turns, None)
            if turn is None:
                return
            number, due = turn
            time.sleep(max(0.0, due - time.perf_counter()))
            path = self.ask.paths[number % len(self.ask.paths)]
            cookie = self.ask.cookies[number % len(self.ask.paths) % len(self.ask.cookies)]
            begun = due if self.ask.a_second else time.perf_counter()
            status, size = self._get(path, cookie)
            self.answers.append(Answer(path, status, size, time.perf_counter() - begun))

    def _get(self, path: str, cookie: str) -> tuple[int, int]:
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.ask.port), timeout=PATIENCE_SECONDS)
        head = f"GET {path} HTTP/1.1\r\nHost: localhost:{self.ask.port}\r\nAccept: text/html\r\nCookie: {cookie}\r\n\r\n"
        self.socket.sendall(head.encode())
        file = self.socket.makefile("rb")
        status = int(file.readline().split()[1])
        length, chunked, closing = 0, False, False
        while line := file.readline().strip().lower():
            name, _colon, value = line.partition(b":")
            length = int(value) if name == b"content-length" else length
            chunked = chunked or (name == b"transfer-encoding" and b"chunked" in value)
            closing = closing or (name == b"connection" and b"close" in value)
        size = _chunks(file) if chunked else len(file.read(length))
        file.close()
        if closing:
            self.socket.close()
            self.socket = None
        return status, size


def _chunks(file: BufferedReader) -> int:
    size = 0
    while part := int(file.readline(), 16):
        size += len(file.read(part))
        file.readline()
    file.readline()
    return size


def main() -> None:
    """Do what the input asks for."""
    ask = Ask(**json.load(sys.stdin))
    lock, begin = threading.Lock(), time.perf_counter()
    turns = _turns(ask, begin)
    clients = [_Client(ask, turns, lock) for _each in range(ask.clients)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    seconds = time.perf_counter() - begin
    answers = [[*asdict(answer).values()] for client in clients for answer in client.answers]
    json.dump({"answers": answers, "seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
