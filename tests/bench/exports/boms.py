# SPDX-License-Identifier: GPL-3.0-or-later
"""Bills of materials, OSCAL and the lists of models."""
from . import WORDS, code, day, dumps, export, listed, name, of, uuid


def component(i):
    purl = "pkg:maven/org.example.%s/%s@%d.%d.%d?type=jar" % (of(WORDS, i), name(i), i % 9, i % 30, i % 7)
    return {"type": "library", "bom-ref": purl, "publisher": "Example %s" % of(WORDS, i), "group": "org.example." + of(WORDS, i), "name": name(i),
            "version": "%d.%d.%d" % (i % 9, i % 30, i % 7), "description": "Core abstractions of %s and the implementation for JSON" % name(i), "hashes": [
                {"alg": "MD5", "content": code(i)}, {"alg": "SHA-1", "content": code(i, 40, 1)}, {"alg": "SHA-256", "content": code(i, 64, 2)},
                {"alg": "SHA-512", "content": code(i, 128, 3)}], "licenses": [{"license": {"id": of(["Apache-2.0", "MIT", "BSD-3-Clause"], i)}}], "purl": purl,
            "externalReferences": [{"type": "vcs", "url": "https://example.org/scm/" + name(i)}, {"type": "website", "url": "https://example.org/" + name(i)},
                {"type": "issue-tracker", "url": "https://example.org/issues/" + name(i)}]}


def model_component(i):
    return {"type": "machine-learning-model", "bom-ref": "model-" + uuid(i), "publisher": "Example", "name": name(i), "version": "1.%d" % (i % 9),
            "description": "Scores " + name(i), "licenses": [{"license": {"id": "Apache-2.0"}}], "modelCard": {"modelParameters": {"task": "classification",
                "architectureFamily": "transformer", "datasets": [{"type": "dataset", "name": "data-" + name(i)}]}}}


def bom(size):
    yield ('{"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": "urn:uuid:%s", "version": 1, "metadata": {"timestamp": "2026-05-01T10:00:00Z", '
           '"component": {"type": "application", "bom-ref": "root", "name": "payments", "version": "7"}}, "components": [\n' % uuid(1)), 1
    yield from listed(lambda i: model_component(i) if i % 500 == 0 else component(i), "", "")(size * .85)
    yield '\n], "dependencies": [\n', 0
    for text, _ in listed(lambda i: {"ref": component(i + 1)["bom-ref"], "dependsOn": [component(i + 2)["bom-ref"]]}, "", "")(size * .15):
        yield text, 0
    yield "\n]}\n", 0


def element(i):
    base = "https://example.org/spdx/%s#" % uuid(1)
    if i == 0:
        return {"type": "CreationInfo", "@id": "_:creationinfo", "specVersion": "3.0.1", "created": "2026-05-01T10:00:00Z", "createdBy": [base + "agent"]}
    if i == 1:
        return {"type": "SpdxDocument", "spdxId": base + "document", "creationInfo": "_:creationinfo", "rootElement": [base + "package-2"],
                "profileConformance": ["core", "software", "ai", "dataset"]}
    if i % 3 == 0:
        return {"type": "Relationship", "spdxId": base + "relationship-%d" % i, "creationInfo": "_:creationinfo", "from": base + "package-%d" % (i - 1),
                "relationshipType": "dependsOn", "to": [base + "package-%d" % (i + 1)], "completeness": "noAssertion"}
    if i % 200 == 4:
        return {"type": "ai_AIPackage", "spdxId": base + "package-%d" % i, "creationInfo": "_:creationinfo", "name": name(i), "software_packageVersion": "1.0",
                "software_downloadLocation": "https://example.org/" + name(i), "ai_typeOfModel": ["transformer"], "ai_safetyRiskAssessment": "low"}
    return {"type": "software_Package", "spdxId": base + "package-%d" % i, "creationInfo": "_:creationinfo", "name": name(i), "software_packageVersion": "%d.%d" % (i % 9, i % 30),
            "software_downloadLocation": "https://repo.example.org/maven2/" + name(i), "software_copyrightText": "NOASSERTION", "software_primaryPurpose": "library",
            "suppliedBy": base + "agent", "verifiedUsing": [{"type": "Hash", "algorithm": "sha256", "hashValue": code(i, 64)}],
            "externalIdentifier": [{"type": "ExternalIdentifier", "externalIdentifierType": "packageUrl", "identifier": "pkg:maven/org.example/%s@%d" % (name(i), i % 9)}]}


def service(i):
    return {"uuid": uuid(i, 6), "type": "service", "title": "Service " + name(i), "description": "Keeps %s" % name(i), "purpose": "Storage of " + name(i),
            "control-implementations": [{"uuid": uuid(i, 7), "source": "https://example.org/catalog.json", "description": "Controls of the service",
                "implemented-requirements": [{"uuid": uuid(i * 20 + k, 8), "control-id": "ctl-%d" % k, "description": "The service meets it by what %s does: %s"
                    % (name(i + k), "it checks each request against the policy of whoever sends it. " * 3), "props": [{"name": "Rule_Id", "value": "rule-" + code(i * 20 + k, 12)}]}
                    for k in range(20)]}]}


def results(size):
    yield ('{"assessment-results": {"uuid": "%s", "metadata": {"title": "Assessment of the payments platform", "last-modified": "2026-06-01T10:00:00Z", "version": "1", '
           '"oscal-version": "1.1.2"}, "import-ap": {"href": "plan.json"}, "results": [{"uuid": "%s", "title": "June", "description": "", '
           '"start": "2026-06-01T00:00:00Z", "end": "2026-06-02T00:00:00Z", "observations": [\n' % (uuid(1), uuid(2))), 0
    for text, _ in listed(lambda i: {"uuid": uuid(i, 3), "title": "Observation %d" % i, "description": "What was seen of %s when it was looked at" % name(i),
                                     "methods": ["TEST"], "subjects": [{"subject-uuid": uuid(i, 4), "type": "inventory-item", "title": name(i), "props": [
                                         {"name": "asset-id", "value": "arn:aws:s3:::" + name(i)}]}], "collected": day(i) + "Z"}, "", "")(size * .5):
        yield text, 0
    yield '\n], "findings": [\n', 0
    yield from listed(lambda i: {"uuid": uuid(i, 5), "title": "Finding on " + name(i), "description": "The access to %s is reviewed less than once in a quarter" % name(i),
                                 "target": {"type": "objective-id", "target-id": "ac-%d.%d_obj" % (1 + i % 25, 1 + i % 5), "status": {
                                     "state": "satisfied" if i % 3 else "not-satisfied"}}, "related-observations": [{"observation-uuid": uuid(i, 3)}]}, "", "")(size * .5)
    yield "\n]}]}}\n", 0


export("cyclonedx", "bom.json", bom)
export("spdx", "sbom.spdx3.json", listed(element, '{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [\n', "\n]}\n"))
export("oscal", "component-definition.json", listed(service, '{"component-definition": {"uuid": "%s", "metadata": {"title": "Services", "last-modified": '
       '"2026-01-01T00:00:00Z", "version": "5", "oscal-version": "1.1.2"}, "components": [\n' % uuid(1), "\n]}}\n", most=1500),
       small="the largest catalogue, NIST SP 800-53, has 10 MB; here as many of components")
export("oscal-results", "assessment-results.json", lambda size: results(min(size, 12000000)),
       small="the largest baseline has about 1,200 controls; here 16,000 findings")
