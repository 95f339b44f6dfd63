"""Pieces of patterns that several token classes share."""

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
"""A whole number or a decimal, with or without commas."""

BEFORE = r"(?<![\w.,$£€¥/:-])"
"""What may not stand before a number that is a word of its own."""

AFTER = r"(?![\w/]|[.,:]\d|-\w)"
"""What may not follow it."""

DASH = r"\s?[-–—]\s?"
"""Between the ends of a range."""

COUNTED = (
    "people|men|women|children|students|teachers|workers|members|voters|followers|users|troops"
    "|soldiers|residents|migrants|refugees|votes|seats|jobs|homes|houses|pages|words|points|copies"
    "|cars|units|times|dollars|pounds|euros|miles|kilomet(?:er|re)s|met(?:er|re)s|feet|acres|tons"
    "|tonnes|degrees|years|days|hours|minutes|million|billion|others"
)
"""Nouns that are counted: the number before them is no year and no day of a month."""

STARTER = (
    "The|This|That|These|Those|An?|He|She|It|They|We|You|I|His|Her|Its|Their|Our|My|And|But|Or|So"
    "|If|In|On|At|As|By|For|From|With|When|While|After|Before|Although|Though|However|Since|Because"
    "|There|Then|Some|Many|Most|Both|Not|One|Now|Yet|What|Who|Why|How|Where|Last|Another|Meanwhile"
    "|According|Even|Instead|Among|Under|During|Despite|Unlike|Until|No|To|Other|Others"
)
"""Words that begin a sentence when they follow a dot: after "U.S." "The" does, "Army" does not."""

SENTENCE_END = rf"(?=[”\"’'»)\]]*(?:\s*$|\s+[“\"‘«(\[]?(?:{STARTER})\b))"
"""Where the dot of an abbreviation is the stop of its sentence too."""
