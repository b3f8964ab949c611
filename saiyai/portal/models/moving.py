"""What came from the site before this one: its articles, categories and files, each with what it became here."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MovedArticle(models.Model):
    """An article of the former site, by its number there; its page is none once somebody deleted it here."""

    old_id = models.PositiveIntegerField(unique=True)
    page = models.OneToOneField(
        "portal.ArticlePage", null=True, on_delete=models.SET_NULL, related_name="moved"
    )
    digest = models.CharField(max_length=64)  # of what was brought: differs when the article there does
    revision_id = models.BigIntegerField()  # what was written: another latest one is an editor's work

    def __str__(self) -> str:
        return f"{self.old_id} {self.page_id}"


class MovedCategory(models.Model):
    """A category of the former site, and the one of ours that its articles are in."""

    old_id = models.PositiveIntegerField(unique=True)
    title = models.CharField(_("title"), max_length=255)
    category = models.CharField(_("category"), max_length=20)

    def __str__(self) -> str:
        return f"{self.old_id} {self.category}"


class MovedFile(models.Model):
    """A picture or file of the former site, by its path there."""

    path = models.CharField(max_length=500, unique=True)
    image = models.ForeignKey("wagtailimages.Image", null=True, on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(
        "wagtaildocs.Document", null=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(image__isnull=False, document=None)
                | models.Q(image=None, document__isnull=False),
                name="portal_movedfile_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.path
