"""文书: those of a case stand with the requests, their wordings with the settings."""

from django.urls import path

from gongkai.office.views import letter_batch, letter_templates, letters, mail_out

LETTERS, LETTER = "requests/<int:pk>/letters/", "requests/<int:pk>/letters/<int:letter>/"
WORDING = "bodies/letters/<slug:code>/"

of_cases = [
    path("requests/letters/", letter_batch.batch, name="letter_batch"),
    path(LETTERS + "new/<slug:about>/", letters.prepare, name="letter_new"),
    path(LETTER, letters.letter, name="letter"),
    path(LETTER + "edit/", letters.edit, name="letter_edit"),
    path(LETTER + "correct/", letters.correct, name="letter_correct"),
    path(LETTER + "letter.<slug:form>", letters.download, name="letter_download"),
    path(LETTER + "files/<int:file>/", letters.send_file, name="letter_file"),
    path(LETTER + "mail/", mail_out.send, name="letter_mail"),
    path(LETTER + "steps/<slug:code>/", letters.take_step, name="letter_step"),
]
of_settings = [
    path("bodies/letters/", letter_templates.templates, name="letter_templates"),
    path(WORDING, letter_templates.template, name="letter_template"),
    path(WORDING + "number/", letter_templates.number_rule, name="letter_template_number"),
    path(WORDING + "sample.pdf", letter_templates.sample, name="letter_template_sample"),
    path(WORDING + "versions/<int:number>/", letter_templates.version, name="letter_template_version"),
]
