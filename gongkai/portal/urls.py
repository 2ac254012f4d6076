"""Addresses of the public site; below /b/<code>/ for a body that has no host name of its own."""

from django.urls import path

from gongkai.portal.feeds import ColumnFeed, NewestFeed
from gongkai.portal.views import (
    about,
    columns,
    figures,
    home,
    items,
    own_request,
    pages,
    plain,
    reports,
    requests,
    search,
)

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("news/", columns.news, name="news"),
    path("disclosure/", columns.disclosure, name="disclosure"),
    path("disclosure/guide/", about.guide, name="guide"),
    path("disclosure/rules/", columns.rules, name="rules"),
    path("disclosure/institution/", about.institution, name="institution"),
    path("c/<slug:slug>/", columns.column, name="column"),
    path("c/<slug:slug>/feed.xml", ColumnFeed(), name="column_feed"),
    path("feed.xml", NewestFeed(), name="feed"),
    path("i/<int:pk>.html", items.item, name="item"),
    path("i/<int:pk>/files/<int:attachment>/<path:name>", items.attachment, name="attachment"),
    path("search/", search.search, name="search"),
    path("requests/new/", requests.ask, name="request"),
    path("requests/form/", requests.blank_form, name="blank_form"),
    path("requests/receipt/<str:token>/", requests.receipt, name="receipt"),
    path("requests/track/", requests.track, name="track"),
    path("requests/status/<str:token>/", requests.status, name="status"),
    path("requests/status/<str:token>/files/<int:pk>/", requests.file, name="request_file"),
    path("requests/status/<str:token>/correct/", own_request.correct, name="correct"),
    path("requests/status/<str:token>/pay/", own_request.pay, name="pay"),
    path("requests/status/<str:token>/collect/", own_request.collect, name="collect"),
    path("requests/status/<str:token>/withdraw/", own_request.withdraw, name="withdraw"),
    path("requests/status/<str:token>/rate/", own_request.rate, name="rate"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<int:year>/", reports.report, name="report"),
    path("reports/<int:year>/figure/", reports.figure, name="report_figure"),
    path("data/", figures.data, name="data"),
    path("data/<str:code>/", figures.figure, name="figure"),
    path("interaction/", pages.interaction, name="interaction"),
    path("contact/", pages.contact, name="contact"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("sitemap/", pages.sitemap, name="sitemap"),
    path("p/<path:path>/", pages.editorial, name="page"),
    path("display/", plain.display, name="display"),
    path("qr.svg", plain.qr, name="qr"),
    path("colour.css", plain.colour, name="colour"),
    path("robots.txt", plain.robots, name="robots"),
]
