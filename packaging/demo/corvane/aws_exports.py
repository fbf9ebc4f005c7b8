# SPDX-License-Identifier: GPL-3.0-or-later
"""The group's AWS accounts as the AWS command line and AWS Config export them."""

import datetime
import hashlib
import json

from .values import AS_OF

FRANKFURT, PARIS, SINGAPORE, SOVEREIGN = "111122223333", "222233334444", "333344445555", "444455556666"


def dump(value):
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def hexa(text, length=17):
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def partition_of(region):
    return "aws-eusc" if region.startswith("eusc-") else "aws"


# IT system, account, region, zone, machine type, tenancy, Outpost, tags.
_OUTPOST = f"arn:aws:outposts:eu-west-3:{PARIS}:outpost/op-0c0ffee5a1e0paris"
INSTANCES = [
    ("onl-web", FRANKFURT, "eu-central-1", "eu-central-1a", "m7i.4xlarge", "default", None),
    ("onl-app", FRANKFURT, "eu-central-1", "eu-central-1b", "m7i.4xlarge", "default", None),
    ("onl-login", FRANKFURT, "eu-central-1", "eu-central-1a", "c7i.2xlarge", "default", None),
    ("onl-edge", FRANKFURT, "eu-central-1", "eu-central-1-mil-1a", "c6i.4xlarge", "default", None),
    ("crd-fraud", FRANKFURT, "eu-central-1", "eu-central-1b", "trn1.32xlarge", "host", None),
    ("len-scoring", PARIS, "eu-west-3", "eu-west-3a", "inf2.48xlarge", "dedicated", None),
    ("len-origination", PARIS, "eu-west-3", "eu-west-3b", "m7i.2xlarge", "default", None),
    ("len-mortgage", PARIS, "eu-west-3", "eu-west-3c", "m7i.2xlarge", "default", None),
    ("dat-outpost", PARIS, "eu-west-3", "eu-west-3a", "r5.24xlarge", "default", _OUTPOST),
    ("pvb-portal-sg", SINGAPORE, "ap-southeast-1", "ap-southeast-1a", "m6i.2xlarge", "default", None),
    ("dat-platform", SOVEREIGN, "eusc-de-east-1", "eusc-de-east-1a", "r7i.16xlarge", "default", None),
    ("dat-mlops", SOVEREIGN, "eusc-de-east-1", "eusc-de-east-1b", "p5.48xlarge", "default", None),
]
# IT system, account, region, Config type, resource name, ARN's resource part, configuration.
COMPONENTS = [
    ("onl-docs", FRANKFURT, "eu-central-1", "AWS::S3::Bucket", "corvane-online-documents", "s3:::corvane-online-documents"),
    ("onl-notify", FRANKFURT, "eu-central-1", "AWS::Lambda::Function", "online-notify",
     f"lambda:eu-central-1:{FRANKFURT}:function:online-notify"),
    ("onl-pfm", FRANKFURT, "eu-central-1", "AWS::RDS::DBInstance", "finance-manager",
     f"rds:eu-central-1:{FRANKFURT}:db:finance-manager"),
    ("onl-onboarding", FRANKFURT, "eu-central-1", "AWS::StepFunctions::StateMachine", "onboarding",
     f"states:eu-central-1:{FRANKFURT}:stateMachine:onboarding"),
    ("cct-knowledge", FRANKFURT, "eu-central-1", "AWS::Bedrock::KnowledgeBase", "contact-knowledge",
     f"bedrock:eu-central-1:{FRANKFURT}:knowledge-base/KB1CORVANE"),
    ("dat-agents", FRANKFURT, "eu-central-1", "AWS::BedrockAgentCore::Runtime", "corvane-agents",
     f"bedrock-agentcore:eu-central-1:{FRANKFURT}:runtime/corvane-agents"),
    ("len-collateral", PARIS, "eu-west-3", "AWS::ECS::Service", "collateral",
     f"ecs:eu-west-3:{PARIS}:service/lending/collateral"),
    ("len-collections", PARIS, "eu-west-3", "AWS::ECS::Service", "collections",
     f"ecs:eu-west-3:{PARIS}:service/lending/collections"),
    ("pvb-assistant-sg", SINGAPORE, "ap-southeast-1", "AWS::SageMaker::Endpoint", "sea-lion-assistant",
     f"sagemaker:ap-southeast-1:{SINGAPORE}:endpoint/sea-lion-assistant"),
]
REGIONS = [(FRANKFURT, "eu-central-1"), (FRANKFURT, "eu-west-1"), (PARIS, "eu-west-3"), (SINGAPORE, "ap-southeast-1"),
           (SOVEREIGN, "eusc-de-east-1")]


def instance_id(system):
    return "i-" + hexa("instance " + system)


def arns():
    """ARN of the resource behind an IT system."""
    result = {system: f"arn:{partition_of(region)}:ec2:{region}:{account}:instance/{instance_id(system)}"
              for system, account, region, *_ in INSTANCES}
    for system, _, region, _, _, rest in COMPONENTS:
        result[system] = f"arn:{partition_of(region)}:{rest}"
    return result


def outpost_arn():
    return _OUTPOST


def _tags(system, systems):
    record = systems[system]
    return {"Name": record["_name"], "Environment": "prod", "Criticality": record["criticality"], "app": system}


def _config(kind, name):
    if kind == "AWS::S3::Bucket":
        return {"name": name, "creationDate": "2023-02-01T09:00:00.000Z"}, {
            "ServerSideEncryptionConfiguration": {"rules": [{"applyServerSideEncryptionByDefault": {
                "sseAlgorithm": "AES256", "kmsMasterKeyID": None}, "bucketKeyEnabled": False}]},
            "BucketLoggingConfiguration": {"destinationBucketName": "corvane-access-logs", "logFilePrefix": name + "/"},
            "PublicAccessBlockConfiguration": {"blockPublicAcls": True, "ignorePublicAcls": True, "blockPublicPolicy": True,
                                               "restrictPublicBuckets": True}}
    if kind == "AWS::RDS::DBInstance":
        return {"dBInstanceIdentifier": name, "dBInstanceClass": "db.r6i.xlarge", "engine": "postgres",
                "dBInstanceStatus": "available", "storageEncrypted": True, "kmsKeyId": "alias/aws/rds",
                "backupRetentionPeriod": 14, "enabledCloudwatchLogsExports": ["postgresql"], "multiAZ": True}, {}
    if kind == "AWS::Lambda::Function":
        return {"functionName": name, "runtime": "python3.13", "state": {"value": "Active"}}, {}
    return {"name": name, "status": "ACTIVE"}, {}


def _item(account, region, kind, identity, name, arn, configuration, supplementary=None, tags=None, zone="Not Applicable"):
    return {"relatedEvents": [], "relationships": [], "configuration": configuration,
            "supplementaryConfiguration": supplementary or {}, "tags": tags or {}, "configurationItemVersion": "1.3",
            "configurationItemCaptureTime": "2026-11-19T22:00:00.000Z", "configurationStateId": 1795125600000,
            "awsAccountId": account, "configurationItemStatus": "OK", "resourceType": kind, "resourceId": identity,
            "resourceName": name, "ARN": arn, "awsRegion": region, "availabilityZone": zone,
            "configurationStateMd5Hash": "", "resourceCreationTime": "2024-03-01T08:00:00.000Z"}


def _plumbing(account, region):
    """Networks, disks, trails and keys: counted, not judged."""
    partition = partition_of(region)
    base = f"arn:{partition}"
    seed = f"{account} {region} "
    vpc = "vpc-" + hexa(seed + "vpc")
    items = [_item(account, region, "AWS::EC2::VPC", vpc, None, f"{base}:ec2:{region}:{account}:vpc/{vpc}",
                   {"vpcId": vpc, "cidrBlock": "10.40.0.0/16", "state": {"value": "available"}}, tags={"Name": "corvane"})]
    for number, zone in enumerate("abc"):
        subnet = "subnet-" + hexa(f"{seed}subnet {zone}")
        items.append(_item(account, region, "AWS::EC2::Subnet", subnet, None, f"{base}:ec2:{region}:{account}:subnet/{subnet}",
                           {"subnetId": subnet, "vpcId": vpc, "cidrBlock": f"10.40.{number}.0/24"}, zone=region + zone))
    for name in ("web", "application", "database", "management"):
        group = "sg-" + hexa(seed + name)
        items.append(_item(account, region, "AWS::EC2::SecurityGroup", group, name,
                           f"{base}:ec2:{region}:{account}:security-group/{group}", {"groupId": group, "groupName": name}))
    items.append(_item(account, region, "AWS::CloudTrail::Trail", "corvane-trail", "corvane-trail",
                       f"{base}:cloudtrail:{region}:{account}:trail/corvane-trail",
                       {"name": "corvane-trail", "isMultiRegionTrail": True, "logFileValidationEnabled": True}))
    items.append(_item(account, region, "AWS::ElasticLoadBalancingV2::LoadBalancer", "app/front/" + hexa(seed + "lb", 16),
                       "front", f"{base}:elasticloadbalancing:{region}:{account}:loadbalancer/app/front/{hexa(seed + 'lb', 16)}",
                       {"scheme": "internet-facing", "type": "application", "state": {"code": "active"}}))
    return items


# Customer managed keys: the register's key, account, region, origin.
KEYS = [("aws-kms-fra", FRANKFURT, "eu-central-1", "AWS_KMS"), ("aws-kms-sin", SINGAPORE, "ap-southeast-1", "AWS_KMS")]


def key_arns():
    return {key: f"arn:{partition_of(region)}:kms:{region}:{account}:key/{_uuid(key)}" for key, account, region, _ in KEYS}


def _uuid(text):
    digest = hexa(text, 32)
    return "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32]))


def config_snapshots(systems):
    files = {}
    for account, region in REGIONS:
        items = _plumbing(account, region)
        for system, owner, where, zone, machine, tenancy, outpost in INSTANCES:
            if (owner, where) != (account, region):
                continue
            identity = instance_id(system)
            configuration = {"instanceId": identity, "instanceType": machine, "imageId": "ami-" + hexa("image " + region),
                             "state": {"code": 16, "name": "running"},
                             "placement": {"availabilityZone": zone, "tenancy": tenancy}}
            if outpost:
                configuration["outpostArn"] = outpost
            items.append(_item(account, region, "AWS::EC2::Instance", identity, None, arns()[system], configuration,
                               tags=_tags(system, systems), zone=zone))
            volume = "vol-" + hexa("volume " + system)
            items.append(_item(account, region, "AWS::EC2::Volume", volume, None,
                               f"arn:{partition_of(region)}:ec2:{region}:{account}:volume/{volume}",
                               {"volumeId": volume, "size": 500, "encrypted": True, "state": "in-use",
                                "attachments": [{"instanceId": identity, "state": "attached"}]}, zone=zone))
        for system, owner, where, kind, name, _ in COMPONENTS:
            if (owner, where) != (account, region):
                continue
            configuration, supplementary = _config(kind, name)
            items.append(_item(account, region, kind, name, name, arns()[system], configuration, supplementary,
                               _tags(system, systems)))
        for key, owner, where, origin in KEYS:
            if (owner, where) != (account, region):
                continue
            items.append(_item(account, region, "AWS::KMS::Key", _uuid(key), None, key_arns()[key],
                               {"keyId": _uuid(key), "keyManager": "CUSTOMER", "origin": origin, "keyState": "Enabled"},
                               {"KeyRotationStatus": True}))
        snapshot = {"fileVersion": "1.0", "configSnapshotId": _uuid(account + region), "configurationItems": items}
        files[f"{account}_Config_{region}_ConfigSnapshot_20261119T220000Z.json"] = dump(snapshot)
    return files


def describe_instances(account, systems):
    reservations = []
    for system, owner, region, zone, machine, tenancy, outpost in INSTANCES:
        if owner != account:
            continue
        instance = {
            "Architecture": "x86_64", "EbsOptimized": True, "Hypervisor": "xen", "InstanceId": instance_id(system),
            "ImageId": "ami-" + hexa("image " + region), "InstanceType": machine, "LaunchTime": "2026-02-11T07:30:00+00:00",
            "State": {"Code": 16, "Name": "running"}, "Placement": {"AvailabilityZone": zone, "GroupName": "",
                                                                     "Tenancy": tenancy},
            "EnclaveOptions": {"Enabled": False}, "MetadataOptions": {"State": "applied", "HttpTokens": "required"},
            "IamInstanceProfile": {"Arn": f"arn:{partition_of(region)}:iam::{account}:instance-profile/{system}"},
            "SubnetId": "subnet-" + hexa(f"{account} {region} subnet {zone[-1]}"),
            "Tags": [{"Key": key, "Value": value} for key, value in _tags(system, systems).items()],
        }
        if outpost:
            instance["OutpostArn"] = outpost
        reservations.append({"ReservationId": "r-" + hexa("reservation " + system), "OwnerId": account, "Groups": [],
                             "Instances": [instance]})
    if account == FRANKFURT:
        reservations.append({"ReservationId": "r-" + hexa("old"), "OwnerId": account, "Groups": [], "Instances": [
            {"InstanceId": "i-" + hexa("old"), "InstanceType": "t3.large", "ImageId": "ami-" + hexa("old"),
             "State": {"Code": 48, "Name": "terminated"},
             "Placement": {"AvailabilityZone": "eu-central-1a", "Tenancy": "default"}, "Tags": []}]})
    return dump({"Reservations": reservations})


def bedrock_models():
    def model(identity, name, vendor, ways=("INFERENCE_PROFILE",), outputs=("TEXT",), inputs=("TEXT",)):
        return {"modelArn": f"arn:aws:bedrock:eu-central-1::foundation-model/{identity}", "modelId": identity,
                "modelName": name, "providerName": vendor, "inputModalities": list(inputs), "outputModalities": list(outputs),
                "responseStreamingSupported": True, "customizationsSupported": [],
                "inferenceTypesSupported": list(ways), "modelLifecycle": {"status": "ACTIVE"}}
    here = ("ON_DEMAND",)
    return dump({"modelSummaries": [
        model("ai21.jamba-1-5-large-v1:0", "Jamba 1.5 Large", "AI21 Labs", here),
        model("amazon.nova-lite-v1:0", "Nova Lite", "Amazon", inputs=("TEXT", "IMAGE")),
        model("amazon.nova-pro-v1:0", "Nova Pro", "Amazon", inputs=("TEXT", "IMAGE")),
        model("anthropic.claude-haiku-4-5-20251001-v1:0", "Claude Haiku 4.5", "Anthropic", inputs=("TEXT", "IMAGE")),
        model("anthropic.claude-sonnet-4-20250514-v1:0", "Claude Sonnet 4", "Anthropic", inputs=("TEXT", "IMAGE")),
        model("cohere.command-r-v1:0", "Command R", "Cohere", here),
        model("cohere.embed-multilingual-v3", "Embed Multilingual", "Cohere", here, ("EMBEDDING",)),
        model("meta.llama3-2-3b-instruct-v1:0", "Llama 3.2 3B Instruct", "Meta"),
        model("mistral.pixtral-large-2502-v1:0", "Pixtral Large", "Mistral AI"),
        model("openai.gpt-oss-120b-1:0", "gpt-oss-120b", "OpenAI", here),
    ]})


# Own profiles: these are in use.
PROFILES = {"claude-sonnet": ("contact-chat", "anthropic.claude-sonnet-4-20250514-v1:0",
                              ["eu-central-1", "eu-west-1", "eu-west-3", "eu-north-1", "eu-south-1", "eu-south-2"]),
            "nova-pro": ("agents", "amazon.nova-pro-v1:0", ["eu-central-1", "eu-west-1", "eu-west-3", "eu-north-1"])}


def profile_arns():
    return {model: f"arn:aws:bedrock:eu-central-1:{FRANKFURT}:application-inference-profile/{hexa(model, 12)}"
            for model in PROFILES}


def bedrock_profiles():
    profiles = []
    for model, (name, identity, regions) in PROFILES.items():
        entry = {"inferenceProfileName": name, "description": "EU profile for " + name,
                 "createdAt": "2026-01-20T10:00:00+00:00", "updatedAt": "2026-01-20T10:00:00+00:00",
                 "inferenceProfileArn": profile_arns()[model], "inferenceProfileId": hexa(model, 12),
                 "models": [{"modelArn": f"arn:aws:bedrock:{region}::foundation-model/{identity}"} for region in regions],
                 "status": "ACTIVE", "type": "APPLICATION"}
        profiles.append(entry)
        system = dict(entry, inferenceProfileName="EU " + identity.split(".")[1], type="SYSTEM_DEFINED",
                      inferenceProfileId="eu." + identity,
                      inferenceProfileArn=f"arn:aws:bedrock:eu-central-1:{FRANKFURT}:inference-profile/eu.{identity}",
                      description="Routes requests within the European Union")
        profiles.append(system)
    return dump({"inferenceProfileSummaries": profiles})


# Roles of agents: the register's identity and the role's name.
AGENT_ROLES = {"agent-pay-prepare": "AmazonBedrockExecutionRoleForAgents_payprepare",
               "agent-contact": "AmazonBedrockExecutionRoleForAgents_contact",
               "agent-data": "AmazonBedrockAgentCoreRuntime_data"}


def agent_arns():
    return {agent: f"arn:aws:iam::{FRANKFURT}:role/{name}" for agent, name in AGENT_ROLES.items()}


_USERS = [("deploy-online", True, True, 31), ("deploy-cards", True, True, 12), ("backup-export", False, True, 3),
          ("sftp-statements", False, True, 1), ("break-glass-1", True, False, 240), ("break-glass-2", True, False, 240),
          ("monitoring-reader", False, True, 1), ("legacy-batch", False, True, 410)]


def _policy(statements):
    return {"Version": "2012-10-17", "Statement": statements}


def iam_details():
    account = FRANKFURT
    iam = f"arn:aws:iam::{account}"
    systems = ["onl-web", "onl-app", "onl-login", "onl-onboarding", "onl-psd2", "onl-notify", "onl-docs", "onl-pfm",
               "crd-fraud", "cct-chat", "cct-voice", "cct-triage", "cct-knowledge", "cct-summary", "dat-agents"]
    roles = []

    def role(name, trust, statements, attached=(), used=5, tags=()):
        roles.append({"Path": "/", "RoleName": name, "RoleId": "AROA" + hexa(name, 17).upper(), "Arn": f"{iam}:role/{name}",
                      "CreateDate": "2024-03-01T08:00:00+00:00", "AssumeRolePolicyDocument": _policy(trust),
                      "InstanceProfileList": [], "RolePolicyList": [{"PolicyName": "access",
                      "PolicyDocument": _policy(statements)}] if statements else [],
                      "AttachedManagedPolicies": [{"PolicyName": arn.split("/")[-1], "PolicyArn": arn} for arn in attached],
                      "RoleLastUsed": {"LastUsedDate": (AS_OF - datetime.timedelta(days=used)).isoformat() + "T10:00:00+00:00",
                                       "Region": "eu-central-1"},
                      "Tags": [{"Key": key, "Value": value} for key, value in tags]})

    def service(name):
        return [{"Effect": "Allow", "Principal": {"Service": name}, "Action": "sts:AssumeRole"}]

    def person(mfa=True):
        statement = {"Effect": "Allow", "Principal": {"Federated": f"{iam}:saml-provider/corvane"},
                     "Action": "sts:AssumeRoleWithSAML"}
        if mfa:
            statement["Condition"] = {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}}
        return [statement]

    for number, system in enumerate(systems):
        bucket = f"arn:aws:s3:::corvane-{system}"
        role(f"{system}-runtime", service("ec2.amazonaws.com" if number % 2 else "lambda.amazonaws.com"), [
            {"Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": [bucket, bucket + "/*"]},
            {"Sid": "Write", "Effect": "Allow", "Action": "s3:PutObject", "Resource": bucket + "/data/*"},
            {"Sid": "Table", "Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:Query"],
             "Resource": f"arn:aws:dynamodb:eu-central-1:{account}:table/{system}"},
            {"Sid": "Keys", "Effect": "Allow", "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
             "Resource": f"arn:aws:kms:eu-central-1:{account}:key/*"},
            {"Sid": "Logs", "Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
             "Resource": f"arn:aws:logs:eu-central-1:{account}:log-group:/corvane/{system}:*"}], used=1 + number)
        role(f"{system}-operator", person(), [
            {"Sid": "Operate", "Effect": "Allow", "Action": ["ec2:RebootInstances", "ec2:StartInstances", "ssm:StartSession"],
             "Resource": f"arn:aws:ec2:eu-central-1:{account}:instance/*",
             "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}},
            {"Sid": "Look", "Effect": "Allow", "Action": ["cloudwatch:GetMetricData", "logs:GetLogEvents"], "Resource": "*"},
            {"Sid": "NoData", "Effect": "Deny", "Action": "s3:GetObject", "Resource": bucket + "/*"}], used=3 + 2 * number,
             tags=[("owner", "CISO")])
    role("Administrator", person(), [], ["arn:aws:iam::aws:policy/AdministratorAccess"], used=2, tags=[("owner", "CISO")])
    role("Auditor", person(), [], ["arn:aws:iam::aws:policy/SecurityAudit", "arn:aws:iam::aws:policy/ReadOnlyAccess"], used=9)
    # Other organisations that may come in.
    role("KontoraDiagnostics", [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::999988887777:root"},
                                 "Action": "sts:AssumeRole"}], [
        {"Sid": "Logs", "Effect": "Allow", "Action": ["logs:GetLogEvents", "s3:GetObject"],
         "Resource": "arn:aws:s3:::corvane-onl-psd2/diagnostics/*"}], used=140)
    role("CloudflareLogPush", [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::888877776666:role/logpush"},
                                "Action": "sts:AssumeRole", "Condition": {"StringEquals": {"sts:ExternalId": "corvane"}}}], [
        {"Sid": "Push", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::corvane-edge-logs/*"}], used=1)
    # Agents.
    models = ["arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-pro-v1:0",
              "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-sonnet-4-20250514-v1:0"]
    for agent, name in AGENT_ROLES.items():
        trust = service("bedrock-agentcore.amazonaws.com" if "AgentCore" in name else "bedrock.amazonaws.com")
        role(name, trust, [{"Sid": "Invoke", "Effect": "Allow", "Action": "bedrock:InvokeModel", "Resource": models},
                           {"Sid": "Tools", "Effect": "Allow", "Action": "lambda:InvokeFunction",
                            "Resource": f"arn:aws:lambda:eu-central-1:{account}:function:{agent}-*"}], used=1,
             tags=[("owner", "Head of Payments" if "pay" in agent else "Chief Data Office" if "data" in agent else
                    "Head of Customer Contact")])
    users = [{"Path": "/", "UserName": name, "UserId": "AIDA" + hexa(name, 17).upper(), "Arn": f"{iam}:user/{name}",
              "CreateDate": "2023-01-10T09:00:00+00:00", "GroupList": ["Deployers"] if name.startswith("deploy") else [],
              "UserPolicyList": [] if name.startswith(("deploy", "break")) else [{"PolicyName": "own", "PolicyDocument": _policy([
                  {"Sid": "Objects", "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"],
                   "Resource": f"arn:aws:s3:::corvane-{name}/*"}])}],
              "AttachedManagedPolicies": [{"PolicyName": "AdministratorAccess",
                                           "PolicyArn": "arn:aws:iam::aws:policy/AdministratorAccess"}]
              if name.startswith("break") else []} for name, *_ in _USERS]
    groups = [{"Path": "/", "GroupName": "Deployers", "GroupId": "AGPA" + hexa("Deployers", 17).upper(),
               "Arn": f"{iam}:group/Deployers", "CreateDate": "2023-01-10T09:00:00+00:00", "GroupPolicyList": [
                   {"PolicyName": "deploy", "PolicyDocument": _policy([
                       {"Sid": "Deploy", "Effect": "Allow", "Action": ["cloudformation:*", "lambda:UpdateFunctionCode"],
                        "Resource": "*"}])}], "AttachedManagedPolicies": []}]
    return dump({"UserDetailList": users, "GroupDetailList": groups, "RoleDetailList": roles, "Policies": [],
                 "IsTruncated": False})


def iam_grant_count():
    """Rights that the details hold: statement by resource, attached policies, and who may become a role."""
    document = json.loads(iam_details())
    count = 0

    def policies(entries):
        return sum(len(s["Resource"]) if isinstance(s["Resource"], list) else 1
                   for entry in entries for s in entry["PolicyDocument"]["Statement"])
    for user in document["UserDetailList"]:
        count += policies(user["UserPolicyList"]) + len(user["AttachedManagedPolicies"])
    for group in document["GroupDetailList"]:
        count += policies(group["GroupPolicyList"])
    for one in document["RoleDetailList"]:
        count += policies(one["RolePolicyList"]) + len(one["AttachedManagedPolicies"])
        count += len(one["AssumeRolePolicyDocument"]["Statement"])
    return count


def credential_report():
    head = ("user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,"
            "mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,"
            "access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,"
            "access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,"
            "cert_1_last_rotated,cert_2_active,cert_2_last_rotated")
    tail = "false,N/A,N/A,N/A,N/A,false,N/A,false,N/A"
    lines = [head, f"<root_account>,arn:aws:iam::{FRANKFURT}:root,2022-11-27T09:00:00+00:00,not_supported,"
                   f"2022-11-27T09:30:00+00:00,not_supported,not_supported,true,false,N/A,N/A,N/A,N/A,{tail}"]
    for name, mfa, key, age in _USERS:
        used = (AS_OF - datetime.timedelta(days=age)).isoformat() + "T06:00:00+00:00"
        password = not key
        lines.append(",".join([
            name, f"arn:aws:iam::{FRANKFURT}:user/{name}", "2023-01-10T09:00:00+00:00", str(password).lower(),
            used if password else "N/A", "2026-01-10T09:00:00+00:00" if password else "N/A", "N/A", str(mfa).lower(),
            str(key).lower(), "2025-10-01T09:00:00+00:00" if key else "N/A", used if key else "N/A",
            "eu-central-1" if key else "N/A", "s3" if key else "N/A", tail]))
    return "\n".join(lines) + "\n"


def files(systems):
    content = config_snapshots(systems)
    for account, label in ((FRANKFURT, "frankfurt"), (PARIS, "paris"), (SINGAPORE, "singapore"), (SOVEREIGN, "sovereign")):
        content[f"ec2-describe-instances-{label}.json"] = describe_instances(account, systems)
    content["bedrock-list-foundation-models.json"] = bedrock_models()
    content["bedrock-list-inference-profiles.json"] = bedrock_profiles()
    content["iam-account-authorization-details.json"] = iam_details()
    content["iam-credential-report.csv"] = credential_report()
    return content
