# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers of the AWS command line and what Config writes."""
from . import ACCOUNTS, ENVS, OWNERS, REGIONS, WORDS, cells, code, day, dumps, export, listed, name, of, uuid


def tags(i):
    return [{"Key": "Name", "Value": name(i)}, {"Key": "Environment", "Value": of(ENVS, i)}, {"Key": "Owner", "Value": of(OWNERS, i + 1)},
            {"Key": "CostCenter", "Value": "%06d" % (i * 37 % 1000000)}]


def instance(i):
    return {"ReservationId": "r-" + code(i, 17, 1), "OwnerId": ACCOUNTS[0], "Groups": [], "Instances": [{
        "Architecture": "x86_64", "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"AttachTime": day(i) + "+00:00",
            "DeleteOnTermination": True, "Status": "attached", "VolumeId": "vol-" + code(i, 17, 2)}}], "ClientToken": uuid(i, 3),
        "EbsOptimized": False, "EnaSupport": True, "Hypervisor": "xen", "IamInstanceProfile": {
            "Arn": "arn:aws:iam::%s:instance-profile/%s-role" % (ACCOUNTS[0], of(WORDS, i)), "Id": "AIPA" + code(i % 10, 16, 4).upper()},
        "NetworkInterfaces": [{"Attachment": {"AttachTime": day(i) + "+00:00", "AttachmentId": "eni-attach-" + code(i, 17, 5),
            "DeleteOnTermination": True, "DeviceIndex": 0, "Status": "attached"}, "Description": "", "Groups": [
                {"GroupId": "sg-" + code(i % 50, 17, 6), "GroupName": "application-%d" % (i % 50)}], "NetworkInterfaceId": "eni-" + code(i, 17, 7),
            "OwnerId": ACCOUNTS[0], "PrivateIpAddress": "10.%d.%d.%d" % (i >> 16 & 255, i >> 8 & 255, i & 255), "SourceDestCheck": True,
            "Status": "in-use", "SubnetId": "subnet-" + code(i % 12, 17, 8), "VpcId": "vpc-" + code(i % 3, 17, 9)}],
        "RootDeviceName": "/dev/xvda", "RootDeviceType": "ebs", "SecurityGroups": [
            {"GroupId": "sg-" + code(i % 50, 17, 6), "GroupName": "application-%d" % (i % 50)}], "Tags": tags(i), "VirtualizationType": "hvm",
        "CpuOptions": {"CoreCount": 2, "ThreadsPerCore": 2}, "CapacityReservationSpecification": {"CapacityReservationPreference": "open"},
        "HibernationOptions": {"Configured": False}, "MetadataOptions": {"State": "applied", "HttpTokens": of(["required", "optional"], i),
            "HttpPutResponseHopLimit": 1, "HttpEndpoint": "enabled", "InstanceMetadataTags": "disabled"}, "EnclaveOptions": {"Enabled": False},
        "PlatformDetails": "Linux/UNIX", "UsageOperation": "RunInstances", "UsageOperationUpdateTime": day(i) + "+00:00",
        "InstanceId": "i-" + code(i, 17), "ImageId": "ami-" + code(i % 40, 17, 10), "State": {"Code": 16, "Name": "running"},
        "PrivateDnsName": "ip-10-%d-%d-%d.eu-central-1.compute.internal" % (i >> 16 & 255, i >> 8 & 255, i & 255), "PublicDnsName": "",
        "StateTransitionReason": "", "AmiLaunchIndex": 0, "ProductCodes": [], "InstanceType": of(["m5.large", "t3.micro", "p5.48xlarge", "c6i.xlarge",
            "g5.12xlarge"], i), "LaunchTime": day(i) + "+00:00", "Placement": {"GroupName": "", "Tenancy": "default",
            "AvailabilityZone": "eu-central-1" + "abc"[i % 3]}, "Monitoring": {"State": "disabled"}, "SubnetId": "subnet-" + code(i % 12, 17, 8),
        "VpcId": "vpc-" + code(i % 3, 17, 9), "PrivateIpAddress": "10.%d.%d.%d" % (i >> 16 & 255, i >> 8 & 255, i & 255)}]}


def config_item(i):
    account, region = of(ACCOUNTS, i), of(REGIONS, i + 2)
    instance_id = "i-" + code(i, 17)
    return {"configurationItemVersion": "1.3", "configurationItemCaptureTime": day(i) + ".000Z", "configurationStateId": 1700000000000 + i,
            "awsAccountId": account, "configurationItemStatus": "OK", "resourceType": "AWS::EC2::Instance", "resourceId": instance_id,
            "ARN": "arn:aws:ec2:%s:%s:instance/%s" % (region, account, instance_id), "awsRegion": region, "availabilityZone": region + "abc"[i % 3],
            "tags": {t["Key"]: t["Value"] for t in tags(i)}, "relatedEvents": [], "relationships": [
                {"resourceId": "vpc-" + code(i % 3, 17, 9), "resourceType": "AWS::EC2::VPC", "name": "Is contained in Vpc"}],
            "configuration": {"amiLaunchIndex": 0, "imageId": "ami-" + code(i % 40, 17, 10), "instanceId": instance_id, "instanceType": "m5.large",
                "launchTime": day(i) + ".000Z", "monitoring": {"state": "disabled"}, "placement": {"availabilityZone": region + "abc"[i % 3],
                    "tenancy": "default"}, "state": {"code": 16, "name": "running"}, "privateIpAddress": "10.0.%d.%d" % (i >> 8 & 255, i & 255)},
            "supplementaryConfiguration": {}, "resourceCreationTime": day(i + 1) + ".000Z"}


def statement(i, actions):
    return {"Version": "2012-10-17", "Statement": [{"Sid": "Access%d" % i, "Effect": "Allow", "Action": actions,
            "Resource": ["arn:aws:s3:::%s" % name(i), "arn:aws:s3:::%s/*" % name(i)], "Condition": {"StringEquals": {
                "aws:RequestedRegion": of(REGIONS, i)}}}]}


def authorization(size):
    """Four lists; most of a large account is roles and the customer's policies."""
    account = ACCOUNTS[0]

    def user(i):
        return {"Path": "/", "UserName": "user.%06d" % i, "UserId": "AIDA" + code(i, 16, 1).upper(), "Arn": "arn:aws:iam::%s:user/user.%06d" % (account, i),
                "CreateDate": day(i) + "+00:00", "UserPolicyList": [{"PolicyName": "own-%d" % i, "PolicyDocument": statement(i, ["s3:GetObject"])}],
                "GroupList": ["group-%d" % (i % 40)], "AttachedManagedPolicies": [], "Tags": tags(i)[:2]}

    def group(i):
        return {"Path": "/", "GroupName": "group-%d" % i, "GroupId": "AGPA" + code(i, 16, 2).upper(), "Arn": "arn:aws:iam::%s:group/group-%d" % (account, i),
                "CreateDate": day(i) + "+00:00", "GroupPolicyList": [], "AttachedManagedPolicies": [
                    {"PolicyName": "ReadOnlyAccess", "PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}]}

    def role(i):
        return {"Path": "/", "RoleName": "role-" + name(i), "RoleId": "AROA" + code(i, 16, 3).upper(), "Arn": "arn:aws:iam::%s:role/role-%s" % (account, name(i)),
                "CreateDate": day(i) + "+00:00", "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                    "Principal": of([{"Service": "lambda.amazonaws.com"}, {"AWS": "arn:aws:iam::%s:root" % ACCOUNTS[1]}, {"Service": "ec2.amazonaws.com"}], i),
                    "Action": "sts:AssumeRole"}]}, "InstanceProfileList": [], "RolePolicyList": [
                        {"PolicyName": "inline-%d" % i, "PolicyDocument": statement(i, ["s3:GetObject", "s3:PutObject", "kms:Decrypt"])}],
                "AttachedManagedPolicies": [{"PolicyName": "policy-%s" % name(i), "PolicyArn": "arn:aws:iam::%s:policy/policy-%s" % (account, name(i))}],
                "Tags": tags(i)[:2], "RoleLastUsed": {"LastUsedDate": day(i + 5) + "+00:00", "Region": of(REGIONS, i)}}

    def policy(i):
        return {"PolicyName": "policy-" + name(i), "PolicyId": "ANPA" + code(i, 16, 4).upper(), "Arn": "arn:aws:iam::%s:policy/policy-%s" % (account, name(i)),
                "Path": "/", "DefaultVersionId": "v1", "AttachmentCount": 1, "PermissionsBoundaryUsageCount": 0, "IsAttachable": True,
                "CreateDate": day(i) + "+00:00", "UpdateDate": day(i) + "+00:00", "PolicyVersionList": [{"VersionId": "v1", "IsDefaultVersion": True,
                    "CreateDate": day(i) + "+00:00", "Document": statement(i, ["dynamodb:GetItem", "dynamodb:Query", "sqs:SendMessage"])}]}

    def part(record, share):
        return listed(record, "", "")(size * share)

    for head, record, share in (('{"UserDetailList": [', user, .2), ('], "GroupDetailList": [', group, .01), ('], "RoleDetailList": [', role, .45),
                                ('], "Policies": [', policy, .34)):
        yield head, 0
        yield from part(record, share)
    yield "]}", 0


def instance_type(i):
    gpu = {"GpuInfo": {"Gpus": [{"Name": of(["H100", "A100", "L4"], i), "Manufacturer": "NVIDIA", "Count": 8, "MemoryInfo": {"SizeInMiB": 81920}}],
                       "TotalGpuMemoryInMiB": 655360}} if i % 5 == 0 else {}
    return {"InstanceType": "x%d.%dxlarge" % (i // 20, 1 + i % 20), "CurrentGeneration": True, "FreeTierEligible": False,
            "SupportedUsageClasses": ["on-demand", "spot"], "SupportedRootDeviceTypes": ["ebs"], "SupportedVirtualizationTypes": ["hvm"], "BareMetal": False,
            "Hypervisor": "nitro", "ProcessorInfo": {"SupportedArchitectures": ["x86_64"], "SustainedClockSpeedInGhz": 3.1, "Manufacturer": "Intel"},
            "VCpuInfo": {"DefaultVCpus": 64, "DefaultCores": 32, "DefaultThreadsPerCore": 2, "ValidCores": list(range(2, 33, 2)), "ValidThreadsPerCore": [1, 2]},
            "MemoryInfo": {"SizeInMiB": 524288}, "InstanceStorageSupported": False, "EbsInfo": {"EbsOptimizedSupport": "default",
                "EncryptionSupport": "supported", "EbsOptimizedInfo": {"BaselineBandwidthInMbps": 10000, "BaselineThroughputInMBps": 1250.0,
                    "BaselineIops": 40000}, "NvmeSupport": "required"}, "NetworkInfo": {"NetworkPerformance": "25 Gigabit", "MaximumNetworkInterfaces": 15,
                "NetworkCards": [{"NetworkCardIndex": 0, "NetworkPerformance": "25 Gigabit", "MaximumNetworkInterfaces": 15}], "Ipv6Supported": True,
                "EnaSupport": "required"}, "PlacementGroupInfo": {"SupportedStrategies": ["cluster", "partition", "spread"]},
            "HibernationSupported": False, "BurstablePerformanceSupported": False, "DedicatedHostsSupported": True, "AutoRecoverySupported": True, **gpu}


def arn(i):
    return of(["arn:aws:ec2:eu-central-1:%s:volume/vol-%s", "arn:aws:lambda:eu-central-1:%s:function:fn-%s", "arn:aws:rds:eu-central-1:%s:db:db-%s",
               "arn:aws:logs:eu-central-1:%s:log-group:/aws/lambda/%s"], i) % (ACCOUNTS[0], code(i, 17))


def explored(i):
    return {"Arn": arn(i), "LastReportedAt": day(i) + "+00:00", "OwningAccountId": ACCOUNTS[0], "Properties": [
        {"Name": "tags", "LastReportedAt": day(i) + "+00:00", "Data": tags(i)}], "Region": "eu-central-1",
        "ResourceType": of(["ec2:volume", "lambda:function", "rds:db", "logs:log-group"], i), "Service": of(["ec2", "lambda", "rds", "logs"], i)}


def external(i):
    return {"id": uuid(i), "principal": {"AWS": "arn:aws:iam::%s:role/partner-%06d" % (ACCOUNTS[1], i)}, "action": ["s3:GetObject", "s3:ListBucket"],
            "resource": "arn:aws:s3:::" + name(i), "isPublic": False, "resourceType": "AWS::S3::Bucket", "condition": {"aws:PrincipalOrgID": "o-" + code(i % 9, 10)},
            "createdAt": day(i) + "+00:00", "analyzedAt": day(i + 3) + "+00:00", "updatedAt": day(i + 1) + "+00:00", "status": "ACTIVE",
            "resourceOwnerAccount": ACCOUNTS[0], "sources": [{"type": "BUCKET_ACL", "detail": {}}]}


def credential(i):
    return cells(["user.%07d" % i, "arn:aws:iam::%s:user/user.%07d" % (ACCOUNTS[0], i), day(i) + "+00:00", "true", day(i + 3) + "+00:00", day(i + 1) + "+00:00",
                  "N/A", of(["true", "false"], i), "true", day(i + 2) + "+00:00", day(i + 4) + "+00:00", of(REGIONS, i), "s3", "false", "N/A", "N/A", "N/A", "N/A",
                  "false", "N/A", "false", "N/A"])


def tag_row(i):
    return cells([code(i, 17), name(i), of(ENVS, i), "%06d" % (i * 37 % 1000000), of(["ec2:volume", "lambda:function", "rds:db", "logs:log-group"], i),
                  of(["ec2", "lambda", "rds", "logs"], i), "eu-central-1", arn(i)])


CREDENTIALS = ("user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,"
               "access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,"
               "access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,"
               "cert_1_last_rotated,cert_2_active,cert_2_last_rotated\n")

export("aws-config", "111122223333_Config_eu-central-1_ConfigSnapshot.json",
       listed(config_item, '{"fileVersion": "1.0", "configSnapshotId": "%s", "configurationItems": [\n' % uuid(1), "\n]}\n"))
export("aws-ec2-instances", "ec2_describe-instances.json", listed(instance, '{"Reservations": [\n', "\n]}\n"))
export("aws-iam-details", "iam_get-account-authorization-details.json", authorization)
export("aws-instance-types", "ec2_describe-instance-types.json", listed(instance_type, '{"InstanceTypes": [\n', "\n]}\n", most=1100),
       small="a region has about 1,000 types")
export("aws-tagging", "resourcegroupstaggingapi_get-resources.json",
       listed(lambda i: {"ResourceARN": arn(i), "Tags": tags(i)}, '{"PaginationToken": "", "ResourceTagMappingList": [\n', "\n]}\n"))
export("aws-resource-explorer", "resource-explorer-2_search.json", listed(explored, '{"Resources": [\n',
       '\n], "Count": {"Complete": true}, "ViewArn": "arn:aws:resource-explorer-2:eu-central-1:%s:view/all/%s"}\n' % (ACCOUNTS[0], uuid(2))))
export("aws-access-analyzer", "accessanalyzer_list-findings.json", listed(external, '{"findings": [\n', "\n]}\n"))
export("aws-credential-report", "credential_report.csv", listed(credential, CREDENTIALS, "\n", sep="\n", most=5000), csv=True,
       small="an account has 5,000 users at most")
export("aws-resource-table", "resources.csv", listed(tag_row, "Identifier,Tag: Name,Tag: Environment,Tag: CostCenter,Type,Service,Region,ARN\n", "\n", sep="\n"), csv=True)
export("aws-config-compliance", "configservice_get-compliance-details-by-config-rule.json", listed(lambda i: {
    "EvaluationResultIdentifier": {"EvaluationResultQualifier": {"ConfigRuleName": "rule-%s-%d" % (of(WORDS, i), i % 200), "ResourceType": "AWS::EC2::Instance",
        "ResourceId": "i-" + code(i, 17)}, "OrderingTimestamp": day(i) + "+00:00"}, "ComplianceType": of(["COMPLIANT", "NON_COMPLIANT", "NOT_APPLICABLE"], i),
    "ResultRecordedTime": day(i) + ".261000+00:00", "ConfigRuleInvokedTime": day(i) + ".948000+00:00"}, '{"EvaluationResults": [\n', "\n]}\n"))
