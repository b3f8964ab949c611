"""What the body of an article is made of; each block cleans what is typed or pasted into it, or says what is wrong."""

from typing import Any
from urllib.parse import urlsplit

import nh3
from django import forms
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    FieldBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    StructBlockValidationError,
    TextBlock,
    URLBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText

from saiyai.analytics.series import published
from saiyai.kernel.text import normalise, normalise_lines
from saiyai.places.forms import PlaceField
from saiyai.places.queries.tree import path_of
from saiyai.web.offers import Text

FEATURES = ["bold", "italic", "link", "ol", "ul"]
TAGS = {"p", "b", "i", "strong", "em", "a", "ol", "ul", "li", "br", "h2", "h3", "h4"}
LINKS = {"a": {"href", "linktype", "id"}}
SCHEMES = {"http", "https", "mailto", "tel"}
VIDEO_HOSTS = {
    "youtube.com",
    "youtu.be",
    "facebook.com",
    "fb.watch",
    "vimeo.com",
    "tiktok.com",
}
MOST_COLUMNS, MOST_ROWS = 12, 200
OWN_PAGES = {"place": "code", "organisation": "pk", "forum": "code"}
"""The routes of our own pages that an article may lead to, each with the argument that names the thing."""


class LineBlock(CharBlock):
    """A line of text, kept as it should have been typed: no marks that turn or hide letters."""

    def clean(self, value: Any) -> str:
        """Return the line in its one form."""
        line: str = super().clean(normalise(str(value or "")))
        return line


class LinesBlock(TextBlock):
    """Several lines of text, kept as they should have been typed."""

    def clean(self, value: Any) -> str:
        """Return the lines in their one form."""
        lines: str = super().clean(normalise_lines(str(value or "")))
        return lines


class ProseBlock(RichTextBlock):
    """Text with bold, italic, lists and links; whatever else was pasted goes."""

    def clean(self, value: Any) -> RichText:
        """Return the text with nothing in it but what the editor's own buttons make."""
        source = nh3.clean(
            normalise_lines(value.source),
            tags=TAGS,
            attributes=LINKS,
            url_schemes=SCHEMES,
            link_rel=None,
        )
        text: RichText = super().clean(RichText(source))
        return text


class TellingBlock(StructBlock):
    """One told thing of a list: whose it is, and what it tells."""

    heading = LineBlock(label=gettext_lazy("heading"), max_length=200)
    text = LinesBlock(label=gettext_lazy("text"))

    class Meta:
        icon = "list-ol"
        label = gettext_lazy("item")


class PictureBlock(StructBlock):
    """A picture, what it shows in words for those who do not see it, and a caption."""

    image = ImageChooserBlock(label=gettext_lazy("picture"))
    alt_text = LineBlock(
        label=gettext_lazy("what the picture shows"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "For those who cannot see it: who does what where. Not “picture”, not the file's name."
        ),
    )
    caption = LineBlock(label=gettext_lazy("caption"), required=False, max_length=300)

    class Meta:
        icon = "image"
        label = gettext_lazy("picture")

    def clean(self, value: Any) -> Any:
        """Refuse a picture that says nothing to those who do not see it."""
        cleaned = super().clean(value)
        if not cleaned.get("alt_text"):
            says = _("Say what the picture shows, for those who cannot see it.")
            raise StructBlockValidationError(block_errors={"alt_text": ValidationError(says)})
        return cleaned


def rows_of(text: str) -> list[list[str]]:
    """Return the cells of a table typed or pasted as text: a line a row, columns parted by tabs or upright strokes."""
    lines = [line for line in text.splitlines() if line.strip()]
    return [[normalise(cell) for cell in line.replace("\t", "|").strip("|").split("|")] for line in lines]


class TableBlock(StructBlock):
    """A small table, pasted from a spreadsheet or typed; its first row names the columns."""

    caption = LineBlock(label=gettext_lazy("what the table tells"), max_length=200)
    cells = TextBlock(
        label=gettext_lazy("rows"),
        rows=6,
        help_text=gettext_lazy(
            "Copy the cells in a spreadsheet and paste them here; or type a row a line, with | between the columns. "
            "The first row names the columns."
        ),
    )

    class Meta:
        icon = "table"
        label = gettext_lazy("table")

    def clean(self, value: Any) -> Any:
        """Refuse a table whose rows are not of one length, or that is too large to read on a phone."""
        cleaned = super().clean(value)
        rows = rows_of(cleaned["cells"])
        says = ""
        if len(rows) < 2:  # noqa: PLR2004 (a head and one row)
            says = _("A table has a row that names the columns, and at least one more.")
        elif len(rows) > MOST_ROWS or len(rows[0]) > MOST_COLUMNS:
            says = _("The table is too large for a page; attach it as a file.")
        elif short := next((n for n, row in enumerate(rows, 1) if len(row) != len(rows[0])), 0):
            says = _("Row %(row)s has another number of columns than the first.") % {"row": short}
        if says:
            raise StructBlockValidationError(block_errors={"cells": ValidationError(says)})
        cleaned["cells"] = "\n".join(" | ".join(row) for row in rows)
        return cleaned


class PlaceLine(PlaceField):
    """A place asked for in one line by its name, as a page of the CMS can show it; its value is the code."""

    widget = forms.TextInput  # type: ignore[assignment]  # a line takes the place of the box with a script

    def prepare_value(self, value: Any) -> Any:
        """Return the name of a place by which it is found again."""
        path = path_of(value) if isinstance(value, str) and value.isdigit() else ()
        return " ".join(row.short_label for row in reversed(path)) or value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether another place is meant, however it is written."""
        try:
            return bool(self.clean(data) != (initial or ""))
        except ValidationError:
            return True

    def clean(self, value: Any) -> str:
        """Return the place's code, or raise ValidationError with the places that may be meant."""
        try:
            return super().clean(normalise(str(value or "")))
        except ValidationError as unclear:
            offered = getattr(self.widget, "choices_offered", [])
            if unclear.code not in {"ambiguous", "nearly"} or not offered:
                raise
            names = "; ".join(
                " ".join(row.short_label for row in reversed(path_of(each.row.code))) for each in offered
            )
            says = _("Several places may be meant. Type one of these: %(places)s") % {"places": names}
            raise ValidationError(says, code=unclear.code) from unclear


class PlaceBlock(FieldBlock):
    """A place, typed by its name."""

    def __init__(self, *, required: bool = True, help_text: Text = "", **kwargs: Any) -> None:
        self.field = PlaceLine(required=required, help_text=help_text)
        super().__init__(**kwargs)

    class Meta:
        icon = "site"


def series_choices() -> list[tuple[str, Text]]:
    """Return the published series with their titles."""
    return [(each.code, each.title) for each in published()]


class FigureBlock(StructBlock):
    """A figure of a place from the network's own record: it is counted when the page is read, and says why."""

    series = ChoiceBlock(choices=series_choices, label=gettext_lazy("figure"))
    place = PlaceBlock(label=gettext_lazy("place"), help_text=gettext_lazy("For example: อ.สันทราย จ.เชียงใหม่"))

    class Meta:
        icon = "tick-inverse"
        label = gettext_lazy("figure from our data")


class VideoBlock(StructBlock):
    """The way to a video; it is not shown inside the page, so that nobody is told who merely reads."""

    title = LineBlock(label=gettext_lazy("what the video shows"), max_length=200)
    address = URLBlock(label=gettext_lazy("address of the video"), max_length=500)

    class Meta:
        icon = "media"
        label = gettext_lazy("video")

    def clean(self, value: Any) -> Any:
        """Refuse an address that is no video of a service that people know."""
        cleaned = super().clean(value)
        parts = urlsplit(cleaned["address"])
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
        if parts.scheme != "https" or host not in VIDEO_HOSTS:
            says = _("Give the https address of a video on YouTube, Facebook, Vimeo or TikTok.")
            raise StructBlockValidationError(block_errors={"address": ValidationError(says)})
        return cleaned


class AttachmentBlock(StructBlock):
    """A file to take along, with what it is."""

    document = DocumentChooserBlock(label=gettext_lazy("file"))
    title = LineBlock(label=gettext_lazy("what the file is"), max_length=200)

    class Meta:
        icon = "doc-full-inverse"
        label = gettext_lazy("attachment")


def own_page(address: str) -> tuple[str, str] | None:
    """Return what one of our own addresses leads to, as (kind, key); None where it is no place, organisation or forum."""
    try:
        found = resolve(urlsplit(address.strip()).path)
    except (Resolver404, ValueError):
        return None
    argument = OWN_PAGES.get(found.url_name or "")
    return (str(found.url_name), str(found.kwargs[argument])) if argument else None


class OwnPageBlock(LineBlock):
    """The address of a place, an organisation or a forum on this site; its name is shown as it is when read."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "max_length": 300,
                "label": gettext_lazy("address on this site"),
                "help_text": gettext_lazy(
                    "Open the page of the place, the organisation or the forum, and copy its address here."
                ),
            }
            | kwargs
        )

    def clean(self, value: Any) -> str:
        """Return the path of the page, or raise ValidationError where it is none of ours."""
        address = super().clean(value)
        if own_page(address) is None:
            raise ValidationError(
                _("This is not the address of a place, an organisation or a forum of this site.")
            )
        return urlsplit(address).path

    class Meta:
        icon = "link"


class BodyBlock(StreamBlock):
    """The body of an article."""

    heading = LineBlock(label=gettext_lazy("heading"), max_length=200, icon="title")
    text = ProseBlock(label=gettext_lazy("text"), features=FEATURES)
    quote = LinesBlock(label=gettext_lazy("quote"), icon="openquote")
    items = ListBlock(TellingBlock(), label=gettext_lazy("numbered items"))
    picture = PictureBlock()
    gallery = ListBlock(PictureBlock(), label=gettext_lazy("gallery"), icon="image", min_num=2, max_num=40)
    table = TableBlock()
    figure = FigureBlock()
    video = VideoBlock()
    attachment = AttachmentBlock()


class RelatedBlock(StreamBlock):
    """What an article is about besides: places, organisations, forums."""

    page = OwnPageBlock()
