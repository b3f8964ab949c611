"""A provider of identities on loopback: discovery, authorisation, tokens signed by its own key, userinfo, keys."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT_ID, CLIENT_SECRET = "saiyai-office", "a-secret-of-the-office"
PID = "3100600445635"
OTHER_PID = "0100600445631"


@dataclass
class Provider:
    """What the provider says next; a test changes it to make it lie."""

    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "today"}))
    signing_key: Any = None
    """Another key than the published one, where the test wants a wrong signature."""
    algorithm: str = "RS256"
    algorithms: list[str] = field(default_factory=lambda: ["RS256"])
    pid: str = PID
    ial: str = "2.3"
    claims: dict[str, Any] = field(default_factory=dict)
    """Claims of the next token that differ from the right ones; None takes one away."""
    in_userinfo: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    is_silent: bool = False

    def description(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": self.algorithms,
        }

    def allow(self, address: str) -> str:
        """Return where the provider sends the person who was led to `address` and said yes."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["client_id"] == CLIENT_ID
        assert asked["code_challenge_method"] == "S256"
        code = token_urlsafe(12)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def tokens(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        asked = self.codes.pop(form["code"], None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if asked is None or challenge != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        right = {
            "iss": self.issuer,
            "sub": "person-1",
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            "pid": self.pid,
            "ial": self.ial,
            "name": "นางสาวตัวอย่าง ใจดี",
        }
        claims = {name: value for name, value in (right | self.claims).items() if value is not None}
        key = self.signing_key or self.key
        header = {"alg": self.algorithm, "kid": "today"}
        id_token = jwt.encode(header, claims, key, algorithms=[self.algorithm])
        return 200, {"access_token": token_urlsafe(8), "token_type": "Bearer", "id_token": id_token}

    def userinfo(self) -> dict[str, Any]:
        return {"sub": "person-1"} | self.in_userinfo


def secret_key() -> OctKey:
    """Return the key that somebody who knows the office's secret could sign with."""
    return OctKey.import_key(CLIENT_SECRET.encode())


@contextmanager
def serving() -> Iterator[Provider]:
    """Serve a provider until the block ends."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answers = {
                "/.well-known/openid-configuration": provider.description,
                "/keys": lambda: {"keys": [provider.key.as_dict(private=False)]},
                "/userinfo": provider.userinfo,
            }
            self.say(200, answers[urlsplit(self.path).path]())

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.say(*provider.tokens({name: values[0] for name, values in parse_qs(text).items()}))

        def say(self, status: int, answer: dict[str, Any]) -> None:
            body = json.dumps(answer).encode()
            self.send_response(503 if provider.is_silent else status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
