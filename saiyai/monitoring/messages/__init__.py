"""What monitoring's codes say."""

from saiyai.monitoring.messages import (
    brief,
    collection,
    form,
    project,
    report,
    review,
    series,
    summary,
    target,
)

SENTENCES = (
    project.SENTENCES,
    form.SENTENCES,
    collection.SENTENCES,
    report.SENTENCES,
    review.SENTENCES,
    series.SENTENCES,
    summary.SENTENCES,
    brief.SENTENCES,
    target.SENTENCES,
)
REFUSALS = {code: text for each in SENTENCES for code, text in each.refusals.items()}
"""What each code of a refusal says, of all nouns together."""
