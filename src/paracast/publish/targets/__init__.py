"""Hosts, each behind the same promise; nobody imports one by name."""
