"""What can be done about those who owe: reminding them by hand, once a day at most."""

from saiyai.accounts.letters import letter, mail
from saiyai.accounts.models import User
from saiyai.accounts.queries import people_holding
from saiyai.audit import clock
from saiyai.audit.command import command, name_subject, queue_message
from saiyai.kernel.refusal import Refusal
from saiyai.monitoring import access
from saiyai.monitoring.models import Collection, Nudge, Report
from saiyai.monitoring.queries.report import letter_values
from saiyai.monitoring.rules import State


@command("monitoring.collection.nudge", allows=access.may_nudge)
def nudge_place(*, collection: Collection, place_code: str, by: User) -> Nudge:
    """Remind those who enter for a place of the report that it owes; a place is reminded once a day at most."""
    report = (
        Report.objects.select_related("collection")
        .filter(collection=collection, place_code=place_code)
        .first()
    )
    if report is None or report.state not in {State.DRAFT, State.RETURNED}:
        raise Refusal("report.not_owed")
    today = clock.today()
    if Nudge.objects.filter(collection=collection, place_code=place_code, on=today).exists():
        raise Refusal("report.nudged_today")
    name_subject(report.subject_key)
    values = letter_values(report) | {"due": collection.due_on}
    for person in people_holding(access.ENTERERS, place_code, today):
        if person.email:
            queue_message(
                mail(person.email, letter("monitoring/letters/owed.txt", values | {"name": str(person)}))
            )
    return Nudge.objects.create(collection=collection, place_code=place_code, on=today, by=by)
