"""The places app."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from saiyai.web import offers


class PlacesConfig(AppConfig):
    """The areas of Thailand."""

    name = "saiyai.places"
    label = "places"

    def ready(self) -> None:
        """Offer sentences, the way to places, paths for breadcrumbs, a finder and maps of areas; add the jobs."""
        from saiyai.audit.jobs import add_job  # noqa: PLC0415 (models may be imported only now)

        exports = import_module("saiyai.places.exports")
        messages = import_module("saiyai.places.messages")
        for job in import_module("saiyai.places.jobs").JOBS:
            add_job(job)
        offers.SENTENCES.add(
            offers.Sentences(
                messages.COMMANDS,
                messages.REFUSALS | messages.PROBLEMS,
                messages.FIELDS,
                messages.LABELS,
                messages.VALUES,
            )
        )
        for dataset in import_module("saiyai.places.datasets").DATASETS:
            offers.DATASETS.add(dataset, weight=10)
        offers.NAVIGATION.add(offers.NavigationItem(_("Places"), "places", lambda _scope: True), weight=20)
        offers.PLACE_PATHS.add(exports.place_path)
        offers.FINDERS.add(exports.found_places, weight=10)
        offers.FINDERS.add(exports.found_actions, weight=15)
        offers.AREA_MAPS.add(exports.map_of_areas)
