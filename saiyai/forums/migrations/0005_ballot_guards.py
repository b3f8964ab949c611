"""The guards of stages: what is frozen at the opening, marks, envelopes, papers, sheets and boards."""

from django.db import migrations

from saiyai.audit.guards import LayGuard, append_only

OPEN = "opened_at IS NOT NULL AND counted_at IS NULL AND annulled_at IS NULL"


def _stage(which: str, condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM forums_stage WHERE id = {which} AND {condition})"


FROZEN = (
    "forum_id", "level", "place_code", "way", "terms", "opens_at", "closes_at",
    "opening", "opening_hash", "public_key", "opened_at",
)


class Migration(migrations.Migration):
    dependencies = [("forums", "0004_stages")]

    operations = [
        LayGuard(
            name="forums_stage_no_delete",
            table="forums_stage",
            act="DELETE",
            says="a stage that has opened is never deleted",
            when="OLD.opened_at IS NOT NULL",
        ),
        LayGuard(
            name="forums_stage_frozen",
            table="forums_stage",
            act="UPDATE",
            says="what was decided of a stage is frozen when it opens",
            when="OLD.opened_at IS NOT NULL AND (NEW.opened_at IS NULL OR NEW.opens_at IS NULL OR "
            "NEW.closes_at IS NULL OR " + " OR ".join(f"NEW.{each} <> OLD.{each}" for each in FROZEN) + ")",
        ),
        LayGuard(
            name="forums_stage_final",
            table="forums_stage",
            act="UPDATE",
            says="a count is final, and so is a stage that is published or annulled",
            when="OLD.published_at IS NOT NULL OR OLD.annulled_at IS NOT NULL OR (OLD.counted_at IS NOT NULL AND "
            "(NEW.counted_at IS NULL OR NEW.counted_at <> OLD.counted_at OR NEW.closing_hash <> OLD.closing_hash))",
        ),
        LayGuard(
            name="forums_stage_not_annulled_when_counted_out",
            table="forums_stage",
            act="UPDATE",
            says="a published stage is not annulled",
            when="NEW.published_at IS NOT NULL AND NEW.annulled_at IS NOT NULL",
        ),
        LayGuard(
            name="forums_entry_frozen_insert",
            table="forums_stageentry",
            act="INSERT",
            says="the entries of a stage are frozen when it opens",
            when=_stage("NEW.stage_id", "opened_at IS NOT NULL"),
        ),
        *append_only("forums_stageentry"),
        LayGuard(
            name="forums_roll_frozen_insert",
            table="forums_voter",
            act="INSERT",
            says="the roll of a stage is frozen when it opens",
            when=_stage("NEW.stage_id", "opened_at IS NOT NULL"),
        ),
        LayGuard(
            name="forums_roll_no_delete",
            table="forums_voter",
            act="DELETE",
            says="nobody is taken off a roll",
        ),
        LayGuard(
            name="forums_mark_once",
            table="forums_voter",
            act="UPDATE",
            says="a mark is made once, while its stage is open and within its time",
            when="OLD.way <> '' OR NEW.stage_id <> OLD.stage_id OR NEW.registration_id <> OLD.registration_id OR "
            "NEW.token <> OLD.token OR NOT "
            + _stage(
                "NEW.stage_id",
                f"{OPEN} AND NEW.voted_at >= opens_at AND NEW.voted_at <= closes_at",
            ),
        ),
        LayGuard(
            name="forums_envelope_of_a_mark",
            table="forums_envelope",
            act="INSERT",
            says="an envelope belongs to a mark of its stage, while that is open",
            when="NOT EXISTS (SELECT 1 FROM forums_voter v JOIN forums_stage s ON s.id = v.stage_id "
            "WHERE v.id = NEW.voter_id AND s.id = NEW.stage_id AND v.way = 'phone' AND s.opened_at IS NOT NULL "
            "AND s.counted_at IS NULL AND s.annulled_at IS NULL)",
        ),
        LayGuard(
            name="forums_envelope_no_update",
            table="forums_envelope",
            act="UPDATE",
            says="an envelope is never changed",
        ),
        LayGuard(
            name="forums_envelope_kept",
            table="forums_envelope",
            act="DELETE",
            says="an envelope is kept until its stage is counted",
            when="NOT " + _stage("OLD.stage_id", "counted_at IS NOT NULL"),
        ),
        *(
            LayGuard(
                name=f"forums_paper_{act.lower()}",
                table="forums_typedpaper",
                act=act,
                says="papers are typed in while their stage is open",
                when="NOT " + _stage(f"{row}.stage_id", OPEN),
            )
            for act, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
        ),
        LayGuard(
            name="forums_board_of_a_count",
            table="forums_board",
            act="INSERT",
            says="a board is of a counted stage",
            when="NOT " + _stage("NEW.stage_id", "counted_at IS NOT NULL AND published_at IS NULL"),
        ),
        *append_only("forums_board"),
        LayGuard(
            name="forums_chair_votes_after_count",
            table="forums_chairvote",
            act="INSERT",
            says="the chair breaks ties of a counted stage",
            when="NOT " + _stage("NEW.stage_id", "counted_at IS NOT NULL AND published_at IS NULL AND annulled_at IS NULL"),
        ),
        *append_only("forums_chairvote"),
        LayGuard(
            name="forums_outcome_before_publication",
            table="forums_outcome",
            act="INSERT",
            says="outcomes are written when a stage is published",
            when="NOT EXISTS (SELECT 1 FROM forums_stageentry e JOIN forums_stage s ON s.id = e.stage_id "
            "WHERE e.id = NEW.entry_id AND s.counted_at IS NOT NULL AND s.published_at IS NULL)",
        ),
        *append_only("forums_outcome"),
        LayGuard(
            name="forums_objection_no_delete",
            table="forums_objection",
            act="DELETE",
            says="an objection is answered, never deleted",
        ),
        LayGuard(
            name="forums_objection_answered_once",
            table="forums_objection",
            act="UPDATE",
            says="an objection is answered once",
            when="OLD.answered_at IS NOT NULL OR NEW.text <> OLD.text OR NEW.stage_id <> OLD.stage_id",
        ),
        LayGuard(
            name="forums_check_in_no_delete",
            table="forums_checkin",
            act="DELETE",
            says="a check-in is undone, never deleted",
        ),
        LayGuard(
            name="forums_check_in_keeps",
            table="forums_checkin",
            act="UPDATE",
            says="a check-in changes only by being undone",
            when="OLD.undone_at IS NOT NULL OR NEW.registration_id <> OLD.registration_id OR "
            "NEW.came_at <> OLD.came_at OR NEW.station <> OLD.station",
        ),
        LayGuard(
            name="forums_jury_frozen_insert",
            table="forums_judge",
            act="INSERT",
            says="the jury of a stage is frozen when it opens",
            when=_stage("NEW.stage_id", "opened_at IS NOT NULL"),
        ),
        LayGuard(
            name="forums_jury_no_update",
            table="forums_judge",
            act="UPDATE",
            says="a judge is named or taken off, never changed",
        ),
        LayGuard(
            name="forums_jury_frozen_delete",
            table="forums_judge",
            act="DELETE",
            says="the jury of a stage is frozen when it opens",
            when=_stage("OLD.stage_id", "opened_at IS NOT NULL"),
        ),
        LayGuard(
            name="forums_sheet_frozen_insert",
            table="forums_sheet",
            act="INSERT",
            says="a judge scores the entries of their own stage, as assigned when it opened",
            when="EXISTS (SELECT 1 FROM forums_judge j JOIN forums_stage s ON s.id = j.stage_id "
            "WHERE j.id = NEW.judge_id AND s.opened_at IS NOT NULL) OR NOT EXISTS (SELECT 1 FROM forums_judge j "
            "JOIN forums_stageentry e ON e.stage_id = j.stage_id WHERE j.id = NEW.judge_id AND e.id = NEW.entry_id)",
        ),
        *(
            LayGuard(
                name=f"forums_sheet_barred_{act.lower()}",
                table="forums_sheet",
                act=act,
                says="a judge with a conflict of interest does not score that showcase",
                when="EXISTS (SELECT 1 FROM forums_conflict c JOIN forums_stageentry e ON e.showcase_id = c.showcase_id "
                "WHERE c.judge_id = NEW.judge_id AND e.id = NEW.entry_id)",
            )
            for act in ("INSERT", "UPDATE")
        ),
        LayGuard(
            name="forums_sheet_final",
            table="forums_sheet",
            act="UPDATE",
            says="a sheet that is handed in is final, and none is written on but in its stage's time",
            when="OLD.handed_in_at IS NOT NULL OR NEW.judge_id <> OLD.judge_id OR NEW.entry_id <> OLD.entry_id OR "
            "NOT EXISTS (SELECT 1 FROM forums_judge j JOIN forums_stage s ON s.id = j.stage_id "
            "WHERE j.id = NEW.judge_id AND s.opened_at IS NOT NULL AND s.counted_at IS NULL AND s.annulled_at IS NULL)",
        ),
        LayGuard(
            name="forums_sheet_kept",
            table="forums_sheet",
            act="DELETE",
            says="only an unfinished sheet of an open stage goes, where a judge declares a conflict",
            when="OLD.handed_in_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM forums_judge j "
            "JOIN forums_stage s ON s.id = j.stage_id WHERE j.id = OLD.judge_id AND s.counted_at IS NULL)",
        ),
        *append_only("forums_conflict"),
        LayGuard(
            name="forums_conflict_not_after_scoring",
            table="forums_conflict",
            act="INSERT",
            says="a conflict is declared before the showcase is scored",
            when="EXISTS (SELECT 1 FROM forums_sheet t JOIN forums_stageentry e ON e.id = t.entry_id "
            "WHERE t.judge_id = NEW.judge_id AND e.showcase_id = NEW.showcase_id AND t.handed_in_at IS NOT NULL)",
        ),
        LayGuard(
            name="forums_showcase_no_delete",
            table="forums_showcase",
            act="DELETE",
            says="a showcase is withdrawn, never deleted",
        ),
        LayGuard(
            name="forums_showcase_frozen",
            table="forums_showcase",
            act="UPDATE",
            says="a showcase is frozen when a stage opens with it",
            when="(NEW.title_th <> OLD.title_th OR NEW.title_en <> OLD.title_en OR NEW.story_th <> OLD.story_th OR "
            "NEW.story_en <> OLD.story_en OR NEW.kind <> OLD.kind OR NEW.presenter <> OLD.presenter OR "
            "NEW.organisation_id <> OLD.organisation_id OR NEW.place_code <> OLD.place_code) AND "
            "EXISTS (SELECT 1 FROM forums_stageentry e JOIN forums_stage s ON s.id = e.stage_id "
            "WHERE e.showcase_id = OLD.id AND s.opened_at IS NOT NULL AND s.annulled_at IS NULL)",
        ),
        *(
            LayGuard(
                name=f"forums_result_frozen_{act.lower()}",
                table="forums_result",
                act=act,
                says="the results of a showcase are frozen when a stage opens with it",
                when="EXISTS (SELECT 1 FROM forums_stageentry e JOIN forums_stage s ON s.id = e.stage_id "
                f"WHERE e.showcase_id = {row}.showcase_id AND s.opened_at IS NOT NULL AND s.annulled_at IS NULL)",
            )
            for act, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
        ),
    ]
