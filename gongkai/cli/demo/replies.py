"""How a request of the demo is answered: files, draft, reviews, letter, service; then it is closed."""

from gongkai.casework import actions
from gongkai.casework.facts import ReplyFacts
from gongkai.casework.models import DisclosureRequest, Reply, RequestFile, Stage
from gongkai.cli.demo import answers, post
from gongkai.cli.demo.papers import page
from gongkai.cli.demo.story import Story
from gongkai.cli.demo.words import YEAR
from gongkai.rules.letters import kind_of_reply
from gongkai.rules.outcomes import Outcome

DISCLOSED = (Outcome.GRANTED, Outcome.PARTIAL)
ARCHIVED_AFTER = 10  # working days
PAPER_ELSEWHERE = "上线以前的纸质文书和送达回证另卷保存，见文书处理登记簿。"


def answer(story: Story) -> None:
    """Draft, review, sign, issue and serve the reply; then close and archive; or stop where `until` says."""
    story.pass_days(story.facts["days"])
    until = story.facts.get("until", "")
    if until == "draft":
        actions.keep_draft(story.case, facts=_facts(story), by=story.desk.handler, on=story.today)
        return
    reply = _review(story, _draft(story), until)
    if reply.stage != Stage.SIGNED or until == "signed":
        return
    letter = post.write(story, kind_of_reply(Outcome(reply.outcome), reply.flag).code)
    if until == "letter_draft":
        return
    letter = post.sign(story, letter)
    if until == "letter_signed":
        return
    post.dispatch(story, letter)
    if until != "sent":
        finish(story)


def finish(story: Story) -> None:
    """Let the reply arrive, tell third parties that were overruled, close and archive."""
    desk = story.desk
    story.pass_days(post.ON_THE_WAY)
    story.case = DisclosureRequest.objects.get(pk=story.case.pk)
    _tell_third_parties(story)
    if story.facts.get("until") == "served":
        return
    story.case = actions.close_request(story.case, by=desk.registrar, on=story.today)
    if desk.archivist and story.today.month < 10 and story.today.year == YEAR:
        on = story.pass_days(ARCHIVED_AFTER)
        story.case = actions.archive_request(story.case, gap_reason=PAPER_ELSEWHERE, by=desk.archivist, on=on)


def _draft(story: Story) -> Reply:
    """Attach what will be supplied and draft the reply; one that is sent back is drafted again."""
    desk, outcome = story.desk, Outcome(story.facts["outcome"])
    if outcome in DISCLOSED:
        file = page(f"信息{story.case.number}", desk.body.name, story.case.matter, "（演示文件）")
        purpose = RequestFile.Purpose.SUPPLIED
        actions.attach_file(story.case, file=file, purpose=purpose, by=desk.handler, on=story.today)
    reply = actions.draft_reply(story.case, facts=_facts(story), by=desk.handler, on=story.today)
    if not story.facts.get("returned"):
        return reply
    reply = actions.return_reply(
        reply, opinion="请补充检索的范围，并核对引用的条款。", by=desk.unit_head, on=story.today
    )
    return actions.draft_reply(reply.request, facts=_facts(story), by=desk.handler, on=story.today)


def _facts(story: Story) -> ReplyFacts:
    return answers.facts_for(Outcome(story.facts["outcome"]), story.facts)


def _review(story: Story, reply: Reply, until: str) -> Reply:
    """Pass the reply at each stage that the body's policy asks for, on one day, up to where it waits."""
    desk = story.desk
    reviewers = {
        Stage.UNIT: desk.unit_head,
        Stage.SECRECY: desk.secrecy,
        Stage.LEGAL: desk.legal,
        Stage.LEADER: desk.leader,
    }
    while (stage := Stage(reply.stage)) in reviewers and stage != until:
        reply = actions.approve_reply(reply, stage=stage, opinion="同意", by=reviewers[stage], on=story.today)
    return reply


def _tell_third_parties(story: Story) -> None:
    reply = story.case.current_reply
    if reply and reply.outcome in DISCLOSED:
        for _ in story.case.consultations.untold():
            post.send(story, "disclosure_notice_third_party")
