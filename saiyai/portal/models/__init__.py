"""What the public site stores: the pages that news officers write in the CMS."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StructBlock, TextBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page, PageQuerySet
from wagtail.search import index

from saiyai.accounts.models import Office
from saiyai.portal.models.moving import MovedArticle, MovedCategory, MovedFile
from saiyai.portal.models.search import ENTRY_WORDS, SearchEntry

__all__ = [
    "ENTRY_WORDS",
    "ArticlePage",
    "Category",
    "HomePage",
    "MovedArticle",
    "MovedCategory",
    "MovedFile",
    "NewsIndexPage",
    "SearchEntry",
]

RICH_TEXT = ["bold", "italic", "link", "ol", "ul"]


class Category(models.TextChoices):
    """What a piece of news is about; the office's own headings of the time, and those of today."""

    ELDERLY = "elderly", _("older persons")
    CHILDREN = "children", _("children and youth")
    FAMILY = "family", _("family")
    DISABILITY = "disability", _("persons with disabilities")
    TRAFFICKING = "trafficking", _("human trafficking")
    SITUATION = "situation", _("social situation")
    SMART_CITY = "smart_city", _("smart city")
    NETWORK = "network", _("networks")
    CEREMONY = "ceremony", _("royal ceremonies")
    PROCUREMENT = "procurement", _("procurement")


class HomePage(Page):
    """The front page of the site."""

    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["portal.NewsIndexPage"]
    template = "portal/home.html"

    summary = models.TextField(_("summary"), blank=True)
    content_panels = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("home page")


class NewsIndexPage(Page):
    """The list of news; its articles lie below it."""

    max_count_per_parent = 1
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["portal.ArticlePage"]
    preview_modes: list[tuple[str, str]] = []  # its address is the news list, a view of the portal

    class Meta:
        verbose_name = _("news list")


class TellingBlock(StructBlock):
    """One told thing of a list: whose it is, and what it tells."""

    heading = CharBlock(label=_("heading"), max_length=200)
    text = TextBlock(label=_("text"))

    class Meta:
        icon = "list-ol"
        label = _("item")


class ArticlePage(Page):
    """A piece of news."""

    parent_page_types = ["portal.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "portal/article.html"

    summary = models.TextField(_("summary"), max_length=500)
    category = models.CharField(_("category"), max_length=20, choices=Category)
    byline = models.CharField(_("byline"), max_length=120, help_text=_("A name, or the role of the writer."))
    published_on = models.DateField(_("date"))
    office = models.ForeignKey(
        Office,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("publishing office"),
    )
    place_code = models.CharField(_("place code"), max_length=8, blank=True)
    event_starts_at = models.DateTimeField(_("event begins"), null=True, blank=True)
    event_ends_at = models.DateTimeField(_("event ends"), null=True, blank=True)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    body = StreamField(
        [
            ("heading", CharBlock(label=_("heading"), max_length=200)),
            ("text", RichTextBlock(label=_("text"), features=RICH_TEXT)),
            ("quote", TextBlock(label=_("quote"))),
            ("items", ListBlock(TellingBlock(), label=_("numbered items"))),
            ("picture", ImageBlock(label=_("picture"))),
        ],
        verbose_name=_("body"),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("category", "published_on", "byline", "office", "place_code")],
            heading=_("About the article"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("event_starts_at", "event_ends_at", "venue")],
            heading=_("The event it tells of"),
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]

    class Meta:
        verbose_name = _("article")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(category__in=[each.value for each in Category]),
                name="portal_article_category",
            ),
            models.CheckConstraint(
                condition=models.Q(event_ends_at=None)
                | models.Q(event_starts_at__isnull=False, event_ends_at__gte=models.F("event_starts_at")),
                name="portal_article_event_ends_after_start",
            ),
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what the template shows: the page and the way back to the news."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["trail"] = [(_("News"), self.get_parent().get_url(request))]
        context["address"] = request.build_absolute_uri(self.get_url(request))
        return context

    def clean(self) -> None:
        """Refuse an event that ends before it begins, at its box."""
        super().clean()
        if self.event_ends_at and (self.event_starts_at is None or self.event_ends_at < self.event_starts_at):
            raise ValidationError({"event_ends_at": _("The event ends before it begins.")})

    @classmethod
    def newest(cls) -> PageQuerySet:
        """Return the articles that anybody may read, newest first."""
        return cls.objects.live().public().order_by("-published_on", "-pk")
