"""A Show and its episodes → static pages with a player to read along."""

from paracast.site.options import SiteOptions
from paracast.site.rendering import page_url
from paracast.site.writing import WrittenSite, write_site

__all__ = ["SiteOptions", "WrittenSite", "page_url", "write_site"]
