#!/usr/bin/env python3
"""Makes the survey of the demonstration study: households, their members, and both as Stata files.

    python3 make_survey.py [FOLDER]        writes six files into FOLDER (else beside this script)

Same seed, same bytes, whatever the Python version: every draw comes from `Stream`, which uses
nothing but `random()` of the standard generator. Only the standard library is needed.

What is invented
    Every household, person, place of origin, price and city effect. No row comes from a real
    survey. Fourteen rows are the households of the study's invented interviews; they are written
    out below because the interviews were written first. Three more rows (HH-088, HH-121, HH-156)
    are planted as cases that the model does not explain and that nobody has interviewed yet.

What is taken from a publication
    A doctoral dissertation on rural migrant households in Chinese cities models who owns a home
    (China Household Finance Survey 2015, 1,736 households). From its descriptive table come the
    marginals that the rows below are steered to, for households in which all members are rural
    migrants and for households of mixed status; from its multilevel logit come the coefficients
    that ownership is drawn with, and the spread of the city effect, read as a variance.
    The table prints no intercept: -2.9 is calibrated so that about 22.6 and 52.5 per cent own, and
    is NOT published. Three printed odds ratios do not match their coefficients; the coefficients
    are used.

How a household is made
    Members first: size, ages, who lives where, registration, schooling, work, insurance. What the
    marginals say of households ("at least one member with ...") is met by taking the households
    with the highest scores, so that traits go together: a formal job brings insurance, schooling
    brings formal jobs. Then every count and share of the household file is derived from the
    member file by the rules in `derive`, and ownership is drawn from the model. Ownership is
    overwritten for the planted rows only. Last, a few answers go missing.

The seed
    It is the first from 2000 on with which the share of owners comes within 2 points of the
    published one for rural migrant households and within 3 points for mixed status. In particular it was not chosen by what a model
    fitted to the rows says: with some 60 owners such a model need not find the signs that
    ownership was drawn with, and with this seed it misses some.

The rows are raw: 20 of 200 do not meet the conditions of the model sample, which is what
filters are for.
"""

import csv
import io
import math
import random
import struct
import sys
from pathlib import Path
from statistics import NormalDist

SEED = 2001

# --- published numbers -------------------------------------------------------------------------

INTERCEPT = -2.9  # calibrated, not published
CITY_VARIANCE = 0.529
REGION_EFFECT = {"eastern": 0.0, "central": 0.626, "western": 0.198}
COEFFICIENTS = {
    "n_pension_urban": 0.370,
    "n_health_local": 0.173,
    "n_unemployment": 0.187,
    "n_injury": 0.089,
    "n_maternity": 0.015,
    "n_housing_fund": 0.060,
    "share_local_urban_hukou": 2.507,
    "share_rural_migrant": -0.798,
    "head_age": 0.027,
    "head_female": -0.047,
    "household_size": 0.313,
    "adult_education_mean": 0.126,
    "income_10k": 0.008,
    "n_employed": -0.277,
    "n_public_sector": 0.025,
    "n_contract": -0.357,
    "n_temporary": -0.283,
    "n_farmer": 0.983,
    "n_self_employed": 0.236,
    "share_intraprovincial": 0.665,
    "split_household": -0.675,
    "agri_last_year": -0.344,
    "n_health_nonlocal": -0.140,
    "median_house_price_10k": -0.002,
}

# Of each type: means, and shares of households. "any_x" is at least one member with x.
MARGINALS = {
    "rural_migrant": {
        "owns_home_city": 0.226,
        "any_n_pension_urban": 0.315,
        "any_n_health_local": 0.331,
        "any_n_unemployment": 0.236,
        "any_n_injury": 0.266,
        "any_n_maternity": 0.195,
        "any_n_housing_fund": 0.151,
        "head_age": 37.4,
        "head_female": 0.319,
        "household_size": 2.76,
        "adult_education_mean": 3.5,
        "income_10k": 7.7156,
        "any_n_public_sector": 0.117,
        "any_n_contract": 0.347,
        "any_n_temporary": 0.227,
        "any_n_farmer": 0.007,
        "any_n_self_employed": 0.220,
        "any_share_intraprovincial": 0.502,
        "split_household": 0.085,
        "agri_last_year": 0.088,
        "any_n_health_nonlocal": 0.628,
    },
    "mixed_status": {
        "owns_home_city": 0.525,
        "any_n_pension_urban": 0.645,
        "any_n_health_local": 0.603,
        "any_n_unemployment": 0.386,
        "any_n_injury": 0.403,
        "any_n_maternity": 0.351,
        "any_n_housing_fund": 0.339,
        "head_age": 40.0,
        "head_female": 0.381,
        "household_size": 3.86,
        "adult_education_mean": 3.9,
        "income_10k": 12.008,
        "any_n_public_sector": 0.246,
        "any_n_contract": 0.516,
        "any_n_temporary": 0.175,
        "any_n_farmer": 0.004,
        "any_n_self_employed": 0.206,
        "any_share_intraprovincial": 0.431,
        "split_household": 0.297,
        "agri_last_year": 0.088,
        "any_n_health_nonlocal": 0.641,
    },
}
SAMPLE = {"rural_migrant": 108, "mixed_status": 72}  # 60 : 40, as published

# --- invented frame ----------------------------------------------------------------------------

# city, its name in Chinese, province, region, median price of a home (10,000 yuan), raw rows
CITIES = [
    ("Guiyang", "贵阳", "Guizhou", "western", 45, 60),
    ("Anshun", "安顺", "Guizhou", "western", 35, 20),
    ("Zunyi", "遵义", "Guizhou", "western", 38, 15),
    ("Chengdu", "成都", "Sichuan", "western", 75, 20),
    ("Wuhan", "武汉", "Hubei", "central", 85, 15),
    ("Hefei", "合肥", "Anhui", "central", 70, 15),
    ("Hangzhou", "杭州", "Zhejiang", "eastern", 160, 20),
    ("Guangzhou", "广州", "Guangdong", "eastern", 180, 35),
]
CITY = {name: (province, region, price) for name, _, province, region, price, _ in CITIES}

# Why raw rows fall out, in the order in which the conditions are asked, and how many. The two
# interviewed households among them are counted here as well.
EXCLUSIONS = [
    ("rural_area", 7),
    ("no_rural_migrant", 6),
    ("same_county", 3),
    ("no_rural_migrant_here", 4),
]
FIELD_ONLY = {"HH-058": "same_county", "HH-063": "rural_area"}  # interviewed, not surveyed

# Answers that go missing: refused, don't know, not recorded.
REFUSED_INCOME = {"HH-072": "rural_migrant", "HH-109": "mixed_status", "HH-143": "rural_migrant"}
UNKNOWN_INSURANCE = {"HH-095": ("rural_migrant", "pension_urban"),
                     "HH-137": ("mixed_status", "health_local")}
UNRECORDED_OWNERSHIP = {"HH-170": "rural_migrant"}

REFUSED, NOT_APPLICABLE, DONT_KNOW = -7, -8, -9
MISSING = {REFUSED: "refused", NOT_APPLICABLE: "not applicable", DONT_KNOW: "don't know"}

# --- the interviewed households ----------------------------------------------------------------

INTERVIEWED = """\
household_id,site,city,owns_home_city,n_pension_urban,n_health_local,n_unemployment,n_injury,n_maternity,n_housing_fund,share_local_urban_hukou,share_rural_migrant,head_age,head_female,household_size,adult_education_mean,income_10k,n_employed,n_public_sector,n_contract,n_temporary,n_farmer,n_self_employed,share_intraprovincial,split_household,agri_last_year,n_health_nonlocal,region,median_house_price_10k,in_model_sample,household_type,origin_province,origin_county,hukou_type_head,hukou_place_head,hukou_children,years_in_city,year_moved,household_form,members_elsewhere,tenure,rent_yuan_month,owns_home_origin,doc_residence_permit,doc_address,doc_insurance3y,doc_work3y,doc_birth_rule,docs_held,children_n,children_school_age,school_type,public_attempt,fee_status,main_work,schooling_years_m,schooling_years_f,rural_insurance,dibao,land,illness,settlement_intention,relocated_household,support_source
HH-003,guiyang-village-k,Guiyang,0,0,0,0,0,0,0,0,1,36,0,6,1.7,5.2,2,0,0,0,0,2,1,0,0,6,western,45,1,rural_migrant,Guizhou,Ziyun,agricultural,same_province,same_as_parents,11,,three_generation,0,rent_urban_village,380,0,1,0,0,0,0,1,3,,private_unlicensed,refused_repeatedly,late,street_vending,,2,1,0,lost_reforestation,0,stay,,kin;school
HH-011,guiyang-guanshanhu,Guiyang,1,2,4,1,1,1,0,0.75,0.25,41,0,4,4.0,14.5,2,0,1,0,0,1,0.25,0,0,0,western,45,1,mixed_status,Guizhou,Longli,agricultural,same_province,local,18,,nuclear,0,owned_commodity,-8,0,1,1,1,1,1,5,2,,public_city,admitted,not_applicable,small_business,,,0,0,never,0,stay,,kin
HH-017,guiyang-yunyan,Guiyang,0,0,0,0,1,0,0,0,1,29,0,5,2.8,8.4,1,0,0,1,0,0,0.2,1,1,5,western,45,1,rural_migrant,Guizhou,Bijie,agricultural,same_province,same_as_parents,3,,single,4,rent_other,300,1,1,0,0,0,1,2,1,1,village_public,not_applicable,not_applicable,delivery,,,1,0,kept_farmed,0,undecided,,friends
HH-024,guiyang-village-l,Guiyang,0,0,0,0,0,0,0,0,1,62,1,7,1.3,4.1,3,0,0,1,0,2,1,0,0,0,western,45,1,rural_migrant,Guizhou,Guanling,agricultural,same_province,same_as_parents,9,,siblings_extended,0,rent_urban_village,500,0,0,0,0,0,0,0,3,,private_unlicensed,never,waived,waste_collection,,,0,0,lost_reforestation,1,stay,,school
HH-029,guiyang-nanming,Guiyang,0,2,4,2,2,1,1,0,1,47,1,5,3.3,9.0,2,0,2,0,0,0,1,0,0,1,western,45,1,rural_migrant,Guizhou,Xishui,agricultural,same_province,same_as_parents,14,,three_generation,0,rent_other,900,1,1,1,1,1,1,5,2,,public_city,admitted,not_applicable,cleaning,,,1,0,kept_rented_out,0,leave_someday,,kin
HH-033,guiyang-village-l,Guiyang,1,0,0,0,0,0,0,0,1,33,0,3,2.5,6.0,2,0,0,1,0,1,1,0,0,2,western,45,1,rural_migrant,Guizhou,Nayong,agricultural,same_province,none,8,,nuclear,0,owned_informal_title,-8,0,1,0,0,0,0,1,1,1,private_unlicensed,refused,owed,small_business,,,1,0,lost_other,0,stay,,
HH-035,guiyang-village-k,Guiyang,0,0,0,0,0,0,0,0,1,33,0,4,2.0,4.8,2,0,0,2,0,0,1,0,0,4,western,45,1,rural_migrant,Guizhou,Zhenning,agricultural,same_province,same_as_parents,7,,nuclear,0,rent_urban_village,420,0,1,0,0,0,1,2,2,,private_unlicensed,refused,paid,,,,1,0,lost_reforestation,0,until_school_ends,,school
HH-037,guiyang-village-k,Guiyang,0,1,1,0,1,0,0,0,1,35,0,4,3.0,7.5,2,0,1,1,0,0,1,0,0,3,western,45,1,rural_migrant,Guizhou,Zhijin,agricultural,same_province,same_as_parents,6,,nuclear,0,rent_urban_village,550,0,1,0,0,1,1,3,2,,private_unlicensed,refused,paid,,,,1,0,kept_rented_out,0,stay,,ngo
HH-040,guiyang-village-k,Guiyang,0,0,0,0,0,0,0,0,1,40,0,6,1.5,3.9,2,0,0,1,0,1,1,0,0,5,western,45,1,rural_migrant,Guizhou,Weining,agricultural,same_province,same_as_parents,10,,nuclear,0,rent_urban_village,400,0,0,0,0,0,0,0,4,,private_unlicensed,never,owed,,,,1,0,lost_reforestation,0,until_school_ends,,school
HH-044,guiyang-village-k,Guiyang,1,1,3,0,0,0,0,0,1,38,0,4,3.5,12.0,2,0,0,0,0,2,1,0,0,1,western,45,1,rural_migrant,Guizhou,Dafang,agricultural,same_province,same_as_parents,12,,nuclear,0,owned_commodity,-8,0,1,1,0,1,1,4,2,,private_unlicensed,refused,paid,,,,1,0,kept_rented_out,0,stay,,
HH-047,guiyang-village-k,Guiyang,0,0,0,0,0,0,0,0,1,34,1,3,2.0,3.6,1,0,0,1,0,0,1,0,0,0,western,45,1,rural_migrant,Guizhou,Puding,agricultural,same_province,pending,5,,lone_parent,0,rent_urban_village,350,0,0,0,0,0,0,0,2,,private_unlicensed,refused,waived,,,,0,0,never,0,stay,,school
HH-052,anshun-xixiu,Anshun,1,0,0,0,0,0,0,0,1,39,0,3,3.0,21.0,2,0,0,0,0,2,0,0,0,3,western,35,1,rural_migrant,Hunan,,agricultural,other_province,same_as_parents,4,,nuclear,0,owned_commodity,-8,1,1,1,0,1,1,4,1,1,public_city,admitted,not_applicable,contractor,,,1,0,kept_rented_out,0,undecided,,
HH-058,anshun-xixiu,Anshun,-8,0,0,0,0,0,0,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,0,village,Guizhou,Xixiu,,this_district,,-8,,three_generation,,-8,-8,1,-8,-8,-8,-8,-8,-8,2,,village_public,not_applicable,not_applicable,,,,1,0,kept_farmed,1,stay,,
HH-063,pingba,Anshun,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,-8,0,village,Guizhou,Pingba,,,,-8,2014,nuclear,,-8,-8,1,-8,-8,-8,-8,-8,-8,2,,village_public,not_applicable,not_applicable,,,,1,0,lost_reforestation,1,stay,,
"""

# Who belongs to the interviewed and the planted households. One person per line:
#   relation sex age schooling registration place lives | what is true of the person
# m/f; schooling 1 none to 9 doctorate, - under 18; registration a agricultural, n non-agricultural,
# x none yet; place of registration d this district, p same province, o other province; lives
# c in the survey city, v where registered. Marks: pe hl hn un in ma hf (pension, health insurance
# registered here, elsewhere, unemployment, injury, maternity, housing fund), w works, pu public
# sector, ct formal contract, te temporary, fa farmer, se self-employed.
PERSONS = """
HH-003 head m 36 2 a p c | hn w se
HH-003 spouse f 34 2 a p c | hn w se
HH-003 child f 11 - a p c | hn
HH-003 child m 9 - a p c | hn
HH-003 child m 7 - a p c | hn
HH-003 parent f 61 1 a p c | hn
HH-011 head m 41 3 a p c | pe hl w se
HH-011 spouse f 38 5 n d c | pe hl un in ma w ct
HH-011 child f 11 - n d c | hl
HH-011 child f 7 - n d c | hl
HH-017 head m 29 4 a p c | hn in w te
HH-017 spouse f 28 3 a p v | hn w fa
HH-017 child m 7 - a p v | hn
HH-017 parent m 55 2 a p v | hn w fa
HH-017 parent f 53 2 a p v | hn w fa
HH-024 head f 62 1 a p c | w se
HH-024 child m 36 1 a p c | w se
HH-024 other f 33 1 a p c |
HH-024 sibling m 58 2 a p c | w te
HH-024 other m 10 - a p c |
HH-024 other m 7 - a p c |
HH-024 other f 1 - a p c |
HH-029 head f 47 4 a p c | pe hl un in ma hf w ct
HH-029 spouse m 49 5 a p c | pe hl un in w ct
HH-029 child m 16 - a p c | hl
HH-029 child f 10 - a p c | hl
HH-029 parent f 83 1 a p c | hn
HH-033 head m 33 3 a p c | hn w se
HH-033 spouse f 28 2 a p c | hn w te
HH-033 child f 9 - x - c |
HH-035 head m 33 2 a p c | hn w te
HH-035 spouse f 31 2 a p c | hn w te
HH-035 child f 8 - a p c | hn
HH-035 child m 6 - a p c | hn
HH-037 head m 35 3 a p c | pe hl in w ct
HH-037 spouse f 33 3 a p c | hn w te
HH-037 child m 10 - a p c | hn
HH-037 child f 7 - a p c | hn
HH-040 head m 40 1 a p c | hn w se
HH-040 spouse f 38 2 a p c | hn w te
HH-040 child f 15 - a p c |
HH-040 child f 13 - a p c | hn
HH-040 child m 11 - a p c | hn
HH-040 child m 9 - a p c | hn
HH-044 head m 38 4 a p c | pe hl w se
HH-044 spouse f 36 3 a p c | hn w se
HH-044 child f 9 - a p c | hl
HH-044 child m 5 - a p c | hl
HH-047 head f 34 2 a p c | w te
HH-047 child f 9 - a p c |
HH-047 child m 6 - x - c |
HH-052 head m 39 3 a o c | hn w se
HH-052 spouse f 37 3 a o c | hn w se
HH-052 child f 9 - a o c | hn
HH-088 head m 34 2 a p c | hn w te
HH-088 spouse f 33 2 a p c | hn w te
HH-088 child m 8 - a p c | hn
HH-121 head m 38 7 a p c | pe hl un in ma hf w ct
HH-121 spouse f 36 6 n d c | pe hl un in ma hf w ct pu
HH-121 child f 10 - n d c | hl
HH-121 child m 4 - a p c | hn
HH-156 head m 40 3 a p c | hn w se
HH-156 spouse f 39 2 a p c | hn w te
HH-156 child f 14 - a p v | hn
HH-156 parent f 66 1 a p v | hn w fa
"""
# The two that were only interviewed: what the insurance and work questions would have said is not
# known, and of HH-058 only that nobody is insured here.
PERSONS_FIELD_ONLY = """
HH-058 head m 33
HH-058 spouse f 31
HH-058 child m 9
HH-058 child f 7
HH-058 parent f 58
HH-063 head m 45
HH-063 spouse f 43
HH-063 child f 15
HH-063 child m 12
"""
# city, income (10,000 yuan), agricultural production last year, owns a home in the city
PLANTED = {
    "HH-088": ("Guiyang", 2.4, 0, 1),  # poor, uninsured, owner
    "HH-121": ("Guiyang", 19.6, 0, 0),  # insured, educated, no owner
    "HH-156": ("Anshun", 6.3, 1, 1),  # lives in two places, owner
}
PLANTED_TYPE = {"HH-088": "rural_migrant", "HH-121": "mixed_status", "HH-156": "rural_migrant"}

# What the interviewed households' rows give as p and Pearson residual when the model is right.
EXPECTED = {
    "HH-003": (0.323, -0.69), "HH-011": (0.956, 0.21), "HH-017": (0.053, -0.24),
    "HH-024": (0.610, -1.25), "HH-029": (0.731, -1.65), "HH-033": (0.166, 2.24),
    "HH-035": (0.102, -0.34), "HH-037": (0.219, -0.53), "HH-040": (0.260, -0.59),
    "HH-044": (0.636, 0.76), "HH-047": (0.199, -0.50), "HH-052": (0.177, 2.15),
}


# --- drawing -----------------------------------------------------------------------------------


class Stream:
    """Draws for one purpose, so that a change in one step leaves the other steps alone."""

    def __init__(self, purpose):
        self.source = random.Random(f"{SEED} {purpose}")

    def uniform(self):
        return self.source.random()

    def normal(self):
        return NormalDist().inv_cdf(min(max(self.uniform(), 1e-12), 1 - 1e-12))

    def chance(self, probability):
        return self.uniform() < probability

    def among(self, count):
        """A whole number from 0 to count - 1."""
        return int(self.uniform() * count)

    def shuffled(self, items):
        items = list(items)
        for last in range(len(items) - 1, 0, -1):
            other = self.among(last + 1)
            items[last], items[other] = items[other], items[last]
        return items


def half_up(value, digits=0):
    scale = 10**digits
    return math.floor(value * scale + 0.5 + 1e-9) / scale


def quota(shares, count):
    """Splits a count by shares, by largest remainders: {value: how many}."""
    exact = {value: share * count / sum(shares.values()) for value, share in shares.items()}
    whole = {value: int(number) for value, number in exact.items()}
    rest = sorted(exact, key=lambda value: (whole[value] - exact[value], str(value)))
    for value in rest[: count - sum(whole.values())]:
        whole[value] += 1
    return whole


def highest(households, count, score):
    """Flags the households with the highest scores; the others are left out."""
    ranked = sorted(households, key=lambda h: (-score[h["id"]], h["id"]))
    return {h["id"] for h in ranked[: max(0, count)]}


# --- members and what follows from them --------------------------------------------------------

INSURANCE = {"pe": "pension_urban", "hl": "health_local", "hn": "health_nonlocal",
             "un": "unemployment", "in": "injury", "ma": "maternity", "hf": "housing_fund"}
WORK = {"w": "works", "pu": "public_sector", "ct": "contract", "te": "temporary",
        "fa": "farmer", "se": "self_employed"}
REGISTRATIONS = {"a": "agricultural", "n": "non_agricultural", "x": "not_registered"}
PLACES = {"d": "this_district", "p": "same_province", "o": "other_province"}
LIVES = {"c": "survey_city", "v": "place_of_registration", "e": "elsewhere"}


def member(relation, female, age, schooling=NOT_APPLICABLE, registration="agricultural",
           place="same_province", lives="survey_city", marks=()):
    person = {
        "relation": relation, "female": female, "age": age, "education": schooling,
        "hukou_type": registration,
        "hukou_place": NOT_APPLICABLE if registration == "not_registered" else place,
        "lives": lives,
    }
    for mark, name in (INSURANCE | WORK).items():
        person[name] = 1 if mark in marks else 0
    return person


def written_out():
    """The members of the interviewed and the planted households."""
    members = {}
    for line in PERSONS.strip().splitlines():
        facts, _, marks = line.partition("|")
        household, relation, sex, age, schooling, registration, place, lives = facts.split()
        members.setdefault(household, []).append(member(
            relation, int(sex == "f"), int(age),
            NOT_APPLICABLE if schooling == "-" else int(schooling), REGISTRATIONS[registration],
            PLACES.get(place), LIVES[lives], marks.split()))
    for line in PERSONS_FIELD_ONLY.strip().splitlines():
        household, relation, sex, age = line.split()
        person = member(relation, int(sex == "f"), int(age), place="this_district")
        unknown = ["health_nonlocal", *WORK.values()]
        if household == "HH-063":
            unknown += INSURANCE.values()
        for name in unknown:
            person[name] = NOT_APPLICABLE
        members.setdefault(household, []).append(person)
    return members


def is_here(person):
    """Lives with the respondent in the survey city."""
    return person["lives"] == "survey_city"


def is_rural_migrant(person):
    """Registered as rural in another county or district than the one where the person lives."""
    return person["hukou_type"] == "agricultural" and (
        person["lives"] == "elsewhere"
        or is_here(person) and person["hukou_place"] != "this_district")


def is_local_urban(person):
    """Urban registration of the survey city."""
    return person["hukou_type"] == "non_agricultural" and person["hukou_place"] in (
        "this_district", "this_city_other_district")


def is_intraprovincial(person):
    """Registered elsewhere in the province of the survey city, and living in that city."""
    return is_here(person) and person["hukou_place"] in ("same_prefecture", "same_province")


def total(persons, name):
    """How many persons have a flag; one unknown flag makes the count unknown."""
    values = [person[name] for person in persons]
    unknown = [value for value in values if value < 0]
    return unknown[0] if unknown else sum(values)


def share(part, whole):
    return half_up(part / whole, 4) if whole else NOT_APPLICABLE


def derive(members):
    """The household's counts and shares, from its members. The counting rules:

    - Where place matters, only members who live in the survey city count: five of the six
      insurances, work, the head's hukou shares. Members elsewhere do not integrate a household
      in the city.
    - Health insurance counts all members wherever they live: `n_health_local` where the policy
      is registered in the survey city, `n_health_nonlocal` where it is registered elsewhere.
    - Size, children and the schooling of adults (18 and over) are of all members.
    - Shares of registration leave out members who are not registered anywhere yet.
      `share_local_urban_hukou` and `share_rural_migrant` are of the members who live here,
      `share_intraprovincial` of all members.
    - Missing is never zero: an unknown flag of a member who counts makes the count unknown.
    """
    here = [person for person in members if is_here(person)]
    registered = [person for person in members if person["hukou_type"] != "not_registered"]
    registered_here = [person for person in registered if is_here(person)]
    schooling = [person["education"] for person in members
                 if person["age"] >= 18 and person["education"] > 0]
    minors = [person for person in members if person["age"] < 18]
    head = members[0]
    migrants_here = sum(map(is_rural_migrant, registered_here))
    return {
        "n_pension_urban": total(here, "pension_urban"),
        "n_health_local": total(members, "health_local"),
        "n_unemployment": total(here, "unemployment"),
        "n_injury": total(here, "injury"),
        "n_maternity": total(here, "maternity"),
        "n_housing_fund": total(here, "housing_fund"),
        "share_local_urban_hukou": share(
            sum(map(is_local_urban, registered_here)), len(registered_here)),
        "share_rural_migrant": share(migrants_here, len(registered_here)),
        "head_age": head["age"],
        "head_female": head["female"],
        "household_size": len(members),
        "adult_education_mean":
            half_up(sum(schooling) / len(schooling), 1) if schooling else NOT_APPLICABLE,
        "n_employed": total(here, "works"),
        "n_public_sector": total(here, "public_sector"),
        "n_contract": total(here, "contract"),
        "n_temporary": total(here, "temporary"),
        "n_farmer": total(here, "farmer"),
        "n_self_employed": total(here, "self_employed"),
        "share_intraprovincial": share(sum(map(is_intraprovincial, registered)), len(registered)),
        "split_household": int(len(here) < len(members)),
        "n_health_nonlocal": total(members, "health_nonlocal"),
        "n_rural_registered": sum(p["hukou_type"] == "agricultural" for p in members),
        "n_rural_migrants": sum(map(is_rural_migrant, members)),
        "n_rural_migrants_here": migrants_here,
        "household_type": (
            "rural_migrant" if registered_here and migrants_here == len(registered_here)
            else "mixed_status" if migrants_here
            else "village" if head["hukou_type"] == "agricultural" else "urban_local"),
        "hukou_type_head": head["hukou_type"],
        "hukou_place_head": head["hukou_place"],
        "members_elsewhere": len(members) - len(here),
        "children_n": len(minors),
        "children_school_age": sum(6 <= person["age"] <= 15 for person in minors),
    }


def excluded_because(area, derived):
    """The first condition of the model sample that a household does not meet, or `None`."""
    if area == "rural":
        return "rural_area"
    if derived["n_rural_registered"] == 0:
        return "no_rural_migrant"
    if derived["n_rural_migrants"] == 0:
        return "same_county"
    if derived["n_rural_migrants_here"] == 0:
        return "no_rural_migrant_here"
    return None


def linear_predictor(row):
    """The published model, without a city effect."""
    return (INTERCEPT + REGION_EFFECT[row["region"]]
            + sum(b * float(row[name]) for name, b in COEFFICIENTS.items()))


def logistic(x):
    return 1 / (1 + math.exp(-x))


def pearson(y, p):
    return (y - p) / math.sqrt(p * (1 - p))


# --- the frame: who is which kind of household, and in which city ------------------------------


def frame():
    """All 200 households with id, city and kind, in the order of their ids."""
    interviewed = {row["household_id"]: row for row in csv.DictReader(io.StringIO(INTERVIEWED))}
    kinds = dict(FIELD_ONLY)
    kinds |= {id: row["household_type"] for id, row in interviewed.items() if id not in kinds}
    kinds |= PLANTED_TYPE | REFUSED_INCOME | UNRECORDED_OWNERSHIP
    kinds |= {id: kind for id, (kind, _) in UNKNOWN_INSURANCE.items()}
    cities = {id: row["city"] for id, row in interviewed.items()}
    cities |= {id: city for id, (city, *_) in PLANTED.items()}

    draw = Stream("frame")
    ids = [f"HH-{number:03}" for number in range(1, 201)]
    wanted = dict(EXCLUSIONS) | SAMPLE
    open_kinds = draw.shuffled(
        kind for kind, count in wanted.items()
        for _ in range(count - sum(given == kind for given in kinds.values())))
    open_cities = draw.shuffled(
        city for city, _, _, _, _, count in CITIES
        for _ in range(count - sum(given == city for given in cities.values())))
    for id in ids:
        if id not in kinds:
            kinds[id] = open_kinds.pop()
        if id not in cities:
            cities[id] = open_cities.pop()
    assert not open_kinds and not open_cities

    members = written_out()
    return [{"id": id, "kind": kinds[id], "city": cities[id], "members": members.get(id),
             "row": interviewed.get(id)} for id in ids]


# --- households of the model sample ------------------------------------------------------------

SIZES = {
    "rural_migrant": {1: 0.26, 2: 0.27, 3: 0.24, 4: 0.16, 5: 0.05, 6: 0.02},
    "mixed_status": {2: 0.12, 3: 0.28, 4: 0.34, 5: 0.17, 6: 0.07, 7: 0.02},
}
AGE_SPREAD = {"rural_migrant": 9.5, "mixed_status": 10.5}


def make_sample(households, kind):
    """Gives members to the open households of one type of the model sample."""
    everyone = [h for h in households if h["kind"] == kind]
    given = [h for h in everyone if h["members"]]
    free = [h for h in everyone if not h["members"]]
    marginals = MARGINALS[kind]
    for h in given:
        h["derived"] = derive(h["members"])

    def still(name, has):
        """How many open households must have what the marginal asks for."""
        return int(half_up(marginals[name] * len(everyone))) - sum(map(has, given))

    draw = Stream(f"traits {kind}")
    for h in free:
        region = CITY[h["city"]][1]
        h["formality"] = draw.normal() + (0.25 if region == "eastern" else 0)
        h["schooling"] = 0.55 * h["formality"] + 0.8 * draw.normal()

    def noise():
        return {h["id"]: draw.normal() for h in free}

    # Size, age and sex of the head, members elsewhere.
    sizes = draw.shuffled(
        size for size, count in quota(SIZES[kind], len(free)).items() for _ in range(count))
    ages = standardised([draw.normal() for _ in free])
    mean = ((marginals["head_age"] * len(everyone) - sum(h["derived"]["head_age"] for h in given))
            / len(free))
    for h, size, z in zip(free, sizes, ages):
        h["size"] = size
        h["head_age"] = min(max(int(half_up(mean + AGE_SPREAD[kind] * z)), 19), 72)
    women = highest(free, still("head_female", lambda h: h["derived"]["head_female"]), noise())
    smallest = 2 if kind == "rural_migrant" else 3
    split = highest([h for h in free if h["size"] >= smallest],
                    still("split_household", lambda h: h["derived"]["split_household"]), noise())
    build = Stream(f"members {kind}")
    for h in free:
        h["members"] = family(build, h["size"], h["head_age"], h["id"] in women)
        if h["id"] in split:
            send_away(build, h["members"], keeps_second=kind == "mixed_status")

    # Where people are registered.
    score = noise()
    for h in free:
        score[h["id"]] += {"western": 1.1, "central": 0.3, "eastern": -1.1}[CITY[h["city"]][1]]
    near = highest(free, still("any_share_intraprovincial",
                               lambda h: h["derived"]["share_intraprovincial"] > 0), score)
    for h in free:
        origin = "other_province"
        if h["id"] in near:
            origin = "same_prefecture" if build.chance(0.25) else "same_province"
        register(build, h["members"], origin, mixed=kind == "mixed_status")

    teach(free, given, marginals["adult_education_mean"] * len(everyone), kind)
    employ(free, still, noise, Stream(f"work {kind}"))
    insure(free, still, noise, Stream(f"insurance {kind}"))

    score = noise()
    for h in free:
        score[h["id"]] += 1.2 * (h["id"] in split)
    farming = highest(
        free, still("agri_last_year", lambda h: answers(h)["agri_last_year"]), score)
    for h in free:
        h["agri_last_year"] = int(h["id"] in farming)
        h["derived"] = derive(h["members"])
    for h in given:
        h["agri_last_year"] = answers(h)["agri_last_year"]
        h["income_10k"] = answers(h)["income_10k"]
    pay(free, given, marginals["income_10k"], Stream(f"income {kind}"))


def answers(h):
    """What a written-out household answered to the questions that members do not settle."""
    if h["row"]:
        return {"agri_last_year": int(h["row"]["agri_last_year"]),
                "income_10k": float(h["row"]["income_10k"])}
    _, income, farming, _ = PLANTED[h["id"]]
    return {"agri_last_year": farming, "income_10k": income}


def standardised(values):
    mean = sum(values) / len(values)
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))
    return [(value - mean) / spread for value in values]


def family(draw, size, head_age, head_female):
    """Head, partner, children, parents, siblings: whatever fits the size and the head's age."""
    members = [member("head", int(head_female), head_age)]

    def add(relation, age, female=None):
        female = draw.chance(0.5) if female is None else female
        members.append(member(relation, int(female), max(0, int(half_up(age)))))

    partner = size > 1 and head_age >= 21 and draw.chance(0.6 if size == 2 else 0.93)
    if partner:
        gap = 2 * draw.normal() + (-2 if not head_female else 2)
        add("spouse", max(20, head_age + gap), not head_female)
    first_child = head_age - 23 - draw.among(6)
    children = 0
    while len(members) < size:
        if first_child - 3 * children >= 0 and children < 3 and (
                children < 2 or draw.chance(0.3)):
            add("child", first_child - 3 * children)
            children += 1
        elif head_age < 30 and not any(p["relation"] == "sibling" for p in members):
            add("sibling", max(18, head_age - 4 + draw.among(8)))
        elif sum(p["relation"] == "parent" for p in members) < 2 and head_age < 60:
            before = [p for p in members if p["relation"] == "parent"]
            add("parent", head_age + 23 + draw.among(6),
                not before[0]["female"] if before else None)
        else:
            add("other", 18 + draw.among(30))
    return members


def send_away(draw, members, keeps_second):
    """One or more members live where they are registered; never the head."""
    stay = 2 if keeps_second else 1
    movable = members[stay:] or members[1:]
    ranked = sorted(draw.shuffled(movable), key=lambda p: p["relation"] not in ("child", "parent"))
    for person in ranked[: 1 + draw.among(len(movable))]:
        person["lives"] = "place_of_registration"


def register(draw, members, origin, mixed):
    """Registration of each member; `origin` is where the migrants come from."""
    rural = ("agricultural", origin)
    local = ("non_agricultural", "this_district")
    urban = ("non_agricultural", origin)
    if not mixed:
        for person in members:
            person["hukou_type"], person["hukou_place"] = rural
        return
    pattern = draw.uniform()
    if pattern < 0.38:  # a migrant who married into the city
        first, second, young = rural, local, local
    elif pattern < 0.70:  # a local household with a migrant partner
        first, second, young = local, rural, local
    else:  # a rural and an urban migrant
        first, second, young = rural, urban, urban
    follows_migrant = draw.chance(0.25)
    for index, person in enumerate(members):
        if index == 0 or index > 1 and person["relation"] in ("parent", "sibling", "other"):
            kind = first
        elif index == 1:
            kind = second
        else:
            kind = rural if follows_migrant else young
        if not is_here(person):  # whoever lives elsewhere is registered there
            kind = rural
        person["hukou_type"], person["hukou_place"] = kind


def teach(free, given, target, kind):
    """Schooling of the adults, moved as a whole until the mean of the household means fits."""
    draw = Stream(f"schooling {kind}")
    raw = [(person, 1.15 * h["schooling"] + 0.8 * draw.normal()
            - (1.1 if person["age"] > 50 else 0)
            + (0.5 if person["hukou_type"] == "non_agricultural" else 0))
           for h in free for person in h["members"] if person["age"] >= 18]
    target -= sum(h["derived"]["adult_education_mean"] for h in given)
    low, high = -5.0, 10.0
    for _ in range(40):
        middle = (low + high) / 2
        for person, value in raw:
            person["education"] = min(max(int(half_up(middle + value)), 1), 8)
        reached = sum(derive(h["members"])["adult_education_mean"] for h in free)
        low, high = (middle, high) if reached < target else (low, middle)


def employ(free, still, noise, draw):
    """Work: which households have contracts, temporary jobs and businesses, and who has them."""
    able = {h["id"]: [p for p in h["members"] if is_here(p) and 18 <= p["age"] <= 62]
            for h in free}
    kinds = {h["id"]: [] for h in free}

    def room():
        return [h for h in free if len(kinds[h["id"]]) < len(able[h["id"]])]

    def choose(name, weight, among=None):
        score = noise()
        for h in free:
            score[h["id"]] += weight * h["formality"]
        count = still(f"any_n_{name}", lambda h: h["derived"][f"n_{name}"] > 0)
        return highest(room() if among is None else among, count, score)

    for name, weight in (("contract", 1.0), ("self_employed", -0.3), ("temporary", -0.9),
                         ("farmer", -0.9)):
        for id in choose(name, weight):
            kinds[id].append(name)
    public = choose("public_sector", 1.0, [h for h in free if "contract" in kinds[h["id"]]])
    for h in free:
        jobs = draw.shuffled(kinds[h["id"]])
        for index, person in enumerate(able[h["id"]]):
            job = jobs[index] if index < len(jobs) else None
            if job is None and jobs and draw.chance(0.4):
                job = jobs[draw.among(len(jobs))]
            person["works"] = int(job is not None or draw.chance(0.45 if index else 0.85))
            if job:
                person[job] = 1
        if h["id"] in public:
            next(p for p in able[h["id"]] if p["contract"])["public_sector"] = 1


def insure(free, still, noise, draw):
    """Insurance: an employer with contracts first, then registration, then chance."""
    def contracts(h):
        return any(p["contract"] for p in h["members"])

    def choose(name, weigh):
        score = noise()
        for h in free:
            score[h["id"]] = 0.8 * score[h["id"]] + weigh(h)
        return highest(
            free, still(f"any_{name}", lambda h: h["derived"][name] > 0), score)

    def formal(h):
        return 1.3 * contracts(h) + 0.8 * h["formality"]

    def registered_here(h):
        return sum(map(is_local_urban, h["members"])) / len(h["members"])

    for name in ("unemployment", "injury", "maternity", "housing_fund"):
        for h in free:
            h[name] = False
        flagged = choose(f"n_{name}", formal)
        for h in (h for h in free if h["id"] in flagged):
            ranked = sorted((p for p in h["members"] if is_here(p)),
                            key=lambda p: (-p["contract"], -p["works"]))
            for index, person in enumerate(ranked):
                if index == 0 or person["contract"] and draw.chance(0.5):
                    person[name] = 1

    def give(h, name, eligible, probability):
        ranked = sorted(eligible, key=lambda p: -probability(p) - 0.2 * draw.uniform())
        for index, person in enumerate(ranked):
            if index == 0 or draw.chance(probability(person)):
                person[name] = 1

    flagged = choose("n_pension_urban", lambda h: 0.8 * formal(h) + 0.8 * registered_here(h))
    for h in (h for h in free if h["id"] in flagged):
        adults = [p for p in h["members"] if is_here(p) and p["age"] >= 18]
        give(h, "pension_urban", adults,
             lambda p: 0.65 if p["contract"] else 0.5 if is_local_urban(p) else 0.15)

    local = choose("n_health_local", lambda h: 0.6 * formal(h) + 1.5 * registered_here(h))
    away = choose("n_health_nonlocal", lambda h: (
        -(6.0 if len(h["members"]) == 1 else 1.0) * (h["id"] in local)
        + 0.9 * any(not is_here(p) for p in h["members"]) - registered_here(h)))
    for h in free:
        keeps = None
        if h["id"] in away:  # one member at least is insured elsewhere
            keeps = max(h["members"], key=lambda p: (
                not is_here(p), is_rural_migrant(p), not p["contract"], draw.uniform()))
            keeps["health_nonlocal"] = 1
        if h["id"] in local:
            give(h, "health_local", [p for p in h["members"] if p is not keeps],
                 lambda p: 0.8 if is_local_urban(p) and is_here(p) else 0.6 if p["contract"]
                 else 0.35 if is_here(p) else 0.03)
        if h["id"] in away:
            for person in h["members"]:
                if not person["health_local"] and person is not keeps and draw.chance(
                        0.15 if is_local_urban(person) else 0.7):
                    person["health_nonlocal"] = 1


def pay(free, given, mean, draw):
    """Income in 10,000 yuan a year, scaled so that the mean of those who answer fits."""
    raw = {}
    for h in free:
        workers = h["derived"]["n_employed"]
        raw[h["id"]] = math.exp(0.3 * h["formality"] + 0.15 * h["schooling"]
                                + 0.55 * math.log(workers + 0.6) + 0.45 * draw.normal())
    telling = [h for h in free if h["id"] not in REFUSED_INCOME]
    wanted = mean * (len(telling) + len(given)) - sum(h["income_10k"] for h in given)
    scale = wanted / sum(raw[h["id"]] for h in telling)
    for h in free:
        h["income_10k"] = max(0.5, half_up(scale * raw[h["id"]], 1))


# --- households that fall out ------------------------------------------------------------------


def make_excluded(households):
    """Gives members and answers to the raw rows that do not meet a condition."""
    draw = Stream("excluded")
    counts = {}
    for h in households:
        if h["kind"] in SAMPLE:
            continue
        if not h["members"]:
            number = counts[h["kind"]] = counts.get(h["kind"], 0) + 1
            size = 2 + draw.among(4)
            h["members"] = family(draw, size, 30 + draw.among(30), draw.chance(0.3))
            # Two of the rural areas house workers from elsewhere: only the area excludes them.
            migrants = h["kind"] == "rural_area" and number <= 2
            rural = ("agricultural", "other_province" if migrants else "this_district")
            kind = rural if h["kind"] in ("rural_area", "same_county") else (
                "non_agricultural", "this_district")
            for person in h["members"]:
                person["hukou_type"], person["hukou_place"] = kind
            if h["kind"] == "no_rural_migrant" and number == 1:  # an urban migrant is no rural one
                h["members"][1]["hukou_place"] = "same_province"
            if h["kind"] == "no_rural_migrant_here":  # the migrant works in a third place
                away = h["members"][1]
                away["hukou_type"], away["lives"] = "agricultural", "elsewhere"
                away["hukou_place"] = "same_province" if number % 2 else "other_province"
            for person in h["members"]:
                adult = person["age"] >= 18
                urban = person["hukou_type"] == "non_agricultural"
                if adult:
                    person["education"] = min(max(int(half_up(
                        (4.2 if urban else 2.7) + 1.2 * draw.normal())), 1), 8)
                if adult and person["age"] <= 62 and draw.chance(0.75):
                    job = "contract" if urban and draw.chance(0.6) else (
                        "farmer" if h["kind"] == "rural_area" and not migrants else
                        "self_employed" if draw.chance(0.4) else "temporary")
                    person["works"] = person[job] = 1
                if adult and urban and is_here(person) and draw.chance(0.7):
                    person["pension_urban"] = 1
                if draw.chance(0.85):
                    person["health_local" if is_here(person) and not migrants
                           else "health_nonlocal"] = 1
                if person["contract"] and draw.chance(0.7):
                    person["unemployment"] = person["injury"] = 1
        h["derived"] = derive(h["members"])
        if h["id"] not in FIELD_ONLY:
            h["income_10k"] = half_up(math.exp(1.6 + 0.45 * draw.normal()
                                               + 0.2 * h["derived"]["n_employed"]), 1)
            h["agri_last_year"] = int(h["derived"]["n_farmer"] > 0)
            h["owns"] = int(draw.chance(0.85 if h["kind"] != "rural_area" else 0.95))


# --- ownership, school, missing answers --------------------------------------------------------


def draw_ownership(households):
    """Draws who owns a home in the city from the published model; planted rows are overwritten."""
    effects = Stream("city effects")
    city_effect = {city: math.sqrt(CITY_VARIANCE) * effects.normal() for city, *_ in CITIES}
    draw = Stream("ownership")
    for h in households:
        _, region, price = CITY[h["city"]]
        if h["kind"] not in SAMPLE:
            continue
        eta = linear_predictor(h["derived"] | {
            "region": region, "median_house_price_10k": price, "income_10k": h["income_10k"],
            "agri_last_year": h["agri_last_year"]})
        h["p"] = logistic(eta)
        h["p_city"] = logistic(eta + city_effect[h["city"]])
        h["owns"] = int(draw.chance(h["p_city"]))
        if h["row"]:
            h["owns"] = int(h["row"]["owns_home_city"])
        elif h["id"] in PLANTED:
            h["owns"] = PLANTED[h["id"]][3]


def choose_schools(households):
    """The main school of the children; owners and those with papers more often a public one."""
    draw = Stream("schools")
    for h in households:
        if h["kind"] not in SAMPLE:
            continue
        pupils = [p for p in h["members"] if 6 <= p["age"] <= 15]
        here = [p for p in pupils if is_here(p)]
        if not pupils:
            h["school_type"] = NOT_APPLICABLE
        elif not here:
            h["school_type"] = "boarding_village" if draw.chance(0.4) else "village_public"
        elif len(here) < len(pupils):
            h["school_type"] = "mixed"
        else:
            public = 0.35 + 0.25 * h["owns"] + 0.3 * any(map(is_local_urban, here))
            h["school_type"] = (
                "public_city" if draw.chance(public)
                else "private_licensed" if draw.chance(0.55) else "private_unlicensed")


def lose_answers(households):
    """Plants the missing answers after ownership is drawn from the full ones."""
    for h in households:
        if h["id"] in REFUSED_INCOME:
            h["income_10k"] = REFUSED
        if h["id"] in UNRECORDED_OWNERSHIP:
            h["owns"] = None
        if h["id"] in UNKNOWN_INSURANCE:
            flag = UNKNOWN_INSURANCE[h["id"]][1]
            person = next(p for p in h["members"] if p["age"] >= 18 and is_here(p))
            person[flag] = DONT_KNOW
            h["derived"] = derive(h["members"])


# --- rows --------------------------------------------------------------------------------------


def written(value):
    """A value as the CSV files write it; `None` is an empty cell."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else repr(value)
    return str(value)


def household_rows(households):
    rows = []
    for h in households:
        province, region, price = CITY[h["city"]]
        derived = h["derived"]
        area = "rural" if h["kind"] == "rural_area" else "urban"
        because = excluded_because(area, derived)
        conditions = {
            "province": province, "survey_area": area,
            "n_rural_registered": derived["n_rural_registered"],
            "n_rural_migrants": derived["n_rural_migrants"],
            "n_rural_migrants_here": derived["n_rural_migrants_here"],
            "in_model_sample": int(because is None),
            "excluded_because": because or NOT_APPLICABLE,
        }
        if h["row"]:
            row = h["row"] | {name: written(value) for name, value in conditions.items()
                              if name not in h["row"]}
        else:
            answers = derived | conditions | {
                "household_id": h["id"], "city": h["city"], "region": region,
                "median_house_price_10k": price, "owns_home_city": h["owns"],
                "agri_last_year": h["agri_last_year"], "school_type": h.get("school_type")}
            row = {name: written(value) for name, value in answers.items()}
            row["income_10k"] = ("-7" if h["income_10k"] == REFUSED else f"{h['income_10k']:.1f}")
            if derived["adult_education_mean"] != NOT_APPLICABLE:
                row["adult_education_mean"] = f"{derived['adult_education_mean']:.1f}"
        rows.append({variable["name"]: row.get(variable["name"], "") for variable in HOUSEHOLDS})
    return rows


def member_rows(households):
    rows = []
    for h in households:
        for line, person in enumerate(h["members"], start=1):
            facts = person | {"person_id": f"{h['id']}-{line}", "household_id": h["id"],
                              "line": line}
            rows.append({variable["name"]: written(facts[variable["name"]])
                         for variable in MEMBERS})
    return rows


# --- what the columns are ----------------------------------------------------------------------

YES_NO = {0: "no", 1: "yes"}


def variable(name, label, label_zh, kind, unit=None, values=None, sensitive=False):
    return {"name": name, "label": label, "label_zh": label_zh, "type": kind, "unit": unit,
            "values": values, "sensitive": sensitive}


HOUSEHOLDS = [
    variable("household_id", "Household", "住户编号", "text"),
    variable("site", "Site", "调查点", "category", values={
        "guiyang-village-k": "Urban village K",
        "guiyang-village-l": "Urban village L",
        "guiyang-yunyan": "Yunyan",
        "guiyang-guanshanhu": "Guanshanhu",
        "guiyang-nanming": "Nanming",
        "anshun-xixiu": "Xixiu",
        "pingba": "Pingba",
    }),
    variable("city", "City", "所在城市", "category", values={name: name for name, *_ in CITIES}),
    variable("province", "Province of the survey city", "调查城市所在省", "category",
             values={name: name for name in dict.fromkeys(city[2] for city in CITIES)}),
    variable("survey_area", "Survey area", "调查地区类型", "category", values={
        "urban": "urban",
        "rural": "rural",
    }),
    # what the model uses
    variable("owns_home_city", "Owns a home in the city", "在城里有自己的房子", "category", values=YES_NO),
    variable("n_pension_urban", "Members with an urban pension", "有城镇养老保险的人数", "number",
             unit="members"),
    variable("n_health_local", "Members with health insurance registered locally",
             "在本地参加医疗保险的人数", "number", unit="members"),
    variable("n_unemployment", "Members with unemployment insurance", "有失业保险的人数", "number",
             unit="members"),
    variable("n_injury", "Members with work injury insurance", "有工伤保险的人数", "number",
             unit="members"),
    variable("n_maternity", "Members with maternity insurance", "有生育保险的人数", "number",
             unit="members"),
    variable("n_housing_fund", "Members with a housing provident fund", "有住房公积金的人数", "number",
             unit="members"),
    variable("share_local_urban_hukou", "Share of members with urban registration in this city",
             "有本市城镇户口的成员比例", "number", unit="proportion from 0 to 1"),
    variable("share_rural_migrant", "Share of members who are rural migrants", "农村外来成员比例", "number",
             unit="proportion from 0 to 1"),
    variable("head_age", "Age of the household head", "户主年龄", "number", unit="years"),
    variable("head_female", "Household head is a woman", "户主是女性", "category", values=YES_NO),
    variable("household_size", "Household size", "家庭人口数", "number", unit="members"),
    variable("adult_education_mean", "Mean education of the adults", "成年人平均受教育程度", "number",
             unit="mean of level codes, 1 none to 9 doctorate"),
    variable("income_10k", "Household income", "家庭年收入", "number", unit="10,000 yuan a year"),
    variable("n_employed", "Members who earn", "挣钱的人数", "number", unit="members"),
    variable("n_public_sector", "Members in the public sector", "在公有部门工作的人数", "number",
             unit="members"),
    variable("n_contract", "Members with a formal contract", "有正式合同的人数", "number", unit="members"),
    variable("n_temporary", "Members in temporary or informal jobs", "做临时工或零工的人数", "number",
             unit="members"),
    variable("n_farmer", "Members who work as farmers", "务农的人数", "number", unit="members"),
    variable("n_self_employed", "Self-employed members", "自己做生意的人数", "number", unit="members"),
    variable("share_intraprovincial", "Share of members who moved within the province",
             "省内流动成员比例", "number", unit="proportion from 0 to 1"),
    variable("split_household", "Household lives in two places", "一家分住两处", "category",
             values=YES_NO),
    variable("agri_last_year", "Agricultural production last year", "去年种过地或养过牲畜", "category",
             values=YES_NO),
    variable("n_health_nonlocal", "Members with health insurance registered elsewhere",
             "在外地参加医疗保险的人数", "number", unit="members"),
    variable("region", "Region of the city", "城市所在地区", "category", values={
        "eastern": "eastern",
        "central": "central",
        "western": "western",
    }),
    variable("median_house_price_10k", "Median housing price in the city", "城市住房价格中位数", "number",
             unit="10,000 yuan"),
    # the conditions of the model sample
    variable("n_rural_registered", "Members with a rural registration", "有农业户口的人数", "number",
             unit="members"),
    variable("n_rural_migrants",
             "Rural migrants: rural registration in another county than where they live",
             "农村外来人数（农业户口在居住地以外的区县）", "number", unit="members"),
    variable("n_rural_migrants_here", "Rural migrants who live in the survey city",
             "住在本市的农村外来人数", "number", unit="members"),
    variable("in_model_sample", "Meets the conditions of the model sample", "符合模型样本条件", "category",
             values=YES_NO),
    variable("excluded_because", "Why the household is outside the model sample",
             "不符合模型样本条件的原因", "category", values={
        "rural_area": "rural survey area",
        "no_rural_migrant": "nobody has a rural registration",
        "same_county": "registered in the county of residence",
        "no_rural_migrant_here": "no rural migrant lives in the survey city",
    }),
    # who the household is
    variable("household_type", "Type of household", "住户类型", "category", values={
        "rural_migrant": "all members are rural migrants",
        "mixed_status": "rural migrants and others",
        "village": "village household",
        "urban_local": "local urban household",
    }),
    # what only the field interviews asked, but for head, members elsewhere and children
    variable("origin_province", "Province of origin", "来源省", "text"),
    variable("origin_county", "County or area of origin", "来源县（地区）", "text"),
    variable("hukou_type_head", "Type of registration of the head", "户主户口性质", "category", values={
        "agricultural": "agricultural",
        "non_agricultural": "non-agricultural",
        "unified_resident": "unified resident registration",
    }),
    variable("hukou_place_head", "Place of registration of the head, from near to far", "户主户口所在地（由近到远）", "ordinal", values={
        "this_district": "this district",
        "this_city_other_district": "another district of this city",
        "same_prefecture": "same prefecture",
        "same_province": "same province",
        "other_province": "another province",
    }),
    variable("hukou_children", "Registration of the children", "孩子的户口", "category", values={
        "same_as_parents": "same as the parents",
        "local": "local",
        "pending": "pending",
        "none": "none",
        "mixed": "differs between children",
    }),
    variable("years_in_city", "Years in the city since the first settled member",
             "最早落脚的成员在城里的年数", "number", unit="years"),
    variable("year_moved", "Year of the move to the present place", "搬到现住地的年份", "number",
             unit="calendar year"),
    variable("household_form", "Living arrangement", "居住形式", "category", values={
        "single": "alone",
        "couple": "couple",
        "nuclear": "parents and children",
        "lone_parent": "lone parent",
        "three_generation": "three generations",
        "siblings_extended": "siblings or extended family",
    }),
    variable("members_elsewhere", "Members who live elsewhere", "住在别处的成员数", "number",
             unit="members"),
    variable("tenure", "Housing in the city", "在城里的住房", "category", values={
        "owned_commodity": "owned flat from the market",
        "owned_informal_title": "owned without formal title",
        "rent_urban_village": "rented in an urban village",
        "rent_other": "rented elsewhere",
        "employer_housing": "from the employer",
        "school_or_relative": "at a school or with relatives",
        "shelter_none": "makeshift shelter or none",
    }),
    variable("rent_yuan_month", "Rent", "房租", "number", unit="yuan a month"),
    variable("owns_home_origin", "Has a house at the place of origin", "老家有房子", "category",
             values=YES_NO),
    variable("doc_residence_permit", "Holds a residence permit", "有居住证", "category", values=YES_NO),
    variable("doc_address", "Can prove the address", "有住址证明", "category", values=YES_NO),
    variable("doc_insurance3y", "Can prove three years of insurance", "有三年社保证明", "category",
             values=YES_NO),
    variable("doc_work3y", "Can prove three years of work", "有三年务工证明", "category", values=YES_NO),
    variable("doc_birth_rule", "Can prove that births followed the rule", "有计划生育证明", "category",
             values=YES_NO),
    variable("docs_held", "Papers held, of five", "五样材料中已有的样数", "number", unit="papers"),
    variable("children_n", "Children", "孩子数", "number", unit="children"),
    variable("children_school_age", "Children of school age", "学龄孩子数", "number", unit="children"),
    variable("school_type", "Main school of the children", "孩子主要就读的学校", "category", values={
        "public_city": "public school in the city",
        "private_licensed": "private school with a licence",
        "private_unlicensed": "private school without a licence",
        "village_public": "public school in the village",
        "boarding_village": "boarding school at the place of origin",
        "none": "no school",
        "mixed": "different kinds",
    }),
    variable("public_attempt", "Attempt at a public school in the city", "申请城里公办学校的经历", "category", values={
        "never": "never tried",
        "refused": "refused",
        "refused_repeatedly": "refused more than once",
        "admitted": "admitted",
        "admitted_then_left": "admitted, then left",
        "not_applicable": "does not arise",
    }),
    variable("fee_status", "School fee", "学费情况", "category", values={
        "paid": "paid",
        "late": "paid late",
        "owed": "owed",
        "waived": "waived for at least one child",
        "not_applicable": "does not arise",
    }),
    variable("main_work", "Main work", "主要工作", "category", values={
        "street_vending": "street vending",
        "porterage_construction": "carrying or building",
        "cleaning": "cleaning",
        "waste_collection": "waste collection",
        "delivery": "delivery",
        "small_business": "small business",
        "factory": "factory",
        "service": "service",
        "contractor": "contractor",
        "farm": "farm",
        "none": "none",
    }),
    variable("schooling_years_m", "Man's years of schooling", "男主人上学年数", "number", unit="years"),
    variable("schooling_years_f", "Woman's years of schooling", "女主人上学年数", "number", unit="years"),
    variable("rural_insurance", "Has rural medical insurance", "参加农村合作医疗", "category",
             values=YES_NO),
    variable("dibao", "Receives the minimum living allowance", "领取低保", "category", values=YES_NO),
    variable("land", "Farmland", "土地情况", "category", values={
        "kept_farmed": "kept and farmed",
        "kept_rented_out": "kept and worked by others",
        "lost_reforestation": "lost to reforestation, all or part",
        "lost_other": "lost in another way",
        "never": "never had any",
    }),
    variable("illness", "Serious illness in the household", "家中有重病", "category",
             values=YES_NO, sensitive=True),
    variable("settlement_intention", "Plan for the coming years", "今后的打算", "ordinal", values={
        "leave_soon": "leaves soon",
        "leave_someday": "leaves some day",
        "until_school_ends": "stays until school ends",
        "undecided": "undecided",
        "stay": "stays",
    }),
    variable("relocated_household", "Resettled by the state", "由政府搬迁安置", "category", values=YES_NO),
    variable("support_source", "Who helps", "谁帮忙", "multi", values={
        "kin": "relatives",
        "friends": "friends and fellow villagers",
        "employer": "employer",
        "school": "school",
        "ngo": "NGO or volunteers",
        "government": "government",
        "none": "nobody",
    }),
]

MEMBERS = [
    variable("person_id", "Person", "成员编号", "text"),
    variable("household_id", "Household", "住户编号", "text"),
    variable("line", "Line of the person in the household", "成员在户内的序号", "number"),
    variable("relation", "Relation to the head", "与户主的关系", "category", values={
        "head": "head",
        "spouse": "wife or husband",
        "child": "child",
        "parent": "parent or parent-in-law",
        "sibling": "sister or brother",
        "other": "other relative",
    }),
    variable("female", "Woman or girl", "女性", "category", values=YES_NO),
    variable("age", "Age", "年龄", "number", unit="years"),
    variable("education", "Schooling, of adults", "成年人受教育程度", "ordinal", values={
        1: "none",
        2: "primary",
        3: "junior high",
        4: "senior high",
        5: "secondary vocational",
        6: "junior college",
        7: "bachelor",
        8: "master",
        9: "doctorate",
    }),
    # where the person belongs on paper, and where the person lives
    variable("hukou_type", "Type of registration", "户口性质", "category", values={
        "agricultural": "agricultural",
        "non_agricultural": "non-agricultural",
        "not_registered": "not registered anywhere yet",
    }),
    variable("hukou_place", "Place of registration, seen from the survey city",
             "户口所在地（相对调查城市，由近到远）", "ordinal", values={
        "this_district": "this district",
        "this_city_other_district": "another district of this city",
        "same_prefecture": "same prefecture",
        "same_province": "same province",
        "other_province": "another province",
    }),
    variable("lives", "Where the person lives", "居住地", "category", values={
        "survey_city": "with the respondent in the survey city",
        "place_of_registration": "at the place of registration",
        "elsewhere": "in a third place",
    }),
    # insurance
    variable("pension_urban", "Urban pension", "城镇养老保险", "category", values=YES_NO),
    variable("health_local", "Health insurance registered in the survey city",
             "在本地参加医疗保险", "category", values=YES_NO),
    variable("health_nonlocal", "Health insurance registered elsewhere",
             "在外地参加医疗保险", "category", values=YES_NO),
    variable("unemployment", "Unemployment insurance", "失业保险", "category", values=YES_NO),
    variable("injury", "Work injury insurance", "工伤保险", "category", values=YES_NO),
    variable("maternity", "Maternity insurance", "生育保险", "category", values=YES_NO),
    variable("housing_fund", "Housing provident fund", "住房公积金", "category", values=YES_NO),
    # work
    variable("works", "Earns", "挣钱", "category", values=YES_NO),
    variable("public_sector", "Works in the public sector", "在公有部门工作", "category",
             values=YES_NO),
    variable("contract", "Has a formal contract", "有正式合同", "category", values=YES_NO),
    variable("temporary", "Temporary or informal job", "做临时工或零工", "category",
             values=YES_NO),
    variable("farmer", "Works as a farmer", "务农", "category", values=YES_NO),
    variable("self_employed", "Self-employed", "自己做生意", "category", values=YES_NO),
]

HOUSEHOLDS_HEAD = """\
# Schema of households.csv. An empty cell means that the question was not asked or not recorded.
# Raw rows: 20 of 200 do not meet the conditions of the model sample (in_model_sample = 0, with the
# reason in excluded_because). Ask the conditions in this order:
#   survey_area = urban, n_rural_registered >= 1, n_rural_migrants >= 1, n_rural_migrants_here >= 1
# Two of the 20 were interviewed but not surveyed and carry -8 in the model's columns:
# HH-058, registered in the district where he works, so not a migrant by definition (no local insurance is recorded);
# HH-063, a village household in a rural survey area.
# Counts and shares of members can be derived from members.csv; how is said in members.yaml.
survey: households
title: Households of the demonstration study
title_zh: 演示研究的住户调查
file: households.csv
key: household_id
case_kind: household
source: invented for this demonstration
"""

MEMBERS_HEAD = """\
# Schema of members.csv: one row per person of households.csv.
# How the columns of households.csv follow from the persons:
#   n_pension_urban, n_unemployment, n_injury, n_maternity, n_housing_fund, n_employed (works),
#   n_public_sector, n_contract, n_temporary, n_farmer, n_self_employed count members who live in
#   the survey city; n_health_local and n_health_nonlocal count all members wherever they live.
#   household_size, children_n (under 18), children_school_age (6 to 15) and adult_education_mean
#   (18 and over, one decimal) are of all members.
#   A rural migrant has an agricultural registration in another district or county than where the
#   person lives. share_rural_migrant and share_local_urban_hukou (non-agricultural, this city) are
#   of the members who live in the survey city; share_intraprovincial (living here, registered in
#   another place of the province) is of all members. Members not registered anywhere are left out
#   of the shares. Shares have up to four decimals.
#   A missing flag of a member who counts makes the household's count missing, never zero.
survey: members
title: Members of the households of the demonstration study
title_zh: 演示研究的住户成员
file: members.csv
key: person_id
case_kind: person
source: invented for this demonstration
"""


# --- writing: CSV and YAML ---------------------------------------------------------------------


def csv_text(rows, variables):
    text = io.StringIO()
    writer = csv.DictWriter(text, [v["name"] for v in variables], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


# What the page of a case shows before anything else.
SHOWN = {
    "owns_home_city", "n_pension_urban", "n_health_local", "household_size", "income_10k",
    "split_household", "n_health_nonlocal", "in_model_sample", "origin_county",
    "years_in_city", "tenure", "owns_home_origin", "docs_held", "school_type", "public_attempt",
    "fee_status", "main_work", "land", "settlement_intention",
}


def plausible(v):
    """What a number must be to be believed: its range, and the variable that it cannot exceed."""
    if v["type"] != "number":
        return []
    by_name = {"docs_held": "0..5", "household_size": "1..", "line": "1..", "head_age": "0..120",
               "age": "0..120", "adult_education_mean": "1..9", "year_moved": "1950..2017"}
    words = by_name.get(v["name"], "0..1" if v["unit"] == "proportion from 0 to 1" else "0..")
    counts_members = v["unit"] == "members" and v["name"] != "household_size"
    return [("range", words)] + ([("at_most", "household_size")] if counts_members else [])


def yaml_text(head, variables, breaks):
    """The schema; `breaks` are remarks before a variable."""
    missing = ", ".join(f'{code}: "{word}"' if "'" in word else f"{code}: {word}"
                        for code, word in sorted(MISSING.items(), reverse=True))
    lines = [head.rstrip("\n"), f"missing: {{{missing}}}", "variables:"]
    for v in variables:
        if v["name"] in breaks:
            lines.append(f"  # {breaks[v['name']]}")
        facts = [("name", v["name"]), ("label", f'"{v["label"]}"'), ("label_zh", v["label_zh"]),
                 ("type", v["type"])]
        if v["unit"]:
            facts.append(("unit", f'"{v["unit"]}"'))
        facts += plausible(v)
        if v["name"] in SHOWN:
            facts.append(("show", "true"))
        if v["values"] in (None, YES_NO):
            if v["values"]:
                facts.append(("values", '{0: "no", 1: "yes"}'))
            if v["sensitive"]:
                facts.append(("sensitive", "true"))
            lines.append("  - {" + ", ".join(f"{key}: {value}" for key, value in facts) + "}")
        else:
            lines += [f"  {'- ' if key == 'name' else '  '}{key}: {value}" for key, value in facts]
            lines.append("    values:")
            lines += [f'      {code}: "{word}"' for code, word in v["values"].items()]
    return "\n".join(lines) + "\n"


# --- writing: Stata, format 118 ----------------------------------------------------------------

TAGS = {REFUSED: "a", NOT_APPLICABLE: "b", DONT_KNOW: "c"}  # .a .b .c; an empty cell is .
NUMBERS = {  # type code, struct letter, largest value, the system missing value
    "byte": (65530, "b", 100, 101),
    "int": (65529, "h", 32740, 32741),
    "double": (65526, "d", None, None),
}


def stata(rows, variables, title):
    """A data set of Stata 14 or later, little-endian, UTF-8, without a time stamp."""
    columns = [stata_column(v, [row[v["name"]] for row in rows]) for v in variables]

    def fixed(text, size):
        data = text.encode()
        assert len(data) < size, text
        return data.ljust(size, b"\0")

    label = title.encode()
    parts = [
        ("stata_dta", b"<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>"
         + struct.pack("<H", len(columns)) + b"</K><N>" + struct.pack("<Q", len(rows))
         + b"</N><label>" + struct.pack("<H", len(label)) + label
         + b"</label><timestamp>\0</timestamp></header>"),
        ("map", b""),  # filled in below
        ("variable_types", b"".join(struct.pack("<H", c["type"]) for c in columns)),
        ("varnames", b"".join(fixed(c["name"], 129) for c in columns)),
        ("sortlist", bytes(2 * (len(columns) + 1))),
        ("formats", b"".join(fixed(c["format"], 57) for c in columns)),
        ("value_label_names", b"".join(fixed(c["label_name"], 129) for c in columns)),
        ("variable_labels", b"".join(fixed(c["label"], 321) for c in columns)),
        ("characteristics", b""),
        ("data", b"".join(b"".join(cells) for cells in zip(*(c["cells"] for c in columns)))),
        ("strls", b""),
        ("value_labels", value_label_tables(columns)),
    ]
    blocks = [parts[0][1]] + [b"<%b>%b</%b>" % (name.encode(), content, name.encode())
                              for name, content in parts[1:]]
    blocks[1] = b"<map>" + bytes(14 * 8) + b"</map>"
    offsets, at = [0], len(blocks[0])
    for block in blocks[1:]:
        offsets.append(at)
        at += len(block)
    end = b"</stata_dta>"
    offsets += [at, at + len(end)]
    blocks[1] = b"<map>" + struct.pack("<14Q", *offsets) + b"</map>"
    return b"".join(blocks) + end


def stata_column(v, cells):
    """Type, label and packed cells of a variable; words of a category become 1, 2, 3 …"""
    column = {"name": v["name"], "label": v["label"], "label_name": "", "labels": {}}
    if v["type"] in ("text", "multi"):
        width = max([1] + [len(cell.encode()) for cell in cells])
        return column | {"type": width, "format": f"%-{width}s",
                         "cells": [cell.encode().ljust(width, b"\0") for cell in cells]}
    codes = None
    if v["values"]:
        words = v["values"]
        numeric = all(isinstance(code, int) for code in words)
        codes = {str(code): code if numeric else place
                 for place, code in enumerate(words, start=1)}
        column["labels"] = {codes[str(code)]: word for code, word in words.items()}
        column["label_name"] = "yesno" if words is YES_NO else v["name"]
    else:
        column["label_name"] = "missing"
    column["missing"] = {tag: MISSING[code] for code, tag in TAGS.items()}

    def value(cell):
        if cell == "":
            return "."
        if cell in map(str, TAGS):
            return TAGS[int(cell)]
        return codes[cell] if codes else float(cell)

    values = [value(cell) for cell in cells]
    known = [number for number in values if not isinstance(number, str)]
    kind = ("double" if any(number != int(number) for number in known)
            else "byte" if max(known, default=0) <= NUMBERS["byte"][2] else "int")
    code, letter, _, system = NUMBERS[kind]

    def packed(number):
        if isinstance(number, str):
            step = 0 if number == "." else ord(number) - ord("a") + 1
            if kind == "double":
                return struct.pack("<Q", 0x7FE0000000000000 + (step << 40))
            return struct.pack("<" + letter, system + step)
        return struct.pack("<" + letter, number if kind == "double" else int(number))

    formats = {"byte": "%8.0g", "int": "%8.0g", "double": "%10.0g"}
    return column | {"type": code, "format": formats[kind], "cells": [packed(n) for n in values]}


def value_label_tables(columns):
    """The label sets, each once; extended missing values are labelled like values."""
    tables = {}
    for column in columns:
        if column["label_name"]:
            tagged = {2147483621 + ord(tag) - ord("a") + 1: word
                      for tag, word in column["missing"].items()}
            tables.setdefault(column["label_name"], column["labels"] | tagged)
    blocks = []
    for name, labels in tables.items():
        texts = [word.encode() + b"\0" for word in labels.values()]
        starts = [sum(map(len, texts[:place])) for place in range(len(texts))]
        table = (struct.pack("<II", len(labels), sum(map(len, texts)))
                 + struct.pack(f"<{len(labels)}I", *starts)
                 + struct.pack(f"<{len(labels)}i", *labels) + b"".join(texts))
        blocks.append(b"<lbl>" + struct.pack("<I", len(table)) + name.encode().ljust(129, b"\0")
                      + bytes(3) + table + b"</lbl>")
    return b"".join(blocks)


# --- checks ------------------------------------------------------------------------------------


def check(households, rows, people):
    """Refuses to write a survey that does not hold together."""
    by_id = {row["household_id"]: row for row in rows}
    assert len(by_id) == 200 and len({p["person_id"] for p in people}) == len(people)

    interviewed = {row["household_id"]: row for row in csv.DictReader(io.StringIO(INTERVIEWED))}
    for id, row in interviewed.items():
        assert all(by_id[id][name] == cell for name, cell in row.items()), id
    for id, (p, residual) in EXPECTED.items():
        row = by_id[id]
        reached = logistic(linear_predictor(row))
        assert f"{reached:.3f}" == f"{p:.3f}", (id, reached)
        assert f"{pearson(int(row['owns_home_city']), reached):+.2f}" == f"{residual:+.2f}", id

    # The member file, read back, gives the household file.
    members = {}
    for person in people:
        members.setdefault(person["household_id"], []).append(
            {name: int(cell) if cell.lstrip("-").isdigit() else cell
             for name, cell in person.items()})
    assert set(members) == set(by_id)
    for id, row in by_id.items():
        for name, value in derive(members[id]).items():
            if id in interviewed and row[name] == "":
                continue  # not asked in the interview
            if id in FIELD_ONLY and row[name] == "-8":
                continue  # not surveyed
            same = row[name] == value if isinstance(value, str) else float(row[name]) == value
            assert same, (id, name, row[name], value)
        assert (row["excluded_because"] == "-8") == (row["in_model_sample"] == "1"), id

    reasons = [row["excluded_because"] for row in rows]
    for reason, count in EXCLUSIONS:
        assert reasons.count(reason) == count, reason
    for id, reason in FIELD_ONLY.items():
        assert by_id[id]["excluded_because"] == reason
    sample = [row for row in rows if row["in_model_sample"] == "1"]
    for kind, count in SAMPLE.items():
        assert sum(row["household_type"] == kind for row in sample) == count
    for city, *_, count in CITIES:
        assert sum(row["city"] == city for row in rows) == count, city
    for row in rows:
        if row["household_id"] in FIELD_ONLY:
            continue
        size = int(row["household_size"])
        assert all(int(row[name]) <= size for name in row
                   if name.startswith("n_") or name.endswith("_n")
                   if row[name]), row["household_id"]
        parts = float(row["share_local_urban_hukou"]) + float(row["share_rural_migrant"])
        assert parts <= 1.00005, row["household_id"]
        if row["household_type"] == "rural_migrant":
            assert row["share_rural_migrant"] == "1"
    for h in households:
        if h["id"] in PLANTED:
            assert abs(pearson(h["owns"], h["p"])) >= 1.5, (h["id"], h["p"])
    for variables, table in ((HOUSEHOLDS, rows), (MEMBERS, people)):
        for v in variables:
            if v["values"] and v["type"] != "multi":
                allowed = {str(code) for code in v["values"]} | {"", "-7", "-8", "-9"}
                assert {row[v["name"]] for row in table} <= allowed, v["name"]


def summary(households, rows):
    """What the rows reach, beside what was published."""
    yield f"{'':30}{'rural migrant':>20}{'mixed status':>20}"
    yield f"{'':30}" + f"{'reached':>12}{'target':>8}" * 2
    for name in MARGINALS["rural_migrant"]:
        line = f"{name:30}"
        for kind in SAMPLE:
            column = name.removeprefix("any_")
            known = [float(row[column]) for row in rows
                     if row["in_model_sample"] == "1" and row["household_type"] == kind
                     and row[column] not in ("", "-7", "-8", "-9")]
            reached = sum(x > 0 if name != column else x for x in known) / len(known)
            line += f"{reached:>12.3f}{MARGINALS[kind][name]:>8.3f}"
        yield line
    sample = [h for h in households if h["kind"] in SAMPLE]
    for kind in SAMPLE:
        drawn = [h for h in sample if h["kind"] == kind]
        yield (f"mean p, {kind}: {sum(h['p'] for h in drawn) / len(drawn):.3f} without, "
               f"{sum(h['p_city'] for h in drawn) / len(drawn):.3f} with the city effect")
    yield (f"owners: {sum(h['owns'] or 0 for h in sample)} of "
           f"{sum(h['owns'] is not None for h in sample)}")
    for id in PLANTED:
        h = next(h for h in households if h["id"] == id)
        yield f"{id}: p {h['p']:.3f}, owns {h['owns']}, Pearson {pearson(h['owns'], h['p']):+.2f}"


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent)
    households = frame()
    for kind in SAMPLE:
        make_sample(households, kind)
    make_excluded(households)
    draw_ownership(households)
    choose_schools(households)
    lose_answers(households)
    rows, people = household_rows(households), member_rows(households)
    check(households, rows, people)

    files = {
        "households.csv": csv_text(rows, HOUSEHOLDS).encode(),
        "members.csv": csv_text(people, MEMBERS).encode(),
        "households.yaml": yaml_text(HOUSEHOLDS_HEAD, HOUSEHOLDS, {
            "owns_home_city": "what the model uses",
            "n_rural_registered": "the conditions of the model sample",
            "household_type": "who the household is",
            "origin_province": "what only the field interviews asked, but for hukou_type_head, "
            "hukou_place_head,\n  # members_elsewhere and the children's columns, which the "
            "survey has as well",
        }).encode(),
        "members.yaml": yaml_text(MEMBERS_HEAD, MEMBERS, {
            "hukou_type": "where the person belongs on paper, and where the person lives",
            "pension_urban": "insurance",
            "works": "work",
        }).encode(),
        "households.dta": stata(rows, HOUSEHOLDS, "Households (invented)"),
        "members.dta": stata(people, MEMBERS, "Members of the households (invented)"),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    print(f"{len(rows)} households, {len(people)} members")
    print("\n".join(summary(households, rows)))


if __name__ == "__main__":
    main()
