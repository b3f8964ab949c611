"""What the public search finds of open data: each dataset by its title, what it is, its fields and its keywords."""

from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saiyai.portal.opendata.state import in_both
from saiyai.web.offers import DATASETS, Dataset, SearchDocument, SearchSource


def _document(dataset: Dataset) -> SearchDocument:
    title = in_both(dataset.title)
    told = [dataset.about, *dataset.keywords, *(each.title for each in dataset.fields)]
    text = "\n".join(said for each in told for said in in_both(each).values())
    return SearchDocument(
        key=dataset.key,
        title_th=title["th"],
        title_en=title["en"],
        url=reverse("dataset", args=[dataset.key]),
        version=sha256(f"{title}\0{text}".encode()).hexdigest(),
        text=text,
    )


def _documents(keys: Collection[str] | None) -> Iterable[SearchDocument]:
    return [_document(each) for each in DATASETS if keys is None or each.key in keys]


def _versions(keys: Collection[str] | None) -> Mapping[str, str]:
    return {each.key: each.version for each in _documents(keys)}


DATASETS_FOUND = SearchSource("dataset", _("open data"), _versions, _documents)
