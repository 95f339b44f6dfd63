"""Lines that belong to a page and not to its article, known by what they say."""

import re

_MOST_WORDS = 45  # a longer line is prose, whatever it begins with

_LINE = re.compile(
    r"""(?:
    (?:advertisement|advertising|sponsored(?:\s+content)?|promoted(?:\s+content)?|ad|anzeige|publicidad)
    | (?:continue|keep)\s+reading(?:\s+below)? (?:\s+the\s+main\s+story)?
    | story\s+continues\s+(?:below|after).* | article\s+continues\s+(?:below|after).*
    | skip\s+(?:advertisement|to\s+(?:main\s+)?content|past\s+newsletter.*|past.*promotion)
    | (?:read|see|watch|hear|listen)\s+(?:more|also|next)\b\s*[:>»–—|-].* | (?:read|see)\s+(?:more|also|next)
    | (?:related|recommended|more\s+(?:on|about|from))\b[^.]{0,60}[:»] .{0,140}
    | (?:related|recommended)(?:\s+(?:articles?|stories|posts?|topics?|content|reading))?
    | you\s+(?:may|might)\s+also\s+(?:like|enjoy|be\s+interested).*
    | (?:most|trending)\s+(?:read|popular|viewed|now)
    | (?:share|tweet|e-?mail|print|save|copy\s+link|bookmark|comment|reply|like|follow|report)
      (?:\s+(?:this|on|via|by|to|the|with|your|us|article|story|post|page|friends?|link|facebook|twitter|x
      |whatsapp|linkedin|reddit|e-?mail|mail|pinterest|bluesky|mastodon|threads|telegram|pocket))*
    | (?:share|follow)\s*: .*
    | (?:facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|bluesky|mastodon|threads|telegram|copy\s+link
      |e-?mail|print|messenger|pocket|flipboard)(?:[\s,|·•/]+(?:facebook|twitter|x|whatsapp|linkedin|reddit
      |pinterest|bluesky|mastodon|threads|telegram|copy\s+link|e-?mail|print|messenger|pocket|flipboard))*
    | sign\s+up\b.{0,200}\b(?:newsletter|e-?mails?|inbox|briefing|updates|alerts?)\b.*
    | (?:subscribe|register|join)\s+(?:now|today|here|free|to\s+(?:our|the|this)\b.{0,160}|for\s+.{0,100})
    | (?:subscribe|sign\s+(?:in|up)|log\s+in|register|join|donate|support\s+us)
    | (?:get|want)\s+.{0,100}\b(?:in|to)\s+your\s+inbox\b.*
    | (?:enter|your)\s+(?:your\s+)?e-?mail(?:\s+address)?.{0,40}
    | (?:thanks|thank\s+you)\s+for\s+(?:reading|subscribing|signing\s+up)\b.{0,120}
    | already\s+(?:a\s+subscriber|subscribed|have\s+an\s+account).*
    | follow\s+(?:us|@?\w+|the\s+\w+)\s+on\s+.{0,80}
    | \d+\s*(?:comments?|shares?|likes?|views?|claps?|replies|min(?:ute)?s?\s+(?:read|listen)|responses?)
    | (?:comments?|responses?|replies)\s*(?:\(\d+\)|\d+)? | leave\s+a\s+(?:comment|reply) | load\s+more.*
    | (?:view|show|see|read|hide)\s+(?:all|\d+)?\s*(?:comments?|replies|full\s+\w+|gallery|slideshow)
    | (?:listen|play)(?:\s+to\s+(?:this\s+)?(?:article|story|post))?(?:\s*[·•|(]?\s*\d+.{0,12})?
    | (?:estimated\s+)?reading\s+time.{0,30} | \d+[\s-]min(?:ute)?s?[\s-]read.{0,20}
    | (?:photo(?:graph|s)?|image|picture|illustration|video|graphic|credit|credits|source|foto|bild|imagen)
      (?:\s+(?:credit|by|courtesy(?:\s+of)?))? \s*[:/©|] .{0,100}
    | (?:©|\(c\)|copyright)\s .{0,120} | all\s+rights\s+reserved.{0,60}
    | (?:published|updated|posted|last\s+(?:updated|modified)|first\s+published|modified|created)
      \s*(?:on|at|:)?\s* (?=.{0,60}\d).{0,60}
    | (?:tags?|topics?|categor(?:y|ies)|filed\s+under|posted\s+in|keywords?)\s*: .{0,160}
    | (?:previous|next|older|newer)(?:\s+(?:article|post|story|page|chapter|posts|entries))?(?:\s*[:→←»«].{0,120})?
    | (?:back\s+to\s+(?:the\s+)?top|top\s+of\s+page|jump\s+to\s+.{0,40}|table\s+of\s+contents|contents|menu|search|close
      |home|about|contact(?:\s+us)?|privacy(?:\s+policy)?|terms(?:\s+of\s+(?:use|service))?|cookie\s+(?:policy|settings))
    | (?:we|this\s+(?:site|website))\s+uses?\s+cookies\b.* | (?:accept|reject|manage)\s+(?:all\s+)?(?:cookies|preferences)
    | (?:click|tap)\s+here\s+(?:to|for)\b.{0,120} | enable\s+javascript.{0,100}
    | (?:mehr\s+(?:zum\s+thema|dazu|lesen)|lesen\s+sie\s+auch|teilen|drucken|kommentare?|newsletter)\b\s*:?.{0,100}
    | (?:leer\s+(?:más|también)|lea\s+también|compartir|suscr[ií]bete|comentarios|te\s+puede\s+interesar)\b\s*:?.{0,100}
    | (?:lire\s+aussi|partager|à\s+lire\s+aussi|s['’]abonner|commentaires)\b\s*:?.{0,100}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_TRIMMED = " \t.·•|>»→…!"


def is_furniture(line: str) -> bool:
    """Tell whether a whole line is a page's and not its article's."""
    text = line.strip(_TRIMMED)
    return len(text.split()) <= _MOST_WORDS and bool(_LINE.fullmatch(text))


_BOX = re.compile(
    r"(?:^|[\s_-])(?:newsletter|sign-?up|subscribe|subscription|promo|promotion|related|recirc|recommended"
    r"|read-?more|most-?(?:read|popular)|share|sharing|social|comments?|disqus|cookies?|consent|gdpr|advert"
    r"|advertisement|ads?|sponsor(?:ed)?|paywall|breadcrumbs?|pagination|author-?bio|author-?box|byline|tags"
    r"|taglist|teaser|infobox|navbox|hatnote|toc|sidebar|pull-?quote|widget|donate|catlinks|dateline)(?:$|[\s_-])",
    re.IGNORECASE,
)


def is_box(name: str) -> bool:
    """Tell whether an element's class or identifier names a box that stands beside the article."""
    return bool(_BOX.search(name))
