"""复议诉讼."""

from django.urls import path

from gongkai.office.views import remedies

urlpatterns = [
    path("remedies/", remedies.remedies, name="remedies"),
    path("remedies/about/<int:pk>/", remedies.file_remedy, name="file_remedy"),
    path("remedies/losses/", remedies.losses, name="remedies_lost"),
    path("remedies/<int:pk>/", remedies.remedy, name="remedy"),
    path("remedies/<int:pk>/papers/<int:paper>/", remedies.send_paper, name="remedy_paper"),
    path("remedies/<int:pk>/<slug:code>/", remedies.take_remedy_step, name="remedy_step"),
]
