"""The accounts app."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from saiyai.web import offers


class AccountsConfig(AppConfig):
    """People who sign in and their powers."""

    name = "saiyai.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Offer names, areas and waiting tasks to pages, and begin to write what allauth does into the record."""
        exports = import_module("saiyai.accounts.exports")
        messages = import_module("saiyai.accounts.messages")
        queries = import_module("saiyai.accounts.queries")
        import_module("saiyai.accounts.trail")
        import_module("saiyai.accounts.posting").offer()
        offers.SENTENCES.add(
            offers.Sentences(
                messages.COMMANDS, messages.REFUSALS, messages.FIELDS, messages.LABELS, messages.VALUES
            )
        )
        offers.ROLE_NAMES.add(messages.ROLES)
        offers.ACTOR_NAMES.add(queries.names_of_actors)
        offers.AREAS.add(exports.areas_of)
        offers.WAITING_TASKS.add(exports.waiting_grants, weight=20)
        offers.NAVIGATION.add(
            offers.NavigationItem(_("People"), "accounts_people", exports.sees_people), weight=70
        )
