"""Before an item goes out: a document has its number and its interpretation; what has ended stays ended."""

from datetime import date

from gongkai.design.words import cn_date
from gongkai.documents.errors import AlreadyDone, NotInterpreted, NotRegistered
from gongkai.documents.models import NormativeDocument
from gongkai.documents.models.policy import policy_of
from gongkai.documents.states import ENDED, State
from gongkai.publishing.models import DocumentKind, InformationItem, Validity
from gongkai.publishing.states import State as ItemState

ENDS = {State.REPEALED: Validity.REPEALED, State.LAPSED: Validity.LAPSED}
READY = (ItemState.APPROVED, ItemState.PUBLISHED)


def check_publication(item: InformationItem, on: date) -> None:
    """
    Refuse to publish a document before its registration, or without its interpretation or an exception.

    What is public already, and is amended, is let through.

    :raises NotInterpreted: it must be interpreted; no interpretation is approved or public, nobody excused it
    :raises NotRegistered: it has no number yet, or the body asks that all be registered and this one is not
    """
    document = NormativeDocument.objects.select_related("body").filter(item=item).first()
    if document is None:
        _check_followed(item)
        return
    if document.is_public:
        return
    if document.state != State.REGISTERED:
        raise NotRegistered(
            f"本文件的制定程序到“{document.get_state_display()}”，统一登记、编号以后才能公布"
            "（国办发〔2018〕37号，优化营商环境条例第六十四条）。"
        )
    if document.needs_interpretation and not document.excuse and not _is_explained(document):
        raise NotInterpreted(
            "本文件应当解读，解读材料还没有审查通过。请先送审解读材料，与文件一并发布；确需延后的，"
            "由机关负责人在文件的页面批准并说明理由（地方政策解读工作规定）。"
        )


def check_validity(item: InformationItem, validity: str) -> None:
    """
    Refuse to say of a document that has ended that it holds, or ended otherwise; a new one is made instead.

    :raises AlreadyDone: it was repealed, or has lapsed
    """
    ended = NormativeDocument.objects.filter(item=item, state__in=ENDED).first()
    if ended and validity != ENDS[State(ended.state)]:
        raise AlreadyDone(
            f"本文件已于{cn_date(ended.ended_on)}{ended.get_state_display()}，有效性不能再改；需要恢复施行的，"
            "重新制定并公布。"
        )


def _is_explained(document: NormativeDocument) -> bool:
    return document.interpretations.filter(item__state__in=READY).exists()


def _check_followed(item: InformationItem) -> None:
    first_time = item.published_on is None and item.document_kind == DocumentKind.NORMATIVE_DOCUMENT
    if first_time and policy_of(item.body).register_first:
        raise NotRegistered(
            "本机关的规范性文件应当先在“规范性文件”中登记编号，再公布（本机关的规范性文件管理设置，"
            "国办发〔2018〕37号）。"
        )
