"""A feed, and everything that it names → what is wrong with it."""

from paracast.check.folder import FEED, check_document, check_folder
from paracast.check.model import Finding, Rule, Severity
from paracast.check.remote import check_url, fetch_feed

__all__ = [
    "FEED",
    "Finding",
    "Rule",
    "Severity",
    "check_document",
    "check_folder",
    "check_url",
    "fetch_feed",
]
