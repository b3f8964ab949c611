"""The style of every page's frame travels as one file that holds all its parts."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders

from saiyai.web.frame import FRAME, PARTS, FrameFinder


def test_the_frame_holds_its_parts_in_their_order():
    frame = Path(finders.find(FRAME)).read_text(encoding="utf-8")
    at = 0
    for part in PARTS:
        text = Path(finders.find(part)).read_text(encoding="utf-8")
        at = frame.index(text, at) + len(text)


def test_what_the_frame_names_lies_where_it_names_it():
    frame = Path(finders.find(FRAME)).read_text(encoding="utf-8")
    named = set(re.findall(r'url\("?(?!data:)([^")]+\.\w+)"?\)', frame))

    assert len(named) >= 8
    for each in named:
        path = f"vendor/{each.removeprefix('../vendor/')}" if each.startswith("../vendor/") else f"web/{each}"
        assert finders.find(path), each


def test_gathering_static_files_finds_it():
    ((path, storage),) = FrameFinder().list(None)

    assert path == FRAME
    with storage.open(path) as file:
        assert file.read(20)


def test_every_other_file_is_another_finders():
    assert FrameFinder().find("web/base.css") == []
    assert FrameFinder().find(FRAME, find_all=True)
