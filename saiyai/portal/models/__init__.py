"""What the public site stores: the pages that news officers write in the CMS."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester, PageQuerySet
from wagtail.search import index

from saiyai.accounts.models import Office, User
from saiyai.audit import clock
from saiyai.portal.models.blocks import BodyBlock, RelatedBlock
from saiyai.portal.models.editing import ArticleForm
from saiyai.portal.models.moving import MovedArticle, MovedCategory, MovedFile
from saiyai.portal.models.newsroom import Newsroom, NewsroomPage, NewsroomTester, ReleaseTask
from saiyai.portal.models.office import OfficePage
from saiyai.portal.models.restricting import kept_from_nobody
from saiyai.portal.models.search import ENTRY_WORDS, SearchEntry
from saiyai.web.preferences import speaking

ENGLISH = "en"
THAI = "th"

__all__ = [
    "ENGLISH",
    "ENTRY_WORDS",
    "THAI",
    "ArticlePage",
    "Category",
    "HomePage",
    "MovedArticle",
    "MovedCategory",
    "MovedFile",
    "NewsIndexPage",
    "Newsroom",
    "NewsroomPage",
    "OfficePage",
    "ReleaseTask",
    "SearchEntry",
]


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
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("title_en"),
        FieldPanel("summary_en"),
    ]

    class Meta:
        verbose_name = _("home page")


class NewsIndexPage(Page):
    """The list of news; its articles lie in the newsrooms of the offices, or straight below it where no office has any."""

    max_count_per_parent = 1
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["portal.NewsroomPage", "portal.ArticlePage"]
    preview_modes: list[tuple[str, str]] = []  # its address is the news list, a view of the portal

    class Meta:
        verbose_name = _("news list")

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find an article by its last step alone, in whichever newsroom it lies."""
        if len(path_components) == 1:
            found = ArticlePage.objects.descendant_of(self).filter(slug=path_components[0]).first()
            if found is not None:
                return found.route(request, [])
        return super().route(request, path_components)


class ArticlePage(Page):
    """A piece of news."""

    parent_page_types = ["portal.NewsroomPage", "portal.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "portal/article.html"
    promote_panels: list[Any] = []  # the address is made of the title or the day, once
    settings_panels = [PublishingPanel()]

    slug: Any  # Wagtail's own field, whose type is not known
    found_twin: "tuple[ArticlePage | None] | None" = None
    """What a query found beside the article, so that it is not looked for again."""

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
    body = StreamField(BodyBlock(), verbose_name=_("body"))
    related = StreamField(
        RelatedBlock(required=False),
        blank=True,
        verbose_name=_("places, organisations and forums it is about"),
    )
    base_form_class = ArticleForm

    content_panels = [
        FieldPanel("title", classname="title"),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("related"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("category", "published_on", "byline", "place_code")],
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

    @property
    def language(self) -> str:
        """Return the language that the article is written in: Thai, or English for an English version."""
        return str(self.locale.language_code)

    @property
    def is_english(self) -> bool:
        """Tell whether it is the English version of another article."""
        return self.language == ENGLISH

    def twin(self) -> "ArticlePage | None":
        """Return the same article in the other language as everybody may read it now, None where there is none."""
        if self.found_twin is not None:
            return self.found_twin[0]
        twin: ArticlePage | None = (
            ArticlePage.newest().filter(translation_key=self.translation_key).exclude(pk=self.pk).first()
        )
        return twin

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the page; that of an English version speaks English all over."""
        if not self.is_english:
            thai: HttpResponse = super().serve(request, *args, **kwargs)
            return thai
        with speaking(request, ENGLISH):
            answer: HttpResponse = super().serve(request, *args, **kwargs).render()
        answer.headers["Content-Language"] = ENGLISH
        return answer

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what the template shows: the page, the same in the other language, and the way back to the news."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["trail"] = [(_("News"), reverse("news"))]
        context["address"] = request.build_absolute_uri(reverse("article", args=[self.slug]))
        context["twin"] = twin = self.twin()
        context["twin_address"] = (
            request.build_absolute_uri(reverse("article", args=[twin.slug])) if twin else ""
        )
        return context

    def permissions_for_user(self, user: User) -> PagePermissionTester:
        """Return what somebody may do with the article: in a newsroom, nobody publishes past the review."""
        parent = self.get_parent()
        if parent is None or issubclass(parent.specific_class or Page, NewsroomPage):
            return NewsroomTester(user, self)
        return super().permissions_for_user(user)

    def set_url_path(self, parent: Page | None) -> str:
        """Put the article's address straight below the news, whichever newsroom it lies in."""
        if parent is not None and issubclass(parent.specific_class or Page, NewsroomPage):
            parent = parent.get_parent()
        path: str = super().set_url_path(parent)
        return path

    @staticmethod
    def _slug_is_available(slug: str, parent_page: Page | None, page: Page | None = None) -> bool:
        """Tell whether no other article of the news has this last step in its address."""
        if parent_page is None:
            return True
        in_newsroom = issubclass(parent_page.specific_class or Page, NewsroomPage)
        below = (parent_page.get_parent() if in_newsroom else parent_page).get_descendants().filter(slug=slug)
        return not (below.not_page(page) if page else below).exists()

    def slug_of_version(self, language: str) -> str:
        """Return the last step of the address of the article's version in another language."""
        return str(self._get_autogenerated_slug(f"{self.slug}-{language}"))

    def _set_core_field_defaults(self) -> None:
        """Make the last step of the address of the day where the title has no Latin letters to make it of."""
        if not self.slug and (self.path or getattr(self, "_cached_parent_obj", None)):
            words = slugify(self.title)
            self.slug = self._get_autogenerated_slug(words or f"{clock.today():%Y%m%d}")
        super()._set_core_field_defaults()

    def with_content_json(self, content: dict[str, Any]) -> "ArticlePage":
        """Return a version of the article, published by the office in whose newsroom it lies."""
        version: ArticlePage = super().with_content_json(content)
        newsroom = Newsroom.objects.filter(page_id=self.get_parent().pk).first()
        if newsroom is not None:
            version.office_id = newsroom.office_id
        return version

    def clean(self) -> None:
        """Refuse an event that ends before it begins, at its box."""
        super().clean()
        if self.event_ends_at and (self.event_starts_at is None or self.event_ends_at < self.event_starts_at):
            raise ValidationError({"event_ends_at": _("The event ends before it begins.")})

    @classmethod
    def newest(cls) -> PageQuerySet:
        """Return the articles that anybody may read, newest first."""
        return cls.objects.live().filter(kept_from_nobody()).order_by("-published_on", "-pk")

    @classmethod
    def newest_in(cls, language: str = "") -> PageQuerySet:
        """Return the articles as the reader of a language meets them, newest first and each once."""
        if (language or get_language()) != ENGLISH:
            return cls.newest().filter(locale__language_code=THAI)
        english = cls.newest().filter(locale__language_code=ENGLISH)
        told_in_english = english.order_by().values("translation_key")
        return cls.newest().filter(
            models.Q(locale__language_code=ENGLISH) | ~models.Q(translation_key__in=told_in_english)
        )
