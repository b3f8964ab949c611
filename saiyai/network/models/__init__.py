"""What is stored of the network: organisations and their kinds, standings, people, roles, links."""

from saiyai.network.models.application import (
    APPLICATION_STATE_NAMES,
    CERTIFIER_NAMES,
    PAPER_NAMES,
    REQUIREMENT_NAMES,
    ApplicationPaper,
    BoardSession,
    StandingApplication,
)
from saiyai.network.models.certificate import Certificate, CertificateRegister, YearlyReport
from saiyai.network.models.figure import MEASURE_NAMES, OrganisationFigure
from saiyai.network.models.imports import (
    BATCH_STATE_NAMES,
    LIST_NAMES,
    VERDICT_NAMES,
    ColumnTitle,
    ImportBatch,
    ImportRow,
)
from saiyai.network.models.kind import SECTOR_NAMES, OrganisationKind
from saiyai.network.models.link import LINK_NAMES, Link
from saiyai.network.models.organisation import (
    FIELD_NAMES,
    STATE_NAMES,
    TARGET_NAMES,
    Organisation,
    OrganisationAlias,
    OrganisationField,
    OrganisationTarget,
    ServedArea,
    TargetGroup,
    WelfareField,
)
from saiyai.network.models.person import BASIS_NAMES, POSITION_NAMES, Person, PersonRole
from saiyai.network.models.standing import END_NAMES, STANDING_NAMES, OrganisationStanding
from saiyai.network.models.target import CoverageTarget
from saiyai.network.rules import Kind

__all__ = [
    "APPLICATION_STATE_NAMES",
    "BASIS_NAMES",
    "BATCH_STATE_NAMES",
    "CERTIFIER_NAMES",
    "END_NAMES",
    "FIELD_NAMES",
    "LINK_NAMES",
    "LIST_NAMES",
    "MEASURE_NAMES",
    "PAPER_NAMES",
    "POSITION_NAMES",
    "REQUIREMENT_NAMES",
    "SECTOR_NAMES",
    "STANDING_NAMES",
    "STATE_NAMES",
    "TARGET_NAMES",
    "VERDICT_NAMES",
    "ApplicationPaper",
    "BoardSession",
    "Certificate",
    "CertificateRegister",
    "ColumnTitle",
    "CoverageTarget",
    "ImportBatch",
    "ImportRow",
    "Kind",
    "Link",
    "Organisation",
    "OrganisationAlias",
    "OrganisationField",
    "OrganisationFigure",
    "OrganisationKind",
    "OrganisationStanding",
    "OrganisationTarget",
    "Person",
    "PersonRole",
    "ServedArea",
    "StandingApplication",
    "TargetGroup",
    "WelfareField",
    "YearlyReport",
]
