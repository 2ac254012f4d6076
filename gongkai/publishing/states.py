"""Where an item stands between its draft and its end."""

from django.db import models

from gongkai.rules.review_chains import Stage


class State(models.TextChoices):
    """Where the draft of an item stands; whether the public sees the item is told by `live`."""

    DRAFT = "draft", "起草"
    UNIT_REVIEW = "unit_review", "科室审核"
    OFFICE_REVIEW = "office_review", "公开办审核"
    LEGAL_REVIEW = "legal_review", "合法性审核"
    SECRECY_REVIEW = "secrecy_review", "保密审查"
    LEADER_REVIEW = "leader_review", "负责人审签"
    APPROVED = "approved", "审查通过"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤下"


REVIEWED_IN = {
    Stage.UNIT: State.UNIT_REVIEW,
    Stage.OFFICE: State.OFFICE_REVIEW,
    Stage.LEGAL: State.LEGAL_REVIEW,
    Stage.SECRECY: State.SECRECY_REVIEW,
    Stage.LEADER: State.LEADER_REVIEW,
}
STAGE_OF = {state.value: stage for stage, state in REVIEWED_IN.items()}
IN_REVIEW = tuple(REVIEWED_IN.values())
BEFORE_PUBLICATION = (State.DRAFT, *IN_REVIEW, State.APPROVED)
AFTER_PUBLICATION = (State.PUBLISHED, State.WITHDRAWN)
BEFORE_WITHDRAWAL = (*BEFORE_PUBLICATION, State.PUBLISHED)  # a live item may have a draft under way
BEFORE_NEW_PLACE = (*BEFORE_WITHDRAWAL, State.WITHDRAWN)  # what is gone may get a new place later


class Ending(models.TextChoices):
    """Why an item is no longer public, by the code of the step that ended it: four acts, not one."""

    WITHDRAW = "withdraw", "撤回"
    EXPIRE = "expire", "期满撤下"
    REPLACE = "replace", "以新件替代"
    REDIRECT = "redirect", "转至新址"


class TopicState(models.TextChoices):
    """Where a topic stands; a change of a public one is a draft beside it until it is approved."""

    DRAFT = "draft", "起草"
    SUBMITTED = "submitted", "待审核"
    PUBLISHED = "published", "已发布"
    TAKEN_DOWN = "taken_down", "已撤下"
