"""The tables of proactive disclosure."""

from gongkai.publishing.models.addresses import OldAddress
from gongkai.publishing.models.bulk import BulkEdit, BulkLine
from gongkai.publishing.models.catalogue import ColumnAlarm, ColumnPolicy, Matter
from gongkai.publishing.models.checks import Finding, ItemCheck, SecretRefusal
from gongkai.publishing.models.columns import Column, ColumnNode
from gongkai.publishing.models.comments import Comment, CommentAnswer
from gongkai.publishing.models.imports import ImportLine, ItemImport
from gongkai.publishing.models.items import DocumentKind, InformationItem, Mode, Validity
from gongkai.publishing.models.links import BrokenLink, LinkCheck
from gongkai.publishing.models.locks import EditLock
from gongkai.publishing.models.papers import Paper
from gongkai.publishing.models.placements import Placement
from gongkai.publishing.models.records import Attachment, ItemEvent, ItemRelation, ItemVersion
from gongkai.publishing.models.reviews import Course, EmergencyPublication, ReviewPolicy
from gongkai.publishing.models.screening import ScreeningPolicy
from gongkai.publishing.models.secrecy import Carrier, SecrecyFacts, SecrecyReview
from gongkai.publishing.models.topics import Topic, TopicEntry, TopicEvent, TopicSection
from gongkai.publishing.models.transfers import TransferList
from gongkai.publishing.models.word_lists import SwitchedOff, WordList

__all__ = [
    "Attachment",
    "BrokenLink",
    "BulkEdit",
    "BulkLine",
    "Carrier",
    "Column",
    "ColumnAlarm",
    "ColumnNode",
    "ColumnPolicy",
    "Comment",
    "CommentAnswer",
    "Course",
    "DocumentKind",
    "EditLock",
    "EmergencyPublication",
    "Finding",
    "ImportLine",
    "InformationItem",
    "ItemCheck",
    "ItemEvent",
    "ItemImport",
    "ItemRelation",
    "ItemVersion",
    "LinkCheck",
    "Matter",
    "Mode",
    "OldAddress",
    "Paper",
    "Placement",
    "ReviewPolicy",
    "ScreeningPolicy",
    "SecrecyFacts",
    "SecrecyReview",
    "SecretRefusal",
    "SwitchedOff",
    "Topic",
    "TopicEntry",
    "TopicEvent",
    "TopicSection",
    "TransferList",
    "Validity",
    "WordList",
]
