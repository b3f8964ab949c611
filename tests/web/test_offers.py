"""What codes are called: in a history as what was done, on a page of powers as what one can do."""

from django.utils.translation import override

from saiyai.web.offers import label_of_command, sentence_of_command


def test_an_act_is_called_differently_before_and_after_it_is_done():
    with override("en"):
        assert str(label_of_command("monitoring.report.approve")) == "Approve a report"
        assert str(sentence_of_command("monitoring.report.approve")) == "approved the report"
    with override("th"):
        assert str(label_of_command("monitoring.report.approve")) == "อนุมัติรายงาน"


def test_an_act_without_a_label_is_called_what_its_history_says():
    with override("en"):
        assert str(label_of_command("cms.wagtail.publish")) == "published a page"
        assert label_of_command("no.such.act") == "no.such.act"
