"""Pictures and files of the former site, brought here once each by their path there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.core.files import File
from django.core.files.images import ImageFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection

from saiyai.accounts.models import Office
from saiyai.kernel.text import normalise
from saiyai.portal.models import MovedFile
from saiyai.portal.moving.preparing import PICTURES
from saiyai.portal.queries.newsroom import newsroom_of_office


@dataclass(frozen=True, slots=True)
class Brought:
    """A file of the former site as it is here: the number of a picture or of a document."""

    image_id: int | None
    document_id: int | None


def brought_files(folder: Path, paths: Iterable[str], office: Office | None) -> Mapping[str, Brought]:
    """Return what some paths of the former site are here, and bring those that are not here yet, as an office's own."""
    wanted = set(paths)
    newsroom = newsroom_of_office(office) if office is not None else None
    collection = newsroom.collection if newsroom is not None else Collection.get_first_root_node()
    found = {each.path: each for each in MovedFile.objects.filter(path__in=wanted)}
    for path in sorted(wanted - set(found)):
        found[path] = _brought(folder, path, collection)
    return {path: Brought(each.image_id, each.document_id) for path, each in found.items()}


def _brought(folder: Path, path: str, collection: Collection) -> MovedFile:
    source = folder / path
    name, title = PurePosixPath(path).name, normalise(PurePosixPath(path).stem)[:255] or path
    with source.open("rb") as file:
        if source.suffix.lower() in PICTURES:
            image = Image.objects.create(title=title, collection=collection, file=ImageFile(file, name=name))
            return MovedFile.objects.create(path=path, image=image)
        document = Document.objects.create(title=title, collection=collection, file=File(file, name=name))
        return MovedFile.objects.create(path=path, document=document)
