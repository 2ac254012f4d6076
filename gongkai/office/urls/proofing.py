"""年报核对: batches of files, what was read in each, and what is sent back to those who wrote them."""

from django.urls import path

from gongkai.office.views import proofing, proofing_files

urlpatterns = [
    path("proofing/", proofing.batches, name="proofing"),
    path("proofing/<int:pk>/", proofing.batch, name="proofing_batch"),
    path("proofing/<int:pk>/drop/", proofing.drop, name="proofing_drop"),
    path("proofing/<int:pk>/findings.xlsx", proofing_files.findings, name="proofing_findings"),
    path("proofing/<int:pk>/letters.zip", proofing_files.letters, name="proofing_letters"),
    path("proofing/readings/<int:pk>/", proofing.reading, name="proofing_reading"),
    path("proofing/readings/<int:pk>/<slug:table>/<int:row>/", proofing.correct, name="proofing_row"),
    path("proofing/readings/<int:pk>/findings/<slug:finding>/", proofing.answer, name="proofing_answer"),
    path("proofing/readings/<int:pk>/take/", proofing.take, name="proofing_take"),
    path("proofing/readings/<int:pk>/letter.docx", proofing_files.letter, name="proofing_letter"),
    path("proofing/readings/<int:pk>/letter.pdf", proofing_files.letter_pdf, name="proofing_letter_pdf"),
    path("proofing/papers/<int:pk>/file/", proofing_files.paper, name="proofing_paper"),
    path("proofing/papers/<int:pk>/<int:page>.png", proofing_files.page, name="proofing_page"),
]
