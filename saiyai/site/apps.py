"""The site app: it stands above all others and joins them."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The running product."""

    name = "saiyai.site"
    label = "saiyai_site"
