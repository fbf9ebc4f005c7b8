# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings of Security Hub, OCSF and Prowler."""
from . import ACCOUNTS, REGIONS, WORDS, cells, code, day, export, listed, name, of, uuid

RISK = ("Roles that are shared with an external entity let somebody outside reach resources and data, which is a security risk. "
        "Analysing the policies by automated reasoning shows all paths that they allow, before anybody takes one of them.")
FIX = "Review the policy and take away what nobody uses; keep the rest as narrow as the task."


def bucket(i):
    return "arn:aws:s3:::" + name(i)


def asff(i):
    region, rule = of(REGIONS, i), "S3.%d" % (1 + i % 23)
    return {"SchemaVersion": "2018-10-08", "Id": "arn:aws:securityhub:%s:%s:security-control/%s/finding/%s" % (region, ACCOUNTS[0], rule, uuid(i)),
            "ProductArn": "arn:aws:securityhub:%s::product/aws/securityhub" % region, "ProductName": "Security Hub", "CompanyName": "AWS", "Region": region,
            "GeneratorId": "security-control/" + rule, "AwsAccountId": ACCOUNTS[0], "Types": ["Software and Configuration Checks/Industry and Regulatory Standards"],
            "FirstObservedAt": day(i) + ".261Z", "LastObservedAt": day(i + 2) + ".261Z", "CreatedAt": day(i) + ".261Z", "UpdatedAt": day(i + 2) + ".261Z",
            "Severity": {"Label": of(["LOW", "MEDIUM", "HIGH", "CRITICAL"], i), "Normalized": 40, "Original": "MEDIUM"}, "Title": "S3 buckets should block %s" % of(WORDS, i),
            "Description": "This control checks whether the bucket %s has what the standard asks for. " % name(i) + RISK, "Remediation": {"Recommendation": {
                "Text": FIX, "Url": "https://docs.aws.amazon.com/console/securityhub/%s/remediation" % rule}}, "ProductFields": {
                    "RelatedAWSResources:0/name": "securityhub-s3-" + code(i, 8), "RelatedAWSResources:0/type": "AWS::Config::ConfigRule",
                    "aws/securityhub/ProductName": "Security Hub", "aws/securityhub/CompanyName": "AWS", "Resources:0/Id": bucket(i),
                    "aws/securityhub/FindingId": "arn:aws:securityhub:%s::product/aws/securityhub/%s" % (region, uuid(i))},
            "Resources": [{"Type": "AwsS3Bucket", "Id": bucket(i), "Partition": "aws", "Region": region, "Tags": {"Owner": of(WORDS, i)}, "Details": {
                "AwsS3Bucket": {"OwnerId": code(i % 9, 64), "CreatedAt": day(i) + ".000Z", "ServerSideEncryptionConfiguration": {"Rules": [
                    {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}}}}], "Compliance": {"Status": of(["PASSED", "FAILED"], i),
                "RelatedRequirements": ["NIST.800-53.r5 AC-%d" % (1 + i % 20), "PCI DSS v3.2.1/1.2.%d" % (i % 9)], "SecurityControlId": rule, "AssociatedStandards": [
                    {"StandardsId": "standards/aws-foundational-security-best-practices/v/1.0.0"}]}, "WorkflowState": "NEW", "Workflow": {"Status": "NEW"},
            "RecordState": "ACTIVE", "FindingProviderFields": {"Severity": {"Label": "MEDIUM", "Original": "MEDIUM"}, "Types": []}}


def ocsf(i):
    region, check = of(REGIONS, i), "s3_bucket_check_%d" % (i % 80)
    return {"message": "Bucket %s has what is asked for." % name(i), "metadata": {"event_code": check, "product": {"name": "Prowler", "uid": "prowler", "vendor_name": "Prowler",
            "version": "5.4.0"}, "profiles": ["cloud", "datetime"], "tenant_uid": "", "version": "1.4.0"}, "severity_id": 3, "severity": of(["Low", "Medium", "High"], i),
            "status": "New", "status_code": of(["PASS", "FAIL"], i), "status_detail": "Bucket %s has what is asked for." % name(i), "status_id": 1, "unmapped": {
                "related_url": "https://docs.example.com/" + check, "categories": ["internet-exposed"], "depends_on": [], "related_to": [], "notes": "", "compliance": {
                    "CIS-1.4": ["2.1.%d" % (i % 9)], "CIS-2.0": ["2.1.%d" % (i % 9)], "ISO27001-2022": ["A.8.%d" % (i % 30)], "NIST-800-53-Revision-5": ["ac_%d" % (i % 20)]}},
            "activity_name": "Create", "activity_id": 1, "finding_info": {"created_time": 1739539623 + i, "created_time_dt": day(i), "desc": RISK,
                "product_uid": "prowler", "title": "Check %d of buckets" % (i % 80), "types": [], "uid": "prowler-aws-%s-%s-%s-%s" % (check, ACCOUNTS[0], region, name(i))},
            "resources": [{"cloud_partition": "aws", "region": region, "data": {"details": "", "metadata": {"arn": bucket(i), "name": name(i), "versioning": True,
                "logging": False, "acl_grantees": [], "tags": [{"Key": "Owner", "Value": of(WORDS, i)}]}}, "group": {"name": "s3"}, "labels": [], "name": name(i),
                "type": "AwsS3Bucket", "uid": bucket(i)}], "category_name": "Findings", "category_uid": 2, "class_name": "Detection Finding", "class_uid": 2004, "cloud": {
                    "account": {"name": "", "type": "AWS Account", "type_id": 10, "uid": ACCOUNTS[0], "labels": []}, "org": {"name": "", "uid": ""}, "provider": "aws",
                    "region": region}, "remediation": {"desc": FIX, "references": ["https://docs.example.com/" + check]}, "risk_details": RISK, "time": 1739539623 + i,
            "time_dt": day(i), "type_uid": 200401, "type_name": "Detection Finding: Create"}


def prowler_json(i):
    region, check = of(REGIONS, i), "s3_bucket_check_%d" % (i % 80)
    return {"AssessmentStartTime": day(i) + ".913874", "FindingUniqueId": "prowler-aws-%s-%s-%s-%s" % (check, ACCOUNTS[0], region, name(i)), "Provider": "aws",
            "CheckID": check, "CheckTitle": "Check %d of buckets" % (i % 80), "CheckType": ["Logging and Monitoring"], "ServiceName": "s3", "SubServiceName": "",
            "Status": of(["PASS", "FAIL"], i), "StatusExtended": "S3 Bucket %s has what is asked for." % name(i), "Severity": of(["low", "medium", "high"], i),
            "ResourceType": "AwsS3Bucket", "ResourceDetails": "", "Description": RISK, "Risk": RISK, "RelatedUrl": "https://docs.example.com/" + check,
            "Remediation": {"Code": {"NativeIaC": "", "Terraform": "", "CLI": "aws s3api put-bucket-logging --bucket %s" % name(i), "Other": ""},
                "Recommendation": {"Text": FIX, "Url": "https://docs.example.com/" + check}}, "Compliance": {"CIS-1.4": ["2.1.%d" % (i % 9)], "HIPAA": ["164_308_a_1_ii_d"],
                "NIST-800-53-Revision-5": ["ac_%d" % (i % 20), "au_2"]}, "Categories": [], "DependsOn": [], "RelatedTo": [], "Notes": "", "Profile": "audit",
            "AccountId": ACCOUNTS[0], "OrganizationsInfo": None, "Region": region, "ResourceId": name(i), "ResourceArn": bucket(i), "ResourceTags": {"Owner": of(WORDS, i)}}


PROWLER = ("AUTH_METHOD;TIMESTAMP;ACCOUNT_UID;ACCOUNT_NAME;ACCOUNT_EMAIL;ACCOUNT_ORGANIZATION_UID;ACCOUNT_ORGANIZATION_NAME;ACCOUNT_TAGS;FINDING_UID;PROVIDER;CHECK_ID;"
           "CHECK_TITLE;CHECK_TYPE;STATUS;STATUS_EXTENDED;MUTED;SERVICE_NAME;SUBSERVICE_NAME;SEVERITY;RESOURCE_TYPE;RESOURCE_UID;RESOURCE_NAME;RESOURCE_DETAILS;"
           "RESOURCE_TAGS;PARTITION;REGION;DESCRIPTION;RISK;RELATED_URL;REMEDIATION_RECOMMENDATION_TEXT;REMEDIATION_RECOMMENDATION_URL;REMEDIATION_CODE_NATIVEIAC;"
           "REMEDIATION_CODE_TERRAFORM;REMEDIATION_CODE_CLI;REMEDIATION_CODE_OTHER;COMPLIANCE;CATEGORIES;DEPENDS_ON;RELATED_TO;NOTES;PROWLER_VERSION;ADDITIONAL_URLS\n")


def prowler_row(i):
    f = prowler_json(i)
    return ";".join(["profile: audit", day(i) + ".913874", ACCOUNTS[0], "payments", "", "", "", "", f["FindingUniqueId"], "aws", f["CheckID"], f["CheckTitle"],
                     "Logging and Monitoring", f["Status"], f["StatusExtended"], "False", "s3", "", f["Severity"], "AwsS3Bucket", bucket(i), name(i), "", "Owner=" + of(WORDS, i),
                     "aws", f["Region"], RISK.replace(";", ","), RISK.replace(";", ","), f["RelatedUrl"], FIX.replace(";", ","), f["RelatedUrl"], "", "",
                     "aws s3api put-bucket-logging --bucket " + name(i), "", "CIS-1.4: 2.1.%d | CIS-2.0: 2.1.%d | ISO27001-2022: A.8.%d | NIST-800-53-Revision-5: ac_%d, au_2"
                     % (i % 9, i % 9, i % 30, i % 20), "internet-exposed", "", "", "", "5.4.0", "https://docs.example.com/" + f["CheckID"]])


export("asff", "securityhub_get-findings.json", listed(asff, '{"Findings": [\n', "\n]}\n"))
export("ocsf", "prowler-output.ocsf.json", listed(ocsf, "[\n", "\n]\n"))
export("prowler-json", "prowler-output.json", listed(prowler_json, "[\n", "\n]\n"))
export("prowler-csv", "prowler-output.csv", listed(prowler_row, PROWLER, "\n", sep="\n"), csv=True)
