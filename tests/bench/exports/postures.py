# SPDX-License-Identifier: GPL-3.0-or-later
"""Powerpipe and ScoutSuite: few controls, each with what it found."""
from . import ACCOUNTS, REGIONS, WORDS, cells, code, day, dumps, export, listed, name, of

CONTROLS = 120


def result(i):
    return {"reason": "%s has logging %s." % (name(i), of(["enabled", "disabled"], i)), "resource": "arn:aws:s3:::" + name(i), "status": of(["ok", "alarm", "info", "skip"], i),
            "dimensions": [{"key": "region", "value": of(REGIONS, i)}, {"key": "account_id", "value": ACCOUNTS[0]}]}


def about(c):
    return {"control_id": "aws_compliance.control.s3_bucket_check_%d" % c, "title": "S3 bucket check %d" % c, "description": "This control looks at %s." % of(WORDS, c),
            "severity": of(["low", "medium", "high"], c), "tags": {"category": "Compliance", "cis": "true", "cis_item_id": "2.1.%d" % (c % 9), "nist_800_53_rev_5": "true",
                "gdpr": "true", "plugin": "aws", "service": "AWS/S3"}, "run_status": 4, "run_error": ""}


def benchmark(size):
    yield ('{"group_id": "root_result_group", "title": "S3", "description": "", "tags": {}, "summary": {"status": {"alarm": 1, "ok": 1, "info": 0, "skip": 0, "error": 0}}, '
           '"groups": [{"group_id": "aws_compliance.benchmark.cis_v300", "title": "CIS v3.0.0", "description": "", "tags": {}, "summary": {"status": {"alarm": 1, "ok": 1}}, '
           '"groups": [], "controls": [\n'), 0
    for c in range(CONTROLS):
        yield (",\n" if c else "") + dumps(about(c))[:-1] + ', "summary": {"alarm": 1, "ok": 1}, "results": [\n', 0
        yield from listed(lambda i: result(i * CONTROLS + c), "", "")(size / CONTROLS)
        yield "]}", 0
    yield '\n]}], "controls": []}\n', 0


def snapshot(size):
    yield '{"schema_version": "20240607", "panels": {\n', 0
    for c in range(CONTROLS):
        a = about(c)
        yield ((",\n" if c else "") + '"%s": ' % a["control_id"] + dumps({"dashboard": "aws_compliance.benchmark.cis_v300", "name": a["control_id"], "panel_type": "control",
               "title": a["title"], "description": a["description"], "severity": a["severity"], "status": "complete", "properties": {"severity": a["severity"]},
               "tags": a["tags"], "summary": {"alarm": 1, "ok": 1}})[:-1] + ', "data": {"columns": [{"name": "reason", "data_type": "TEXT"}, {"name": "resource", '
               '"data_type": "TEXT"}, {"name": "status", "data_type": "TEXT"}], "rows": [\n'), 0
        yield from listed(lambda i: {"reason": result(i)["reason"], "resource": "arn:aws:s3:::%s-%d" % (name(i), c), "status": result(i)["status"],
                                     "region": of(REGIONS, i), "account_id": ACCOUNTS[0]}, "", "")(size / CONTROLS)
        yield "]}}", 0
    yield ('\n}, "layout": {"name": "aws_compliance.benchmark.cis_v300", "panel_type": "benchmark", "children": []}, "inputs": {}, "variables": {}, "search_path": [], '
           '"start_time": "2026-06-01T10:00:00Z", "end_time": "2026-06-01T10:05:00Z"}\n'), 0


def row(i):
    r, a = result(i), about(i % CONTROLS)
    return cells(["aws_compliance.benchmark.cis_v300", "CIS v3.0.0", "", a["control_id"], a["title"], a["description"], r["reason"], r["resource"], r["status"], a["severity"],
                  of(REGIONS, i), ACCOUNTS[0], "Compliance", "true", "2.1.%d" % (i % 9)])


def scout(size):
    """The resources make the file large; its records are the rules."""
    yield ('scoutsuite_results =\n{"account_id": "%s", "all_services": "", "provider_code": "aws", "provider_name": "Amazon Web Services", "partition": "aws", "last_run": '
           '{"time": "2026-06-01 17:32:22+0000", "version": "5.14.0", "ruleset_name": "default.json", "summary": {}}, "services": {"s3": {"buckets": {\n' % ACCOUNTS[0]), 0
    count = 0
    for text, n in listed(lambda i: '"%s": ' % code(i, 40) + dumps({"arn": "arn:aws:s3:::" + name(i), "id": code(i, 40), "name": name(i), "region": of(REGIONS, i),
                              "CreationDate": day(i), "default_encryption_enabled": True, "grantees": {}, "logging": "Disabled", "policy": {"Version": "2012-10-17",
                              "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::%s/*" % name(i), "Condition": {"Bool": {
                                  "aws:SecureTransport": "false"}}}]}, "public_access_block_configuration": {"BlockPublicAcls": True, "IgnorePublicAcls": True,
                              "BlockPublicPolicy": True, "RestrictPublicBuckets": True}, "secure_transport_enabled": True, "versioning": "Disabled",
                              "keys_count": i % 900}), "", "")(size * .9):
        count += n
        yield text, 0
    yield '\n}, "buckets_count": %d, "findings": {\n' % count, 0
    rules = max(1, min(60, count // 4))
    for r in range(rules):
        flagged = range(r, count, 400 + r)
        yield (",\n" if r else "") + '"s3-bucket-rule-%d.json": ' % r + dumps({"checked_items": count, "compliance": [{"name": "CIS Amazon Web Services Foundations",
            "version": "1.2.0", "reference": "2.%d" % (r % 9)}], "dashboard_name": "Buckets", "description": "Bucket rule %d" % r, "display_path": "s3.buckets.id",
            "flagged_items": len(flagged), "id_suffix": "rule", "items": ["s3.buckets.%s.rule" % code(i, 40) for i in flagged], "level": "warning",
            "path": "s3.buckets.id", "rationale": "Why rule %d matters." % r, "references": ["https://docs.example.com/%d" % r], "remediation": None,
            "service": "S3"}), 1
    yield "\n}}}}\n", 0


def error(i):
    return {"exception": "An error occurred (AccessDenied) when calling the GetBucketLogging operation for %s: Access Denied" % name(i), "file": "/app/ScoutSuite/providers/"
            "aws/facade/s3.py", "line": 30 + i % 90, "traceback": "Traceback (most recent call last):\n  File \"/app/ScoutSuite/providers/aws/facade/s3.py\", line %d, in "
            "_get_and_set_s3_bucket_logging\n    logging = await run_concurrently(lambda: client.get_bucket_logging(Bucket=bucket['Name']))\nbotocore.exceptions."
            "ClientError: An error occurred (AccessDenied)\n" % (30 + i % 90) * 3, "additional_details": {"bucket": name(i)}}


export("powerpipe", "aws_compliance.benchmark.cis_v300.json", benchmark)
export("powerpipe-snapshot", "aws_compliance.benchmark.cis_v300.pps", snapshot)
export("powerpipe-csv", "aws_compliance.benchmark.cis_v300.csv", listed(row,
       "group_id,title,description,control_id,control_title,control_description,reason,resource,status,severity,region,account_id,category,gdpr,cis_item_id\n", "\n", sep="\n"),
       csv=True)
export("scoutsuite", "scoutsuite_results_aws-111122223333.js", scout)
export("scoutsuite-errors", "scoutsuite_errors_aws-111122223333.json", listed(error, "[\n", "\n]\n", most=12000),
       small="a scan makes some hundred errors; here 12,000")
