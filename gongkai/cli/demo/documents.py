"""The demo's normative documents: taken over, in the making, explained late, repealed, cleaned up."""

from datetime import date, timedelta
from typing import Any

from gongkai.bodies.models import User
from gongkai.cli.demo.cast import Cast
from gongkai.cli.demo.items import take_to_portal
from gongkai.cli.demo.words import read
from gongkai.documents import actions
from gongkai.documents.models import CleanUp, Decision, How, NormativeDocument
from gongkai.documents.periods import consultation_ends, last_day
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import Column, DocumentKind, InformationItem

Columns = dict[tuple[str, str], Column]
YEARS = 5


def keep_documents(cast: Cast, columns: Columns, today: date) -> None:
    """Follow what is public already, and show a document at each stop of its way."""
    Register(cast, columns, today).fill()


class Register:
    """Who keeps the register of documents of the city bureau, where, and on which day."""

    def __init__(self, cast: Cast, columns: Columns, today: date) -> None:
        self.cast, self.columns, self.today = cast, columns, today
        self.handler, self.editor = cast.people["handler"], cast.people["editor"]
        self.head, self.legal, self.leader = (cast.people[name] for name in ("officehead", "legal", "leader"))

    def fill(self) -> None:
        """Live through it in the order of days."""
        self._take_over()
        made = {facts["code"]: self._make(facts) for facts in read("documents")["documents"]}
        self._repeal(made["successor"])
        self._clean_up()

    def _day(self, before: int) -> date:
        return self.today - timedelta(days=before)

    def _take_over(self) -> None:
        """Register what was published before; two of them are near their end."""
        ends = {facts["doc_no"]: facts["ends_in"] for facts in read("documents")["ending"]}
        public = InformationItem.objects.live().of(self.cast.city)
        for item in public.filter(document_kind=DocumentKind.NORMATIVE_DOCUMENT).order_by("formed_on", "pk"):
            begins = item.effective_on or item.formed_on
            until = last_day(begins, YEARS)
            if item.doc_no in ends:
                until = self.today + timedelta(days=ends[item.doc_no])
            unit = item.owner_unit or self.cast.unit("office")
            actions.adopt_item(
                item,
                unit=unit,
                sort="trial" if "行办法" in item.title or "试行" in item.title else "general",
                valid_until=max(until, self.today + timedelta(days=YEARS)),
                by=self.head,
                on=self._day(50),
            )

    def _make(self, facts: dict[str, Any]) -> NormativeDocument:
        document = actions.start_document(
            self.cast.unit(facts["unit"]),
            title=facts["title"],
            sort=facts["sort"],
            for_business=facts.get("for_business", False),
            plan=facts["plan"],
            note=facts["why"],
            by=self.handler,
            on=self._day(64),
        )
        for stop in facts["stops"]:
            document = getattr(self, f"_{stop}")(document, facts)
        return document

    def _ask(self, document: NormativeDocument, facts: dict[str, Any]) -> NormativeDocument:
        begun = self._day(facts["asked_before"])
        least = consultation_ends(document.body, begun, for_business=document.for_business)
        until = max(least.due_on, begun + timedelta(days=32))  # a holiday moves the last day on
        where = "局门户网站“征集调查”栏目，电子邮箱 disclosure@mingjiang.example"
        return actions.solicit_opinions(document, until=until, where=where, by=self.handler, on=begun)

    def _answer(self, document: NormativeDocument, facts: dict[str, Any]) -> NormativeDocument:
        told = "收到意见14条：建议降低设立门槛等9条已采纳；其余5条超出本文件的权限，已逐条说明。"
        day = (document.consultation_until or self.today) + timedelta(days=1)
        return actions.note_feedback(document, received=14, adopted=9, summary=told, by=self.handler, on=day)

    def _legal(self, document: NormativeDocument, facts: dict[str, Any]) -> NormativeDocument:
        told = "未发现排除、限制竞争的内容" if document.for_business else ""
        return actions.send_to_legal(document, competition=told, by=self.handler, on=self._day(18))

    def _lawful(self, document: NormativeDocument, facts: dict[str, Any]) -> NormativeDocument:
        told = "制定主体、权限、程序和内容合法，建议第八条写明申请材料。"
        return actions.review_legality(document, opinion=told, by=self.legal, on=self._day(15))

    def _meeting(self, document: NormativeDocument, facts: dict[str, Any]) -> NormativeDocument:
        told = "局长办公会议审议通过，按会议意见修改后印发。"
        return actions.deliberate(document, meeting=told, passed=True, by=self.head, on=self._day(12))

    def _sign(self, document: NormativeDocument, facts: dict[str, Any]) -> NormativeDocument:
        return actions.sign_document(document, by=self.leader, on=self._day(10))

    def _number(self, document: NormativeDocument, facts: dict[str, Any]) -> NormativeDocument:
        year, serial = self.today.year, facts["serial"]
        return actions.register_document(
            document,
            doc_no=f"明人社规〔{year}〕{serial}号",
            registration_no=f"MJRS-{year}-{serial}",
            effective_on=self.today + timedelta(days=20),
            by=self.head,
            on=self._day(9),
        )

    def _explain(self, document: NormativeDocument, facts: dict[str, Any]) -> NormativeDocument:
        for form in facts["forms"]:
            column = self.columns["mingjiang", "interpretations"]
            added = actions.add_interpretation(
                document, form=form, column=column, by=self.editor, on=self._day(8)
            )
            self._write(added.item, facts["explained"])
            take_to_portal(self.cast, added.item, submitted_on=self._day(8), on=self._day(2))
        return document

    def _excuse(self, document: NormativeDocument, facts: dict[str, Any]) -> NormativeDocument:
        told = "补贴标准急需施行，图解正在制作，公布后三个工作日内发布"
        return actions.excuse_interpretation(document, reason=told, by=self.leader, on=self._day(8))

    def _draft(self, document: NormativeDocument, facts: dict[str, Any]) -> NormativeDocument:
        column = self.columns["mingjiang", "normative-documents"]
        document = actions.prepare_item(document, column=column, by=self.editor, on=self._day(7))
        if document.item:
            self._write(document.item, facts["why"])
        return document

    def _publish(self, document: NormativeDocument, facts: dict[str, Any]) -> NormativeDocument:
        if document.item is None:
            raise ValueError(f"《{document}》还没有公布的信息")
        item = take_to_portal(self.cast, document.item, submitted_on=self._day(6), on=self._day(1))
        return actions.follow_item(item, on=self._day(1)) or document

    def _cancel(self, document: NormativeDocument, facts: dict[str, Any]) -> NormativeDocument:
        told = "省厅已经统一规定，本市不再另行制定。"
        return actions.cancel_document(document, reason=told, by=self.head, on=self._day(30))

    def _write(self, item: InformationItem, told: str) -> None:
        parts = (told, "适用范围：本市行政区域内的用人单位和劳动者。", "咨询电话：0999-8200001。")
        content = "".join(f"<p>{part}</p>" for part in parts)
        summary, topic = told[:80], "劳动、人事、监察"
        facts = {"content": content, "summary": summary, "topic_class": topic, "genre": "通知"}
        publishing.save_draft(item, **facts, by=self.editor, on=self._day(7))

    def _repeal(self, successor: NormativeDocument) -> None:
        """Repeal an old document through a new one; places that cite it are listed, one is handled."""
        old = NormativeDocument.objects.of(self.cast.city).get(doc_no=read("documents")["repealed"])
        for title, told in read("documents")["citing"].items():
            guide = publishing.create_item(
                self.columns["mingjiang", "notices"],
                title=title,
                summary=f"{title}，供申请人参考。",
                content=f"<p>{told}</p><p>依据{old.doc_no.replace('〔', '[').replace('〕', ']')}办理。</p>",
                formed_on=self._day(40),
                owner_unit=old.unit,
                by=self.editor,
                on=self._day(40),
            )
            take_to_portal(self.cast, guide, submitted_on=self._day(40), on=self._day(38))
        told = f"自{successor.doc_no}公布之日起废止"
        facts: dict[str, Any] = {"basis": told, "repeal_on": self._day(1), "through": successor.item}
        old = actions.repeal_document(old, **facts, by=self.head, on=self._day(1))
        first = old.citations.order_by("pk").first()
        if first:
            note = "已改为引用新文件"
            actions.handle_citation(first, how=How.RENEWED, note=note, by=self.handler, on=self.today)

    def _clean_up(self) -> None:
        """Ask all units, gather their answers, and publish the list, which takes effect."""
        cleanup = actions.start_cleanup(
            self.cast.city,
            title=f"{self.today.year}年度规范性文件清理",
            basis="《明江市人民政府办公室关于开展规范性文件清理的通知》",
            due_on=self.today,
            by=self.legal,
            on=self._day(1),
        )
        goes = read("documents")["cleaned"]
        for line in cleanup.lines.select_related("document"):
            gone = goes.get(line.document.doc_no, {})
            decision = gone.get("decision", Decision.KEEP.value)
            actions.decide_line(
                line, decision=decision, reason=gone.get("reason", ""), by=self._head_of(), on=self.today
            )
        self._publish_list(cleanup)

    def _head_of(self) -> User:
        return self.cast.people["unithead"]

    def _publish_list(self, cleanup: CleanUp) -> None:
        column = self.columns["mingjiang", "notices"]
        cleanup = actions.close_cleanup(cleanup, column=column, by=self.editor, on=self.today)
        if cleanup.item:
            item = take_to_portal(self.cast, cleanup.item, submitted_on=self.today, on=self.today)
            actions.follow_item(item, on=self.today)
