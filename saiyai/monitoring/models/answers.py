"""What is stored of a report beside its numbers: all that was answered, as one canonical JSON text."""

from django.db import models

from saiyai.monitoring.models.report import Report


class Answers(models.Model):
    """All answers of a report by the names of the form's items; the report's hash binds them too."""

    report = models.OneToOneField(Report, primary_key=True, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField(default="{}")

    class Meta:
        verbose_name_plural = "answers"

    def __str__(self) -> str:
        return self.text[:60]
