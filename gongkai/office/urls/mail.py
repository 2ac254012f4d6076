"""来信和发件: what came by e-mail, and what went out by e-mail and text message."""

from django.urls import path

from gongkai.office.views import mail, mail_out

urlpatterns = [
    path("mail/", mail.mails, name="mail"),
    path("mail/sent/", mail_out.messages_out, name="mail_sent"),
    path("mail/sent/<int:pk>/resend/", mail_out.resend, name="mail_resend"),
    path("mail/<int:pk>/", mail.mail, name="mail_one"),
    path("mail/<int:pk>/register/", mail.register, name="mail_register"),
    path("mail/<int:pk>/sort/<slug:code>/", mail.sort, name="mail_sort"),
    path("mail/<int:pk>/raw/", mail.raw, name="mail_raw"),
    path("mail/<int:pk>/files/<int:file>/", mail.send_file, name="mail_file"),
]
