"""One cell of the matrix: an actor asks a route for a thing at a place, and gets what the policy says."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from saiyai.accounts.access import READING_ROLES
from saiyai.web.routes import Policy, inside_area_of
from tests.cast import Cast
from tests.matrix.actors import Actor, actors
from tests.matrix.builders import parameters_at
from tests.matrix.routes import Route

SIGN_IN = "/accounts/login/"
REACHED = {200, 301, 302, 400, 405, 409, 410, 429}
"""Answers of a view that was reached and found its thing: also that the method is another one, or a rule's no."""
NARROWER = {
    "accounts_grant": inside_area_of(*READING_ROLES),
    "forum_stage_sheets": inside_area_of(),
    "forum_station": inside_area_of(),
    "forum_station_hand_over": inside_area_of(),
    "forum_station_list": inside_area_of(),
    "judge_conflict": inside_area_of(),
    "network_filter_delete": inside_area_of(),
    "mfa_edit_webauthn": inside_area_of(),
    "mfa_remove_webauthn": inside_area_of(),
    "score_sheet": inside_area_of(),
}
"""Signed-in routes whose view narrows further: what it says of the things of others."""

MAY_BE_ABSENT = {
    "accounts_identity_back",
    "accounts_identity_begin",
    "accounts_identity_link",
    "accounts_identity_unlink",
    "accounts_person_identity",
    "activity_evidence",
    "authority",
    "document_file",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_view_recovery_codes",
    "picture",
}
"""Routes to a thing that the matrix does not make: whoever is let in finds nothing there."""

TELLS_OF_TROUBLE = {"health"}
"""Routes that answer 503 where something of the installation is amiss, as it is in a test's."""

IS_IT_YOU = ("/accounts/again/", "/accounts/methods/again/", "/accounts/methods/passkeys/again/")
"""Where somebody signed in shows once more that it is them, before a view is reached at all."""


@dataclass(frozen=True)
class Cell:
    """What an actor got, and what the policy says they get."""

    route: Route
    actor: str
    relation: str
    method: str
    expected: str
    got: int
    location: str

    @property
    def is_right(self) -> bool:
        led_to_sign_in = self.got == 302 and self.location.startswith(SIGN_IN)
        if self.expected == "sign in":
            return led_to_sign_in
        if self.expected == "nothing":
            return self.got in {404, 405} or self.location.startswith(IS_IT_YOU)
        if self.expected == "the page or a door":
            return self.got in self.reached
        return self.got in self.reached and not led_to_sign_in

    @property
    def reached(self) -> set[int]:
        absent = {404} if self.route.name in MAY_BE_ABSENT else set()
        return REACHED | absent | ({503} if self.route.name in TELLS_OF_TROUBLE else set())

    def __str__(self) -> str:
        return (
            f"{self.method} {self.route}: {self.actor} asks for a thing at their {self.relation} place, "
            f"should get {self.expected}, got {self.got} {self.location}"
        )


def expected(policy: Policy, actor: Actor, place_code: str) -> str:
    """Return what the policy promises, computed from the policy and the scope alone."""
    if not policy.signed_in:
        return "the page or a door"
    if actor.user is None:
        return "sign in"
    if not policy.admits(actor.scope):
        return "nothing"
    if policy.inside and not actor.scope.covers(place_code, policy.roles):
        return "nothing"
    return "the page"


def cells_of(route: Route, cast: Cast, urlconf: str | None = None) -> Iterator[Cell]:
    """Yield the cells of a route: each actor × each place × both methods where nothing is to be had."""
    for actor in actors(cast):
        client = Client(raise_request_exception=True)
        if actor.user is not None:
            client.force_login(actor.user)
        for relation, place_code in actor.places() if route.parameters else [("own", actor.places()[0][1])]:
            parameters = parameters_at(cast, route.name, route.parameters, place_code)
            if parameters is None:
                continue
            address = reverse(route.name, kwargs=parameters, urlconf=urlconf)
            promised = expected(NARROWER.get(route.name, route.policy), actor, place_code)
            for method in ("GET", "POST") if promised in {"sign in", "nothing"} else ("GET",):
                answer = client.generic(method, address)
                yield Cell(
                    route,
                    actor.name,
                    relation,
                    method,
                    promised,
                    answer.status_code,
                    answer.headers.get("Location", ""),
                )
