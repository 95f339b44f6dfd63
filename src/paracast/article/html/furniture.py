"""Lines that belong to a page and not to its article, known by what they say."""

import re

from paracast.article.html.parsing import Element

_MOST_WORDS = 45  # a longer line is prose, whatever it begins with

_PLACES = (
    r"(?:facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|bluesky|mastodon|threads"
    r"|telegram|copy link|e-?mail|print|messenger|pocket|flipboard|instagram|youtube|tiktok|rss)"
)
_PATTERNS = (
    # advertising
    r"(?:advertisement|advertising|sponsored(?: content)?|promoted(?: content)?|ad)",
    r"(?:anzeige|werbung|publicidad|publicité)",
    r"(?:continue|keep) reading(?: below)?(?: the main story)?",
    r"(?:story|article) continues (?:below|after).*",
    r"skip (?:advertisement|to (?:main )?content|past.*)",
    # other articles
    r"(?:read|see|watch|hear|listen) (?:more|also|next)\b ?[:>»–—|-].*",
    r"(?:read|see|learn) (?:more|also|next)",
    r"(?:related|recommended|more (?:on|about|from))\b[^.]{0,60}[:»].{0,140}",
    r"(?:related|recommended)(?: (?:articles?|stories|posts?|topics?|content|reading))?",
    r"more (?:on|about|from) this (?:story|topic|author|series)",
    r"you (?:may|might) also (?:like|enjoy|be interested).*",
    r"(?:most|trending) (?:read|popular|viewed|now)",
    (
        r"(?:previous|next|older|newer)(?: (?:article|post|story|page|chapter|posts|entries))?"
        r"(?: ?[:→←»«].{0,120})?"
    ),
    # sharing
    (
        r"(?:share|tweet|e-?mail|print|save|bookmark|comment|reply|like|follow|report)"
        r"(?: (?:this|on|via|by|to|the|with|your|us|article|story|post|page|friends?|link"
        rf"|{_PLACES}))*"
    ),
    r"(?:share|follow) ?: .*",
    rf"{_PLACES}(?:[ ,|·•/]+{_PLACES})*",
    r"follow (?:us|@?\w+|the \w+) on .{0,80}",
    # subscribing
    r"(?:subscribe|register|join) (?:now|today|here|free|to (?:our|the|this)\b.{0,160})",
    r"(?:subscribe|register|join) for .{0,100}",
    r"(?:subscribe|sign (?:in|up)|log in|register|join|donate|support us)",
    r"(?:get|want) .{0,100}\b(?:in|to) your inbox\b.*",
    r"(?:enter|your) (?:your )?e-?mail(?: address)?.{0,40}",
    r"(?:thanks|thank you) for (?:subscribing|signing up|reading .{0,60}\bsubscribe).{0,90}",
    r"already (?:a subscriber|subscribed|have an account).*",
    (
        r".{0,160}\b(?:as an (?:amazon )?(?:affiliate|associate)|affiliate links?"
        r"|we (?:may )?earn a (?:small )?(?:commission|share))\b.{0,160}"
    ),
    r"(?:got|have|do you have) a (?:tip|story)\b.{0,160}|¿tienes un dato\b.{0,160}",
    # counts and comments
    r"\d[\d.,]* ?[km]? (?:followers|subscribers|members|viewers?|viewing this page)",
    r"\d{1,2}[:.]\d\d(?: ?[ap]m)?(?: ?\d+ (?:minutes?|hours?|days?) ago)?(?: ?breaking)?",
    r"\d+ (?:minutes?|hours?|days?) ago",
    r"(?:slide|photo|image|page|picture) \d+ (?:of|/) \d+",
    r"\d+ ?(?:comments?|shares?|likes?|views?|claps?|replies|responses?)",
    r"(?:comments?|responses?|replies)(?: ?\(\d+\)| \d+)?",
    r"leave a (?:comment|reply)|load more.*",
    r"(?:view|show|see|read|hide) (?:all|\d+)? ?(?:comments?|replies|full \w+|gallery|slideshow)",
    # players and reading times
    r"text to speech|listen to this page",
    r"(?:listen|play)(?: to (?:this )?(?:article|story|post))?(?: ?[·•|(]? ?\d+.{0,12})?",
    r"(?:estimated )?reading time.{0,30}",
    r"\d+[ -]min(?:ute)?s?[ -](?:read|listen).{0,20}",
    # pictures and rights
    r"(?:fig(?:ure)?|abb(?:ildung)?)\.? ?\d+[.:].{0,160}",
    r"(?:image|picture|photo) (?:source|caption|credit),.{0,100}",
    (
        r"(?:photo(?:graph|s)?|image|picture|illustration|video|graphic|credits?|source|foto|bild)"
        r"(?: (?:credit|by|courtesy(?: of)?))? ?[:/©|].{0,100}"
    ),
    r"(?:©|\(c\)|copyright) .{0,120}",
    r"all rights reserved.{0,60}",
    # dates and labels
    (
        r"(?:published|updated|posted|last (?:updated|modified)|first published|modified|created)"
        r" ?(?:on|at|:)? ?(?=.{0,60}\d).{0,60}"
    ),
    r"(?:tags?|topics?|categor(?:y|ies)|filed under|posted in|keywords?) ?:.{0,160}",
    # the page's own parts
    r"back to (?:the )?top|top of page|jump to .{0,40}|(?:table of )?contents|menu|search|close",
    r"home|about|contact(?: us)?|privacy(?: policy)?|terms(?: of (?:use|service))?",
    r"cookie (?:policy|settings)|(?:accept|reject|manage) (?:all )?(?:cookies|preferences)",
    r"(?:we|this (?:site|website)) uses? cookies\b.*",
    r"(?:click|tap) here (?:to|for)\b.{0,120}",
    r"enable javascript.{0,100}",
    # German, Spanish, French
    r"(?:mehr (?:zum thema|dazu|lesen)|lesen sie auch|teilen|drucken|kommentare?|newsletter) ?:?",
    r"(?:mehr (?:zum thema|dazu)|lesen sie auch) ?:.{0,100}",
    r"(?:leer (?:más|también)|lea también|te puede interesar) ?:?.{0,100}",
    r"(?:compartir|suscr[ií]bete|comentarios|partager|s['’]abonner|commentaires)",
    r"(?:à )?lire aussi ?:?.{0,100}",
)
_LINE = re.compile("|".join(_PATTERNS), re.IGNORECASE)
_CALL = re.compile(
    r"(?:sign up|subscribe|join|get|receive|download|support|become|follow|register|try|want|únete"
    r"|recibe|suscríbete|abonnieren|jetzt|abonnez|recevez)\b(?=.{0,400}\b(?:newsletters?|inbox|e-?mails?|briefing"
    r"|updates|alerts|subscribers?|members?|membership|community|app|channel|boletín|canal|postfach"
    r"|lettre)\b)(?=.{0,400}\b(?:you|your|our|us|free|cada|te|tu|nuestro|sie|ihr|vous|votre|notre)\b)",
    re.IGNORECASE | re.DOTALL,
)
_ONESELF = re.compile(r"\b(?:I|I’m|I've|I’ve|my|me|he|she|they|said|says|was|were)\b")
_LONGEST_CALL = 80  # words of a call to subscribe
_LABELS = 10  # words
_SEPARATOR = re.compile(r"\s[|·•»/]\s")
_TRIMMED = " \t.·•|>»→…!"


def is_furniture(line: str) -> bool:
    """Tell whether a whole line is a page's and not its article's."""
    text = line.strip(_TRIMMED)
    words = len(text.split())
    if words <= _MOST_WORDS and _LINE.fullmatch(text):
        return True
    return words <= _LONGEST_CALL and bool(_CALL.match(text) and not _ONESELF.search(text))


def is_navigation(line: str, *, linked: bool) -> bool:
    """Tell a row of links, or of short labels, from a sentence: it has separators."""
    short = len(line.split()) <= _LABELS
    return len(_SEPARATOR.findall(line)) > 1 and (linked or (short and "|" in line))


_BOX = re.compile(
    r"(?:^|[\s_-])(?:newsletter|sign-?up|subscribe|subscription|promo|promotion|related|recirc|recommended"
    r"|read-?more|most-?(?:read|popular)|share|sharing|social|comments?|disqus|cookies?|consent|gdpr|advert"
    r"|advertisement|ads?|sponsor(?:ed)?|paywall|breadcrumbs?|pagination|author-?bio|author-?box|byline|tags"
    r"|taglist|teaser|infobox|navbox|hatnote|toc|sidebar|pull-?quote|widget|donate|catlinks|dateline)(?:$|[\s_-])",
    re.IGNORECASE,
)


def is_box(element: Element) -> bool:
    """Tell whether an element's class or identifier names a box that stands beside the article."""
    return bool(_BOX.search(f"{element.get('class', '')} {element.get('id', '')}"))
