# SPDX-License-Identifier: GPL-3.0-or-later
"""Legal entities, branches, business services and sites."""

from .values import NONE, failing_lei, row

MARKETS = ["DE", "FR", "IT", "LU", "GR", "LT", "CH", "GB", "SG", "US"]

_EU_BANK = dict(kind="entity", sectors=["banking"], entity_types=["financial_entity"], role_gdpr="controller",
                eu_representative=NONE, ai_literacy_programme=True, incident_contacts=["CSIRT", "competent authority"],
                board_approved_policy_date="2026-03-12", risk_register=True, processing_register_complete=True,
                dpo="Group data protection office", parent="corvane-se", group_position="subsidiary", currency="EUR")
_BRANCH = dict(kind="branch", sectors=["banking"], entity_types=["financial_entity"], role_gdpr="controller",
               parent="corvane-se", risk_register=True, dpo="Group data protection office")


def legal_entities():
    return [
        row("corvane-se", "Corvane SE", _EU_BANK, parent=None, country="DE", lei=failing_lei("9695CORVANESE"),
            established_in=["DE", "GR", "GB", "SG", "US"], customers_in=MARKETS, aims_scope="Group-wide, all AI uses",
            policies=["AI policy", "Outsourcing policy", "Data residency policy", "Encryption policy"],
            in_zone_operators=6, entity_types=["financial_entity", "nis2_essential"],
            keeps_register=True, register_type="credit_institution", group_position="ultimate_parent",
            competent_authority="European Central Bank", total_assets=190000000000,
            description="Parent of the group, credit institution, supervised by the ECB; EUR 190 bn, 21,000 staff"),
        row("corvane-athens", "Corvane SE, Athens branch", _BRANCH, country="GR", branch_code="BR-GR-1", established_in=["GR"],
            customers_in=["GR"], ai_literacy_programme=True, description="Branch without legal personality"),
        row("corvane-london", "Corvane SE, London branch", _BRANCH, country="GB", branch_code="BR-GB-1", established_in=["GB"],
            customers_in=["GB"], ai_literacy_programme=True, description="Branch, supervised by the PRA"),
        row("corvane-singapore", "Corvane SE, Singapore branch", _BRANCH, country="SG", branch_code="BR-SG-1", established_in=["SG"],
            customers_in=["SG"], ai_literacy_programme=False, in_zone_operators=1,
            description="Branch, supervised by the MAS"),
        row("corvane-ny", "Corvane SE, New York branch", _BRANCH, country="US", branch_code="BR-US-1", established_in=["US"],
            customers_in=["US"], description="Branch; gives the group a US nexus of its own"),
        row("corvane-banque", "Corvane Banque SA", _EU_BANK, country="FR", lei=failing_lei("9695CORVANEBQ"),
            register_type="credit_institution",
            established_in=["FR"], customers_in=["FR", "LU"], policies=["AI policy", "Outsourcing policy"],
            in_zone_operators=4, aims_scope="Consumer credit scoring, customer contact",
            description="Retail and consumer credit"),
        row("corvane-banca", "Corvane Banca SpA", _EU_BANK, country="IT", lei=failing_lei("8156CORVANEBC"),
            register_type="credit_institution",
            established_in=["IT"], customers_in=["IT"], policies=["AI policy"], aims_scope=NONE, in_zone_operators=2,
            description="SME lending and leasing"),
        row("corvane-lux", "Corvane Private Bank SA", _EU_BANK, country="LU", lei=failing_lei("2221CORVANELU"),
            register_type="credit_institution",
            established_in=["LU"], customers_in=["LU", "DE", "FR"], policies=["AI policy", "Secrecy policy"],
            description="Private bank and depositary; professional secrecy (LSF Art. 41)"),
        row("corvane-ch", "Corvane Bank (Schweiz) AG", _EU_BANK, country="CH", lei=failing_lei("5067CORVANECH"),
            established_in=["CH"], customers_in=["CH", "DE", "IT"], eu_representative="Corvane SE",
            entity_types=[], policies=["AI policy", "Secrecy policy"], in_zone_operators=3,
            description="Bank secrecy (BankG Art. 47), supervised by FINMA, not itself under DORA"),
        row("corvane-vie", "Corvane Vie SA", _EU_BANK, country="FR", lei=failing_lei("9695CORVANEVI"),
            sectors=["insurance"],
            register_type="insurer", established_in=["FR"], customers_in=["FR"], policies=["AI policy", "Health data policy"],
            in_zone_operators=1, description="Life insurer; health data"),
        row("corvane-am", "Corvane Asset Management GmbH", _EU_BANK, country="DE", lei=failing_lei("3912CORVANEAM"),
            sectors=["asset management"],
            register_type="management_company", established_in=["DE"], customers_in=["DE", "LU", "FR"],
            policies=["AI policy"], processing_register_complete=False, description="UCITS and AIFM"),
        row("corvane-payments", "Corvane Payments UAB", _EU_BANK, country="LT", lei=failing_lei("4851CORVANEPY"),
            sectors=["payments"],
            register_type="emoney_institution", established_in=["LT"], customers_in=["LT", "DE", "FR", "IT"],
            entity_types=["financial_entity", "merchant_pci"], policies=["AI policy"], description="E-money institution"),
        row("corvane-tech", "Corvane Technology GmbH", _EU_BANK, country="DE", lei=failing_lei("3912CORVANETC"),
            sectors=["ICT services"], role_gdpr="processor", entity_types=["nis2_important"],
            register_type="ict_intragroup", established_in=["DE", "FR"],
            customers_in=[], policies=["AI policy", "Access policy", "Cryptography policy", "Backup policy"],
            in_zone_operators=11, aims_scope="Development and operation of AI for the group",
            description="ICT provider to all entities of the group"),
        row("corvane-krakow", "Corvane Services sp. z o.o.", _EU_BANK, country="PL", lei=failing_lei("2594CORVANEKR"),
            sectors=["ICT services"], role_gdpr="processor", entity_types=["nis2_important"],
            register_type="ict_intragroup", established_in=["PL"],
            customers_in=[], policies=["Access policy"], description="1,400 staff, operations"),
        row("corvane-pune", "Corvane Global Services Pvt Ltd", country="IN", kind="entity", parent="corvane-se",
            sectors=["ICT services"], entity_types=[], role_gdpr="processor", established_in=["IN"], customers_in=[],
            policies=["Access policy", "Binding corporate rules"], ai_literacy_programme=False, risk_register=True,
            in_zone_operators=0, dpo="Local privacy lead",
            description="600 staff: second and third line support, first line security monitoring; binding corporate "
                        "rules of 2021, transfer impact assessment of 2023"),
    ]


def business_services():
    # In the order of the register of information: F1, F2 and so on.
    activities = {"accounts": "x162", "payments": "x222", "cards": "x224", "lending": "x163", "sme": "x163",
                  "trading": "x168", "funds": "x184", "private": "x172", "life": "x193", "staff": "x276", "hr": "x276",
                  "reporting": "x276"}
    numbers = iter(range(1, 100))

    def service(key, name, entity, critical, owner, rto, rpo, text):
        return row(key, name, legal_entity=entity, critical_function=critical, owner=owner, rto_h=rto, rpo_h=rpo,
                   function_id=f"F{next(numbers)}", licensed_activity=activities.get(key),
                   criticality_date="2026-02-10" if critical else None,
                   discontinuation_impact="high" if critical else None, description=text)
    return [
        service("accounts", "Accounts and deposits", "corvane-se", True, "Head of Accounts", 2, 0, "11 million customers"),
        service("payments", "Payments, instant and SWIFT", "corvane-se", True, "Head of Payments", 2, 0,
                "Credit transfers, instant payments, correspondent banking"),
        service("cards", "Cards", "corvane-se", True, "Head of Cards", 2, 0.25, "Issuing and acquiring"),
        service("online", "Online and mobile banking", "corvane-se", True, "Head of Digital Channels", 2, 0.25,
                "Web, app and third-party access"),
        service("lending", "Consumer and mortgage lending", "corvane-banque", True, "Head of Lending", 8, 1,
                "Scoring of natural persons"),
        service("sme", "SME lending and leasing", "corvane-banca", False, "Head of SME", 24, 4, "Companies and leasing"),
        service("aml", "Money laundering and fraud monitoring", "corvane-se", True, "Head of Financial Crime", 4, 0.5,
                "Transaction monitoring, alerts and cases"),
        service("trading", "Trading, treasury and market risk", "corvane-se", True, "Head of Markets", 2, 0.25,
                "Trading, treasury, risk grid"),
        service("funds", "Asset management and fund administration", "corvane-am", True, "Head of Fund Operations", 8, 1,
                "UCITS and alternative funds"),
        service("private", "Private banking LU, CH, SG", "corvane-lux", True, "Head of Private Banking", 4, 0.5,
                "Under professional and bank secrecy"),
        service("life", "Life policies and underwriting", "corvane-vie", True, "Head of Underwriting", 8, 1,
                "Policies, claims, medical files"),
        service("contact", "Customer contact, chat and voice", "corvane-se", False, "Head of Customer Contact", 24, 4,
                "Assistants in eight languages, voice, customer relations"),
        service("staff", "Staff tools and development", "corvane-tech", False, "Head of Workplace", 24, 4,
                "Office, assistants, development tools"),
        service("hr", "HR and recruiting", "corvane-se", False, "Head of HR", 48, 24, "21,000 staff and applicants"),
        service("reporting", "Regulatory reporting and group data platform", "corvane-se", True, "Chief Data Office", 24, 4,
                "Reporting, training of own models"),
    ]


def locations():
    def site(key, name, country, city, lat, lon, kind, provider=None, region=None, owner=None):
        return row(key, name, country=country, city=city, lat=lat, lon=lon, site_kind=kind, provider=provider,
                   region=region, owner=owner)
    own = "Corvane Technology"
    return [
        site("fra-1", "Data centre Frankfurt 1", "DE", "Frankfurt am Main", 50.1195, 8.7350, "on_premises", owner=own),
        site("off-1", "Data centre Offenbach", "DE", "Offenbach am Main", 50.0956, 8.7761, "on_premises", owner=own),
        site("zrh-1", "Data centre Zürich", "CH", "Zürich", 47.4111, 8.5442, "on_premises", owner="Corvane Bank (Schweiz)"),
        site("lux-1", "Data centre Luxembourg", "LU", "Luxembourg", 49.6117, 6.1300, "on_premises",
             owner="Corvane Private Bank"),
        site("par-co", "Colocation Paris", "FR", "Saint-Denis", 48.9356, 2.3539, "colocation", "equinix", owner=own),
        site("fra-co", "Colocation Frankfurt", "DE", "Frankfurt am Main", 50.0986, 8.6320, "colocation", "equinix", owner=own),
        site("krk-1", "Operations centre Kraków", "PL", "Kraków", 50.0647, 19.9450, "on_premises", owner="Corvane Services"),
        site("pnq-1", "Operations centre Pune", "IN", "Pune", 18.5204, 73.8567, "on_premises",
             owner="Corvane Global Services"),
        site("aif-fra", "AWS AI Factory Frankfurt", "DE", "Frankfurt am Main", 50.1195, 8.7350, "ai_factory", "aws",
             "eu-central-1", own),
        site("outpost-par", "AWS Outpost Paris", "FR", "Saint-Denis", 48.9356, 2.3539, "outpost", "aws", "eu-west-3", own),
        site("lz-mil", "AWS Local Zone Milan", "IT", "Milan", 45.4642, 9.1900, "local_zone", "aws", "eu-central-1-mil-1",
             "Amazon Web Services"),
        site("dlz-par", "AWS Dedicated Local Zone Paris", "FR", "Paris", 48.8566, 2.3522, "dedicated_local_zone", "aws",
             "eu-west-3", "Amazon Web Services"),
        site("aws-fra", "AWS Region Frankfurt", "DE", "Frankfurt am Main", 50.1109, 8.6821, "region", "aws", "eu-central-1"),
        site("aws-dub", "AWS Region Ireland", "IE", "Dublin", 53.3498, -6.2603, "region", "aws", "eu-west-1"),
        site("aws-par", "AWS Region Paris", "FR", "Paris", 48.8566, 2.3522, "region", "aws", "eu-west-3"),
        site("aws-sin", "AWS Region Singapore", "SG", "Singapore", 1.3521, 103.8198, "region", "aws", "ap-southeast-1"),
        site("esc-bb", "AWS European Sovereign Cloud, Brandenburg", "DE", "Brandenburg", 52.4125, 12.5316,
             "sovereign_cloud", "aws-esc", "eusc-de-east-1"),
        site("az-gwc", "Azure Germany West Central", "DE", "Frankfurt am Main", 50.1109, 8.6821, "region", "microsoft",
             "germanywestcentral"),
        site("az-weu", "Azure West Europe", "NL", "Amsterdam", 52.3676, 4.9041, "region", "microsoft", "westeurope"),
        site("az-chn", "Azure Switzerland North", "CH", "Zürich", 47.4515, 8.5646, "region", "microsoft", "switzerlandnorth"),
        site("gcp-mil", "Google Cloud Milan", "IT", "Milan", 45.4642, 9.1900, "region", "google", "europe-west8"),
        site("ovh-gra", "OVHcloud Gravelines SecNumCloud", "FR", "Gravelines", 50.9871, 2.1255, "region", "ovhcloud", "GRA"),
        site("ovh-rbx", "OVHcloud Roubaix", "FR", "Roubaix", 50.6916, 3.1746, "region", "ovhcloud", "RBX"),
        site("scw-par", "Scaleway Paris", "FR", "Paris", 48.8566, 2.3522, "region", "scaleway", "fr-par"),
        site("stk-eu01", "STACKIT EU01", "DE", "Heilbronn", 49.1427, 9.2109, "region", "stackit", "eu01"),
        site("hzn-fsn", "Hetzner Falkenstein", "DE", "Falkenstein", 50.4779, 12.3713, "region", "hetzner", "fsn1"),
        site("crd-rom", "Cardwerk data centre Rome", "IT", "Rome", 41.9028, 12.4964, "colocation", "cardwerk"),
        site("crd-lil", "Cardwerk data centre Lille", "FR", "Lille", 50.6292, 3.0573, "colocation", "cardwerk"),
    ]
