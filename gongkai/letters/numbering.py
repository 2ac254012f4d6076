"""文号: under which number a letter goes out, by the body's rule and without gaps."""

from gongkai.bodies.actions import take_number
from gongkai.bodies.models import Body
from gongkai.bodies.numbering import is_template
from gongkai.letters.errors import BadNumberRule
from gongkai.letters.models import Letter, NumberRule
from gongkai.rules.letters import REPLY_NUMBER, LetterKind

SERIES_LENGTH = 20  # as long as bodies.Sequence.kind may be
PLACES = ("prefix", "year", "serial")


def rule_for(body: Body, kind: LetterKind) -> NumberRule:
    """Return the newest rule of a body for a kind of letter; the default when it has chosen none."""
    chosen = NumberRule.objects.filter(body=body, kind=kind.code).order_by("pk").last()
    return chosen or NumberRule(body=body, kind=kind.code, pattern=kind.number)


def next_number(body: Body, kind: LetterKind, year: int) -> str:
    """
    Take the next number for a letter that is no reply; empty for kinds that bear none.

    :raises TransactionManagementError: called outside a transaction
    """
    if not kind.is_numbered:
        return ""
    rule = rule_for(body, kind)
    series = REPLY_NUMBER if rule.with_replies else kind.code[:SERIES_LENGTH]
    while True:
        serial = take_number(body, kind=series, year=year)
        number = rule.pattern.format(prefix=body.doc_no_prefix, year=year, serial=serial)
        if not Letter.objects.valid().filter(body=body, number=number).exists():  # written elsewhere
            return number


def check_pattern(pattern: str) -> None:
    """
    Refuse a numbering rule that would fail later, or give every letter the same number.

    :raises BadNumberRule: no {serial}, or something unknown in braces
    """
    if not is_template(pattern, PLACES):
        raise BadNumberRule("编号规则要有{顺序号}（花括号只写一层），另外只能使用{机关代字}和{年份}。")
