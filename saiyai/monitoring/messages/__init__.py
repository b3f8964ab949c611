"""What monitoring's codes say."""

from saiyai.monitoring.messages import collection, form, project, report

SENTENCES = (project.SENTENCES, form.SENTENCES, collection.SENTENCES, report.SENTENCES)
