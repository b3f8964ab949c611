"""Acts that race: each runs in a process of its own."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.kernel.refusal import Conflict, Refusal
from saiyai.network import commands
from saiyai.network.commands.export import export_people
from saiyai.network.commands.taking import accept_import, undo_import
from saiyai.network.models import (
    BoardSession,
    ImportBatch,
    Kind,
    Organisation,
    OrganisationDocument,
    OrganisationStanding,
    Person,
    PersonRole,
    StandingApplication,
)
from saiyai.network.rules import LinkKind, Position
from saiyai.web.uploads import checked_paper


def _officer() -> User:
    return User.objects.get(username="province_officer")


def take_the_chair(number: int) -> str:
    """Note another chair of the one organisation, or return why not."""
    role = commands.RoleTerms(position=Position.CHAIR, starts_on=date(2014, 1, 1))
    try:
        commands.name_person(
            organisation=Organisation.objects.get(), name=f"นายก ข{number}", terms=role, by=_officer()
        )
    except Refusal as refusal:
        return refusal.code
    return "seated"


def change_the_name(number: int) -> str:
    """Change the organisation that everybody read at its first version, or return why not."""
    terms = commands.Terms(name_th=f"ชื่อที่ {number}", kind=Kind.VOLUNTEERS, place_code="501412")
    try:
        commands.change_organisation(
            organisation=Organisation.objects.get(), terms=terms, version=1, by=_officer()
        )
    except Conflict as conflict:
        return conflict.code
    return "changed"


def replace_the_document(number: int) -> str:
    """Hand another file in for the first document, or return why not."""
    content = b"%PDF-1.7\n" + str(number).encode() + b"\ntrailer<<>>\n%%EOF"
    document = OrganisationDocument.objects.order_by("pk")[0]
    try:
        commands.replace_document(
            document=document,
            file=checked_paper([SimpleUploadedFile(f"{number}.pdf", content)]),
            reason="ฉบับแก้ไข",
            by=_officer(),
        )
    except Refusal as refusal:
        return refusal.code
    return "replaced"


def note_the_link(number: int) -> str:
    """Note the same mutual link, from one side or the other, or return why not."""
    one, other = Organisation.objects.order_by("pk")
    if number % 2:
        one, other = other, one
    try:
        commands.note_link(
            organisation=one, other=other, terms=commands.LinkTerms(LinkKind.COORDINATES), by=_officer()
        )
    except Refusal as refusal:
        return refusal.code
    return "noted"


def take_the_chair_unasked(organisation: int) -> str:
    """Write another chair past the command."""
    person = Person.objects.create(given="ก", shown="ก", search_key="ก")
    PersonRole.objects.create(
        person=person, organisation_id=organisation, position=Position.CHAIR, is_sole=True
    )
    return "seated"


def decide_the_sitting(number: int) -> str:
    """Note that the one sitting approved its one application, or return why not."""
    session = BoardSession.objects.get()
    applied = StandingApplication.objects.get()
    try:
        commands.decide_session(
            session=session,
            verdicts=[commands.Verdict(applied.pk, "approve")],
            minutes=f"บันทึก {number}",
            by=User.objects.get(username="ministry_officer"),
        )
    except Refusal as refusal:
        return refusal.code
    return "approved"


def accept_the_list(number: int) -> str:
    """Accept the one list that waits, or return why not."""
    try:
        accept_import(batch=ImportBatch.objects.get(), only_good=False, by=_officer())
    except Refusal as refusal:
        return refusal.code
    return "accepted"


def undo_or_change(number: int) -> str:
    """Take the accepted list back, or change what it made, or name somebody there; return what came of it."""
    officer, made = _officer(), Organisation.objects.order_by("pk").first()
    try:
        if number == 0 or made is None:
            undo_import(batch=ImportBatch.objects.get(), reason="ผิดไฟล์", by=officer)
            return "undone"
        if number % 2:
            commands.serve_areas(organisation=made, areas=["501412"], by=officer)
        else:
            role = commands.RoleTerms(position=Position.MEMBER)
            commands.name_person(organisation=made, name="นายก ข", terms=role, by=officer)
    except (Refusal, Conflict) as no:
        return no.code
    return "built"


def decide_this_way_or_that(number: int) -> str:
    """Approve or refuse at the one sitting, or return why not."""
    outcome = "refuse" if number % 2 else "approve"
    applied = StandingApplication.objects.get()
    verdict = commands.Verdict(applied.pk, outcome, reason="ผลงานยังไม่ชัดเจน" if number % 2 else "")
    try:
        commands.decide_session(
            session=BoardSession.objects.get(),
            verdicts=[verdict],
            minutes=f"บันทึก {number}",
            by=User.objects.get(username="ministry_officer"),
        )
    except Refusal as refusal:
        return refusal.code
    return outcome


def take_along_or_erase(number: int) -> Any:
    """Take the people of the province along as a list, or erase the one whose term is over."""
    if number:
        return export_people(place_code="50", reason="ประชุมประจำปี", by=_officer())
    person = Person.objects.get(shown="นายลา ออก")
    role = person.roles.get(ends_on=None)
    commands.end_role(role=role, on=clock.today() - timedelta(days=1), by=_officer())
    commands.erase_person(person=person, reason="ขอให้ลบ", by=_officer())
    return "erased"


def give_a_standing_unasked(organisation: int, number: int) -> str:
    """Write another standing past the command."""
    OrganisationStanding.objects.create(
        organisation_id=organisation,
        standing="public_benefit",
        number=str(number),
        starts_on=date(2014, 1, 1),
    )
    return "given"
