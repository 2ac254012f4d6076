"""Finding requests by what somebody types: a number, a document number, words, a name, an identity number."""

import re
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from gongkai.casework.identity import exactly, exactly_together
from gongkai.casework.models import DisclosureRequest, Reply
from gongkai.casework.models.terms import RequestTerm
from gongkai.casework.terms import document_terms, terms_of, words_only
from gongkai.office.desk import Desk
from gongkai.office.requests.privacy import sees_name

NUMBER = re.compile(r"[0-9A-Za-z\-]{2,40}")
SERIAL = re.compile(r"[〔\[（(]\s*(\d{4})\s*[〕\]）)]\s*第?\s*(\d+)\s*号")
LAST = "\U0010ffff"  # stands after every character, so that a range finds what begins with a word
MANY = 2_000  # from so many on it does not matter how they are found
WORDS = 6  # of a long question the first ones decide


def find_text(cases: Any, text: str, desk: Desk) -> Q:
    """
    Return what finds the requests that answer to a text.

    Words are looked up in the table of words, which the index answers whatever the number of requests; only
    when it knows none of them together the wording itself is read. Names and numbers of people, of all
    who signed, are found when they are typed in full, by those who may see them.
    """
    ways = [_by_number(text, desk), _by_document(text), _by_words(text, desk)]
    if sees_name(desk.roles):
        ways.append(exactly(text) & Q(applicant__isnull=False))  # always so; a database may begin there
        ways.append(exactly_together(text))
    # Each way has an index of its own, which a database uses only when it is asked for them one by one.
    keys: set[int] = set()
    for way in ways:
        keys |= set(DisclosureRequest.objects.filter(way).order_by().values_list("pk", flat=True)[:MANY])
    found = Q(pk__in=keys) if len(keys) < MANY else reduce(or_, ways)
    if cases.filter(found).exists():
        return found
    return Q(matter__icontains=text) | Q(description__icontains=text) | Q(doc_ref__icontains=text)


def _by_number(text: str, desk: Desk) -> Q:
    """Find the numbers that begin so; when there are none, those that end so."""
    if not NUMBER.fullmatch(text):
        return Q(pk__in=[])
    begins = Q()
    for written in sorted({text, text.upper()}):
        begins |= Q(body=desk.body, number__gte=written, number__lt=written + LAST)
    if DisclosureRequest.objects.filter(begins).exists():
        return begins
    return Q(body=desk.body, number__iendswith=text)


def _by_document(text: str) -> Q:
    """Find what names this document, and what was answered under this number."""
    wanted = Q(pk__in=[])
    if serial := SERIAL.search(text):
        year, number = serial.groups()
        replies = Reply.objects.filter(doc_no__contains=f"〔{year}〕{number}号")
        wanted |= Q(pk__in=replies.values("request"))
    if documents := document_terms(text):
        wanted |= Q(pk__in=RequestTerm.objects.filter(term__in=documents).values("request"))
    return wanted


def _by_words(text: str, desk: Desk) -> Q:
    """Find the requests that have all the words; a word may go on, so that a beginning finds it, too."""
    words = sorted(words_only(terms_of(text)), key=len, reverse=True)[:WORDS]
    if not words:
        return Q(pk__in=[])
    found = Q()
    for word in words:
        terms = RequestTerm.objects.filter(body=desk.body, term__gte=word, term__lt=word + LAST)
        found &= Q(pk__in=terms.values("request"))
    return found
