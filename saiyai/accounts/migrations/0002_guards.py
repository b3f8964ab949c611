"""What the database itself refuses: grants, coverage and links keep their past, and no account is deleted."""

from django.db import migrations

from saiyai.audit.guards import LayGuard


def changed(*columns):
    return " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)


ENDS_LATER = "OLD.ends_on IS NOT NULL AND (NEW.ends_on IS NULL OR NEW.ends_on > OLD.ends_on)"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        LayGuard(name="accounts_user_no_delete", table="accounts_user", act="DELETE", says="an account is never deleted"),
        LayGuard(
            name="accounts_user_sessions_stay_ended",
            table="accounts_user",
            act="UPDATE",
            when="NEW.sessions_ended < OLD.sessions_ended",
            says="ended sessions stay ended",
        ),
        LayGuard(name="accounts_grant_no_delete", table="accounts_grant", act="DELETE", says="a grant is never deleted"),
        LayGuard(
            name="accounts_grant_past_is_fixed",
            table="accounts_grant",
            act="UPDATE",
            when=changed(
                "user_id", "role", "place_code", "office_id", "starts_on",
                "needs_second", "granted_by_id", "granted_at", "reason",
            ),
            says="what was granted is not changed: end it and grant anew",
        ),
        LayGuard(
            name="accounts_grant_approval_is_final",
            table="accounts_grant",
            act="UPDATE",
            when=f"OLD.approved_at IS NOT NULL AND ({changed('approved_at', 'approved_by_id')})",
            says="who approved a grant is not changed",
        ),
        LayGuard(
            name="accounts_grant_closed_is_final",
            table="accounts_grant",
            act="UPDATE",
            when="OLD.state IN ('refused', 'revoked')",
            says="a closed grant is not changed",
        ),
        LayGuard(
            name="accounts_grant_moves_forward",
            table="accounts_grant",
            act="UPDATE",
            when="(OLD.state = 'active' AND NEW.state NOT IN ('active', 'revoked')) "
            "OR (OLD.state = 'waiting' AND NEW.state = 'revoked')",
            says="a grant does not go back",
        ),
        LayGuard(
            name="accounts_grant_ends_no_later",
            table="accounts_grant",
            act="UPDATE",
            when=ENDS_LATER,
            says="a grant's end is not put off: grant anew",
        ),
        LayGuard(
            name="accounts_coverage_no_delete",
            table="accounts_officecoverage",
            act="DELETE",
            says="an office's coverage is ended, not deleted",
        ),
        LayGuard(
            name="accounts_coverage_past_is_fixed",
            table="accounts_officecoverage",
            act="UPDATE",
            when=f"{changed('office_id', 'prefix', 'starts_on')} OR ({ENDS_LATER})",
            says="an office's coverage can only be ended",
        ),
        LayGuard(
            name="accounts_invitation_no_delete",
            table="accounts_invitation",
            act="DELETE",
            says="a link is never deleted",
        ),
        LayGuard(
            name="accounts_invitation_is_fixed",
            table="accounts_invitation",
            act="UPDATE",
            when=f"OLD.state <> 'open' OR {changed('person_id', 'kind', 'token_hash', 'made_at', 'expires_at')}",
            says="a link is used or replaced once",
        ),
    ]
