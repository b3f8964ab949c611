"""Pictures and files of the former site, brought here once each by their path there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.core.files import File
from django.core.files.images import ImageFile
from wagtail.documents.models import Document
from wagtail.images.models import Image

from saiyai.kernel.text import normalise
from saiyai.portal.models import MovedFile
from saiyai.portal.moving.preparing import PICTURES


@dataclass(frozen=True, slots=True)
class Brought:
    """A file of the former site as it is here: the number of a picture or of a document."""

    image_id: int | None
    document_id: int | None


def brought_files(folder: Path, paths: Iterable[str]) -> Mapping[str, Brought]:
    """Return what some paths of the former site are here, and bring those that are not here yet."""
    wanted = set(paths)
    found = {each.path: each for each in MovedFile.objects.filter(path__in=wanted)}
    for path in sorted(wanted - set(found)):
        found[path] = _brought(folder, path)
    return {path: Brought(each.image_id, each.document_id) for path, each in found.items()}


def _brought(folder: Path, path: str) -> MovedFile:
    source = folder / path
    name, title = PurePosixPath(path).name, normalise(PurePosixPath(path).stem)[:255] or path
    with source.open("rb") as file:
        if source.suffix.lower() in PICTURES:
            image = Image.objects.create(title=title, file=ImageFile(file, name=name))
            return MovedFile.objects.create(path=path, image=image)
        document = Document.objects.create(title=title, file=File(file, name=name))
        return MovedFile.objects.create(path=path, document=document)
