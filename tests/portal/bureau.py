"""A bureau with a little of everything, for the tests of the portal."""

from dataclasses import dataclass
from datetime import date

from gongkai.bodies.models import Body
from gongkai.publishing.models import Column, InformationItem
from tests.factories import make_body, make_column, make_item


@dataclass(frozen=True)
class Bureau:
    """A body with a statutory column, one of its own, and a live item in each."""

    body: Body
    documents: Column
    news: Column
    document: InformationItem
    report: InformationItem


def make_bureau() -> Bureau:
    """Make a body with a statutory column, one of its own, and a live item in each."""
    body = make_body(code="haicheng", name="海城市人力资源和社会保障局", site_id_code="3209000001")
    root = make_column(body=body, name="法定主动公开内容", slug="statutory", kind=Column.Kind.STATUTORY)
    documents = make_column(
        parent=root, name="行政规范性文件", slug="documents", description="本局制发的文件"
    )
    news = make_column(body=body, name="工作动态", slug="news", kind=Column.Kind.OWN)
    document = make_item(
        column=documents,
        title="海城市失业保险稳岗返还实施办法",
        doc_no="海人社发〔2025〕16号",
        document_kind="normative_document",
        validity="in_force",
        keywords="失业保险,稳岗返还",
        published_on=date(2025, 3, 10),
    )
    report = make_item(column=news, title="稳岗返还政策宣讲会召开", published_on=date(2025, 4, 2))
    return Bureau(body, documents, news, document, report)
