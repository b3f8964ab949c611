"""The audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The record of every act."""

    name = "saiyai.audit"
    label = "audit"
