"""Turns articles into podcast episodes on your own machine."""

__version__ = "0.1.0"
