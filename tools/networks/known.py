"""What we know of lines that no rule finds, and of gaps that no line closes.

Positions are (lat, lon) of stations and bridges as maps show them, to a kilometre or two. All from general knowledge of
the railways named; each was looked at because a route was wrong or a join looked impossible.
"""

from __future__ import annotations

Positions = tuple[tuple[float, float], ...]

# Lines that run where our source has a gap too long for any rule, through their stations.
LINES: tuple[tuple[str, Positions], ...] = (
    (
        "Khanewal–Mian Channun–Chichawatni–Sahiwal, of Pakistan Railways' Main Line 1",
        ((30.301, 71.932), (30.439, 72.356), (30.530, 72.692), (30.66, 73.1)),
    ),
    ("the Great Seto Bridge, Kojima–Utazu", ((34.462, 133.807), (34.396, 133.810), (34.306, 133.814))),
    (
        "Dhaka–Tongi–Bhairab Bazar–Akhaura, of Bangladesh Railway",
        ((23.732, 90.426), (23.898, 90.408), (23.917, 90.717), (24.041, 90.985), (23.969, 91.110), (23.869, 91.207)),
    ),
    (
        "Akhaura–Cumilla–Laksam–Feni–Chattogram, of Bangladesh Railway",
        ((23.869, 91.207), (23.459, 91.170), (23.249, 91.130), (23.011, 91.405), (22.632, 91.653), (22.333, 91.828)),
    ),
    (
        "Damascus–An Nabk–Homs, of Syrian Railways",
        ((33.463, 36.300), (33.652, 36.526), (33.850, 36.900), (34.330, 36.900), (34.716, 36.707)),
    ),
    ("Leeuwarden–Buitenpost–Groningen", ((53.196, 5.792), (53.254, 6.146), (53.211, 6.564))),
    ("Suihua–Hailun–Bei'an", ((46.645, 126.985), (47.452, 126.957), (48.243, 126.507))),
    ("Koriyama–Ono-Niimachi–Iwaki, the Ban'etsu East Line", ((37.398, 140.388), (37.289, 140.627), (37.058, 140.892))),
    ("Ōita–Inukai, of the Hōhi Line", ((33.233, 131.606), (33.190, 131.665), (33.130, 131.670), (33.070, 131.635))),
    (
        "Muang Ruessei–Pursat, of the Royal Railway of Cambodia",
        ((12.766, 103.446), (12.545, 103.915), (12.430, 104.015)),
    ),
    (
        "Subotica–Bačka Topola–Vrbas–Novi Sad, rebuilt from 2021 to 2025",
        ((46.100, 19.672), (45.815, 19.640), (45.571, 19.643), (45.354, 19.730), (45.265, 19.827)),
    ),
    ("Izium–Sviatohirsk–Sloviansk", ((49.210, 37.315), (49.030, 37.560), (48.907, 37.724))),
    ("Pendekallu–Dhone–Kurnool", ((15.372, 77.643), (15.395, 77.869), (15.600, 77.930), (15.832, 78.033))),
    ("Karimganj–Badarpur", ((24.858, 92.377), (24.868, 92.561))),
    (
        "Bay Saint Louis–Gulfport–Biloxi–Pascagoula, of CSX",
        ((30.309, -89.305), (30.370, -89.090), (30.400, -88.890), (30.376, -88.604)),
    ),
    (
        "Épinal–Aillevillers–Lure",
        ((48.170, 6.443), (48.040, 6.400), (47.918, 6.345), (47.816, 6.385), (47.684, 6.477)),
    ),
    ("Quimper–Châteaulin–Landerneau", ((47.995, -4.093), (48.190, -4.090), (48.418, -4.327))),
    (
        "Nouadhibou–Choum–Zouérat, of Mauritania's mines, 704 km",
        (
            (20.820, -17.040),
            (21.130, -16.950),
            (21.335, -16.900),
            (21.270, -16.530),
            (21.260, -15.050),
            (21.300, -14.230),
            (21.220, -13.670),
            (21.300, -13.060),
            (21.700, -12.850),
            (22.170, -12.670),
            (22.620, -12.700),
            (22.730, -12.470),
        ),
    ),
)

# Joins that look right to the rules and are wrong: the ends, to 3 km, and why.
FALSE: tuple[tuple[str, tuple[float, float], tuple[float, float]], ...] = (
    ("San Francisco Bay", (37.777, -122.395), (37.939, -122.371)),
    ("Hampton Roads", (36.875, -76.306), (37.026, -76.454)),
    ("Lake Geneva", (46.399, 6.584), (46.520, 6.617)),
    ("the mouth of the Seine", (49.360, 0.085), (49.494, 0.130)),
    ("the Guadiana; the line to Huelva was closed", (37.201, -7.417), (37.252, -6.945)),
    ("the Western Scheldt", (51.211, 3.800), (51.445, 3.596)),
    ("the mouth of the Weser", (53.485, 8.488), (53.590, 8.553)),
    ("the Rhine at Kleve; closed", (51.790, 6.146), (51.902, 6.137)),
    ("the Sound at Helsingør; the train ferry ended in 2000", (56.033, 12.614), (56.059, 12.683)),
    ("Gołdap; closed", (54.038, 22.492), (54.393, 22.382)),
    ("Druya–Krāslava", (55.781, 27.472), (55.926, 27.142)),
    ("the Korean demilitarised zone at Cheorwon", (38.258, 127.166), (38.404, 127.298)),
    ("Basra–Khorramshahr; being built", (30.561, 47.789), (30.501, 48.026)),
    ("Spencer Gulf", (-33.036, 137.593), (-33.171, 138.013)),
    ("the Gulf of Kutch", (22.444, 69.837), (22.746, 69.703)),
    ("the Meghna at Chandpur", (23.231, 90.642), (23.621, 90.506)),
    ("the Strait of Kerch south of its bridge", (45.362, 36.432), (45.168, 36.707)),
    (
        "the Strait of Messina at Reggio; trains cross by ferry at Villa San Giovanni",
        (38.104, 15.506),
        (38.104, 15.636),
    ),
    ("the Amur at Fuyuan", (48.348, 134.393), (48.564, 134.576)),
    ("the Amur at Heihe; the bridge has no rails", (50.242, 127.485), (50.288, 127.537)),
    ("the Paraná at Santa Fe", (-31.635, -60.686), (-31.741, -60.533)),
    ("Naganohara–Nagano", (36.547, 138.648), (36.644, 138.189)),
    ("Naganohara–Karuizawa; closed", (36.546, 138.653), (36.336, 138.736)),
    ("Mie–Usuki", (33.070, 131.635), (33.118, 131.807)),
    ("the Hooghly at Haldia", (21.910, 87.768), (22.044, 88.061)),
    ("the Delaware south of the Delair Bridge", (39.898, -75.177), (39.918, -75.042)),
    ("Barrie–Orillia; lifted", (44.374, -79.690), (44.688, -79.628)),
)
