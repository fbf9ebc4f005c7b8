# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys, certificates, dependencies, subcontractors and authorities' requests."""

from . import workloads
from .values import ASK, ID, NONE, row


def keys():
    def key(name, text, provider, custody, where, hsm, external, days):
        return row(name, text, provider=provider, custody=custody, key_countries=where, hsm=hsm, external=external,
                   rotation_days=days)
    return [
        key("hsm-de-1", "Hardware security modules Frankfurt", None, "customer_outside", ["@fra-1", "@off-1"], True, True, 365),
        key("hsm-xks", "External key store for AWS", None, "customer_outside", ["@fra-1"], True, True, 365),
        key("hsm-fr", "Hardware security modules Paris", None, "customer_outside", ["@par-co"], True, True, 365),
        key("hsm-ch", "Hardware security modules Zürich", None, "customer_outside", ["@zrh-1"], True, True, 365),
        key("hsm-lu", "Hardware security modules Luxembourg", None, "customer_outside", ["@lux-1"], True, True, 365),
        key("aws-kms-fra", "AWS KMS, customer managed, Frankfurt", "aws", "customer_in_provider", ["aws/eu-central-1"], True,
            False, 365),
        key("aws-kms-sin", "AWS KMS, customer managed, Singapore", "aws", "customer_in_provider", ["aws/ap-southeast-1"], True,
            False, 365),
        key("aws-owned", "AWS owned key", "aws", "provider", ["aws/eu-central-1"], True, False, None),
        key("az-mhsm-gwc", "Azure managed HSM, own key", "microsoft", "customer_in_provider", ["@az-gwc"], True, False, 365),
        key("gcp-kms-mil", "Cloud KMS Milan", "google", "customer_in_provider", ["@gcp-mil"], None, False, 90),
        key("ms-ck", "Customer Key for Microsoft 365", "microsoft", "customer_in_provider", ["IE"], True, False, ASK),
    ]


def subprocessors():
    rows = []

    def sub(contract, provider, name, country, parent, access, rank=1, authorised=True, serves=None, critical=False,
            substitute=None):
        key = f"S-{len(rows) + 1:02d}"
        rows.append(row(key, name, contract=contract, provider=provider, country=country, parent_country=parent,
                        data_access=access, authorised=authorised, rank=rank, recipient=serves, critical=critical,
                        substitute=substitute))

    for country, name in (("IE", "AWS support Dublin"), ("DE", "AWS support Berlin"), ("US", "AWS support Seattle"),
                          ("IN", "AWS support Hyderabad"), ("ZA", "AWS support Cape Town")):
        sub("C-001", "aws", name, country, "US", False, critical=True, substitute=NONE)
    sub("C-002", "aws", "AWS operations Paris", "FR", "US", False)
    sub("C-002", "aws", "Site services Paris", "FR", "FR", False, 2, serves="aws", substitute="Own staff")
    sub("C-003", "aws", "AWS support Singapore", "SG", "US", False)
    sub("C-003", "aws", "AWS support Sydney", "AU", "US", None, authorised=ASK)
    sub("C-004", "aws", "Amazon Development Center", "US", "US", True, authorised=True)
    sub("C-005", "aws-esc", "European Sovereign Cloud operations", "DE", "US", False, critical=True)
    sub("C-006", "aws", "On-site service Frankfurt", "DE", "DE", False, 2, serves="aws", substitute="Own staff")
    sub("C-007", "aws", "On-site service Paris", "FR", "FR", False, 2, serves="aws", substitute="Own staff")
    for country, name, parent in (("IE", "Microsoft operations Dublin", "US"), ("NL", "Microsoft operations Amsterdam", "US"),
                                  ("RO", "Support partner Bucharest", "US")):
        sub("C-008", "microsoft", name, country, parent, False, critical=True, substitute=NONE)
    sub("C-009", "microsoft", "Support partner Bengaluru", "IN", "IN", True, 2, serves="microsoft")
    sub("C-009", "microsoft", "Support partner Manila", "PH", "US", None, 2, authorised=ASK, serves="microsoft")
    sub("C-009", "microsoft", "Telemetry processing Redmond", "US", "US", True, serves="microsoft")
    sub("C-010", "microsoft", "Microsoft operations Zürich", "CH", "US", False)
    sub("C-012", "microsoft", "Microsoft operations Amsterdam", "NL", "US", None, authorised=None)
    sub("C-013", "google", "Google operations Dublin", "IE", "US", False)
    sub("C-013", "google", "Support partner Warsaw", "PL", "US", True, 2, serves="google")
    sub("C-014", "google", "TPU operations", "US", "US", True, authorised=False)
    sub("C-015", "ovhcloud", "Data centre Gravelines", "FR", "FR", False, critical=True, substitute="Roubaix")
    sub("C-015", "ovhcloud", "Security operations Lille", "FR", "FR", False, 2, serves="ovhcloud")
    sub("C-016", "ovhcloud", "Data centre Roubaix", "FR", "FR", False)
    sub("C-017", "scaleway", "Data centre Paris", "FR", "FR", False)
    sub("C-017", "scaleway", "Power and cooling", "FR", "FR", False, 2, serves="scaleway")
    sub("C-018", "stackit", "Schwarz IT operations", "DE", "DE", False)
    sub("C-018", "stackit", "Support Bulgaria", "BG", "DE", False, 2, serves="stackit")
    sub("C-019", "hetzner", "Data centre Falkenstein", "DE", "DE", False)
    sub("C-025", "nvidia", "Licence portal", "US", "US", False)
    sub("C-026", "sap", "SAP support Walldorf", "DE", "DE", True)
    sub("C-026", "sap", "SAP Labs India", "IN", "DE", True, 2, serves="sap")
    sub("C-028", "salesforce", "Support Dublin", "IE", "US", True)
    sub("C-028", "salesforce", "Support San Francisco", "US", "US", True, 2, serves="salesforce")
    sub("C-028", "salesforce", "Hosting by AWS Frankfurt", "DE", "US", True, 2, serves="salesforce")
    sub("C-028", "salesforce", "Support partner Hyderabad", "IN", "IN", None, 3, authorised=ASK, serves="Support Dublin")
    for country, name in (("US", "Cloudflare operations San Francisco"), ("GB", "Cloudflare operations London"),
                          ("SG", "Cloudflare operations Singapore")):
        sub("C-029", "cloudflare", name, country, "US", True, critical=True, substitute=NONE)
    sub("C-030", "equinix", "Facility management Frankfurt", "DE", "DE", False, 2, serves="equinix")
    sub("C-031", "equinix", "Facility management Paris", "FR", "FR", False, 2, serves="equinix")
    sub("C-033", "workday", "Hosting by AWS Dublin", "IE", "US", True)
    sub("C-033", "workday", "Workday operations Pleasanton", "US", "US", True)
    sub("C-033", "workday", "Machine learning operations", "US", "US", ASK, 2, authorised=ASK, serves="workday")
    sub("C-034", "cardwerk", "Card production", "IT", "IT", True, critical=True, substitute="Second producer")
    sub("C-034", "cardwerk", "Data centre Rome", "IT", "IT", False, critical=True, substitute="Lille")
    sub("C-034", "cardwerk", "Data centre Lille", "FR", "FR", False, critical=True, substitute="Rome")
    sub("C-034", "cardwerk", "Dispute handling Tunis", "TN", "FR", True, 2, authorised=False, serves="cardwerk")
    sub("C-035", "kontora", "Kontora Systems India", "IN", "CH", True, critical=True, substitute=NONE)
    sub("C-036", "kontora", "Night shift partner Chennai", "IN", "IN", True, 2, authorised=ASK, serves="Kontora India",
        critical=True)
    sub("C-036", "kontora", "Remote access tool", "US", "US", True, 3, authorised=None, serves="Night shift partner")
    sub("C-037", "sanctionwatch", "List editors", "US", "US", None, authorised=None)
    sub("C-038", "borsadata", "Feed hosting Slough", "GB", "US", False)
    sub("C-039", "fundvista", "Transfer agent", "LU", "LU", True, critical=True)
    sub("C-039", "fundvista", "Data entry", "PL", "US", True, 2, serves="Transfer agent", critical=True)
    sub("C-039", "fundvista", "Not named by the provider", ASK, ASK, ASK, 3, authorised=ASK, serves="Data entry",
        critical=True)
    sub("C-039", "fundvista", "Document scanning", "MU", None, None, 4, authorised=None, serves="Not named by the provider")
    sub("C-040", "huggingface", "Hosting by AWS Ireland", "IE", "US", False)
    return rows


def certifications():
    rows = []

    def certificate(scheme, holder, services, regions, used, issued, expires, kind="certificate", outside=(), **more):
        """`services` are named on the certificate; those relied on lie in its scope but for `outside`."""
        key = f"Z-{len(rows) + 1:02d}"
        services = [name for name in services if name != "*"] + [one for one in used if one not in outside]
        values = dict(scheme=scheme, holder=holder, services=services, regions=regions, services_used=used, issued=issued,
                      expires=expires, report_type=kind, findings_open=0, evidence_url=f"evidence/{key}.pdf")
        values.update(more)
        name = f"{scheme} {holder or more.get('legal_entity')}"
        rows.append(row(key, name, **values))

    iso = dict(version="2022", auditor="Accredited body", accreditation_body="DAkkS")
    inherited = dict(inherited=True, responsibility_map="RACI-1")
    fra, all_aws = ["eu-central-1"], ["*"]
    # AWS: the AI management system covers four services, not SageMaker AI.
    certificate("ISO42001", "aws", ["Amazon Bedrock", "Amazon Q Business", "Amazon Textract", "Amazon Transcribe"], all_aws,
                ["aws-bedrock-eu-central-1", "aws-textract-eu-central-1", "aws-transcribe-eu-central-1", "aws-q-business",
                 "aws-sagemaker-eu-central-1"], "2024-11-18", "2027-11-17", version="2023", auditor="Schellman",
                accreditation_body="ANAB", surveillance_date="2025-11-10", inherited=True, responsibility_map=None,
                outside=["aws-sagemaker-eu-central-1"],
                description="SageMaker AI is not in scope")
    certificate("ISO27001", "aws", ["*"], all_aws, ["aws-ec2-eu-central-1", "aws-s3-eu-central-1", "aws-ec2-eu-west-1",
                "aws-ec2-eu-west-3", "aws-bedrock-eu-central-1", "aws-bedrock-eu-west-1", "aws-sagemaker-eu-central-1",
                "aws-textract-eu-central-1", "aws-transcribe-eu-central-1", "aws-q-business", "aws-q-developer", "aws-dlz-par",
                "aws-outpost-par", "aws-ec2-ap-southeast-1", "aws-sagemaker-ap-southeast-1"], "2025-11-28", "2028-11-27", **iso, **inherited)
    certificate("C5", "aws", ["*"], ["eu-central-1", "eu-west-1", "eu-west-3"], ["aws-ec2-eu-central-1"], "2026-06-20",
                "2027-06-19", "type2", period_end="2026-03-31", version="2020", **inherited)
    certificate("SOC2", "aws", ["*"], all_aws, ["aws-ec2-eu-central-1", "aws-agentcore-identity"], "2026-05-15", "2027-05-14",
                "type2", period_end="2026-03-31", **inherited)
    certificate("MTCS", "aws", ["Amazon EC2", "Amazon SageMaker AI"], ["ap-southeast-1"], ["aws-ec2-ap-southeast-1",
                "aws-sagemaker-ap-southeast-1"], "2024-12-01", "2027-11-30", level="3", inherited=True, responsibility_map=None)
    certificate("C5", "aws", ["Amazon EC2"], ["eu-central-1"], ["aws-localzone-mil"], "2026-06-20", "2027-06-19", "type2",
                period_end="2026-03-31", version="2020", outside=["aws-localzone-mil"], description="The Local Zone is not in scope", **inherited)  # wrong 1
    certificate("SOC2", "aws", ["Amazon Q Business"], ["us-east-1"], ["aws-q-business"], "2026-05-15", "2027-05-14", "type2",
                period_end="2026-03-31", outside=["aws-q-business"], description="Not for eu-west-1", **inherited)  # wrong 2
    certificate("C5", "aws-esc", ["*"], ["eusc-de-east-1"], ["esc-ec2", "esc-s3", "esc-sagemaker"], "2026-07-30", "2027-07-29",
                "type1", version="2020", **inherited)  # type 1
    certificate("ISO27001", "aws-esc", ["*"], ["eusc-de-east-1"], ["esc-ec2", "esc-s3", "esc-sagemaker"], "2026-05-10", "2029-05-09", **iso,
                **inherited)
    # Microsoft
    certificate("ISO27001", "microsoft", ["*"], ["*"], ["az-vm-gwc", "az-ml-gwc", "az-openai-gwc", "az-vm-chn",
                "az-vm-weu", "ms-365", "ms-entra"], "2025-04-10",
                "2028-04-09", **iso, **inherited)
    certificate("C5", "microsoft", ["*"], ["germanywestcentral", "westeurope"], ["az-vm-gwc", "az-vm-weu"], "2026-04-01",
                "2027-03-31", "type2", period_end="2025-12-31", version="2020", **inherited)
    certificate("ISO42001", "microsoft", ["Microsoft 365 Copilot", "Azure OpenAI in Foundry"], ["*"], ["az-openai-gwc"],
                "2025-03-20", "2028-03-19", version="2023", surveillance_date="2026-03-12", inherited=True,
                responsibility_map="RACI-4")
    certificate("C5", "microsoft", ["*"], ["germanywestcentral"], ["az-vm-chn"], "2026-04-01", "2027-03-31", "type2",
                period_end="2025-12-31", outside=["az-vm-chn"], description="Not for Switzerland North", **inherited)  # wrong 3
    certificate("SOC2", "microsoft", ["Microsoft Entra ID"], ["*"], ["ms-entra"], "2026-01-20", "2027-01-19", "type2",
                period_end="2025-09-30", **inherited)  # within 90 days 1
    # Google
    certificate("ISO27001", "google", ["*"], ["*"], ["gcp-gke-mil", "gcp-vertex-mil", "gcp-tpu-mil"], "2024-05-12", "2027-05-11", **iso,
                inherited=True, responsibility_map=NONE)
    certificate("C5", "google", ["*"], ["europe-west3"], ["gcp-gke-mil"], "2026-03-01", "2027-02-28", "type2",
                period_end="2025-12-31", outside=["gcp-gke-mil"], description="Not for Milan", inherited=True, responsibility_map=None)  # wrong 4
    certificate("SOC2", "google", ["Cloud TPU"], ["europe-west4"], ["gcp-tpu-mil"], "2026-03-01", "2027-02-28", "type2",
                outside=["gcp-tpu-mil"], inherited=True, description="Not for Milan")  # wrong 5
    # European providers
    certificate("SECNUMCLOUD", "ovhcloud", ["OVHcloud SecNumCloud"], ["GRA"], ["ovh-snc-gra"], "2025-01-15", "2028-01-14",
                version="3.2", **inherited)
    certificate("HDS", "ovhcloud", ["*"], ["GRA", "RBX"], ["ovh-snc-gra"], "2024-11-02", "2027-11-01", version="2.0",
                description="Held, not needed: the insurer is no health institution", **inherited)
    certificate("ISO27001", "ovhcloud", ["*"], ["GRA", "RBX"], ["ovh-snc-gra", "ovh-backup-rbx"], "2024-06-01", "2027-05-31",
                **iso, **inherited)
    certificate("ISO27001", "scaleway", ["*"], ["fr-par"], ["scw-inference-par"], "2024-02-01", "2027-01-31", **iso,
                **inherited)  # within 90 days 2
    certificate("HDS", "scaleway", ["Object Storage"], ["fr-par"], [], "2024-10-01", "2027-09-30", version="2.0")
    certificate("C5", "stackit", ["*"], ["eu01"], ["stk-ske"], "2026-02-20", "2027-02-19", "type2",
                period_end="2025-12-31", version="2020", **inherited)
    certificate("ISO27001", "stackit", ["*"], ["eu01"], ["stk-ske", "stk-modelserving"], "2025-03-01", "2028-02-29", **iso,
                **inherited)
    certificate("ISO27001", "hetzner", ["*"], ["fsn1", "nbg1"], ["hzn-dedicated"], "2022-10-10", "2025-10-09", **iso,
                inherited=False)  # expired 1
    certificate("ISO27001", "equinix", ["Colocation"], ["*"], ["eqx-fra", "eqx-par"], "2025-06-10", "2028-06-09", **iso,
                **inherited)
    # Others
    certificate("PCI_DSS", "cardwerk", ["Card processing"], ["*"], ["crd-processing"], "2025-12-31", "2026-12-30",
                version="4.0.1", auditor="QSA", description="Lapses in 40 days", **inherited)  # within 90 days 3
    certificate("ISO27001", "cardwerk", ["Card processing"], ["*"], ["crd-processing"], "2025-02-01", "2028-01-31", **iso,
                **inherited)
    certificate("SOC1", "fundvista", ["Fundvista administration"], ["*"], ["fundvista-saas"], "2025-08-31", "2026-08-30",
                "type1", inherited=True, responsibility_map=ASK)  # type 1, expired 2
    certificate("ISO27001", "kontora", ["Kontora core banking"], ["*"], ["kontora-core"], "2023-07-01", "2026-06-30", **iso,
                inherited=False)  # expired 3
    certificate("ISO27001", "salesforce", ["*"], ["*"], ["sfdc-service"], "2025-09-10", "2028-09-09", **iso, inherited=True,
                responsibility_map=None)
    certificate("C5", "salesforce", ["Salesforce Service Cloud"], ["us"], ["sfdc-service"], "2026-01-10", "2027-05-09",
                "type2", outside=["sfdc-service"], description="Not for the European instance", inherited=True)  # wrong 6
    certificate("ISO27001", "workday", ["*"], ["*"], ["wd-hcm"], "2024-12-20", "2026-12-19", **iso, inherited=True,
                responsibility_map=ASK)  # within 90 days 4
    certificate("SOC2", "cloudflare", ["*"], ["*"], ["cf-cdn"], "2026-03-31", "2027-03-30", "type2", inherited=True,
                period_end="2025-12-31", responsibility_map="RACI-7")
    certificate("ISAE3000", "swift", ["SWIFTNet"], ["*"], ["swift-net"], "2026-04-30", "2027-04-29", "type2",
                period_end="2025-12-31", **inherited)
    certificate("ISO27001", "sap", ["*"], ["*"], ["sap-s4", "sap-payroll"], "2025-05-05", "2028-05-04", **iso, **inherited)
    # Own
    certificate("ISO27001", None, ["Operations of the group"], ["*"], [], "2024-01-20", "2027-01-19", legal_entity="corvane-tech",
                inherited=False, **iso)  # within 90 days 5
    certificate("ISO42001", None, ["Development of AI"], ["*"], [], "2026-09-30", "2029-09-29", version="2023",
                legal_entity="corvane-tech", surveillance_date=None, inherited=False)
    return rows


# Systems whose sign-on doesn't go through the staff identity of Microsoft.
_OWN_SIGN_ON = ("crd-", "lif-", "pvb-", "sme-", "shr-", "dat-")
_OWN_SIGN_ON_KEYS = {"fnd-admin", "cct-bot-fr", "cct-bot-el", "pay-instant", "pay-sepa", "pay-target", "pay-swift"}


def dependencies():
    rows = []

    def needs(workload, target, kind, country, critical=True, substitute=None, provider=None, hours=None, system=None,
              text=None):
        rows.append(row(f"D-{len(rows) + 1:03d}", None, workload=workload, target=target, target_workload=system,
                        provider=provider, kind=kind, country=country, critical=critical, substitute=substitute,
                        autonomy_hours=hours, description=text))

    for system in workloads.workloads():
        name = system[ID]
        if name.startswith(_OWN_SIGN_ON) or name in _OWN_SIGN_ON_KEYS:
            continue
        needs(name, "Entra ID", "identity", "US", True, NONE if system["criticality"] == "critical" else None, "microsoft", 8,
              "shr-entra")
    for name in ("acc-core", "acc-deposits", "acc-interest"):
        needs(name, "Kontora licence and corrections", "software", "CH", False, "Escrow", "kontora", 2160)
        needs(name, "Own hardware security modules", "keys", "DE", True, "Second module in Offenbach", system="shr-hsm")
    for name in ("pay-hub", "pay-instant", "pay-sepa", "pay-target"):
        needs(name, "Own hardware security modules", "keys", "DE", True, "Second module in Paris", system="shr-hsm")
        needs(name, "Own network", "network", "DE", True, "Second carrier", system="shr-network")
    needs("pay-swift", "SWIFTNet", "network", "BE", True, "Fallback through a correspondent", "swift", 24)
    for name in ("pay-sanctions", "pay-instant"):
        needs(name, "Sanctions lists", "data", "US", True, NONE, "sanctionwatch", 24)
    for name in ("trd-feed", "trd-ems", "trd-pricing"):
        needs(name, "Market data", "market_data", "GB", True, NONE, "borsadata", 0.5)
    for name in ("onl-web", "onl-app"):
        needs(name, "Content network", "network", "US", True, NONE, "cloudflare", 0, "onl-cdn")
    for name in ("crd-issuing", "crd-auth", "crd-acquiring"):
        needs(name, "Card processor", "other", "IT", True, "Second processor", "cardwerk", 0)
        needs(name, "Card schemes", "network", "US", True, "National scheme", None, 12)
    needs("crd-fraud", "Neuron software", "software", "US", True, "PyTorch on GPU", "aws", 720)
    needs("len-bureau", "Credit bureaus", "data", "FR", True, "Second bureau", None, 24)
    needs("len-scoring", "Neuron software", "software", "US", True, NONE, "aws", 720)
    needs("aml-fraud", "CUDA and drivers", "software", "US", True, "ROCm port", "nvidia", 2160)
    needs("trd-pricing", "ROCm", "software", "US", True, "CUDA", "amd", 8760)
    needs("trd-xva", "Gaudi software", "software", "US", False, None, "intel", 8760)
    for name in ("stf-translate", "shr-build"):
        needs(name, "NVIDIA licence server", "licence", "US", True, NONE, "nvidia", 24)
    for name in ("dat-platform", "dat-lake", "dat-regrep"):
        needs(name, "European Sovereign Cloud control plane", "compute", "DE", True, "STACKIT", "aws-esc", 48)
        needs(name, "External key store", "keys", "DE", True, "Second module", system="shr-hsm")
    needs("dat-outpost", "Region Paris control plane", "compute", "FR", True, "Read-only operation", "aws", 4)
    needs("dat-aifactory", "AWS staff for firmware", "support", "US", True, ASK, "aws", None)
    needs("cct-chat", "Claude in Bedrock", "model", "US", True, NONE, "anthropic", 0)
    needs("cct-bot-fr", "Mistral Small weights", "model", "FR", True, "Local copy", "mistral", 8760)
    needs("cct-bot-el", "Meltemi weights", "model", "GR", True, "Local copy", "ilsp", 8760)
    needs("pvb-assistant-sg", "SEA-LION weights", "model", "SG", True, "Local copy", "aisg", 8760)
    needs("pvb-assistant-sg", "Hugging Face hub", "software", "US", False, "Mirror", "huggingface", 720)
    for name in ("lif-policy", "lif-underwriting", "lif-claims"):
        needs(name, "Own hardware security modules Paris", "keys", "FR", True, "Second module")
    for name in ("pvb-core-ch", "pvb-core-lu"):
        needs(name, "Core banking licence", "software", "CH", True, "Escrow", "kontora", 2160)
    for name in ("fnd-admin", "fnd-nav"):
        needs(name, "Fund prices", "market_data", None, True, None, None)
    for name in ("sme-score", "sme-origination"):
        needs(name, "Google identity", "identity", "US", True, None, "google", 4)
    needs("shr-soc", "Analysts in Pune", "support", "IN", True, "Kraków on call", None, 24)
    needs("shr-backup", "OVHcloud Roubaix", "compute", "FR", True, "Offenbach", "ovhcloud", 168)
    needs("hr-core", "Workday", "software", "US", False, None, "workday", None)
    return rows


def requests():
    rows = []

    def request(when, authority, country, basis, classes, text, **more):
        values = dict(customer_notified=True, challenged=False, disclosed=False, dpo_consulted=True)
        values.update(more)
        rows.append(row(f"R-{len(rows) + 1:02d}", text, date=when, authority=authority, authority_country=country,
                        legal_basis=basis, data_classes=classes, description=text, **values))

    p = ["personal", "financial"]
    request("2026-03-02", "US Department of Justice", "US", "Grand jury subpoena", p, "Subpoena through the New York branch",
            legal_entity="corvane-ny", treaty_basis=NONE, art6_basis=NONE, chapter5_ground="Art. 49(1)(e)", disclosed=True,
            challenged=False, customer_notified=False)
    request("2026-04-21", "US District Court", "US", "CLOUD Act warrant", ["personal"], "Redirected to the bank by the provider",
            provider="microsoft", challenged=True, disclosed=False)
    request("2026-09-08", "Parquet de Paris", "FR", "European Production Order", p, "e-Evidence order",
            legal_entity="corvane-banque", treaty_basis="Regulation (EU) 2023/1543", art6_basis="legal_obligation",
            disclosed=True)
    request("2026-06-11", "FINMA", "CH", "Administrative assistance", ["personal", "secrecy"],
            "Answered without the data protection officer", legal_entity="corvane-ch", treaty_basis="Administrative assistance",
            art6_basis="legal_obligation", chapter5_ground="Adequacy", disclosed=True, dpo_consulted=False)
    request("2025-12-15", "BaFin", "DE", "KWG s. 44", p, "Supervisor's request", legal_entity="corvane-se",
            treaty_basis="National law", art6_basis="legal_obligation", disclosed=True)
    request("2026-01-19", "MAS", "SG", "Banking Act s. 55", ["personal", "secrecy"], "Inspection in Singapore",
            legal_entity="corvane-singapore", treaty_basis="Supervisors' memorandum", art6_basis="legal_obligation",
            chapter5_ground="Art. 49(1)(e)", disclosed=True)
    request("2026-02-10", "PRA", "GB", "FSMA s. 165", p, "Inspection in London", legal_entity="corvane-london",
            treaty_basis="Supervisors' memorandum", art6_basis="legal_obligation", chapter5_ground="Adequacy", disclosed=True)
    request("2026-05-05", "Guardia di Finanza", "IT", "Criminal procedure", p, "Order on leasing files",
            legal_entity="corvane-banca", treaty_basis="National law", art6_basis="legal_obligation", disclosed=True)
    request("2026-07-13", "CSSF", "LU", "LSF Art. 53", ["personal", "secrecy"], "Supervisor's request",
            legal_entity="corvane-lux", treaty_basis="National law", art6_basis="legal_obligation", disclosed=True)
    request("2026-08-03", "OFAC", "US", "Administrative subpoena", p, "Sanctions inquiry, answered through the treaty",
            legal_entity="corvane-ny", treaty_basis="MLAT", art6_basis="legitimate_interests",
            chapter5_ground="Art. 49(1)(e)", challenged=True, disclosed=True)
    request("2026-10-27", "Cyber crime cell", "IN", "IT Act s. 69", ["personal"], "Asked of the support centre, under review",
            legal_entity="corvane-pune", treaty_basis=None, disclosed=None, customer_notified=None, dpo_consulted=None,
            challenged=None)
    return rows
