"""A feed, and everything that it names → what is wrong with it."""

from paracast.check.folder import PUBLISHED, check_document, check_folder
from paracast.check.model import Finding, Rule, Severity
from paracast.check.remote import check_url, fetch_feed

__all__ = [
    "PUBLISHED",
    "Finding",
    "Rule",
    "Severity",
    "check_document",
    "check_folder",
    "check_url",
    "fetch_feed",
]
