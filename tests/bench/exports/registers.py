# SPDX-License-Identifier: GPL-3.0-or-later
"""Registers that people keep: the own formats, certificates, DORA and the CMDB."""
from . import ENVS, OWNERS, WORDS, cells, code, day, export, listed, name, of

COUNTRIES = ["DE", "FR", "IE", "NL", "US", "IN", "SE"]


def workload(i):
    return cells(["app-" + name(i), "Application of " + name(i), "assessed", of(["web application", "database", "batch"], i), of(["aws", "microsoft", "google"], i),
                  of(ENVS[:1] + ["test", "dev"], i), of(["critical", "important", "standard"], i), of(COUNTRIES, i), of(COUNTRIES, i + 1), of(["true", "false"], i),
                  str(30 + i % 700), "Head of " + of(OWNERS, i), "Runs what the desk of %s asks for, since %s" % (of(WORDS, i), day(i)[:10])])


def answer(i):
    # About things that the register beside it has, whose owners were asked.
    return cells(["workload:app-" + name(i), of(["backup", "logging", "exit_plan"], i), of(["true", "false"], i), "Head of " + of(OWNERS, i), day(i)[:10],
                  "interview of %s, minutes p. %d" % (day(i)[:10], i % 90)])


def entity(i):
    return {"kind": "workload", "key": "app-" + name(i), "name": "Application of " + name(i), "role": "assessed", "env": "prod", "criticality": "important", "provider": "aws",
            "places": [{"facets": ["hosting", "processing"], "country": of(COUNTRIES, i)}], "encryption_at_rest": True, "log_retention_days": 30 + i % 700,
            "data_classes": ["personal", "financial"], "owner": "Head of " + of(OWNERS, i), "description": "Runs what the desk of %s asks for" % of(WORDS, i)}


def certificate(i):
    return cells([of(["ISO/IEC 27001", "BSI C5", "SOC 2"], i), "2022", "", "Provider %s %d" % (of(WORDS, i), i % 500), "Service " + name(i), of(COUNTRIES, i), "CERT-" + code(i, 12).upper(),
                  "Certification body %d" % (i % 20), "DAkkS", "2025-01-%02d" % (1 + i % 28), "2025-02-%02d" % (1 + i % 28), "2028-01-%02d" % (1 + i % 28), "valid",
                  "https://example.com/certificates/" + code(i, 12), "kept in the register of " + of(OWNERS, i)])


def contract(i):
    return cells(["C-%s" % code(i, 12), "eba_CO:x1", "", "eba_CU:EUR", str(1000 + i * 37 % 900000)])


def item(i):
    return cells([name(i), code(i), "cmdb_ci_linux_server", "10.%d.%d.%d" % (i >> 16 & 255, i >> 8 & 255, i & 255), "1", "SN-" + code(i, 10, 1).upper(), "P%07d" % i,
                  of(["Frankfurt", "Dublin", "Paris"], i), "Jo Doe %d" % (i % 300), of(OWNERS, i) + " operations", "Production", "2 - somewhat critical", "i-" + code(i, 17)])


export("bailiwick-csv", "workloads.csv", listed(workload, "workload:key,name,role,resource_type,provider,env,criticality,hosting_countries,processing_countries,"
       "encryption_at_rest,log_retention_days,owner,description\n", "\n", sep="\n"), csv=True)
export("bailiwick-answers", "answers.csv", listed(answer, "answer:entity,attribute,value,who,at,evidence\n", "\n", sep="\n", most=100000), csv=True,
       small="people wrote them; here 100,000")
export("bailiwick-json", "register.json", listed(entity, '{"bailiwick": 1, "entities": [\n', "\n]}\n"))
export("certificate-register", "certificates.csv", listed(certificate, "scheme,edition,scheme_level,holder,scope_services,scope_locations,certificate_no,issuer_cb,"
       "accreditation_body,issue_date,valid_from,valid_until,status,url,note\n", "\n", sep="\n", most=20000), csv=True, small="people keep it; here 20,000 certificates")
export("dora-register", "b_02.01.csv", listed(contract, "c0010,c0020,c0030,c0040,c0050\n", "\n", sep="\n", most=100000), csv=True,
       small="contracts of one group; here 100,000")
export("cmdb-list", "cmdb_ci_server.csv", listed(item, "name,sys_id,sys_class_name,ip_address,install_status,serial_number,asset_tag,location,owned_by,support_group,"
       "environment,busines_criticality,object_id\n", "\n", sep="\n"), csv=True)
