"""What can be done to places."""

from saiyai.places.commands.boundaries import store_shapes
from saiyai.places.commands.changes import merge_places, recode_place, rename_place, split_place
from saiyai.places.commands.clusters import add_province, change_cluster, make_cluster, remove_province
from saiyai.places.commands.imports import (
    accept_batch,
    begin_import,
    discard_batch,
    fail_checking,
    finish_checking,
    receive_import,
)
from saiyai.places.commands.load import load_places

__all__ = [
    "accept_batch",
    "add_province",
    "begin_import",
    "change_cluster",
    "discard_batch",
    "fail_checking",
    "finish_checking",
    "load_places",
    "make_cluster",
    "merge_places",
    "receive_import",
    "recode_place",
    "remove_province",
    "rename_place",
    "split_place",
    "store_shapes",
]
