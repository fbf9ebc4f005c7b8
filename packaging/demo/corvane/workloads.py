# SPDX-License-Identifier: GPL-3.0-or-later
"""The 120 IT systems: a profile of the place where they run, and what differs from it."""

from .values import ASK, NONE, row

_COMMON = dict(role="assessed", env="prod", encryption_at_rest=True, encryption_in_transit=True, logging=True,
               log_retention_days=365, backup=True, registered=True, models=[], accelerators=[],
               datasets=[], confidential_computing=False)

ONPREM = dict(_COMMON, provider=NONE, service=NONE, resource_type="application", service_model="onprem", deployment_type="onprem", tenancy="single_tenant",
              hosting_countries=["@fra-1"], processing_countries=["DE"], backup_countries=["@off-1"],
              failover_countries=["@off-1"], control_plane_countries=["DE"], admin_countries=["DE", "PL"],
              support_countries=["DE"], telemetry_countries=["DE"], log_countries=["DE"], key_countries=["DE"],
              key_management="hyok", key="hsm-de-1", processed_in_clear=False, restore_tested_at="2026-05-19", rto_h=2,
              rpo_h=0, dr_tested_at="2026-03-21", disconnect_tested_at="2026-04-18", autonomy_hours=72, exit_plan=True,
              exit_tested_at="2026-01-17", alternative_provider="Second own site", open_standards=True, iac_portable=True,
              confidential_computing=False, public_facing=False)
AWS_FRA = dict(_COMMON, resource_type="application", provider="aws", service="aws-ec2-eu-central-1", contract="C-001",
               account="111122223333", service_model="iaas", deployment_type="shared_region", tenancy="shared",
               hosting_countries=["aws/eu-central-1"], processing_countries=["DE"], backup_countries=["aws/eu-west-1"],
               failover_countries=["aws/eu-west-1"], control_plane_countries=["DE", "IE"], admin_countries=["DE", "PL"],
               log_countries=["DE"], key_countries=["DE"], key_management="cmk", key="aws-kms-fra",
               restore_tested_at="2026-06-14", rto_h=2, rpo_h=0.25, dr_tested_at="2026-05-30", disconnect_tested_at="2026-05-30",
               exit_plan=True, alternative_provider="STACKIT", open_standards=True, iac_portable=True,
               confidential_computing=False)
AWS_PAR = dict(AWS_FRA, service="aws-ec2-eu-west-3", contract="C-002", account="222233334444",
               hosting_countries=["aws/eu-west-3"], processing_countries=["FR"], backup_countries=["@ovh-rbx"],
               failover_countries=["aws/eu-central-1"], control_plane_countries=["FR", "IE"], admin_countries=["FR", "PL"],
               log_countries=["FR"], key_countries=["DE"], key_management="external", key="hsm-xks",
               exit_tested_at="2025-09-15", disconnect_tested_at="2026-02-14", alternative_provider="Scaleway")
AWS_SIN = dict(AWS_FRA, service="aws-ec2-ap-southeast-1", contract="C-003", account="333344445555",
               hosting_countries=["aws/ap-southeast-1"], processing_countries=["SG"], backup_countries=["SG"],
               failover_countries=["SG"], control_plane_countries=["SG", "US"], admin_countries=["SG", "IN"],
               log_countries=["SG"], key_countries=["SG"], key="aws-kms-sin", exit_plan=None, alternative_provider=None)
ESC = dict(_COMMON, resource_type="application", provider="aws-esc", service="esc-ec2", contract="C-005",
           account="444455556666", service_model="iaas", deployment_type="sovereign_region", deployment_evidence="C-005 annex 2",
           tenancy="shared", hosting_countries=["@esc-bb"], processing_countries=["DE"], backup_countries=["@off-1"],
           failover_countries=["@fra-1"], control_plane_countries=["DE"], admin_countries=["DE"], log_countries=["DE"],
           key_countries=["DE"], key_management="external", key="hsm-xks", restore_tested_at="2026-07-11",
           dr_tested_at="2026-08-22", disconnect_tested_at="2026-08-22", autonomy_hours=48, exit_plan=True,
           exit_tested_at="2026-03-30", alternative_provider="STACKIT", open_standards=True, iac_portable=True, rto_h=24,
           rpo_h=4, confidential_computing=True, attestation_verified_at="2026-11-12")
AZURE_DE = dict(_COMMON, resource_type="application", provider="microsoft", service="az-vm-gwc", contract="C-008",
                account="corvane-fincrime", service_model="iaas", deployment_type="shared_region", tenancy="shared",
                hosting_countries=["@az-gwc"], processing_countries=["DE"], backup_countries=["@az-gwc", "@ovh-rbx"],
                failover_countries=["@az-weu"], control_plane_countries=["IE"], admin_countries=["DE", "PL", "IN"],
                log_countries=["DE"], key_countries=["DE"], key_management="byok", key="az-mhsm-gwc",
                restore_tested_at="2026-04-25", dr_tested_at="2026-06-06", exit_plan=True, exit_tested_at="2025-06-20",
                disconnect_tested_at="2026-01-24", alternative_provider="Own data centre", open_standards=True,
                iac_portable=True, rto_h=4, rpo_h=0.5, confidential_computing=True, attestation_verified_at="2026-11-02")
AZURE_NL = dict(_COMMON, resource_type="application", provider="microsoft", service="az-vm-weu", contract="C-012",
                account="corvane-funds", service_model="iaas", deployment_type="shared_region", tenancy="shared",
                hosting_countries=["@az-weu"], processing_countries=["NL"], backup_countries=["@az-weu"],
                admin_countries=["DE"], log_countries=["NL"], key_management="provider", key_countries=["NL"],
                restore_tested_at="2026-02-10", dr_tested_at="2026-02-10", exit_plan=True, open_standards=True,
                encryption_in_transit=None, logging=None)
AZURE_CH = dict(AZURE_DE, service="az-vm-chn", contract="C-010", account="corvane-schweiz", hosting_countries=["@az-chn"],
                processing_countries=["CH"], backup_countries=["@zrh-1"], failover_countries=["@zrh-1"],
                control_plane_countries=["IE", "CH"], admin_countries=["CH"], log_countries=["CH"], key_countries=["CH"],
                key_management="external", key="hsm-ch", alternative_provider="Own data centre Zürich")
GOOGLE_IT = dict(_COMMON, resource_type="application", provider="google", service="gcp-gke-mil", contract="C-013",
                 account="corvane-sme-prod", service_model="paas", deployment_type="shared_region", tenancy="shared",
                 hosting_countries=["@gcp-mil"], processing_countries=["IT"], backup_countries=["@gcp-mil"],
                 failover_countries=["DE"], control_plane_countries=["IE", "US"], admin_countries=["IT"],
                 log_countries=["IT"], key_countries=["FR"], key_management="external", key="hsm-fr",
                 restore_tested_at="2026-03-12", dr_tested_at="2025-12-13", exit_plan=True, exit_tested_at="2025-10-09",
                 alternative_provider="STACKIT", open_standards=True, iac_portable=True, rto_h=24, rpo_h=4)
OVH = dict(_COMMON, resource_type="application", provider="ovhcloud", service="ovh-snc-gra", contract="C-015",
           account="corvane-vie", service_model="iaas", deployment_type="sovereign_region",
           deployment_evidence="SecNumCloud qualification", tenancy="dedicated_hardware", hosting_countries=["@ovh-gra"],
           processing_countries=["FR"], backup_countries=["@ovh-rbx"], failover_countries=["@ovh-rbx"],
           control_plane_countries=["FR"], admin_countries=["FR"], log_countries=["FR"], key_countries=["FR"],
           key_management="external", key="hsm-fr", restore_tested_at="2026-06-23", dr_tested_at="2026-06-24",
           disconnect_tested_at="2026-06-24", autonomy_hours=24, exit_plan=True, exit_tested_at="2025-12-01",
           alternative_provider="Cloud Temple", open_standards=True, iac_portable=True, rto_h=8, rpo_h=1,
           confidential_computing=True, attestation_verified_at="2026-11-05")
SAAS = dict(_COMMON, resource_type="application", service_model="saas", deployment_type="shared_region", tenancy="shared",
            key_management="provider", open_standards=None, exit_plan=None)
ZURICH = dict(ONPREM, hosting_countries=["@zrh-1"], processing_countries=["CH"], backup_countries=["@lux-1"],
              failover_countries=["@lux-1"], control_plane_countries=["CH"], admin_countries=["CH"],
              support_countries=["CH"], telemetry_countries=["CH"], log_countries=["CH"], key_countries=["CH"], key="hsm-ch",
              contract="I-05")
LUX = dict(ONPREM, hosting_countries=["@lux-1"], processing_countries=["LU"], backup_countries=["@fra-1"],
           failover_countries=["@fra-1"], control_plane_countries=["LU"], admin_countries=["LU", "IN"],
           support_countries=["LU"], telemetry_countries=["LU"], log_countries=["LU"], key_countries=["LU"], key="hsm-lu",
           contract="I-04")

_P = ["personal"]
_PF = ["personal", "financial"]
_PS = ["personal", "financial", "secrecy"]
_CARD = ["personal", "payment_card"]
_HEALTH = ["personal", "health", "special_category"]
_CRIT, _IMP, _STD = "critical", "important", "standard"


def workloads():
    rows = []

    def system(service, key, name, base, level, classes, /, **more):
        values = dict(business_services=service if isinstance(service, list) else [service], criticality=level,
                      data_classes=classes)
        values.update(more)
        rows.append(row(key, name, base, **values))

    # 1 Accounts and deposits: own data centres Frankfurt and Offenbach, two sites in one country.
    a = dict(ONPREM, contract="I-01", owner="Head of Accounts")
    kontora = dict(a, provider="kontora", service="kontora-core", support_countries=["CH", "IN"])
    system("accounts", "acc-core", "Core banking ledger", kontora, _CRIT, _PF, datasets=["customers", "accounts"],
           description="The vendor's remote support from India is not logged")
    system("accounts", "acc-deposits", "Deposits", kontora, _CRIT, _PF, datasets=["accounts"])
    system("accounts", "acc-interest", "Interest and fees", kontora, _IMP, _PF, datasets=["accounts"])
    system("accounts", "acc-master", "Customer master", a, _CRIT, _P, datasets=["customers"])
    system("accounts", "acc-statements", "Statements", a, _IMP, _PF, datasets=["statements"])
    system("accounts", "acc-limits", "Limits", a, _CRIT, _PF, datasets=["accounts"])
    system("accounts", "acc-archive", "Document archive", a, _IMP, _PF, datasets=["statements"],
           restore_tested_at="2025-03-02")
    system("accounts", "acc-branch", "Branch front end", a, _CRIT, _P, datasets=["customers"], public_facing=False)
    system("accounts", "acc-gateway", "Posting gateway", a, _CRIT, _PF, datasets=["accounts"])
    system("accounts", "acc-dormant", "Dormant accounts", a, _STD, _PF, datasets=["accounts"], encryption_at_rest=False, dr_tested_at=None,
           disconnect_tested_at=None)

    # 2 Payments: own data centres, colocation Frankfurt and Paris.
    p = dict(ONPREM, contract="I-01", owner="Head of Payments", hosting_countries=["@fra-1", "@fra-co"],
             backup_countries=["@par-co"], failover_countries=["@par-co"], disconnect_tested_at="2024-06-08")
    system("payments", "pay-hub", "Payment hub", p, _CRIT, _PF, datasets=["payments", "accounts"])
    system("payments", "pay-instant", "Instant payments", p, _CRIT, _PF, datasets=["payments"])
    system("payments", "pay-swift", "SWIFT gateway", p, _CRIT, _PF, service="swift-net", datasets=["swift-messages"],
           description="SWIFT is an independent controller")
    system("payments", "pay-sepa", "SEPA clearing", p, _CRIT, _PF, datasets=["payments"])
    system("payments", "pay-target", "T2 access", p, _CRIT, _PF, datasets=["payments"])
    system("payments", "pay-sanctions", "Sanctions screening", p, _CRIT, _PF, datasets=["payments", "sanctions-lists"],
           alternative_provider=NONE, description="List from a vendor in the United States")
    system("payments", "pay-agents", "Payment agents", p, _CRIT, _PF, datasets=["payments"], models=["nova-pro"],
           key_management="hyok", disconnect_tested_at="2026-04-18",
           description="Two agents prepare and release payments; one releases without approval")
    system("payments", "pay-recon", "Reconciliation", p, _IMP, _PF, datasets=["payments"])
    system("payments", "pay-fx", "Foreign exchange", p, _IMP, _PF, datasets=["payments"])
    system("payments", "pay-emoney", "E-money ledger", dict(p, legal_entity="corvane-payments"), _CRIT, _PF,
           datasets=["emoney"], exit_tested_at=None)

    # 3 Cards: processor's SaaS in Italy and France.
    c = dict(SAAS, provider="cardwerk", service="crd-processing", contract="C-034", owner="Head of Cards",
             hosting_countries=["@crd-rom"], processing_countries=["IT"], backup_countries=["@crd-lil"],
             failover_countries=["@crd-lil"], control_plane_countries=["IT"], admin_countries=["IT", "FR"],
             log_countries=["IT"], key_countries=["IT"], key_management="byok", restore_tested_at="2026-02-27",
             dr_tested_at="2026-02-28", disconnect_tested_at="2026-02-28", exit_plan=True, exit_tested_at="2024-10-10",
             alternative_provider="Second processor, framework contract", open_standards=True, rto_h=2)
    system("cards", "crd-issuing", "Card issuing", c, _CRIT, _CARD, datasets=["cards"])
    system("cards", "crd-acquiring", "Acquiring", c, _CRIT, _CARD, datasets=["cards"])
    system("cards", "crd-auth", "Authorisation", c, _CRIT, _CARD, datasets=["card-transactions"])
    system("cards", "crd-fraud", "Card fraud scoring", dict(AWS_FRA, owner="Head of Cards"), _CRIT, _CARD,
           service="aws-ec2-eu-central-1", datasets=["card-transactions"], models=["card-fraud"],
           accelerators=["trn1-fra"], instance_type="trn1.32xlarge", instance_count=1, exit_tested_at="2025-05-05",
           disconnect_tested_at="2026-02-28", key_management="external", key="hsm-xks",
           deployment_type="dedicated", deployment_evidence="C-001 annex 5", tenancy="dedicated_host")
    system("cards", "crd-disputes", "Disputes", c, _IMP, _CARD, datasets=["cards"])
    system("cards", "crd-3ds", "Strong authentication", c, _CRIT, _CARD, datasets=["card-transactions"])

    # 4 Online banking: AWS Frankfurt, failover Ireland, Local Zone Milan; keys held by the provider.
    o = dict(AWS_FRA, owner="Head of Digital Channels", exit_tested_at=NONE, key_management="provider", key="aws-owned",
             public_facing=True)
    system("online", "onl-web", "Online banking", o, _CRIT, _PF, datasets=["customers", "online-sessions"])
    system("online", "onl-app", "Mobile banking interface", o, _CRIT, _PF, datasets=["customers", "online-sessions"])
    system("online", "onl-cdn", "Content network", dict(SAAS, provider="cloudflare", service="cf-cdn", contract="C-029"), _CRIT,
           _PF, datasets=["online-sessions"], hosting_countries=["DE", "FR", "IT"], processing_countries=["DE", "FR", "IT", "US"],
           control_plane_countries=["US"], log_countries=["US"], key_countries=["US"], admin_countries=["DE"],
           public_facing=True, backup=None, open_standards=True, exit_plan=True, exit_tested_at=NONE,
           alternative_provider=NONE, processed_in_clear=True, owner="Head of Digital Channels",
           dr_tested_at="2026-05-30", disconnect_tested_at=NONE,
           description="Network of a US company; sees the connections in clear")
    system("online", "onl-login", "Customer login", o, _CRIT, _P, datasets=["online-credentials"])
    system("online", "onl-onboarding", "Onboarding with identity documents", o, _CRIT, ["personal", "biometric"],
           service="aws-textract-eu-central-1", service_model="paas", datasets=["identity-documents"])
    system("online", "onl-psd2", "Third-party access", o, _CRIT, _PF, datasets=["accounts"])
    system("online", "onl-notify", "Notifications", o, _IMP, _P, datasets=["online-sessions"])
    system("online", "onl-docs", "Mailbox and documents", o, _IMP, _PF, datasets=["statements"])
    system("online", "onl-edge", "Low-latency edge Milan", o, _IMP, _P, service="aws-localzone-mil",
           hosting_countries=["@lz-mil"], processing_countries=["IT"], datasets=["online-sessions"],
           control_plane_countries=["DE"])
    system("online", "onl-pfm", "Personal finance manager", o, _STD, _PF, datasets=["online-sessions"], exit_plan=None)

    # 5 Consumer and mortgage lending: AWS Paris with keys held outside, Dedicated Local Zone.
    n = dict(AWS_PAR, owner="Head of Lending")
    system("lending", "len-origination", "Loan origination", n, _CRIT, _PF, datasets=["loan-applications"])
    system("lending", "len-scoring", "Credit scoring of persons", n, _CRIT, _PF, service="aws-dlz-par",
           hosting_countries=["@dlz-par"], deployment_type="dedicated", deployment_evidence="C-002 annex 1",
           tenancy="dedicated_hardware", datasets=["loan-applications", "bureau-data"], models=["retail-score"],
           accelerators=["inf2-par"], description="AI Act Annex III 5(b); explanation under CCD2 Art. 18 is missing")
    system("lending", "len-mortgage", "Mortgages", n, _CRIT, _PF, datasets=["mortgages"])
    system("lending", "len-collateral", "Collateral valuation", n, _IMP, _PF, datasets=["mortgages"])
    system("lending", "len-collections", "Collections", n, _IMP, _PF, datasets=["mortgages"])
    system("lending", "len-explain", "Explanation of decisions", n, _IMP, _PF, datasets=["loan-applications"],
           exit_plan=None, open_standards=None)
    system("lending", "len-bureau", "Bureau gateway", n, _CRIT, _PF, datasets=["bureau-data"])
    system("lending", "len-docs", "Document reading", n, _IMP, _PF, service="aws-textract-eu-central-1", service_model="paas",
           processing_countries=["DE"], datasets=["loan-applications"], key_management="cmk",
           deployment_type="shared_region")
    system("lending", "len-dlz", "Decision data store", n, _CRIT, _PF, service="aws-dlz-par", hosting_countries=["@dlz-par"],
           deployment_type="dedicated", deployment_evidence="C-002 annex 1", tenancy="dedicated_hardware",
           datasets=["loan-applications"])

    # 6 SME lending and leasing: Google Cloud Milan.
    g = dict(GOOGLE_IT, owner="Head of SME")
    system("sme", "sme-origination", "SME origination", g, _IMP, ["financial", "personal"], datasets=["sme-files"])
    system("sme", "sme-score", "SME score", g, _IMP, ["financial", "personal"], service="gcp-tpu-mil", contract="C-014",
           key_management="cmk", key="gcp-kms-mil", key_countries=["IT"],
           datasets=["sme-files"], models=["sme-score-v3"], accelerators=["tpu-mil"], exit_tested_at=None,
           description="Scores companies: not Annex III 5(b)")
    system("sme", "sme-leasing", "Leasing", g, _IMP, ["financial", "personal"], datasets=["sme-files"])
    system("sme", "sme-invoice", "Invoice finance", g, _IMP, ["financial"], datasets=["sme-files"])
    system("sme", "sme-portal", "SME portal", g, _IMP, ["personal"], public_facing=True, datasets=["sme-files"])
    system("sme", "sme-docs", "Contract reading", g, _STD, ["financial"], service="gcp-vertex-mil",
           restore_tested_at=None, dr_tested_at=None)

    # 7 Money laundering and fraud monitoring: Azure Germany West Central, NVIDIA H100.
    m = dict(AZURE_DE, owner="Head of Financial Crime")
    system("aml", "aml-monitoring", "Transaction monitoring", m, _CRIT, _PF, datasets=["aml-transactions"])
    system("aml", "aml-cases", "Case management", m, _CRIT, _PF, datasets=["aml-cases"],
           description="Analysts in Pune read alerts: binding corporate rules in place, assessment of 2023")
    system("aml", "aml-fraud", "Fraud detection", m, _CRIT, _PF, service="az-ml-gwc", service_model="paas",
           datasets=["aml-transactions"], models=["fraud-v3"], accelerators=["h100-gwc"], tenancy="dedicated_host",
           instance_type="Standard_ND96isr_H100_v5", instance_count=1)
    system("aml", "aml-kyc", "Know your customer", m, _CRIT, _P, datasets=["kyc-files"])
    system("aml", "aml-graph", "Network analysis", m, _IMP, _PF, datasets=["aml-transactions"])
    system("aml", "aml-features", "Feature store", m, _IMP, _PF, datasets=["aml-features"])
    system("aml", "aml-alerts", "Alert queue", m, _CRIT, _PF, datasets=["aml-cases"], models=["alert-triage"],
           confidential_computing=True)
    system("aml", "aml-reports", "Reports of suspicion", m, _CRIT, _PF, datasets=["aml-cases"], admin_countries=["DE"])

    # 8 Trading: own data centre, Hetzner grid, AMD MI300X and Intel Gaudi.
    t = dict(ONPREM, contract="I-01", owner="Head of Markets", hosting_countries=["@fra-co"], backup_countries=["@fra-1"],
             failover_countries=["@par-co"])
    system("trading", "trd-ems", "Order and execution", t, _CRIT, ["financial", "personal"], datasets=["trades"])
    system("trading", "trd-grid", "Risk grid",
           dict(t, provider="hetzner", service="hzn-dedicated", contract="C-019", service_model="iaas",
                deployment_type="dedicated", deployment_evidence=NONE, tenancy="dedicated_host"), _IMP,
           ["non_personal"], hosting_countries=["@hzn-fsn"], exit_tested_at="2026-01-20", datasets=["market-data"],
           key_management="byok")
    system("trading", "trd-pricing", "Pricing models", t, _CRIT, ["trade_secret"], datasets=["market-data"],
           models=["pricing-nn"], accelerators=["mi300x-fra"])
    system("trading", "trd-treasury", "Treasury", t, _CRIT, ["financial"], datasets=["trades"])
    system("trading", "trd-feed", "Market data feed", t, _CRIT, ["non_personal"], alternative_provider=NONE,
           service="market-feed", datasets=["market-data"], description="Single source")
    system("trading", "trd-xva", "Valuation adjustments", t, _IMP, ["trade_secret"], models=["xva-surrogate"],
           accelerators=["gaudi-fra"], datasets=["market-data"])
    system("trading", "trd-collateral", "Collateral", t, _IMP, ["financial"], datasets=["trades"],
           disconnect_tested_at=None)
    system("trading", "trd-surveil", "Trade surveillance", t, _IMP, ["financial", "personal"], datasets=["trades"],
           models=["mistral-large"], exit_tested_at="2025-02-11")

    # 9 Fund services: Azure West Europe and a SaaS; little is known of the contract C-012.
    f = dict(AZURE_NL, owner="Head of Fund Operations")
    system("funds", "fnd-orders", "Order management", f, _CRIT, _PF, datasets=["fund-holders"])
    system("funds", "fnd-nav", "Net asset value", f, _CRIT, ["financial"], datasets=["fund-positions"])
    system("funds", "fnd-admin", "Fund administration", dict(SAAS, provider="fundvista", service="fundvista-saas",
           contract="C-039", owner="Head of Fund Operations"), _CRIT, _PF, datasets=["fund-holders"],
           hosting_countries=["LU"], processing_countries=["LU"], key_countries=ASK, telemetry_countries=ASK,
           backup_countries=["LU"], restore_tested_at=ASK, exit_plan=ASK, dr_tested_at="2026-01-31")
    system("funds", "fnd-risk", "Fund risk", f, _IMP, ["financial"], datasets=["fund-positions"])
    system("funds", "fnd-reports", "Investor reports", f, _IMP, _PF, datasets=["fund-holders"])
    system("funds", "fnd-esg", "Sustainability data", f, _STD, ["non_personal"], datasets=["fund-positions"], key_management=None)

    # 10 Private banking: Zürich, Luxembourg, Singapore.
    system("private", "pvb-core-ch", "Core banking Switzerland", dict(ZURICH, legal_entity="corvane-ch"), _CRIT, _PS,
           datasets=["private-clients-ch"])
    system("private", "pvb-portal-ch", "Client portal Switzerland", dict(AZURE_CH, legal_entity="corvane-ch"), _CRIT, _PS,
           datasets=["private-clients-ch"], public_facing=True)
    system("private", "pvb-advice-ch", "Advisory desk", dict(AZURE_CH, legal_entity="corvane-ch"), _IMP, _PS,
           datasets=["private-clients-ch"], models=["apertus"], public_facing=False)
    system("private", "pvb-core-lu", "Core banking Luxembourg", LUX, _CRIT, _PS, datasets=["private-clients-lu"],
           description="Pune has second line support; the secrecy waiver is missing")
    system("private", "pvb-depositary", "Depositary", LUX, _CRIT, _PS, datasets=["private-clients-lu"])
    sg = dict(AWS_SIN, legal_entity="corvane-singapore", owner="Head of Private Banking Asia")
    system("private", "pvb-portal-sg", "Client portal Singapore", sg, _CRIT, _PS, datasets=["private-clients-sg"],
           public_facing=True)
    system("private", "pvb-assistant-sg", "Client assistant Singapore", sg, _IMP, _PS,
           service="aws-sagemaker-ap-southeast-1", service_model="paas", datasets=["private-clients-sg"],
           models=["sea-lion-9b"], accelerators=["inf2-sin"], public_facing=True)
    system("private", "pvb-crm", "Client relations", LUX, _IMP, _PS, datasets=["private-clients-lu"])

    # 11 Life insurance: SecNumCloud in Gravelines, health data.
    v = dict(OVH, owner="Head of Underwriting")
    system("life", "lif-policy", "Policies", v, _CRIT, _HEALTH, datasets=["life-policies"])
    system("life", "lif-underwriting", "Underwriting", v, _CRIT, _HEALTH, datasets=["medical-files"])
    system("life", "lif-pricing", "Risk assessment and pricing", v, _CRIT, _HEALTH, datasets=["medical-files"],
           models=["life-risk"], accelerators=["l40s-gra"], description="AI Act Annex III 5(c)")
    system("life", "lif-claims", "Claims", v, _CRIT, _HEALTH, datasets=["life-claims"])
    system("life", "lif-medical", "Medical archive", v, _IMP, _HEALTH, datasets=["medical-files"])
    system("life", "lif-portal", "Customer portal", v, _IMP, _P, datasets=["life-policies"], public_facing=True)
    system("life", "lif-actuarial", "Actuarial calculation", v, _IMP, ["financial"], datasets=["life-policies"],
           confidential_computing=None)

    # 12 Customer contact.
    b = dict(AWS_FRA, owner="Head of Customer Contact", service_model="paas", exit_plan=None, public_facing=True,
             disconnect_tested_at=None, alternative_provider=None, open_standards=False)
    system("contact", "cct-chat", "Chat assistant", b, _IMP, _P, service="aws-bedrock-eu-central-1",
           processing_countries=["DE", "IE", "FR", "ES", "SE", "IT"], datasets=["contact-history", "knowledge-base"],
           models=["claude-sonnet", "nova-pro"], description="EU inference profile, several regions; no fallback model")
    scw = dict(_COMMON, resource_type="application", provider="scaleway", service="scw-inference-par", contract="C-017",
               service_model="paas", deployment_type="shared_region", tenancy="shared", hosting_countries=["@scw-par"],
               processing_countries=["FR"], backup_countries=["@scw-par"], failover_countries=["@ovh-rbx"],
               control_plane_countries=["FR"], admin_countries=["FR"], log_countries=["FR"], key_countries=["FR"],
               key_management="byok", restore_tested_at="2026-08-19", dr_tested_at="2026-08-19", exit_plan=True,
               exit_tested_at="2026-08-20", alternative_provider="OVHcloud", open_standards=True, iac_portable=True,
               owner="Head of Customer Contact", public_facing=True, confidential_computing=False)
    system("contact", "cct-bot-fr", "French assistant", dict(scw, legal_entity="corvane-banque"), _IMP, _P,
           datasets=["contact-history"], models=["mistral-small"], accelerators=["h100-par"])
    stk = dict(scw, provider="stackit", service="stk-modelserving", contract="C-018", hosting_countries=["@stk-eu01"],
               processing_countries=["DE"], backup_countries=["@off-1"], failover_countries=["@fra-1"],
               control_plane_countries=["DE"], admin_countries=["DE"], log_countries=["DE"], key_countries=["DE"],
               key_management="hyok", key="hsm-de-1", alternative_provider="Own data centre",
               disconnect_tested_at="2026-09-13")
    system("contact", "cct-bot-el", "Greek assistant", dict(stk, legal_entity="corvane-athens"), _IMP, _P,
           datasets=["contact-history-gr"], models=["meltemi-7b", "meltemi-corvane"], accelerators=["l40s-stk"])
    system("contact", "cct-voice", "Voice transcription", b, _IMP, ["personal", "biometric"],
           service="aws-transcribe-eu-central-1", datasets=["voice-recordings"])
    system("contact", "cct-crm", "Customer relations", dict(SAAS, provider="salesforce", service="sfdc-service",
           contract="C-028", owner="Head of Customer Contact"), _IMP, _P, datasets=["contact-history"],
           hosting_countries=["DE", "FR"], processing_countries=["DE", "FR", "US"], log_countries=["US"],
           key_countries=["US"], restore_tested_at="2026-01-15")
    system("contact", "cct-triage", "Mail triage", b, _STD, _P, service="aws-bedrock-eu-central-1", models=["command-r"],
           processing_countries=["DE", "IE", "FR", "ES"], datasets=["contact-history"], public_facing=False)
    system("contact", "cct-knowledge", "Knowledge retrieval", b, _STD, ["non_personal"], service="aws-bedrock-eu-central-1",
           datasets=["knowledge-base"], public_facing=False, exit_plan=True, exit_tested_at="2026-02-02",
           alternative_provider="STACKIT", open_standards=True)
    system("contact", "cct-summary", "Call summaries", b, _STD, _P, service="aws-bedrock-eu-central-1",
           models=["jamba-large"], datasets=["voice-recordings"], public_facing=False, logging=None)

    # 13 Staff tools.
    s = dict(SAAS, owner="Head of Workplace", log_retention_days=180)
    system("staff", "stf-m365", "Microsoft 365", dict(s, provider="microsoft", service="ms-365", contract="C-009"), _IMP, _P,
           hosting_countries=["IE", "NL"], processing_countries=["IE", "NL"], control_plane_countries=["IE", "US"],
           admin_countries=["DE", "PL"], log_countries=["IE"], key_countries=["IE"], key_management="byok", key="ms-ck",
           datasets=["staff-mail"], restore_tested_at="2026-03-18", exit_plan=NONE, alternative_provider="OpenDesk",
           open_standards=False, models=["gpt-copilot"])
    tool = dict(s, provider="aws", contract="C-004", exit_plan=None)
    system("staff", "stf-q-business", "Amazon Q Business", tool, _STD, _P, service="aws-q-business",
           hosting_countries=["aws/eu-west-1"], processing_countries=["IE"], log_countries=["IE"], key_countries=["IE"],
           datasets=["staff-mail"], models=["claude-kiro"])
    system("staff", "stf-q-developer", "Amazon Q Developer", tool, _STD, ["trade_secret"], service="aws-q-developer",
           hosting_countries=["aws/eu-central-1"], processing_countries=["DE"], log_countries=["US"],
           datasets=["source-code"], models=["claude-kiro"])
    system("staff", "stf-kiro", "Kiro", tool, _STD, ["trade_secret"], service="aws-kiro",
           hosting_countries=["aws/us-east-1"], processing_countries=["US"], log_countries=["US"], key_countries=["US"],
           datasets=["source-code"], models=["claude-kiro"])
    system("staff", "stf-translate", "Translation", dict(ONPREM, contract="I-01", owner="Head of Workplace"), _STD, _P,
           models=["llama-70b"], accelerators=["h200-fra"], datasets=["staff-mail"], logging=False, exit_tested_at="2026-03-03")

    # 14 HR: SaaS of a US parent, contracted with its Irish entity.
    h = dict(SAAS, provider="workday", contract="C-033", owner="Head of HR", hosting_countries=["IE"],
             processing_countries=["IE", "US"], log_countries=["IE"], key_countries=["IE"], control_plane_countries=["US"])
    system("hr", "hr-core", "Personnel files", h, _IMP, ["personal", "special_category"], service="wd-hcm",
           datasets=["staff-files"], restore_tested_at="2026-01-28")
    system("hr", "hr-recruiting", "Recruiting with ranking", h, _STD, ["personal", "special_category"],
           service="wd-recruiting", datasets=["applicants"], models=["cv-rank"], description="AI Act Annex III 4")
    system("hr", "hr-payroll", "Payroll", dict(ONPREM, provider="sap", service="sap-payroll", contract="C-026",
           owner="Head of HR", support_countries=["DE", "IN"]), _IMP, ["personal", "special_category"], datasets=["payroll"])
    system("hr", "hr-learning", "Learning", h, _STD, _P, service="wd-hcm", datasets=["staff-files"], backup=None)

    # 15 Reporting and data platform: European Sovereign Cloud, Outpost Paris, AI Factory Frankfurt.
    d = dict(ESC, owner="Chief Data Office")
    system("reporting", "dat-platform", "Group data platform", d, _CRIT, _PF, datasets=["group-warehouse"])
    system("reporting", "dat-lineage", "Data lineage", d, _IMP, ["non_personal"],
           description="Lineage covers 80 per cent of the reported figures")
    system("reporting", "dat-regrep", "Regulatory reporting", d, _CRIT, _PF, datasets=["group-warehouse"])
    system("reporting", "dat-outpost", "Outpost Paris, French reporting",
           dict(d, provider="aws", service="aws-outpost-par", contract="C-007", deployment_type="dedicated",
                deployment_evidence="C-007 order form", hosting_countries=["@outpost-par"], processing_countries=["FR"],
                control_plane_countries=["FR", "IE"], account="222233334444", confidential_computing=False,
                attestation_verified_at=None), _CRIT, _PF, datasets=["group-warehouse"])
    system("reporting", "dat-aifactory", "AI Factory Frankfurt, training",
           dict(d, provider="aws", service="aws-aifactory-fra", contract="C-006", deployment_type="dedicated",
                deployment_evidence="C-006 annex 3", hosting_countries=["@aif-fra"], backup_countries=["@off-1"],
                account="555566667777", tenancy="dedicated_hardware"), _CRIT, _PF, datasets=["training-corpus"],
           models=["corvane-assist", "meltemi-corvane"], accelerators=["trn2-aif", "b200-aif"],
           attestation_verified_at="2026-09-02")
    system("reporting", "dat-mlops", "Model workshop", d, _IMP, _PF, service="esc-sagemaker", service_model="paas",
           datasets=["training-corpus"], models=["retail-score", "corvane-assist"], accelerators=["p5-esc"])
    system("reporting", "dat-lake", "Data lake", d, _CRIT, _PF, service="esc-s3", datasets=["group-warehouse"])
    system("reporting", "dat-agents", "Agent platform", dict(AWS_FRA, owner="Chief Data Office", exit_plan=True,
           exit_tested_at=None), _IMP, _P, service="aws-agentcore-identity", service_model="paas",
           datasets=["agent-memory"], models=["nova-pro", "claude-sonnet"])

    # S Shared platforms.
    every = ["accounts", "payments", "online", "lending", "aml", "trading", "funds", "private", "contact", "staff", "hr",
             "reporting"]
    x = dict(ONPREM, legal_entity="corvane-tech", owner="CISO")
    system(every, "shr-entra", "Staff identity", dict(SAAS, provider="microsoft", service="ms-entra", contract="C-009",
           legal_entity="corvane-tech", owner="CISO"), _CRIT, _P, hosting_countries=["IE", "NL"],
           processing_countries=["IE", "NL"], control_plane_countries=["US", "IE"], admin_countries=["DE", "PL", "IN"],
           log_countries=["IE"], key_countries=["IE"], datasets=["staff-directory"], disconnect_tested_at=NONE,
           exit_plan=NONE, alternative_provider=NONE, open_standards=True, dr_tested_at=None,
           restore_tested_at="2025-09-12", description="71 systems stop at login when it is cut off")
    system(["accounts", "payments", "lending", "reporting", "contact"], "shr-hsm", "Hardware security modules", x, _CRIT,
           ["non_personal"])
    system(["accounts", "payments", "aml", "lending", "reporting"], "shr-backup", "Backup",
           dict(x, provider="ovhcloud", service="ovh-backup-rbx", contract="C-016"), _CRIT, _PF,
           hosting_countries=["@off-1", "@ovh-rbx"], datasets=["backup-sets"])
    system(["accounts", "payments", "online", "aml"], "shr-soc", "Security operations", x, _CRIT, _P,
           admin_countries=["DE", "IN"], support_countries=["DE", "IN"], datasets=["security-logs"], contract="I-09",
           description="First line monitoring in Pune")
    system("staff", "shr-build", "Build and release", x, _IMP, ["trade_secret"],
           datasets=["source-code"], models=["codestral"], accelerators=["h200-fra"], exit_tested_at="2026-03-03")
    system(["accounts", "payments", "trading"], "shr-network", "Network", x, _CRIT, ["non_personal"])
    system(["accounts", "payments", "online", "reporting"], "shr-monitoring", "Monitoring", x, _IMP, ["non_personal"],
           log_countries=["DE", "IN"])
    return rows
