"""What splitting a request will bring about."""

from gongkai.casework.models import CaseworkPolicy
from gongkai.casework.splitting import LEAST
from gongkai.design.words import due_words
from gongkai.office.forms.steps import StepForm
from gongkai.office.requests.effects import Effect


def split(form: StepForm) -> Effect:
    """Foretell how many parts there will be, when they fall due, and how they count."""
    case, parts = form.case, len(form.facts["matters"])
    due = f"（{due_words(case)}）" if case.due_on else ""
    policy = CaseworkPolicy.objects.for_body(case.body)
    lines = [
        f"拆分为{parts}件，每件各有申请编号和查询码，分别答复。" if parts >= LEAST else "一件写一个事项。",
        f"各件的收到申请之日和答复期限{due}不变，已经补正、延长的照样计算。",
        f"本申请转为“已拆分办理”，不再单独统计；各件{policy.get_split_counting_display()}。",
        "请把各件的编号和查询码告知申请人。",
    ]
    return Effect(lines)
