"""A drawing holds shapes and flat text, and nothing that could act or reach outside."""

import pytest

from saiyai.documents.drawing import drawing_of

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="10 20 100 50">'


def test_labels_are_taken_out_with_their_places_in_drawing_units():
    drawing = drawing_of(
        f'{HEAD}<rect width="5" height="5"/><text x="15" y="30" font-size="9">น้ำ &amp; ป่า</text></svg>'
    )
    assert (drawing.width, drawing.height) == (100, 50)
    assert [(label.text, label.x, label.y, label.size, label.anchor) for label in drawing.labels] == [
        ("น้ำ & ป่า", 5, 10, 9, "start"),
    ]
    assert "text" not in drawing.shapes
    assert "rect" in drawing.shapes


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onload="x"/>',
        '<rect style="fill:red"/>',
        '<a href="https://x"><rect/></a>',
        '<image href="https://x/y.png"/>',
        '<use href="#a"/>',
        "<foreignObject/>",
        '<rect fill="url(https://x)"/>',
        '<rect fill="URL( //x )"/>',
        '<g><text x="1" y="1">ก</text></g>',
        '<text x="1" y="1" transform="scale(2)">ก</text>',
        '<text x="1" y="1"><tspan>ก</tspan></text>',
        '<x xmlns="http://www.w3.org/1999/xhtml"/>',
        "<rect",
        "<!-- x -->",
        "<?x y?>",
    ],
)
def test_what_leaves_the_subset_is_refused(inside):
    with pytest.raises(ValueError, match="drawing"):
        drawing_of(f"{HEAD}{inside}</svg>")


@pytest.mark.parametrize(
    "svg",
    [
        "<html/>",
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 5"/>',
        '<svg viewBox="0 0 5 5"/>',
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 5 5"/>',
    ],
)
def test_what_is_no_drawing_is_refused(svg):
    with pytest.raises(ValueError, match="drawing"):
        drawing_of(svg)
