"""Sentences with gaps, and the words that fill them: an invented coast and its people."""

TITLE = "A Year on the Sound"

SUBJECTS = (
    "the ferry",
    "the lifeboat",
    "the school",
    "the library",
    "the harbour wall",
    "the fish market",
    "the weather station",
    "the railway halt",
    "the boatyard",
    "the lighthouse",
    "the salt works",
    "the bakery",
    "the post office",
    "the choir",
    "the orchard",
    "the museum",
    "the clinic",
    "the wind farm",
    "the footbridge",
    "the cinema",
    "the allotments",
    "the oyster beds",
    "the tide mill",
    "the youth club",
)

ANGLES = (
    "and the money",
    "after the storm",
    "in an ordinary week",
    "as the neighbours see it",
    "and what was promised",
    "before the summer",
    "by the numbers",
    "through a long winter",
    "and those who left",
    "on paper",
    "and the next generation",
    "when nobody is looking",
)

SENTENCES = (
    (
        "On {day} {hour}, {person}, {role}, counted {count} {things} along {place} and wrote the "
        "figure down in a {adjective} notebook."
    ),
    (
        "{person} had kept the accounts of {subject} since {year}, and had long stopped expecting "
        "anybody to read them."
    ),
    "Around {place} the talk was of {matter}, and of how little {group} had been told about it.",
    "It was a {adjective} morning, with {weather}, and {subject} stood as {adjective} as ever.",
    (
        "In {year} the whole of {subject} had cost {money}; the latest estimate, {adjective} as "
        "it is, comes to {money}."
    ),
    "“{saying},” said {person}, {role}, and went back to {task}.",
    "“I have {count} reasons to stay and one to go,” {person} told us at {time}, while {task}.",
    (
        "{group} {did} the plan, though hardly anyone had opened the {adjective} report that came "
        "with it."
    ),
    (
        "Between {place} and {place} lie {distance} of road that {group} would rather not drive "
        "after dark."
    ),
    (
        "Of the {count} {things} that were ordered, {few} arrived in time, and most of those were "
        "{adjective}."
    ),
    (
        "What changed was not {subject} itself but {matter}, which had seemed settled for a "
        "generation."
    ),
    (
        "A survey found that {percent} of households used {subject} at least once a month, "
        "against {percent} ten years before."
    ),
    "The county answered in a {adjective} letter of {few} pages, none of which mentioned {matter}.",
    (
        "By {hour}, {group} had carried the last of the {things} up to {place}, and somebody had "
        "put a kettle on."
    ),
    (
        "Nobody remembers who first had the idea, but {person} was seen at {place} with a tape "
        "measure and {count} {things}."
    ),
    (
        "{person} showed us the {things}, sorted by size and labelled in a {adjective} hand, and "
        "asked us not to print where they are kept."
    ),
    "For a while it seemed that {matter} would divide {group}; in the end {weather} decided.",
    (
        "The minutes of that evening run to {few} lines, and the word “{adjective}” stands in "
        "{few} of them."
    ),
    "When {person} took over, there were {count} {things} in the shed and no list of them.",
    "It took {few} volunteers until {day} {hour} to move everything, and they were paid in soup.",
    (
        "{subject} opens at {time}, closes when the last visitor has gone, and has been shut for "
        "{few} days since {year}."
    ),
    (
        "Critics, among them {person}, point out that {money} would also have mended {place}, "
        "twice over."
    ),
    (
        "There is a {adjective} photograph of {subject} from {year}, in which {group} squint into "
        "the sun and one child looks away."
    ),
    (
        "The engineers measured {place} every {few} weeks and found it had moved by less than the "
        "width of a hand."
    ),
    "“{saying},” {person} wrote to the paper in {month}, and {count} people signed underneath.",
    (
        "All winter {group} had met at {place} to argue about {matter}, and by {month} they knew "
        "each other’s arguments by heart."
    ),
    (
        "Whether {subject} can go on like this depends on {matter}, and on whether {person} can "
        "be talked out of retiring."
    ),
    (
        "At the last count {percent} of the {things} had been replaced, most of them by hand and "
        "without a budget."
    ),
    (
        "From {place} one can see the {adjective} roofs, the water, and on a clear day the hills "
        "{distance} to the north."
    ),
    (
        "That {month} the tide rose {few} inches above the mark, carried off {count} {things}, "
        "and left the rest where they were."
    ),
    (
        "{person}, {role}, calls it a {adjective} compromise: {group} gave up {matter}, and "
        "nobody gave up {subject}."
    ),
    "Then came the letter about {matter}, and with it a bill for {money} that nobody had budgeted.",
    (
        "The proposal was simple enough: close {subject} for {few} weeks, mend what could be "
        "mended, and say so on a board by {place}."
    ),
    (
        "Some of {group} had walked {distance} through {weather} to be there, and said that they "
        "would do it again."
    ),
    (
        "Asked what would happen next, {person} shrugged, looked over at {place}, and went on "
        "with {task}."
    ),
    (
        "It helps that {subject} belongs to everybody, which is to say that on most days it "
        "belongs to {person}."
    ),
    (
        "Since {year} the rules have allowed {few} {things} a household, and {group} have kept to "
        "them in their own way."
    ),
    (
        "The sums are {adjective} but not hopeless: {money} from the county, {money} from the "
        "raffle, and the rest from {group}."
    ),
    (
        "On the wall hangs a list of {count} names, the oldest of them from {year}, and a pencil "
        "on a string."
    ),
    (
        "Late in {month}, with {weather}, {few} of the {things} were found near {place}, none the "
        "worse for it."
    ),
)

GAPS = {
    "adjective": (
        "brittle",
        "careful",
        "cheerful",
        "crooked",
        "damp",
        "faded",
        "familiar",
        "generous",
        "green",
        "heavy",
        "hesitant",
        "honest",
        "hurried",
        "modest",
        "muddy",
        "narrow",
        "neat",
        "odd",
        "patient",
        "plain",
        "polite",
        "quiet",
        "reluctant",
        "rusty",
        "salty",
        "sober",
        "stubborn",
        "sturdy",
        "sunlit",
        "temporary",
        "thorough",
        "tired",
        "uneven",
        "untidy",
        "useful",
        "weathered",
        "wooden",
        "yellow",
    ),
    "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "did": (
        "applauded",
        "argued over",
        "backed",
        "doubted",
        "forgot",
        "praised",
        "questioned",
        "rejected",
        "studied",
        "welcomed",
    ),
    "first": (
        "Ada",
        "Bertram",
        "Clara",
        "Dilys",
        "Edwin",
        "Flora",
        "Gareth",
        "Hannah",
        "Isaac",
        "Joan",
        "Kenneth",
        "Lydia",
        "Martin",
        "Nora",
        "Oliver",
        "Prudence",
        "Quentin",
        "Rosalind",
        "Simon",
        "Tamsin",
        "Walter",
    ),
    "group": (
        "the crews",
        "the early risers",
        "the families on the hill",
        "the fishermen",
        "the growers",
        "the neighbours",
        "the older members",
        "the parents",
        "the regulars",
        "the shopkeepers",
        "the summer visitors",
        "the trustees",
        "the volunteers",
        "the younger ones",
    ),
    "hour": ("afternoon", "evening", "morning", "night"),
    "last": (
        "Aldous",
        "Brack",
        "Cotter",
        "Dunmore",
        "Ellwood",
        "Fenwright",
        "Garrow",
        "Hale",
        "Ingram",
        "Jessop",
        "Kettley",
        "Larkin",
        "Mundy",
        "Northcott",
        "Orchard",
        "Penhale",
        "Quarles",
        "Rudd",
        "Stannard",
        "Thorne",
        "Underhill",
        "Wray",
    ),
    "matter": (
        "a question of insurance",
        "an unpaid invoice",
        "the colour of the new paint",
        "the cost of diesel",
        "the gap in the hedge",
        "the lease on the old shed",
        "the new timetable",
        "the price of timber",
        "the right of way",
        "the size of the car park",
        "the spring tides",
        "the vote in the council",
        "the width of the gate",
        "who holds the keys",
    ),
    "month": (
        "January",
        "February",
        "March",
        "April",
        "June",
        "July",
        "September",
        "October",
        "November",
        "December",
    ),
    "place": (
        "Carrow Bay",
        "Ellerby Head",
        "Gannet Row",
        "Market Street",
        "Orrin Point",
        "Quarry Lane",
        "Sallow Creek",
        "the chapel steps",
        "the eastern pier",
        "the far slipway",
        "the old customs house",
        "the sea gate",
        "the top field",
        "the turning circle",
    ),
    "role": (
        "a carpenter",
        "a former mayor",
        "a marine biologist",
        "a retired pilot",
        "a schoolteacher",
        "a surveyor",
        "a trainee chef",
        "an accountant",
        "an electrician",
        "the district nurse",
        "the harbour master",
        "the organist",
        "the treasurer",
        "who drives the school bus",
        "who mends nets",
    ),
    "saying": (
        "You get used to the noise, and then you miss it",
        "We were never asked, so we never said no",
        "A thing like that is mended by whoever happens to be standing next to it",
        "Half of us thought it was finished, and the other half had the key",
        "My grandmother would have laughed, and then she would have paid",
        "There is always somebody who knows where the water goes",
        "If it rains we will do it indoors, and if it floods we will do it upstairs",
        "Nothing here is old until somebody wants to replace it",
        "I only came to return a ladder",
        "It looks better from the boat, but then so does everything",
        "People say it cannot be done, and then they lend you their tools",
        "We have been temporary for longer than most things last",
        "The trouble with a good idea is that it needs a committee",
        "You could set your watch by it, if you did not mind being late",
        "What we wanted was a bench, and what we got was a strategy",
        "Nobody locks anything, because nobody can find the keys",
    ),
    "task": (
        "cleaning a carburettor",
        "cutting bread",
        "feeding the hens",
        "folding chairs",
        "labelling jars",
        "mending a sail",
        "painting a number on a door",
        "peeling potatoes",
        "sorting letters",
        "sweeping the steps",
        "tying down a tarpaulin",
        "watching the gauge",
    ),
    "things": (
        "baskets",
        "benches",
        "bricks",
        "buckets",
        "crates",
        "floats",
        "ladders",
        "lanterns",
        "letters",
        "nets",
        "oars",
        "parcels",
        "planks",
        "ropes",
        "sandbags",
        "saplings",
        "shutters",
        "signs",
        "stones",
        "tiles",
    ),
    "weather": (
        "a cold wind from the east",
        "a thin rain",
        "cloud down to the rooftops",
        "drizzle and no horizon",
        "fog on the water",
        "hail in the gutters",
        "low sun",
        "sleet",
        "the first frost",
        "thunder far out",
    ),
}
