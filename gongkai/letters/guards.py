"""What a step of a letter needs: the state, a role for its case, and the office that sends this kind."""

from datetime import date

from gongkai.bodies.models import User
from gongkai.casework.models import DisclosureRequest
from gongkai.casework.progress import roles_for
from gongkai.casework.states import State as Case
from gongkai.letters.models import Letter, LetterFile, LetterPolicy
from gongkai.letters.workflow import LETTERS, WRITERS
from gongkai.rules.roles import Role
from gongkai.workflow import Option, Refusal, Step, StepNotAllowed

UNSEALED = (
    "答复文书发出以前应当添加签名盖章的原件：打印、签名用印以后扫描，或者使用电子印章，再办理“添加盖章件”。"
)
CORRECTIONS = ("correct_dispatch", "correct_service", "correct_proof")
TEMPLATE_EDITORS = (Role.OFFICE_HEAD, Role.ADMINISTRATOR)


def check_may_write(case: DisclosureRequest, *, by: User, on: date) -> None:
    """
    Refuse a letter by somebody who has no part in the case.

    :raises StepNotAllowed: naming who writes letters
    """
    if not may_write(case, by, on):
        raise StepNotAllowed(Refusal("role", f"“拟写文书”由{_names(WRITERS)}办理。"))


def may_write(case: DisclosureRequest, user: User, on: date) -> bool:
    """Whether somebody writes letters in a case."""
    return bool(set(WRITERS) & roles_for(case, user, on))


def check_allowed(letter: Letter, code: str, *, by: User, on: date) -> Step:
    """
    Return the step if the state of the letter and the person's roles for its case allow it.

    :raises StepNotAllowed: they do not
    """
    option = _option(letter, LETTERS.step(code), roles_for(letter.request, by, on))
    if option.refusal:
        raise StepNotAllowed(option.refusal)
    return option.step


def steps_for(letter: Letter, user: User, on: date) -> list[Option]:
    """Return the steps of a letter in table order, the unlawful ones with their reason."""
    roles = roles_for(letter.request, user, on)
    return [_option(letter, step, roles) for step in LETTERS.steps]


def check_edits_templates(roles: frozenset[Role], *, is_superuser: bool = False) -> None:
    """
    Refuse a change of wordings or numbering rules by anybody else.

    :raises StepNotAllowed: naming who changes them
    """
    if not is_superuser and not set(TEMPLATE_EDITORS) & roles:
        raise StepNotAllowed(Refusal("role", f"文书模板由{_names(TEMPLATE_EDITORS)}修改。"))


def _option(letter: Letter, step: Step, roles: frozenset[Role]) -> Option:
    refusal = LETTERS.refusal(step.code, letter.state, roles)
    senders = letter.of_kind.sent_by
    if refusal is None and step.code != "edit" and not senders & roles:
        reason = f"“{letter.of_kind.label}”由{_names(role for role in Role if role in senders)}办理。"
        refusal = Refusal("role", reason)
    if refusal is None and step.code == "dispatch" and lacks_seal(letter):
        refusal = Refusal("guard", UNSEALED)
    if refusal is None and step.code in CORRECTIONS and letter.request.state == Case.ARCHIVED:
        refusal = Refusal("guard", "申请已经归档，发出和送达的登记不能再更正；确有错误的，在案卷中另附说明。")
    return Option(step, refusal)


def lacks_seal(letter: Letter) -> bool:
    """Whether a reply has not got its signed and sealed original, where the body asks for it."""
    if not letter.of_kind.carries_reply or letter.files.filter(purpose=LetterFile.Purpose.SCAN).exists():
        return False
    return LetterPolicy.objects.for_body(letter.body).needs_scan


def _names(roles: object) -> str:
    return "、".join(role.label for role in roles)  # type: ignore[attr-defined]
