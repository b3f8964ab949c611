"""Files that people hand in as evidence: checked by what they are, kept once under the digest of what they hold.

A photograph is drawn anew before it is kept, no larger than a page shows it: where and with what it was taken does
not stay in it.
"""

import hashlib
import io
from dataclasses import dataclass
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
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{id(upload):x}.part")
    fresh.write_bytes(upload.content)
    fresh.replace(path)
