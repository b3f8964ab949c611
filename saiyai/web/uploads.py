"""Files that people hand in as evidence: checked by what they are, kept once under the digest of what they hold.

A photograph is drawn anew before it is kept, no larger than a page shows it: where and with what it was taken does
not stay in it.
"""

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2400
LONGEST_NAME = 120
MOST_PAGES = 20
"""How many photographs one paper may have, a page each."""

PHOTO, PAPER = "image/jpeg", "application/pdf"
PHOTOS = ("JPEG", "PNG", "WEBP")
ENDINGS = {PHOTO: ".jpg", PAPER: ".pdf"}


@dataclass(frozen=True, slots=True)
class Upload:
    """A checked file: its name, what it is, what it holds, and the SHA-256 of that in hexadecimal."""

    name: str
    media_type: str
    content: bytes
    digest: str


def checked_upload(file: Any) -> Upload:
    """Return a file that a form received (`name`, `size`, `read`), or raise the Refusal that says what is wrong."""
    if file.size > MOST_BYTES:
        raise Refusal("upload.too_large", most=MOST_BYTES // 1024 // 1024)
    content: bytes = file.read()
    if not content:
        raise Refusal("upload.empty")
    media_type = PAPER
    if not content.startswith(b"%PDF-"):
        media_type, content = PHOTO, _drawn_anew(content)
    stem = normalise(Path(str(file.name).replace("\\", "/")).stem)[: LONGEST_NAME - 4] or "file"
    return Upload(stem + ENDINGS[media_type], media_type, content, hashlib.sha256(content).hexdigest())


def checked_paper(files: Sequence[Any]) -> Upload:
    """Return the one file of a paper: as it is, or photographs of its pages joined to a PDF in the order handed in."""
    if len(files) == 1:
        return checked_upload(files[0])
    if len(files) > MOST_PAGES:
        raise Refusal("upload.too_many_pages", most=MOST_PAGES)
    pages = [checked_upload(each) for each in files]
    if not pages:
        raise Refusal("upload.empty")
    if any(each.media_type != PHOTO for each in pages):
        raise Refusal("upload.pages_of_two_kinds")
    content = _joined(pages)
    name = Path(pages[0].name).stem + ENDINGS[PAPER]
    return Upload(name, PAPER, content, hashlib.sha256(content).hexdigest())


def _joined(pages: Sequence[Upload]) -> bytes:
    kept = io.BytesIO()
    for number, each in enumerate(pages):  # one at a time: drawn out, a page takes 17 MB
        with Image.open(io.BytesIO(each.content)) as page:
            page.save(kept, "PDF", append=number > 0, resolution=200)
    return kept.getvalue()


def _drawn_anew(content: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(content), formats=PHOTOS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refusal("upload.too_many_pixels", most=MOST_PIXELS // 1_000_000)
            drawn = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as bad:
        raise Refusal("upload.unknown_type") from bad
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    kept = io.BytesIO()
    drawn.save(kept, "JPEG", quality=85, optimize=True)
    return kept.getvalue()


def path_of(digest: str) -> Path:
    """Return where the file of a digest is kept."""
    return Path(settings.MEDIA_ROOT) / "evidence" / digest[:2] / digest


def keep(upload: Upload) -> None:
    """Keep a file where its digest says; one that is kept already stays as it is."""
    path = path_of(upload.digest)
    if path.is_file():
        return
    _write(path, upload.content)


def _write(path: Path, content: bytes) -> None:
    """Write a file that nobody sees before it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{id(content):x}.part")
    fresh.write_bytes(content)
    fresh.replace(path)


def _papers() -> Path:
    return Path(settings.MEDIA_ROOT) / "papers"


def paper_at(key: str) -> Path:
    """Return where the file of a key is kept."""
    return _papers() / key[:2] / key


def keep_paper(upload: Upload, key: str) -> None:
    """Keep a file under a key of its own, so that it can be taken away without asking who else has the same."""
    _write(paper_at(key), upload.content)


def forget_paper(key: str) -> None:
    """Take away the file of a key, if there is one."""
    paper_at(key).unlink(missing_ok=True)


def papers_before(instant: datetime) -> Iterator[str]:
    """Yield the keys of the files that were kept before an instant."""
    for path in _papers().glob("*/*"):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < instant:
            yield path.name
