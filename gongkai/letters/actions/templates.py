"""The wordings and numbering rules of a body: every change is a new version."""

from datetime import date

from django.db import transaction

from gongkai.bodies.models import Body, User
from gongkai.letters.errors import BadNumberRule, BadTemplate
from gongkai.letters.guards import check_edits_templates
from gongkai.letters.models import LetterPolicy, LetterTemplate, LetterTemplateVersion, NumberRule
from gongkai.letters.numbering import check_pattern
from gongkai.letters.wording import default_text, faults
from gongkai.rules.letters import REPLY_NUMBER, kind


@transaction.atomic
def change_template(
    body: Body, *, code: str, text: str, note: str = "", by: User, on: date
) -> LetterTemplateVersion:
    """
    Add a version of the wording for one kind of letter; letters that are fixed keep theirs.

    :raises BadTemplate: unknown content, unbalanced conditions, no remedy clause, or nothing changed
    :raises StepNotAllowed: not the disclosure office's head or an administrator of the body
    """
    check_edits_templates(by.roles_in(body, on), is_superuser=by.is_superuser)
    text = text.replace("\r\n", "\n").strip() + "\n"
    if found := faults(text, kind(code)):
        raise BadTemplate("".join(found))
    template, _ = LetterTemplate.objects.get_or_create(body=body, kind=code)
    template = LetterTemplate.objects.select_for_update().get(pk=template.pk)
    last = template.versions.order_by("number").last()
    if text == (last.text if last else default_text(code)):
        raise BadTemplate("措辞没有变化。")
    return LetterTemplateVersion.objects.create(
        template=template,
        number=last.number + 1 if last else 1,
        text=text,
        note=note.strip(),
        made_by=by,
        made_on=on,
    )


def restore_template(
    body: Body, *, code: str, version: LetterTemplateVersion | None, by: User, on: date
) -> LetterTemplateVersion:
    """
    Take an old version, or without one the default wording, as the newest version.

    :raises BadTemplate: it is the present wording, or can no longer be used
    :raises StepNotAllowed: as for `change_template`
    """
    text = version.text if version else default_text(code)
    note = f"恢复第{version.number}版" if version else "恢复缺省措辞"
    return change_template(body, code=code, text=text, note=note, by=by, on=on)


@transaction.atomic
def change_number_rule(
    body: Body, *, code: str, pattern: str, with_replies: bool = False, by: User, on: date
) -> NumberRule:
    """
    Choose how a body numbers one kind of letter from now on.

    :param pattern: with {serial}, and {prefix} and {year} as wished
    :param with_replies: take the numbers from the row of the replies
    :raises BadNumberRule: no {serial}, something unknown, or a kind that is numbered otherwise
    :raises StepNotAllowed: as for `change_template`
    """
    check_edits_templates(by.roles_in(body, on), is_superuser=by.is_superuser)
    if kind(code).number in ("", REPLY_NUMBER):
        raise BadNumberRule("这种文书不单独编号；答复文号的规则在“机关设置 › 机关信息”中修改。")
    check_pattern(pattern)
    return NumberRule.objects.create(
        body=body, kind=code, pattern=pattern.strip(), with_replies=with_replies, made_by=by, made_on=on
    )


@transaction.atomic
def change_policy(body: Body, *, needs_scan: bool, by: User, on: date) -> LetterPolicy:
    """
    Choose whether a reply goes out only after its signed and sealed original was added.

    :raises StepNotAllowed: as for `change_template`
    """
    check_edits_templates(by.roles_in(body, on), is_superuser=by.is_superuser)
    policy, _ = LetterPolicy.objects.update_or_create(body=body, defaults={"needs_scan": needs_scan})
    return policy
