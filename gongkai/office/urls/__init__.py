"""Addresses of the office, one module for each section of the menu, all in the namespace `office:`."""

from django.urls import path

from gongkai.office.views import account

# Open to everyone who may enter the office, whatever their roles.
open_urls = [
    path("me/", account.me, name="me"),
    path("body/", account.choose_body, name="choose_body"),
]
