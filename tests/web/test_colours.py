"""Colours: every word can be read on its ground, in light, dark and high contrast (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[2] / "saiyai" / "web" / "static" / "web"
THEMES = {
    "light": ["tokens.css"],
    "dark": ["tokens.css", "dark.css"],
    "high contrast": ["tokens.css", "contrast.css"],
}
GROUNDS = ("page", "surface", "sunk")
WORDS = 4.5
EDGES = 3.0

PAIRS = [
    *(
        (word, ground, WORDS)
        for word in ("ink", "ink-soft", "heading", "brand", "accent", "bad")
        for ground in GROUNDS
    ),
    *(
        (state, f"{state}-soft", WORDS)
        for state in ("good", "warn", "bad", "note", "plain", "brand", "accent")
    ),
    *(("ink", f"{state}-soft", WORDS) for state in ("good", "warn", "bad", "note", "brand")),
    ("brand-deep", "brand-soft", WORDS),
    ("on-brand", "brand", WORDS),
    ("on-brand", "brand-deep", WORDS),
    ("on-brand", "indigo", WORDS),
    ("page", "bad", WORDS),
    ("head-ink", "head", WORDS),
    ("head-soft", "head", WORDS),
    ("head-ink", "head-hover", WORDS),
    ("gold", "head", EDGES),
    *((edge, ground, EDGES) for edge in ("edge", "focus") for ground in GROUNDS),
]


def colours_of(theme: str) -> dict[str, str]:
    text = "".join((STYLES / file).read_text(encoding="utf-8") for file in THEMES[theme])
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text))


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself_is_right():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_words_and_edges_stand_out_from_their_ground(theme: str):
    colours = colours_of(theme)

    faint = {
        f"{fore} on {ground}": round(contrast(colours[fore], colours[ground]), 2)
        for fore, ground, least in PAIRS
        if contrast(colours[fore], colours[ground]) < least
    }

    assert faint == {}
