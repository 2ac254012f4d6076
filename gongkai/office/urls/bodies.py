"""What is set for a body: its data, units, people, leaders, reading places and the calendar."""

from django.urls import path

from gongkai.office.urls.letters import of_settings
from gongkai.office.views import (
    bodies,
    body_calendar,
    body_design,
    body_mail,
    body_parts,
    body_retention,
    body_reviews,
    body_screening,
    hand_over,
    people,
    word_lists,
)

urlpatterns = [
    path("bodies/", bodies.body, name="bodies"),
    path("bodies/changes/", bodies.changes, name="body_changes"),
    *of_settings,
    *(
        pattern
        for part, one in (("units", "unit"), ("leaders", "leader"), ("places", "place"))
        for pattern in (
            path(f"bodies/{part}/", body_parts.parts, {"code": part}, name=f"body_{part}"),
            path(f"bodies/{part}/new/", body_parts.new_part, {"code": part}, name=f"body_new_{one}"),
            path(f"bodies/{part}/<int:pk>/", body_parts.part, {"code": part}, name=f"body_{one}"),
        )
    ),
    path("bodies/places/<int:pk>/remove/", body_parts.remove_place, name="body_remove_place"),
    path("bodies/people/", people.people, name="body_people"),
    path("bodies/people/new/", people.new_person, name="body_new_person"),
    path("bodies/people/known/", people.known_person, name="body_known_person"),
    path("bodies/people/<int:pk>/", people.person, name="body_person"),
    path("bodies/people/<int:pk>/roles/", people.assign, name="body_assign"),
    path("bodies/people/<int:pk>/hand_over/", hand_over.hand_over, name="body_hand_over"),
    path("bodies/people/<int:pk>/password/", people.password, name="body_password"),
    path("bodies/people/<int:pk>/roles/<int:assignment>/", people.end_assignment, name="body_end_role"),
    path("bodies/design/", body_design.design, name="body_design"),
    path("bodies/design/<int:pk>/", body_design.draft, name="body_design_draft"),
    path("bodies/mourning/", body_design.mourning, name="body_mourning"),
    path("bodies/mourning/<int:pk>/cancel/", body_design.cancel_mourning, name="body_cancel_mourning"),
    path("bodies/mail/", body_mail.mail, name="body_mail"),
    path("bodies/mail/try/", body_mail.try_mailbox, name="body_mail_try"),
    path("bodies/screening/", body_screening.screening, name="body_screening"),
    path("bodies/words/", word_lists.words, name="body_words"),
    path("bodies/words/template/", word_lists.template, name="body_words_template"),
    path("bodies/words/switch/", word_lists.switch, name="body_words_switch"),
    path("bodies/words/<int:pk>/", word_lists.word_list, name="body_word_list"),
    path("bodies/reviews/", body_reviews.reviews, name="body_reviews"),
    path("bodies/retention/", body_retention.retention, name="body_retention"),
    path("bodies/calendar/", body_calendar.calendar, name="body_calendar"),
    path("bodies/calendar/moved/", body_calendar.moved, name="body_calendar_moved"),
    path("bodies/calendar/<int:year>/", body_calendar.year, name="body_calendar_year"),
]
