"""Apple's podcast categories, as its directory takes them (Apple Podcasts categories, 2026)."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from paracast.errors import ConfigError

CATEGORIES: dict[str, tuple[str, ...]] = {
    "Arts": ("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),
    "Business": (
        "Careers",
        "Entrepreneurship",
        "Investing",
        "Management",
        "Marketing",
        "Non-Profit",
    ),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "History": (),
    "Health & Fitness": (
        "Alternative Health",
        "Fitness",
        "Medicine",
        "Mental Health",
        "Nutrition",
        "Sexuality",
    ),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": (
        "Animation & Manga",
        "Automotive",
        "Aviation",
        "Crafts",
        "Games",
        "Hobbies",
        "Home & Garden",
        "Video Games",
    ),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": (
        "Business News",
        "Daily News",
        "Entertainment News",
        "News Commentary",
        "Politics",
        "Sports News",
        "Tech News",
    ),
    "Religion & Spirituality": (
        "Buddhism",
        "Christianity",
        "Hinduism",
        "Islam",
        "Judaism",
        "Religion",
        "Spirituality",
    ),
    "Science": (
        "Astronomy",
        "Chemistry",
        "Earth Sciences",
        "Life Sciences",
        "Mathematics",
        "Natural Sciences",
        "Nature",
        "Physics",
        "Social Sciences",
    ),
    "Society & Culture": (
        "Documentary",
        "Personal Journals",
        "Philosophy",
        "Places & Travel",
        "Relationships",
    ),
    "Sports": (
        "Baseball",
        "Basketball",
        "Cricket",
        "Fantasy Sports",
        "Football",
        "Golf",
        "Hockey",
        "Rugby",
        "Running",
        "Soccer",
        "Swimming",
        "Tennis",
        "Volleyball",
        "Wilderness",
        "Wrestling",
    ),
    "Technology": (),
    "True Crime": (),
    "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
}
"""Category → its subcategories."""


def grouped(written: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Group `Category` and `Category > Subcategory`: each category once, in order.

    Raises:
        ConfigError: one is none of Apple's.
    """
    found: dict[str, tuple[str, ...]] = {}
    for category in written:
        name, _, subcategory = (part.strip() for part in category.partition(">"))
        if name not in CATEGORIES or (subcategory and subcategory not in CATEGORIES[name]):
            raise _unknown(category)
        known = found.get(name, ())
        more = (subcategory,) if subcategory and subcategory not in known else ()
        found[name] = known + more
    return found


def _unknown(category: str) -> ConfigError:
    listed = [f"{one} > {two}" for one, twos in CATEGORIES.items() for two in twos]
    near = get_close_matches(category, [*CATEGORIES, *listed], n=1, cutoff=0.4)
    return ConfigError(
        f"[show] category is {category!r}, which is none of Apple's.",
        remedy=f"Did you mean {near[0]!r}?" if near else f"Use {', '.join(CATEGORIES)}.",
    )
