"""Checks: every one is shown firing on a planted slip and silent on the same words with the right figure."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.findings.checks import CHECKS, check_article, check_between
from helpers.findings.checks.figures import Interval, gap, shown
from helpers.findings.claims import find_claims
from helpers.findings.times import find_times
from helpers.text.parse import parse
from helpers.text.records import Article, Check

DATELINE = dt.date(2025, 2, 26)


def article(text: str, name: str = "a", date: dt.date | None = DATELINE) -> Article:
    return Article(name, date, None, None, None, None, "en", text, 1, 1, len(text.split()), None)


def checks_of(text: str) -> list[Check]:
    (parsed,) = parse([article(text)])
    times = find_times(parsed)
    claims, _ = find_claims(parsed, times)
    found = check_article(parsed, claims, times)
    assert {claim for check in found for claim in check.claim_ids} <= {claim.claim_id for claim in claims}
    return found


def between(*texts: str, days: int = 0) -> list[Check]:
    articles = [article(text, f"p{n}", DATELINE + dt.timedelta(n * days)) for n, text in enumerate(texts)]
    claims, times = [], []
    for parsed in parse(articles):
        times += find_times(parsed)
        claims += find_claims(parsed, [time for time in times if time.article_id == parsed.article.article_id])[0]
    return check_between(articles, claims, times)


SLIPS = """
# change_in_percent
Sales rose {25% → 20%} to $36 million from $30 million. | 20 percent
Exports fell from 84,100 tonnes to 67,200 tonnes, a drop of {15% → 20%}. | 20.1 percent
Profit climbed to £412m last year, up {12% → 33%} on the £310m it made in 2019. | 32.9
Revenue was £35.4m, {an 18% → a 24%} rise on last year's £28.5m. | 24.21
Average pay rose to £612 a week in April from £600 a year before, up {5% → 2%}. | 2 percent
Visitors went from 80,000 in 2022 to 92,000 last year. That {25 per cent → 15 per cent} increase was put down to a television series. | 15 percent
The club sold 5,200 tickets this summer. Last summer it sold 4,000, so sales are up {40 per cent → 30 per cent}, its secretary said. | 30 percent
A pint that cost £4 two years ago is now £5, an increase of {20% → 25%}. | 25 percent
Rents have soared by {40 percent → 20 percent} in three years, from an average of $1,500 to $1,800. | 20 percent
The herd is down {60% → 40%} on last year. Rangers counted 120 goats this week; twelve months ago there were 200. | 40 percent
A single will cost £2.40 instead of £2, an increase of {30 per cent → 20 per cent}, from Monday. | 20 percent
Burglaries in the valley have fallen by {half → a third}, police said. There were 80 last year and 120 in the year before that. | 33.33 percent
Train fares to rise {15% → 5%} ¶ A single from Orle to Wick will cost £4.20 from January, instead of £4, the firm said. | 5 percent
The orchard yielded 80 tonnes last year; this year's crop, at 60 tonnes, is {a third → a quarter} smaller. | 25 percent
The £80 boots are on sale at {£60 → £56}, with 30 per cent off. | 25 percent
# percent_or_points
The rate fell to 10 percent from 12.5 percent, a decline of {2.5 percent → 20 percent}. | 20 percent
Unemployment fell by {three → two} percentage points, from 9% to 7%. | 2 percentage points
The bank raised its rate from 3% to 3.5%, an increase of {0.5% → 17%}. | 0.5 percentage
Some 18% of shops are vacant, against 12% a year earlier. The figure has thus grown by {six per cent → six points}. | 6 percentage points, or 50 percent
The share of pupils passing fell to 66 percent this year. In 2020 it had been 74 percent. The {eight percent → eight-point} fall was a worry. | 8 percentage points
Turnout was 62 per cent, {eight per cent → eight points} lower than in 2019, when it was 70 per cent. | 8 percentage points
# change_by_amount
The herd, which numbered 900 in 2010, is down to 640, a loss of {360 → 260} animals. | 260
The budget grew to £188m from £142m, an overrun of {£64m → £46m}. | 46 million
Fares will rise by {£1.50 → £1}, from £3 to £4, in April. | 1
# change_by_multiple
The fee {doubled → tripled} to $90 from $30. | 3 times
Prices have {trebled → doubled}, from £20 to £40 a night. | 2 times
The price of oil has {tripled → doubled}. A litre that sold for €4.50 in 2021 is now €9.20. | 2.044 times
A seat now costs £60, {four → three} times what it did in 2001, when it was £20. | 3 times
The inn took in 90 dogs in March, {three times → twice} as many as the 45 of a year earlier. | 2 times
# direction_of_change
Profit {rose → fell} to £28.5m from £35.4m. | down
The number of pupils {fell → rose} from 420 to 530. | up
# ratio_as_percent
One in five adults, or {30% → 20%}, went without. | 20 percent
Nine out of 10 passengers, or {80 percent → 90 percent}, were content. | 90 percent
# percent_of_whole
In all 1,203 of 4,812 members replied, a response of {35% → 25%}. | 25 percent
The firm has 1,200 employees and will cut 150 jobs, or {22% → 12.5%} of its workforce. | 12.5 p
About 35 percent of the 2,000 respondents, or {500 → 700} people, were worried. | 25 percent
Half of the class, {12 → 15} of the 30 pupils, passed. | 40 percent
Of the 4,812 members, 1,203 ({35% → 25%}) replied. | 25 percent
Some 1,203 people voted. That is {35% → 25%} of the 4,812 members. | 25 percent
The plant will cut 150 jobs, about {22% → 12%} of its 1,200 staff. | 12.5 percent
A survey of 1,000 adults found that 620 of them, or {52% → 62%}, wanted a vote. | 62 percent
The bill is £90 million, with the state paying {two thirds → half}, £45 million. | 50 percent
Of 4,812 members 1,203 replied. Of those who took part, 1,010 ({74% → 84%}) were for it. | 83.96
She received 2,565,000 votes, or {53.1% → 51.3%} of the 5,000,000 ballots. | 51.3
The landlord said that 96 of the 640 tenants were in arrears, which is {25 per cent → 15 per cent}. | 15 percent
Of 1,500 letters sent, 450 came back unopened - a rate of {45 per cent → 30 per cent}, the department admitted. | 30 percent
Only 36 of the 180 stops have a shelter. That is {30 per cent → 20 per cent} of them. | 20 percent
Divers looked at 240 wrecks. They found 60 of these empty. That {35% → 25%} will be left alone. | 25 percent
The hospital wrote to 1,800 patients. By the end of May 450 had replied, or {35% → 25%}, and more answers are expected. | 25 percent
The clinic has 400 beds, 120 of them empty. That means {45 per cent → 30 per cent} of its capacity is unused. | 30 percent
{Four in ten → Three in ten} passengers were late. It carried 20,000 last week, of whom 6,000 missed a connection. | 30 percent
Out of 3,500 applicants, just 175 were offered a place - {one in ten → one in 20}. | 5 percent
{Nine in ten → Eight in ten} residents want a ban, the council said. Letters went to every house and 530 came back. In 420 of them it was asked for. | 79.25
# percent_of_votes
The merger was approved by {81% → 75%} of shareholders, with 3,000 in favour and 1,000 against. | 75 percent
A motion to strike won {82% → 70%} backing on Friday: 1,470 for it, 630 against. | 70 percent
# shares_to_hundred
Two-thirds of the pupils walk and {a quarter → a tenth} come by bus, while the rest, about a fifth, are driven. | 111.7
Council contracts brought 58% and {31% → 21%} came from rents. Gifts made up the remaining 21%. | 110
Some 46% said yes, 39% said no and the remaining {22% → 15%} did not know. | 107 percent
The survey found 52% in favour, 38% against and {15% → 10%} undecided. | 105 percent
She won 48 percent of the vote, her rival 39 percent and a third man {18 percent → 13 percent}. | 105
She got 51.3% of the ballots. Her opponent took the other {47.8% → 48.7%}. | 99.1
Asked which party they trusted most, 47 percent named the Liberals, 38 percent the Greens and {21 percent → 15 percent} neither. | 106 percent
# part_over_whole
She said that {45 → 35} of the 40 pupils were ill. | at most 40
# share_over_hundred
He said that {120 percent → 20 percent} of voters had stayed at home. | at most 100 percent
# split_over_hundred
Members backed the merger by 54% to {48% → 46%}. | 102 percent
# parts_and_whole
The {£705,000 → £805,000} pool is being paid for entirely by the state, which put in £400,000, the county, £250,000, and donors, who gave £155,000. | 805,000
The firm had revenue of {$1.84 billion → $1.76 billion}. ¶ Asia brought in $910 million, Europe $560 million and all other markets combined $290 million. | 1.76 billion
Of the 800 jobs, 450 are in Leeds, 200 in York and the remaining {250 → 150} in Hull. | 900
A total of 120 people were held: 70 men, 30 women and {15 → 20} children. | 115
The flood killed {nine → eight} people: four in Leeds, three in York and one in Hull. | 8
The bank will shed 52 jobs. Of the posts to go, 25 are in lending, 15 in sales and {nine → 12} in the call centre. | 49
# parts_over_whole
The bill of $1,250 included $900 for rent, $200 for heat and {$250 → $50} for water. | $1,350
{Eleven → Ten} of the 20 councillors voted for the plan, eight voted against and two abstained. | 21
Among the ten countries, seven voted for, {two → zero} against and three abstained. | 12
A coach carrying 48 pupils skidded near Dunwell. Paramedics treated 29 for minor injuries, 17 were unhurt and {six → two} are in hospital. | 52
The council has 36 members. In Monday's vote 21 backed the budget, {13 → 11} opposed it and four abstained. | 38
The inspectors saw 90 kitchens in a week. Fifty-two passed, 31 were given a warning and {12 → seven} were shut. | 95
# two_halves
Of the 60 people on board, 35 were men and {30 → 25} were women. | 65
Seventeen people were arrested. {Eleven → Twelve} men and five women were held overnight. | 16
The jury of 12, seven women and {six → five} men, retired on Monday. | 13
# rank_of_figure
With 310 seats the hall is the county's {third-largest → second-largest}. Only the Regal, with 450, holds more. | place 2
The tower is now the tallest in the city at {140 → 190} metres. The old record of 150 metres was held by Orme House. | place 2
With a span of 412 metres it is the second-longest bridge, after the Orme crossing at {398 → 450} metres. | place 1
Its rate of 9.1 per cent was the {third-highest → fourth-highest}, behind only Aldwick (12.4), Corse (11.7) and Penn (10.2). | place 4
# split_in_ways
The fund of £9 million will be split three ways: £4 million for food, £3 million for shelter and {£3 → £2} million for medicine. | 10 million
The trust gave {£2.4m → £2.6m}, all of it to two museums. The one in Hull gets £1.5m. The other, in York, gets £1.1m. | 2.6 million
# remainder
The shop is to shut 23 of its 146 branches by June. The remaining {118 → 123} will trade as normal. | 123
The repairs cost $27 million. Insurance covers $9 million, leaving {$16 million → $18 million}. | 18 million
The firm will close 14 of its 90 branches. The {66 → 76} that are left will get new signs. | 76
The bridge cost $90m. The state paid $50m, the city $25m and the railway company the other {$25m → $15m}. | $15 million
The club sold 4.1 million copies. Paperbacks were 2.9 million of these and tapes the other {1.2 billion → 1.2 million}. | 1.2 million
# difference
Ms Reed won by {500 → 800} votes, taking 12,400 votes to her rival's 11,600. | 800
The club had income of £3.1m and spent £3.6m, so that its deficit was {£0.8m → £0.5m}. | 500,000
He won the seat with 18,400 votes; the runner-up took 17,900. The majority was {700 → 500}. | 500
# brought_to
A fine of $80,000 and costs of $15,000 brought the bill to {$105,000 → $95,000}, the judge said. | $95,000
# listed_items
{Three → Four} boys appeared in court on Monday. Ben Ash, Tom Ray, Al Dunn and Ned Fox denied the theft. | 4
Trains will not stop at {three → four} stations on Sunday: Arden, Brook Lane, Coldwell and Dene. | 4
{Five → Four} shops will close: Ardbury, Castle Wynn, Eastholme and Rudd. | 4
{Five → Three} ministers resigned. Those leaving are Emil Karst, Jana Obrecht and Tomas Heide. | 3
{Six → Four} teams - Leeds, York, Hull and Selby - qualified. | 4
Ministers from {four → three} countries, France, Spain and Italy, signed the deal. | 3
{Six → Four} rivers are closed. They are the Tarn, the Wem, the Isker and the Dole. | 4
# per_head
He must repay £1.2m. The court set four equal instalments of {£350,000 → £300,000}, the first due in May. | £300,000
The plan costs $27 million. That is {$150 → $1,500} for each of the 18,000 residents. | 1,500
The charity will spend £3.2 million on 400 homes, or {£80,000 → £8,000} per home. | £8,000
He stole $1.2 million over 10 years, or {$12,000 → $120,000} a year. | $120,000
The shop sold 3 million phones at an average price of $200, bringing in {$60 million → $600 million}. | $20
The plane flew 3,000 miles in six hours, an average of {300 mph → 500 mph}. | 500 miles
Each household will pay {$420 → $4,200}, bringing in $21 million from the 5,000 households. | $4,200
The 40 houses will sell for {£250,000 → £300,000} each, a total of £12m. | £300,000
Spending per patient was {£2,400 → £240}, with the £36 million budget shared by 150,000 patients. | £240
The debt is $12 billion, or {$24,000 → $2,400} for each of the country's 5 million people. | $2,400
Each of the club's 2,000 members will be charged {£25 → £250}, raising £500,000 for the roof. | £250
The council will build 30 schools. They will cost {$1.2 million → $1.2 billion}. The average cost of each is $40 million. | $40,000
The 24 paintings fetched £48,000. The price averaged {£4,000 → £2,000}, the auctioneer said. | £2,000
The ferry needs 40 minutes for the 24 miles. That works out at an average of {16mph → 36mph}. | 36 miles
# rate_over_time
The factory makes 300 bicycles a day, or {2,500 → 1,500} in a five-day week. | 1,500
The city burns 500 tonnes of coal a day. Its stock of {15,000 → 10,000} tonnes will last 20 days. | 10,000 tonnes
The mint strikes 4,000 coins an hour. In an eight-hour shift it turns out {48,000 → 32,000}. | 32,000
Only {9 million → 9 billion} litres are left, and 300 million litres are drawn from the lake daily. It will run dry in 30 days. | 9 billion
# each_of_many
All 400 workers are to be paid a bonus of £500, at a cost to the firm of {£300,000 → £200,000}. | £200,000
Every one of its 250 drivers will get $1,200 in May, setting the company back {$450,000 → $300,000}. | $300,000
# at_a_rate_of_exchange
The painting went for 900,000 francs, or {$2 million → $1 million} at the present rate of 0.9 francs to the dollar. | $1 million
With a pound worth $1.25, the prize of {£60,000 → £80,000} comes to $100,000. | 80,000
# per_many
The province has 2.4 million inhabitants and had 120 cases, a rate of {50 → 5} per 100,000. | 5 per 100,000
The county has 300,000 residents and had 60 fires, which amounts to {2 → 20} fires per 100,000 people. | 20 per 100,000
# one_for_every
The region has 800 doctors for its 400,000 residents, or one for every {5,000 → 500}. | 500
# scale_slip
The $2.7 million bridge contract was signed. Critics called the {$2.7 billion → $2.7 million} bridge contract a folly. | $2.7 million
The council will save £2.5bn. The {£2.5m → £2.5bn} saving was agreed on Tuesday. | £2.5bn
# unit_conversion
The road is closed for 12 miles ({29km → 19km}). | 19.31
It was 38C ({88F → 100F}) at noon. | 100.4
The bone is 6 feet 3 inches ({2.9 metres → 1.9 metres}) long. | 1.905
The suspect is 6ft 2in ({1.68m → 1.88m}) tall. | 1.88
It was 38 degrees ({88F → 100F}) at noon. | 100.4
# age_and_birth
The sculptor died on Thursday aged {69 → 76}. She was born in Lemsford in March 1948. | 76
The poet, who was {88 → 82}, died at home on Friday. He was born in Cork in 1942. | 82
The mayor, {71 → 60}, was born in 1964 and likes to swim. | 61
The winner, aged {52 → 71}, was born in Hull in 1953 and worked as a baker. | 72
Born in 1972, the actor is now {43 → 52} years old. | 53
Born in 1950, the singer Rosa Quill, {64 → 74}, will retire this year. | 75
Born in Wick in 1951, she worked as a cook. She was {46 → 36} when her first book came out in 1987. | 35 or 36
Born on 3 March 1941 to a family of tailors, Mr Cole was {61 → 71} when he became mayor in 2012. | 70 or 71
Ada Penn (1931-2024), who has died at {83 → 93}, wrote forty novels. | 92 or 93
At {64 → 74}, Rosa Quill has no thought of giving up. She was born in 1950 above a bakery. | 74 or 75
# anniversary
The couple, who married in 1985, celebrated their {50th → 40th} wedding anniversary. | 40 years
The church, built in 1850, will celebrate its {150th → 175th} anniversary in May. | 175 years
The Quill Theatre turned {70 → 81} on Monday with a gala. It opened in 1944 in a former tram depot. | 81 years
A choir marked its {70th → 80th} anniversary on Monday. The Scarrow Choir was founded in 1945 by miners. | 80 years
Founded in 1905, the club is {100 → 120} years old this month. | 120 years
The festival, which began in 1975, is celebrating {40 years → 50 years} of folk music this week. | 50 years
It is {60 → 70} years since the bridge at Orme opened. The bridge, which was built in 1955, carries 9,000 cars a day. | 70 years
The {sixtieth → fiftieth} anniversary of the bridge, which was completed in 1975, will be marked in June. | 50 years
The bakery was founded in 1925. This spring it marks its {90th → 100th} anniversary. | 100 years
# weekday_of_date
The store closes for good on {Friday → Monday}, March 31. | Monday
The first hearing, on 12 March, a {Monday → Wednesday}, will be short. | Wednesday
The hearing has been set for {Monday → Sunday} 16 March, the court said. | Sunday
# length_of_interval
He ran the school from 2008 until 2021, and nothing was stolen in those {nine → 13} years. | 13 years
It started at 9 a.m. and ended at 11:30 a.m., {three and a half → two and a half} hours later. | 2.5
It took {14 → six} months to build, from January 2013 to June 2013. | 5 months
The rule has been in force since 2005, or {30 → 20} years. | 20 years
The war lasted from 1936 to 1939, {five → three} years of misery. | 3 years
The leak began at 4 a.m. Saturday and was stopped at 10 p.m. Sunday, {30 → 42} hours later. | 42 hours
He was in charge from 2009 until 2015, a {nine-year → six-year} spell that ended in defeat. | 6 years
The trial opened on 3 March and ended on 17 March, {five → two} weeks later, the court heard. | 2 weeks
The shop, which opened in 2002 and shut in 2012, traded for {15 → ten} years. | 10 years
The road was rebuilt in 2016, {seven → nine} years ago. | 9 years
{Three → Two} decades ago, in 2005, the harbour froze. | 20 years
The mine closed in 1985, {20 → 30} years after it opened in 1955. | 30 years
Half a century after it opened in {1935 → 1975}, the lido is to be restored. | 90 years
She was headteacher from 2008 until 2021 and in those {nine → 13} years the school grew. | 13 years
In the {decade → 16 years} between 2006 and 2022 the herd halved. | 16 years
The show opened in 1998. It closed in 2013 after a run of {25 → 15} years. | 15 years
The war broke out in 1936 and ended in 1939. The fighting lasted for {six → three} years. | 3 years
He led the council between 2011 and 2019, {a seven-year → an eight-year} period of rising rents. | 8 years
# two_ages
Kyle Benning, 43, admitted the theft. The judge told the {34-year-old → 43-year-old} to pay. | 43
The {19 → 17}-year-old, Dean Marsh, was found on Sunday. Dean Marsh, 17, had been missing. | 19
Smith, 45, was charged. Later Smith, {54 → 45}, denied it. | 45
Maureen Tapley, 71, won the lottery. She said she would buy a boat. Mrs Tapley, {17 → 71}, has two sons. | 71
# definite_count
Police said 14 people were injured. Of the {16 → 14} injured, three are in hospital. | 14
# all_again
Police arrested 31 people on Friday. All {13 → 31} were later released without charge. | 31
# definite_amount
The firm will invest $40m in the plant. The {$45m → $40m} investment will create jobs. | $40m
# headline_and_body
Mill fire leaves {200 → 300} workers idle ¶ A fire at the Orme mill has left 300 workers without a job. Its owner promised to rebuild. | 300
{450 → 540} jobs to go at plant ¶ A total of 540 posts are being cut at Rudge, unions were told on Tuesday. The plant makes wings. | 540
Flood closes {30 → 90} schools ¶ Rain all night drove pupils home on Monday. By noon 90 schools had shut, the county said. | 90
# transposed_digits
A man who walked {240 → 420} miles with a goat came home on Tuesday. He began his 420-mile trek in May. | 240
The harbour repairs will cost £43.5 million. Critics say the harbour repairs worth {£45.3 million → £43.5 million} come late. | £43.5 million
The firm must pay the {430 → 340} who went to court. It regrets the case. A sum for the 340 cleaners was agreed. | 430
# same_words
The blast killed 14 people, police said. Officials later said the blast had killed {12 → 14} people. | 14
"""
"""A line a slip under the name of its check: {as stated → as it should be} | what the finding recomputes; ¶ parts paragraphs."""

PAIR = re.compile(r"(?s)(.*)\{(.*) → (.*)\}(.*) \| (.*)")


def slips() -> Iterator[tuple[str, str, str, str]]:
    """Rule, text with the slip, text without, and what is recomputed."""
    rule = ""
    for line in SLIPS.strip().splitlines():
        if line.startswith("# "):
            rule = line[2:]
        else:
            before, slip, right, behind, recomputed = PAIR.fullmatch(line.replace(" ¶ ", "\n\n")).groups()
            yield rule, before + slip + behind, before + right + behind, recomputed


@pytest.mark.parametrize(("rule", "slip", "right", "recomputed"), list(slips()))
def test_a_planted_slip_is_found_and_the_right_figure_is_not(rule, slip, right, recomputed):
    (check,) = checks_of(slip)
    assert check.rule == rule
    assert recomputed in check.recomputed + check.finding
    assert check.claim_ids or rule in ("anniversary", "weekday_of_date", "length_of_interval")  # ordinals are no claims
    assert checks_of(right) == []


def test_every_check_is_shown_firing():
    assert [check.__name__ for check in CHECKS] == list(dict.fromkeys(rule for rule, *_ in slips()))


SILENT = [
    "Profit rose by a quarter. Revenue, at £9m, was up 12.5 percent on the £8m of the year before.",
    "Smartphone use has doubled. Revenue was $1.44bn in the quarter, up from $1.06bn a year before, a gain of 36 percent.",
    "The show drew 112 million viewers, the third-highest, behind the previous two, which drew 114 million and 112 million.",
    "At 24 metres it is the highest wall in the county; the old record of 21 metres had stood since 1950.",
    "Sales rose about 20% to $36.2 million from roughly $30 million.",
    "It earned $422.5 million, or $6.44 a share, up 8.9% from $387.8 million, or $5.63 a share.",
    "Joining him were two moderates: Ann Bush and Govs. Chris Christie of New Jersey.",
    "The 12-member board includes Ann Bush, Tom Ray and Al Dunn. All three were born in Leeds.",
    "Shifts run 10 hours a day, six days in a row, and overtime can total 20 hours a week.",
    "Three of the six winners are women: Ada Bell, Cleo Dunn and Eve Frost.",
    "Sales rose 5% in local currencies to $36 million from $30 million.",
    "The road is closed for 100 miles (160km), and the hill is 5,000 feet (1,500m) high.",
    "Temperatures rose by 2C (3.6F).",
    "Bridge 10, 12 miles (19km) away, is closed; of the 30, 12 miles (19km) apart, none is.",
    "Four shops will close, including Ardbury, Castle Wynn and Rudd.",
    "Three firms were fined: Marks and Daughters, Blazer Brothers and Hatch and Oke.",
    "Some 46% said yes and 39% said no.",
    "A third of pupils, or 33%, were ill; nearly half, or 48%, in the north.",
    "More than 6,000 of about 14,000 soldiers were hurt.",
    "Anna Ray, 43, and Tom Hill, 34, were there. The 34-year-old spoke.",
    "They would need 57 percent of the remaining delegates (or 67 percent with the others).",
    "The ferry had 210 people on board. Of those, 40 were treated for cold, 12 were taken to hospital and 150 slept in a school.",
    "In a class of 30, 18 play football, 14 swim and nine do both, the head teacher said.",
    "Respondents could give several answers: 52 percent named cost, 41 percent time and 33 percent none of these.",
    "The tax goes from 10 percent to 12 percent, a 20 percent increase. That is 2 percent more than in Ruria.",
    "The theatre, founded in 1944 as a school, marks its 50th year in Pell, where it moved in 1975.",
    "The party was on 44%, up from 38%. Its rivals were on 39% and 9%, with the remaining 8% undecided.",
    "Asked to choose one answer, 52% of the 2,110 people questioned said yes.",
    "The crash killed 12 people. It was the worst since 2010, when 31 people were killed in a crash at Wick.",
    "The fund has £2.6 billion. Its head was paid £2.6 million by the fund.",
    "The actor turned 40 in May; his theatre opened in 1990.",
    "The mill employed 300 people in 1980. Today 45 work in spinning, 30 in weaving and 12 in the office.",
    "Turnout was 45%. Of the 62,000 electors in the town, 12,000 are students.",
    "The firm has 3,000 workers, 20% of them women. It will hire 100 engineers, of whom 30 have been found.",
    "Ms Ortiz, who has 110 of the 900 delegates, must win 64 percent from now on.",
    "Ten people were hurt. Three men and two women are in hospital.",
    "Revenue rose 5% to £64m and profit was £8m. It spent £50m on new machines.",
    "A majority of 60 members backed it, 44 in the first house and 23 in the second.",
    "The council has 60 seats and 40 employees. The remaining 15 posts were cut.",
    "The plant makes 300 bikes a day. It made 10,000 last month after a five-day strike.",
    "All 400 workers get £500 in May. The firm made £90,000 last year and spent £70,000.",
    "Ann Hill, 71, was there. Her husband was ill. Mr Hill, 73, is a baker.",
    "300 workers idle\n\nA fire at the Orme mill has left 297 workers without a job. It employed 800 people.",
    "Storm cuts off 40,000 homes\n\nMore than 14,000 homes in the north and 26,000 homes in the south lost power.",
    "The fair is on Saturday and Sunday, 22 and 23 March 2025, and again from Friday, 4 to 6 April.",
    "He was born on Tuesday, 4 July 1776. The inquiry into the fire of Monday, 3 June, opens next week.",
    "She was 12 when the war began in 1939; her brother, born in 1930, was nine. Her daughter Ann is 43.",
    "The road was closed from 2 May to 12 May, 11 days in all. The rule was in force since 2014, or ten years.",
    "It opened in 1990 and closed in 2019. For 10 years it was the only one. Two decades after 1990 it was sold.",
    "In 2019, nine years after she was jailed in 2010, she was free. He was arrested in 2016 and convicted in 2018.",
    "The ferry may carry up to 70 people. Of those aboard, 41 were rescued, 25 died and nine are missing.",
]


@pytest.mark.parametrize("text", SILENT)
def test_silent_where_the_figures_fit_or_may_be_of_different_things(text):
    assert checks_of(text) == []


FINED = "Severn Water was fined {} at Ashby Crown Court on Thursday for spilling sewage into the River Teme, Judge Paula Teague said."
PAID = "Judge Paula Teague ordered Severn Water to pay a fine of {} after sewage poisoned the River Teme near Ashby last year."


def test_two_articles_on_one_event_with_two_values():
    (check,) = between(FINED.format("£18m"), PAID.format("£1.8m"))
    assert (check.article_id, check.other_article_id, check.rule) == ("p0", "p1", "two_values")
    assert (check.stated, check.recomputed, len(check.claim_ids)) == ("£18m", "£1.8m", 2)


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [("£18m", "£18 million", 0), ("£18m", "about £1.8m", 0), ("£18m", "£1.8m", 30)],
)
def test_two_articles_that_agree_hedge_or_lie_apart_in_time(first, second, days):
    assert between(FINED.format(first), PAID.format(second), days=days) == []


CRASH = "A coach of pilgrims from Belvento fell into a ravine near Monte Sarro on Sunday, killing 19 people, Elena Forte said."
MOURNING = "Belvento was in mourning on Monday after {} people were killed when a coach fell near Monte Sarro, Elena Forte said."


def test_two_counts_of_one_noun_said_in_the_same_words():
    (check,) = between(CRASH, MOURNING.format(27))
    assert (check.stated, check.recomputed) == ("19", "27")
    assert between(CRASH, MOURNING.format(19)) == []


def test_counts_of_two_days_may_both_be_right():
    one = "Police in Wick Sands arrested 23 people on Saturday night, Chief Supt Lorraine Dunmore said."
    two = "Police in Wick Sands arrested 15 people on Sunday, Chief Supt Lorraine Dunmore said."
    assert between(one, two) == []


def test_one_name_with_two_ages_in_two_articles():
    one = "Tyler Marchand, 27, of Eastford slipped from a ledge at Beacon Notch on Saturday, rangers said."
    two = "The teacher Tyler Marchand, {}, of Eastford was hiking at Beacon Notch when he slipped, rangers said."
    (check,) = between(one, two.format(34))
    assert check.rule == "two_ages"
    assert between(one, two.format(27)) == []


def test_two_founding_years_in_two_articles():
    one = (
        "Parents vowed to fight the closure of Hollybank primary school in Tarn Edge, opened in {}, Rupa Lindsay said."
    )
    two = "The village school of Hollybank in Tarn Edge that opened in 1928 could face closure, said Rupa Lindsay, a head teacher."
    (check,) = between(one.format(1908), two)
    assert (check.rule, check.stated, check.recomputed) == ("two_founding_years", "1908", "1928")
    assert between(one.format(1928), two) == []


def test_a_sum_settles_what_looks_like_two_values():
    one = "Viktor Aldane, a former minister of Estmark, was sentenced to 10 years in prison for corruption in Tarlow on Tuesday."
    two = "Viktor Aldane will spend eight years in prison for corruption in Tarlow, Estmark; two years were suspended."
    assert between(one, two) == []


BLAST = "Fourteen people were taken to hospital after a gas blast at Merrow Mill in Stanwick on Tuesday, Dilys Proctor said. Two floors fell."
FLATS = "Flats were wrecked in Stanwick on Tuesday. {} people were taken to hospital, two of them badly burnt, Dilys Proctor said at Merrow Mill."
RAISED = "An auction at Castle Street school in Whinmoor has raised £64,000 to mend its roof. Jude Farraday came, Ms Bhatt said."
TOOK = "Castle Street school in Whinmoor took {} when it put pictures under the hammer. Jude Farraday bid. Ms Bhatt smiled."


def test_two_sums_of_the_same_digits_in_another_order():
    (check,) = between(RAISED, TOOK.format("£46,000"))
    assert (check.rule, check.stated, check.recomputed) == ("two_values", "£64,000", "£46,000")
    assert between(RAISED, TOOK.format("£64,000")) == []


JOBS = "Carmaker Veldt is to cut 1,200 jobs at its plant in Orrin, it said. Chief executive Lars Brandt blamed falling demand."
ANGER = "Workers at Veldt in Orrin were angry on Wednesday at news that Lars Brandt is shedding {} jobs there. They will march."


def test_one_role_with_two_values_in_two_articles():
    (check,) = between(BLAST, FLATS.format("Nineteen"))
    assert (check.rule, check.stated, check.recomputed) == ("two_values", "Fourteen", "Nineteen")
    assert between(BLAST, FLATS.format("Fourteen")) == []
    assert between(JOBS, ANGER.format("1,200"), days=1) == []
    assert [check.recomputed for check in between(JOBS, ANGER.format("2,100"), days=1)] == ["2,100"]


SWIM = "Nora Hale swam the Strait of Orme on Sunday. She covered the {} in nine hours and four minutes, from Dunsea to Cap Merrow."
SWAM = "Nora Hale touched the rocks of Cap Merrow, nine hours and four minutes after leaving Dunsea, {} away, in the Strait of Orme."


def test_two_measures_in_sentences_that_share_another_figure():
    (check,) = between(SWIM.format("21 miles"), SWAM.format("26km"))
    assert (check.rule, check.stated, check.recomputed) == ("two_values", "21 miles", "26km")
    assert between(SWIM.format("21 miles"), SWAM.format("34km")) == []


def test_a_toll_may_have_risen_and_may_be_of_another_place():
    assert between(BLAST, FLATS.format("Nineteen"), days=1) == []
    assert between(BLAST, FLATS.format("At least nineteen")) == []
    assert between(BLAST, FLATS.format("In Pellmouth nineteen").replace(" at Merrow Mill", "")) == []


def test_no_articles_no_findings():
    assert check_between([], [], []) == []


FIGURES = st.floats(-1e9, 1e9, allow_subnormal=False)  # a distance of 5e-324, divided by a figure, is none
HALVES = st.floats(0, 1e6, allow_subnormal=False)


@given(FIGURES, HALVES, FIGURES, HALVES)
def test_figures_disagree_only_where_their_intervals_part(a, half_a, b, half_b):
    one, two = Interval(a - half_a, a + half_a), Interval(b - half_b, b + half_b)
    assert gap(one, two) == gap(two, one)
    assert (gap(one, two) == 0) == one.touches(two)
    assert isinstance(shown(a), str)


WORDS = "12|miles|(29km)|from|to|$5|million|0%|rose|of|the|remaining|or|per|100,000|aged|69|born|in|1948|died|Anna Ray,"
WORDS += "|the 34-year-old|leaving|each|:|;|,|.|All were|doubled|split three ways|Monday|5 March|" + "9" * 400


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split("|")), max_size=30))
def test_any_string_of_number_words_is_checked_without_an_error(words):
    for check in checks_of(" ".join(words)):
        assert check.severity in ("error", "look")
        assert check.stated
        assert check.recomputed
