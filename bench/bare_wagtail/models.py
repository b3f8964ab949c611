"""The one kind of page of the bare Wagtail site."""

from django.db import models
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StructBlock, TextBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page


class StoryPage(Page):
    """A story: a summary, a day, and a stream of blocks."""

    summary = models.TextField()
    told_on = models.DateField()
    body = StreamField(
        [
            ("heading", CharBlock()),
            ("text", RichTextBlock()),
            ("quote", TextBlock()),
            ("items", ListBlock(StructBlock([("heading", CharBlock()), ("text", TextBlock())]))),
            ("picture", ImageBlock()),
        ]
    )
