"""What monitoring's codes say."""

from saiyai.monitoring.messages import collection, form, project, report

SENTENCES = (project.SENTENCES, form.SENTENCES, collection.SENTENCES, report.SENTENCES)
REFUSALS = {code: text for each in SENTENCES for code, text in each.refusals.items()}
"""What each code of a refusal says, of all nouns together."""
