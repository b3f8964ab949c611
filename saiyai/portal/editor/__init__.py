"""The Thai of the CMS's own screens: a catalogue that stands before Wagtail's, whose Thai is one third of what it says.

Its sentences are Wagtail's, kept by hand in `locale/`: they are said nowhere in our code, so that the catalogue tool does
not gather them. What our own apps say comes first all the same, since they stand before this one.
"""
