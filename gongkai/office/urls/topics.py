"""专题: making, filling and publishing the topics of the portal."""

from django.urls import path

from gongkai.office.views import topic_reviews, topic_sections, topics

urlpatterns = [
    path("topics/", topics.topics, name="topics"),
    path("topics/new/", topics.edit_topic, name="topic_new"),
    path("topics/<int:pk>/", topics.topic, name="topic"),
    path("topics/<int:pk>/edit/", topics.edit_topic, name="topic_edit"),
    path("topics/<int:pk>/move/", topic_reviews.move_topic, name="topic_move"),
    path("topics/<int:pk>/review/", topic_reviews.review_topic, name="topic_review"),
    path("topics/<int:pk>/take-down/", topic_reviews.take_down_topic, name="topic_take_down"),
    path("topics/<int:pk>/sections/new/", topic_sections.section, name="topic_section_new"),
    path("topics/<int:pk>/sections/<int:section>/", topic_sections.section, name="topic_section"),
    path(
        "topics/<int:pk>/sections/<int:section>/order/",
        topic_sections.order_section,
        name="topic_section_order",
    ),
    path("topics/<int:pk>/sections/<int:section>/items/", topic_sections.entries, name="topic_entries"),
]
