"""What stands in an operator's way, with the way out."""


class Trouble(Exception):  # noqa: N818 (it is what the operator meets, not a fault of the program)
    """One clear sentence on what is wrong, and one on what to do; both already in the operator's language."""

    def __init__(self, sentence: str, way_out: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.way_out = way_out
