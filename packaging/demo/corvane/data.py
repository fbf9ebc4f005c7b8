# SPDX-License-Identifier: GPL-3.0-or-later
"""Datasets, processing activities and transfers."""

from .values import ASK, NONE, row

_OWN = dict(provenance="Own business", licence="own", owner="Chief Data Office", decommissioned=False,
            profiling=False, used_for_training=[], feeds_models=[], large_scale=False)
_DE = dict(_OWN, legal_entity="corvane-se", storage_countries=["@fra-1"], backup_countries=["@off-1"],
           access_countries=["DE", "PL"], processing_countries=["DE"], subject_countries=["DE", "GR", "LT"],
           lawful_basis="contract", retention_days=3650, large_scale=True, dpia_date="2025-11-25")
_AWS = dict(_DE, storage_countries=["aws/eu-central-1"], backup_countries=["aws/eu-west-1"], processor="aws",
            contract="C-001")
_PAR = dict(_DE, legal_entity="corvane-banque", storage_countries=["aws/eu-west-3"], backup_countries=["@ovh-rbx"],
            access_countries=["FR", "PL"], processing_countries=["FR"], processor="aws", contract="C-002",
            subject_countries=["FR"])
_AZ = dict(_DE, storage_countries=["@az-gwc"], backup_countries=["@ovh-rbx"], processor="microsoft", contract="C-008",
           access_countries=["DE", "IN"], lawful_basis="legal_obligation")
_ITA = dict(_DE, legal_entity="corvane-banca", storage_countries=["@gcp-mil"], backup_countries=["@gcp-mil"],
            access_countries=["IT"], processing_countries=["IT"], processor="google", contract="C-013",
            subject_countries=["IT"])
_CARD = dict(_DE, storage_countries=["@crd-rom"], backup_countries=["@crd-lil"], access_countries=["IT", "FR", "DE"],
             processing_countries=["IT"], processor="cardwerk", contract="C-034", subject_countries=["DE", "FR", "IT"])
_OVH = dict(_DE, legal_entity="corvane-vie", storage_countries=["@ovh-gra"], backup_countries=["@ovh-rbx"],
            access_countries=["FR"], processing_countries=["FR"], processor="ovhcloud", contract="C-015",
            subject_countries=["FR"], retention_days=10950)
_ESC = dict(_DE, storage_countries=["@esc-bb"], backup_countries=["@off-1"], access_countries=["DE"], processor="aws-esc",
            contract="C-005")
_FUND = dict(_OWN, legal_entity="corvane-am", storage_countries=["@az-weu"], backup_countries=["@az-weu"],
             processor="microsoft", contract="C-012", subject_countries=["DE", "LU", "FR"], access_countries=["DE"])


def datasets():
    def data(key, name, base, classes, /, **more):
        return row(key, name, base, classes=classes, **more)
    p, f = "personal", "financial"
    return [
        data("customers", "Customer master data", _DE, [p], record_count=11000000, access_countries=["DE", "PL", "IN"]),
        data("accounts", "Accounts and postings", _DE, [p, f], record_count=26000000, access_countries=["DE", "PL", "IN"]),
        data("statements", "Statements", _DE, [p, f], record_count=310000000),
        data("payments", "Payments", _DE, [p, f], record_count=2100000000, backup_countries=["@par-co"]),
        data("swift-messages", "SWIFT messages", _DE, [p, f, "secrecy"], record_count=48000000,
             backup_countries=["@par-co"], processor="swift", contract="C-032", access_countries=["DE", "BE"]),
        data("sanctions-lists", "Sanctions lists", _DE, [p], record_count=1900000, provenance="Sanctionwatch",
             licence="subscription", lawful_basis="legal_obligation", processor="sanctionwatch", contract="C-037",
             access_countries=["DE", "US"]),
        data("emoney", "E-money accounts", _DE, [p, "payment_card"], legal_entity="corvane-payments", record_count=900000,
             subject_countries=["LT", "DE"]),
        data("cards", "Cards", _CARD, [p, "payment_card"], record_count=7400000),
        data("card-transactions", "Card transactions", _CARD, [p, "payment_card"], record_count=960000000, profiling=True,
             used_for_training=["card-fraud"], bias_review_date="2026-03-05"),
        data("online-sessions", "Online sessions", _AWS, [p], record_count=640000000, retention_days=400,
             access_countries=["DE", "PL", "US"], processing_countries=["DE", "IE", "US"]),
        data("online-credentials", "Login credentials", _AWS, [p], record_count=8200000),
        data("identity-documents", "Identity documents and selfies", _AWS, [p, "biometric"], record_count=5100000,
             lawful_basis="legal_obligation"),
        data("loan-applications", "Loan applications", _PAR, [p, f], record_count=3300000, profiling=True,
             used_for_training=["retail-score"], bias_review_date="2026-02-18"),
        data("bureau-data", "Credit bureau data", _PAR, [p, f], record_count=4100000, provenance="Credit bureaus",
             licence="subscription", lawful_basis="legitimate_interests", retention_days=1095),
        data("mortgages", "Mortgages and arrears", _PAR, [p, f], record_count=610000),
        data("sme-files", "SME files", _ITA, [p, f], record_count=240000, used_for_training=["sme-score-v3"],
             dpia_date=None, access_countries=["IT", "US"], bias_review_date=NONE),
        data("aml-transactions", "Monitored transactions", _AZ, [p, f], record_count=3200000000, profiling=True,
             used_for_training=["fraud-v3"], bias_review_date="2026-06-01"),
        data("aml-cases", "Cases and alerts", _AZ, [p, f, "secrecy"], record_count=820000, feeds_models=["alert-triage"]),
        data("kyc-files", "Know-your-customer files", _AZ, [p, "biometric"], record_count=11000000),
        data("aml-features", "Features for fraud detection", _AZ, [p, f], record_count=5400000000,
             used_for_training=["fraud-v3", "alert-triage"], retention_days=1095, access_countries=["DE"]),
        data("trades", "Trades", _DE, [p, f], record_count=190000000, backup_countries=["@par-co"], large_scale=False,
             access_countries=["DE", "GB", "US"], dpia_date=None),
        data("market-data", "Market data", _DE, ["non_personal"], lawful_basis=None, provenance="Borsadata",
             licence="subscription", used_for_training=["pricing-nn", "xva-surrogate"], local_copy=True, processor="borsadata",
             contract="C-038", subject_countries=[], large_scale=False, dpia_date=None, backup_countries=["@par-co"]),
        data("fund-holders", "Fund holders", _FUND, [p, f, "secrecy"], record_count=380000, lawful_basis="contract"),
        data("fund-positions", "Fund positions", _FUND, [f], record_count=52000000, retention_days=3650),
        data("private-clients-ch", "Clients Switzerland", _DE, [p, f, "secrecy"], legal_entity="corvane-ch",
             record_count=21000, storage_countries=["@zrh-1", "@az-chn"], backup_countries=["@lux-1"],
             access_countries=["CH"], processing_countries=["CH"], subject_countries=["CH", "DE", "IT"], large_scale=False,
             feeds_models=["apertus"]),
        data("private-clients-lu", "Clients Luxembourg", _DE, [p, f, "secrecy"], legal_entity="corvane-lux",
             record_count=34000, storage_countries=["@lux-1"], backup_countries=["@fra-1"], access_countries=["LU", "IN"],
             processing_countries=["LU"], subject_countries=["LU", "DE", "FR"], large_scale=False,
             description="Read from Pune without a secrecy waiver"),
        data("private-clients-sg", "Clients Singapore", _DE, [p, f, "secrecy"], legal_entity="corvane-singapore",
             record_count=6000, storage_countries=["aws/ap-southeast-1"], backup_countries=["SG"],
             access_countries=["SG", "IN"], processing_countries=["SG"], subject_countries=["SG"], processor="aws",
             contract="C-003", large_scale=False, feeds_models=["sea-lion-9b"]),
        data("life-policies", "Life policies", _OVH, [p, "health", "special_category"], record_count=1900000,
             lawful_basis="contract"),
        data("medical-files", "Medical files", _OVH, [p, "health", "special_category"], record_count=410000,
             lawful_basis="consent", profiling=True, used_for_training=["life-risk"], bias_review_date="2025-12-10"),
        data("life-claims", "Claims", _OVH, [p, "health", "special_category"], record_count=230000),
        data("contact-history", "Contact history", _AWS, [p], record_count=74000000, retention_days=1095,
             feeds_models=["claude-sonnet", "mistral-small", "command-r"], access_countries=["DE", "FR", "PL", "US"],
             subject_countries=["DE", "FR", "IT", "LU"], languages=["de", "fr", "it", "en"]),
        data("contact-history-gr", "Contact history Greece", _DE, [p], legal_entity="corvane-athens", record_count=420000,
             storage_countries=["@stk-eu01"], processor="stackit", contract="C-018", feeds_models=["meltemi-corvane"],
             used_for_training=["meltemi-corvane"], languages=["el"], subject_countries=["GR"], retention_days=1095, licence=NONE,
             access_countries=["DE", "GR"]),
        data("voice-recordings", "Voice recordings", _AWS, [p, "biometric"], record_count=31000000, retention_days=365,
             lawful_basis="consent", feeds_models=["jamba-large"], dpia_date=ASK),
        data("knowledge-base", "Knowledge base", _AWS, ["non_personal"], lawful_basis=None, large_scale=False,
             dpia_date=None, feeds_models=["claude-sonnet", "nova-pro"], subject_countries=[], local_copy=True),
        data("staff-mail", "Mail and files of staff", _OWN, [p], legal_entity="corvane-tech", record_count=190000000,
             storage_countries=["IE", "NL"], backup_countries=["NL"], access_countries=["DE", "PL", "IN", "US"],
             processing_countries=["IE", "NL"], processor="microsoft", contract="C-009", subject_countries=["DE", "FR", "PL"],
             lawful_basis="contract", feeds_models=["gpt-copilot", "claude-kiro"], retention_days=None),
        data("staff-directory", "Staff directory", _OWN, [p], legal_entity="corvane-tech", record_count=24000,
             storage_countries=["IE", "NL"], backup_countries=["NL"], access_countries=["DE", "PL", "IN"],
             processing_countries=["IE", "NL"], processor="microsoft", contract="C-009", subject_countries=["DE", "FR", "PL"],
             lawful_basis="contract", retention_days=3650, large_scale=False),
        data("source-code", "Source code", _OWN, ["trade_secret"], legal_entity="corvane-tech", storage_countries=["@fra-1"],
             backup_countries=["@off-1"], access_countries=["DE", "PL", "US"], feeds_models=["codestral", "claude-kiro"],
             retention_days=3650, local_copy=True),
        data("staff-files", "Personnel files", _DE, [p, "special_category"], record_count=21000, storage_countries=["IE"],
             backup_countries=["IE"], access_countries=["DE", "IE", "US"], processing_countries=["IE", "US"],
             processor="workday", contract="C-033", subject_countries=["DE", "FR", "IT", "PL"], dpia_date="2025-12-15",
             large_scale=False),
        data("applicants", "Applicants", _DE, [p, "special_category"], record_count=160000, storage_countries=["IE"],
             backup_countries=["IE"], access_countries=["DE", "IE", "US"], processing_countries=["IE", "US"],
             processor="workday", contract="C-033", feeds_models=["cv-rank"], profiling=True, retention_days=180,
             dpia_date=NONE, bias_review_date=NONE, subject_countries=["DE", "FR", "IT", "PL"]),
        data("payroll", "Payroll", _DE, [p, "special_category"], record_count=21000, processor="sap", contract="C-026",
             access_countries=["DE", "IN"], large_scale=False),
        data("group-warehouse", "Group warehouse", _ESC, [p, f], record_count=9800000000, feeds_models=["corvane-assist"]),
        data("training-corpus", "Training corpus with customer data", _ESC, [p, f], record_count=140000000,
             used_for_training=["corvane-assist", "meltemi-corvane"], languages=["de", "fr", "it", "el", "lt"],
             optout_respected=True, bias_review_date="2026-05-21", local_copy=True, storage_countries=["@esc-bb", "@aif-fra"]),
        data("trial-prompts", "Prompts of the Cohere trial", _OWN, ["personal"], legal_entity="corvane-tech",
             record_count=48000, storage_countries=["CA"], backup_countries=["CA"], access_countries=["CA", "DE"],
             processing_countries=["CA"], subject_countries=["DE"], processor="cohere", contract="C-023",
             lawful_basis="legitimate_interests", retention_days=90, decommissioned=True, deletion_evidence=NONE),
        data("agent-memory", "Memory of agents", _AWS, [p], record_count=260000, retention_days=NONE,
             feeds_models=["nova-pro", "claude-sonnet"], dpia_date=ASK, large_scale=False),
        data("security-logs", "Security logs", _DE, [p], record_count=88000000000, access_countries=["DE", "IN"],
             retention_days=400, lawful_basis="legitimate_interests", large_scale=False),
        data("backup-sets", "Backup sets", _DE, [p, f, "secrecy"], storage_countries=["@off-1", "@ovh-rbx"],
             backup_countries=["@ovh-rbx"], processor="ovhcloud", contract="C-016", retention_days=400,
             large_scale=False, lawful_basis="legal_obligation"),
    ]


def processing():
    rows = []

    def activity(purpose, entity, data, systems, basis="contract", third=(), safeguards=None, **more):
        key = f"P-{len(rows) + 1:03d}"
        more.setdefault("decisions_on_persons", False)
        rows.append(row(key, purpose, legal_entity=entity, purpose=purpose, datasets=data, workloads=systems,
                        lawful_basis=basis, third_countries=list(third), safeguards=safeguards or (NONE if not third else None),
                        recipients=more.pop("recipients", ["processors"]), **more))

    se, banque, banca = "corvane-se", "corvane-banque", "corvane-banca"
    bcr = "Binding corporate rules 2021"
    activity("Account management", se, ["customers", "accounts"], ["acc-core", "acc-deposits", "acc-master"], third=["IN"],
             safeguards=bcr)
    activity("Statements and archive", se, ["statements"], ["acc-statements", "acc-archive"], "legal_obligation")
    activity("Branch service", se, ["customers"], ["acc-branch"], third=["IN"], safeguards=bcr)
    activity("Execution of payments", se, ["payments"], ["pay-hub", "pay-instant", "pay-sepa", "pay-target"],
             recipients=["payment systems", "banks"])
    activity("Correspondent banking", se, ["swift-messages"], ["pay-swift"], third=["CH"], safeguards="Adequacy",
             recipients=["SWIFT", "banks"])
    activity("Sanctions screening", se, ["payments", "sanctions-lists"], ["pay-sanctions"], "legal_obligation", third=["US"],
             safeguards="SCC 2021/914")
    activity("E-money", "corvane-payments", ["emoney"], ["pay-emoney"])
    activity("Card issuing and acquiring", se, ["cards"], ["crd-issuing", "crd-acquiring", "crd-disputes"])
    activity("Card fraud prevention", se, ["card-transactions"], ["crd-fraud", "crd-auth"], "legal_obligation",
             dpia_date="2026-01-20", decisions_on_persons=None)
    activity("Online and mobile banking", se, ["online-sessions", "accounts"], ["onl-web", "onl-app", "onl-cdn"], third=["US"],
             safeguards="Data Privacy Framework")
    activity("Customer login", se, ["online-credentials"], ["onl-login"])
    activity("Remote onboarding", se, ["identity-documents"], ["onl-onboarding"], "legal_obligation", dpia_date="2025-11-25", decisions_on_persons=None)
    activity("Third-party access", se, ["accounts"], ["onl-psd2"], "legal_obligation", recipients=["third-party providers"])
    activity("Loan decisions", banque, ["loan-applications", "bureau-data"], ["len-origination", "len-scoring"],
             decisions_on_persons=True, art22_ground="contract", human_intervention=True, contest_route=NONE,
             dpia_date="2026-02-10", description="The explanation under CCD2 Art. 18 is not ready")
    activity("Mortgages", banque, ["mortgages"], ["len-mortgage", "len-collateral"])
    activity("Collections", banque, ["mortgages"], ["len-collections"], "legitimate_interests", decisions_on_persons=None)
    activity("SME lending", banca, ["sme-files"], ["sme-origination", "sme-score"], third=["US"], safeguards=NONE)
    activity("Leasing", banca, ["sme-files"], ["sme-leasing"], third=[])
    activity("Transaction monitoring", se, ["aml-transactions"], ["aml-monitoring", "aml-fraud"], "legal_obligation",
             third=["IN"], safeguards=bcr, dpia_date="2025-12-02")
    activity("Cases and reports of suspicion", se, ["aml-cases"], ["aml-cases", "aml-reports"], "legal_obligation",
             third=["IN"], safeguards=bcr, recipients=["financial intelligence unit"])
    activity("Know your customer", se, ["kyc-files"], ["aml-kyc"], "legal_obligation", third=["IN"], safeguards=bcr)
    activity("Trading", se, ["trades"], ["trd-ems", "trd-treasury"], third=["GB", "US"], safeguards="Adequacy, BCR")
    activity("Trade surveillance", se, ["trades"], ["trd-surveil"], "legal_obligation")
    activity("Fund holder register", "corvane-am", ["fund-holders"], ["fnd-orders", "fnd-admin"], safeguards=ASK)
    activity("Investor reports", "corvane-am", ["fund-holders"], ["fnd-reports"], safeguards=ASK)
    activity("Private banking Switzerland", "corvane-ch", ["private-clients-ch"], ["pvb-core-ch", "pvb-advice-ch"],
             third=["CH"], safeguards="Adequacy")
    activity("Private banking Luxembourg", "corvane-lux", ["private-clients-lu"], ["pvb-core-lu", "pvb-depositary"],
             third=["CH", "IN"], safeguards=bcr)
    activity("Private banking Singapore", "corvane-singapore", ["private-clients-sg"], ["pvb-portal-sg", "pvb-assistant-sg"],
             third=["IN", "SG"], safeguards="SCC, BCR")
    activity("Life policies", "corvane-vie", ["life-policies", "life-claims"], ["lif-policy", "lif-claims"])
    activity("Underwriting with medical data", "corvane-vie", ["medical-files"], ["lif-underwriting", "lif-pricing"], "consent",
             decisions_on_persons=False, dpia_date="2026-03-17")
    activity("Customer contact", se, ["contact-history"], ["cct-chat", "cct-crm", "cct-triage"], "legitimate_interests",
             third=["US"], safeguards="Data Privacy Framework")
    activity("Customer contact Greece", "corvane-athens", ["contact-history-gr"], ["cct-bot-el"], "legitimate_interests")
    activity("Recording of calls", se, ["voice-recordings"], ["cct-voice", "cct-summary"], "consent")
    activity("Office and collaboration", "corvane-tech", ["staff-mail", "staff-directory"], ["stf-m365", "shr-entra"],
             third=["US", "IN"], safeguards="Data Privacy Framework, SCC")
    activity("Personnel administration", se, ["staff-files", "payroll"], ["hr-core", "hr-payroll"], third=["US", "IN"],
             safeguards="Data Privacy Framework")
    activity("Recruiting", se, ["applicants"], ["hr-recruiting"], decisions_on_persons=True, art22_ground=ASK,
             human_intervention=True, contest_route=ASK, third=["US"], safeguards="Data Privacy Framework")
    activity("Regulatory reporting", se, ["group-warehouse"], ["dat-regrep", "dat-platform"], "legal_obligation",
             recipients=["supervisors"])
    activity("Training of own models", "corvane-tech", ["training-corpus"], ["dat-aifactory", "dat-mlops"],
             "legitimate_interests", dpia_date="2026-04-22")
    return rows


def transfers():
    rows = []

    def transfer(name, exporter, country, facet, data, tool, provider=None, importer=None, entity=None, kind="commercial",
                 classes=("personal",), **more):
        key = f"T-{len(rows) + 1:02d}"
        rows.append(row(key, name, dict(systematic=True, hr_data=False, importer_art3_2=False), exporter=exporter,
                        importer=importer, importer_entity=entity, provider=provider, importer_country=country,
                        importer_kind=kind, facet=facet, purpose=name, datasets=list(data), data_classes=list(classes),
                        tool=tool, **more))

    # Pune: binding corporate rules of 2021, assessment of September 2023.
    pune = dict(kind="group", entity="corvane-pune", tool="bcr", tool_date="2021-06-30", tia_date="2023-09-14",
                high_risk_law=False, supplementary_measures=["virtual desktop", "no export of data"], onward=False)
    transfer("Second line support of core banking", "corvane-se", "IN", "support", ["customers", "accounts"], **pune)
    transfer("Reading of alerts and cases", "corvane-se", "IN", "access", ["aml-transactions", "aml-cases", "kyc-files"],
             classes=["personal", "secrecy"], **pune)
    transfer("Security monitoring", "corvane-tech", "IN", "logs", ["security-logs"], **pune)
    transfer("Second line support Luxembourg", "corvane-lux", "IN", "support", ["private-clients-lu"],
             classes=["personal", "secrecy"], description="Waiver of professional secrecy is missing", **pune)
    transfer("Third line support Singapore", "corvane-singapore", "IN", "administration", ["private-clients-sg"],
             classes=["personal", "secrecy"], **pune)
    # Vendors in India.
    transfer("Kontora remote support", "corvane-tech", "IN", "support", ["customers", "accounts"], "scc", "kontora", "kontora-in",
             scc_module="3", tool_date="2022-08-15", tia_date=ASK, high_risk_law=True,
             supplementary_measures=NONE, description="Sessions are not logged")
    transfer("SAP remote support", "corvane-tech", "IN", "support", ["payroll"], "scc", "sap", "sap-in", hr_data=True,
             scc_module="3", tool_date="2022-11-01", tia_date="2026-03-09", high_risk_law=False,
             supplementary_measures=["sessions approved one by one"])
    transfer("Microsoft support from India", "corvane-tech", "IN", "support", ["staff-mail", "staff-directory"], "scc",
             "microsoft", "ms-india", scc_module="3", tool_date="2022-09-15", tia_date="2026-02-16", high_risk_law=False,
             supplementary_measures=["lockbox"])
    # Nine transfers that rest on the Data Privacy Framework, in four business services.
    dpf = dict(tool="dpf", fallback_tool="scc", high_risk_law=False)
    transfer("Content network: connections in clear", "corvane-se", "US", "processing", ["online-sessions"],
             provider="cloudflare", importer="cloudflare-us", **dict(dpf, fallback_tool="none"))
    transfer("Content network: logs", "corvane-se", "US", "logs", ["online-sessions"], provider="cloudflare",
             importer="cloudflare-us", **dict(dpf, fallback_tool="none"))
    transfer("Customer relations: support", "corvane-se", "US", "support", ["contact-history"], provider="salesforce",
             importer="sfdc-us", **dpf)
    transfer("Customer relations: telemetry", "corvane-se", "US", "telemetry", ["contact-history"], provider="salesforce",
             importer="sfdc-us", **dpf)
    transfer("Microsoft 365: telemetry", "corvane-tech", "US", "telemetry", ["staff-mail"], provider="microsoft", importer="ms-corp", **dpf)
    transfer("Microsoft 365: support", "corvane-tech", "US", "support", ["staff-mail"], provider="microsoft", importer="ms-corp", **dpf)
    transfer("Kiro and Amazon Q: processing", "corvane-tech", "US", "processing", ["source-code", "staff-mail"],
             provider="aws", importer="aws-us", **dict(dpf, fallback_tool=None))
    transfer("Personnel files: processing", "corvane-se", "US", "processing", ["staff-files"], provider="workday",
             importer="workday-us", hr_data=True, classes=["personal", "special_category"],
             description="The certificate doesn't cover HR data", **dict(dpf, fallback_tool=ASK))
    transfer("Recruiting: processing", "corvane-se", "US", "processing", ["applicants"], provider="workday",
             importer="workday-us", hr_data=True, classes=["personal", "special_category"],
             description="The certificate doesn't cover HR data", **dict(dpf, fallback_tool=ASK))
    # Others.
    transfer("Sanctions queries", "corvane-se", "US", "processing", ["sanctions-lists", "payments"], "scc", "sanctionwatch",
             "sanctionwatch-us", scc_module="1", tool_date="2023-01-10", tia_date=NONE, high_risk_law=None,
             description="The DPF certificate lapsed on 2026-09-30")
    transfer("SWIFT operating centre Switzerland", "corvane-se", "CH", "backup", ["swift-messages"], "adequacy", "swift",
             "swift-sc", kind="independent_controller")
    transfer("Group functions Zürich", "corvane-lux", "CH", "access", ["private-clients-lu"], "adequacy", kind="group",
             entity="corvane-ch")
    transfer("London desk", "corvane-se", "GB", "access", ["trades"], "adequacy", kind="group", entity="corvane-london",
             fallback_tool="scc")
    transfer("Contacts of traders at the data vendor", "corvane-se", "GB", "access", ["trades"], "adequacy", "borsadata",
             "borsadata-gb", fallback_tool="none")
    transfer("New York desk", "corvane-se", "US", "access", ["trades"], "bcr", kind="group", entity="corvane-ny",
             tool_date="2021-06-30", tia_date="2026-05-06", high_risk_law=True, supplementary_measures=["pseudonyms"])
    transfer("Answer to the subpoena of March 2026", "corvane-se", "US", "access", ["accounts"], "derogation",
             kind="public_body", systematic=False, classes=["personal", "financial"], tool_date="2026-03-20")
    transfer("Hosting in Singapore", "corvane-singapore", "SG", "storage", ["private-clients-sg"], "scc", "aws", "aws-sg",
             scc_module="2", tool_date="2023-06-01", tia_date="2026-06-18", high_risk_law=False,
             classes=["personal", "secrecy"], supplementary_measures=["encryption at rest"])
    transfer("Cohere trial", "corvane-tech", "CA", "processing", ["trial-prompts"], "adequacy", "cohere", "cohere-ca", systematic=False)
    transfer("TPU telemetry", "corvane-banca", "US", "telemetry", ["sme-files"], "none", "google", "google-llc",
             classes=["personal", "financial"], description="The preview terms name no tool")
    return rows
