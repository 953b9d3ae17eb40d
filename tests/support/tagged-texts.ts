/** A page of PubMed, with a wrapped title, a group of authors, MeSH headings, and a reference without a DOI. */
export const pubmed = `PMID- 30000001
OWN - NLM
STAT- MEDLINE
DCOM- 20190801
IS  - 1234-5678 (Electronic)
VI  - 12
DP  - 2019 May-Jun
TI  - Pollen in the air of coastal towns: a survey of
      two summers.
LID - 10.1000/pollen.12 [doi]
AB  - BACKGROUND: Pollen travels. METHODS: We counted it on
      forty roofs.
FAU - van der Meer, Anna B
AU  - van der Meer AB
AUID- ORCID: 0000-0001-0002-0003
AD  - Institute of Air, Utrecht.
FAU - Okoye, Chidi Jr
AU  - Okoye C Jr
CN  - Coastal Air Group
LA  - eng
PT  - Journal Article
PT  - Review
DEP - 20190421
TA  - Air J
JT  - Air journal
MH  - Air Pollution/*analysis
MH  - *Pollen
MH  - Humans
OT  - counting
OT  - pollen
AID - S0000-0001(19)00001-2 [pii]
AID - 10.1000/pollen.12 [doi]
SO  - Air J. 2019 May-Jun;12(3):1-9. doi: 10.1000/pollen.12.

PMID- 30000002
OWN - NLM
DP  - 1988 Winter
TI  - [Roofs of the coast].
FAU - Silva, M
AU  - Silva M
AU  - et al.
PT  - Letter
JT  - Revista do ar
CON - Air J. 1987;1(1):1. doi: 10.1000/other
`;

/** Two references of Ovid, one with blank lines in it. */
export const ovid = `<1. >
VN - Ovid Technologies
DB - PsycINFO
TI - Waiting for rain: A diary. [References].

DP - 2015
AU - Rao, Meera MD, PhD 1
AU - Bell, Tom 2
SO - Journal of Patience. Vol.43(5), Sep 2015, pp. 623-634.
AB - Nobody came.
DO - http://dx.doi.org/10.1000/rain
DT - Journal Article
ID - waiting, rain, diaries, hope
MH - *Patience

<2. >
VN - Ovid Technologies
TI - Second diary
YR - 2016
AU - Bell, Tom
`;

export const webOfScience = `FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Lindqvist, E
   Park, J
AF Lindqvist, Eva
   Park, Ji-woo
CA Northern Lichen Consortium
TI Lichens on northern roofs: growth and
   decline
SO ROOF ECOLOGY
DT Article
DE lichen; roof
   slates; moss
ID GROWTH; LICHEN
AB Lichens grow slowly. CO2
   was measured.
PD JUN 13
PY 2018
DI 10.1000/LICHEN
UT WOS:000000000000001
ER

PT C
AU ORTEGA L
TI Slates and their age
SO PROCEEDINGS OF THE SLATE CONFERENCE
CT 3rd Slate Conference
DT Proceedings Paper
PY 2011
UT WOS:000000000000002
ER

EF
`;

export const refer = `%0 Journal Article
%A Haugen, Siri
%A Diaz, Pablo
%T On counting boats
%J Harbour Studies
%D 2009
%8 March 3, 2009
%V 4
%K boats
harbours
%X We counted boats.

The fog did not help.
%U https://example.org/boats
%R doi:10.1000/boats

%0 Conference Paper
%E Quist, R.
%T Proceedings of counting
%B Counting Days
%D 1999
`;

export const refWorks = `Character Set=utf-8

RT Journal Article
SR Electronic(1)
ID 7
A1 Novak,Jana
A1 Weiss,Karl
T1 Bells of small villages
JF Journal of Bells
YR 2003
FD Feb
K1 bells
K1 villages
AB Bells ring.
DO 10.1000/bells
LK https://example.org/bells

RT Book, Section
A1 Novak,Jana
T1 A chapter on bells
T2 The book of sound
YR 2004
`;
