"""What is stored of places: areas, names and successions, local authorities, clusters, imports, shapes."""

from saiyai.places.models.area import LEVEL_OF_LENGTH, Level, Place, PlaceName, Revision, Succession
from saiyai.places.models.authority import AuthorityCoverage, AuthorityVersion, LocalAuthority
from saiyai.places.models.cluster import Cluster, ClusterMembership
from saiyai.places.models.imports import (
    ImportBatch,
    ImportProblem,
    StagedAuthority,
    StagedCoverage,
    StagedJoin,
    StagedVillage,
)
from saiyai.places.models.load import PlaceLoad
from saiyai.places.models.shape import AreaShape, ShapeSet

__all__ = [
    "LEVEL_OF_LENGTH",
    "AreaShape",
    "AuthorityCoverage",
    "AuthorityVersion",
    "Cluster",
    "ClusterMembership",
    "ImportBatch",
    "ImportProblem",
    "Level",
    "LocalAuthority",
    "Place",
    "PlaceLoad",
    "PlaceName",
    "Revision",
    "ShapeSet",
    "StagedAuthority",
    "StagedCoverage",
    "StagedJoin",
    "StagedVillage",
    "Succession",
]
