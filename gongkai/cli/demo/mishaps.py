"""What goes wrong with letters in the demo: one is made void, one comes back, one was written outside."""

from datetime import date

from gongkai.cli.demo.cast import Cast
from gongkai.cli.demo.papers import page
from gongkai.cli.demo.story import Story
from gongkai.letters import actions
from gongkai.letters.models import Letter, Method
from gongkai.letters.wording import default_text

RENEWED = "receipt"
ADDED = "查询办理情况，请使用本回执上的查询码，或者在工作时间致电本机关政府信息公开工作机构。\n"


def renew_wording(cast: Cast, on: date) -> None:
    """Change the wording of the receipt: letters of the year keep the old version."""
    text = default_text(RENEWED).rstrip("\n") + f"\n{ADDED}"
    by = cast.people["officehead"]
    actions.change_template(cast.city, code=RENEWED, text=text, note="增加查询办理情况的方法", by=by, on=on)


def void(story: Story, letter: Letter) -> None:
    """Make a signed letter void; the one that is written next takes over its number."""
    letter = actions.sign_letter(letter, by=story.desk.registrar, on=story.today)
    reason = "附件名称写错，重新制作。"
    actions.void_letter(letter, reason=reason, by=story.desk.registrar, on=story.today)


def adopt(story: Story, letter: Letter) -> Letter:
    """Take the sealed original of a letter that was written outside."""
    number = f"明人社函〔{story.today.year}〕{100 + letter.pk}号"
    file = page(f"盖章件{letter.pk}", story.desk.body.name, letter.of_kind.title, number, "（印章）")
    return actions.adopt_letter(letter, number=number, file=file, by=story.desk.registrar, on=story.today)


def bring_back(story: Story, letter: Letter, on: date) -> None:
    """Let the post bring a letter back; the applicant fetches it at the counter on the same day."""
    by = story.desk.registrar
    letter = actions.record_return(letter, note="收件人外出，邮局退回。", by=by, on=on)
    actions.dispatch_letter(letter, method=Method.COUNTER, note="电话通知后到窗口领取。", by=by, on=on)
