"""How a topic comes before the public in tests: one person edits it, another lets it out."""

from datetime import date

from gongkai.bodies.models import Body, User
from gongkai.publishing.actions import topic_reviews
from gongkai.publishing.models import Topic
from gongkai.rules.roles import Role
from tests.factories import make_user


def make_editor(body: Body) -> User:
    """Make somebody who edits topics."""
    return make_user(role=Role.INFORMATION_OFFICER, body=body, full_name="周编辑")


def publish_topic(topic: Topic, *, by: User, on: date) -> Topic:
    """Submit a topic, or the change of one, and let a second person approve it; return the public one."""
    submitted = topic_reviews.submit_topic(topic, by=by, on=on)
    head = make_user(role=Role.OFFICE_HEAD, body=topic.body, full_name="吴主任")
    return topic_reviews.approve_topic(submitted, by=head, on=on)
