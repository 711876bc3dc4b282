"""How fast the roads of each country are.

The figures are the mean speeds between large cities in Moszoro and Soto, *Road Quality and Mean Speed Score*, IMF
Working Paper 2022/095, as carried by CLIMADA (ETH Zurich, `DICT_SPEEDS`) and, for a second reading, by a published
map of travel times; where those two copies differ (CI, CF, CD) a country is left out.
"""

from __future__ import annotations

from functools import cache

from geo.quantity import Estimate

_KMH = (
    "AE 80 AF 57 AL 65 AM 57 AO 78 AR 91 AT 96 AU 96 AZ 80 BA 57 BD 41 BE 92 BF 63 BG 88 BI 51 BJ 63 BN 88 BO 50 BR 72 "
    "BT 38 BW 91 BY 85 BZ 67 CA 106 CG 62 CH 87 CL 92 CM 56 CN 90 CO 57 CR 55 CU 78 CY 76 CZ 98 DE 97 DJ 69 DK 78 DO "
    "74 DZ 88 EC 60 EE 81 EG 83 ER 62 ES 103 ET 61 FI 83 FR 105 GA 60 GB 87 GE 64 GH 56 GM 53 GN 50 GQ 74 GR 93 GT 53 "
    "GW 60 GY 59 HN 56 HR 98 HT 41 HU 96 ID 55 IE 88 IL 84 IN 58 IQ 79 IR 94 IS 77 IT 95 JM 61 JO 77 JP 81 KE 57 KG 61 "
    "KH 55 KR 93 KW 85 KZ 72 LA 60 LB 60 LK 50 LR 66 LS 60 LT 89 LV 77 LY 90 MA 95 MD 67 ME 59 MG 51 MK 74 ML 72 MM 71 "
    "MN 56 MR 77 MW 75 MX 90 MY 92 MZ 78 NA 99 NE 69 NG 55 NI 46 NL 87 NO 73 NP 40 NZ 83 OM 102 PA 72 PE 62 PG 59 PH "
    "52 PK 86 PL 92 PR 78 PT 106 PY 67 QA 82 RO 73 RS 94 RU 76 RW 47 SA 106 SD 72 SE 94 SI 90 SK 93 SL 64 SN 71 SO 58 "
    "SR 65 SS 59 SV 56 SY 72 SZ 69 TD 63 TG 63 TH 77 TJ 52 TL 40 TM 79 TN 78 TR 93 TT 51 TW 91 TZ 57 UA 75 UG 64 US "
    "107 UY 82 UZ 71 VE 83 VN 51 XK 65 YE 55 ZA 100 ZM 73 ZW 83 "
)
_BY_COUNTRY = dict(zip(_KMH.split()[::2], map(float, _KMH.split()[1::2]), strict=True))
# What journeys of each vehicle make of the mean speed of the countries they pass through, as the 5th, 50th and 95th
# percentile of the shares: docs/experiments/durations.py, from benchmarks/authorities/leg-durations.csv.
_SHARES = {"road": (0.55, 0.92, 1.2), "car": (0.7, 0.97, 1.2), "motorcade": (0.5, 0.92, 1.32)}


@cache
def speed_kmh(vehicle: str, country: str) -> Estimate | None:
    """The speed of a road vehicle in a country (ISO 3166-1 alpha-2); None where its roads are not known."""
    mean, shares = _BY_COUNTRY.get(country), _SHARES.get(vehicle)
    if mean is None or shares is None:
        return None
    low, best, high = (mean * share for share in shares)
    return Estimate(low, best, high, "km/h")
