# SPDX-License-Identifier: GPL-3.0-or-later
"""Kubernetes and Terraform."""
from . import ACCOUNTS, ENVS, OWNERS, REGIONS, WORDS, code, day, export, listed, name, of, uuid


def pod(i):
    owner = "%s-%s" % (of(WORDS, i), code(i // 4, 10))
    image = "registry.example.com/%s/%s@sha256:%s" % (of(WORDS, i), of(WORDS, i + 1), code(i % 500, 64))
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"annotations": {"cni.projectcalico.org/podIP": "10.%d.%d.%d/32" % (i >> 16 & 255, i >> 8 & 255, i & 255),
            "kubernetes.io/limit-ranger": "LimitRanger plugin set: cpu request for container main"}, "creationTimestamp": day(i) + "Z", "generateName": owner + "-",
            "labels": {"app.kubernetes.io/name": of(WORDS, i), "app.kubernetes.io/instance": owner, "environment": of(ENVS, i), "pod-template-hash": code(i // 4, 10)},
            "name": owner + "-" + code(i, 5), "namespace": "ns-%s-%d" % (of(WORDS, i), i % 40), "ownerReferences": [{"apiVersion": "apps/v1", "blockOwnerDeletion": True,
                "controller": True, "kind": "ReplicaSet", "name": owner, "uid": uuid(i // 4, 1)}], "resourceVersion": str(10**8 + i), "uid": uuid(i)},
            "spec": {"containers": [{"env": [{"name": "DATABASE_HOST", "value": "db-%s.internal" % of(WORDS, i)}, {"name": "POD_IP", "valueFrom": {
                "fieldRef": {"apiVersion": "v1", "fieldPath": "status.podIP"}}}], "image": image, "imagePullPolicy": "IfNotPresent", "livenessProbe": {
                    "failureThreshold": 3, "httpGet": {"path": "/healthz", "port": 8080, "scheme": "HTTP"}, "periodSeconds": 10}, "name": "main",
                "ports": [{"containerPort": 8080, "name": "http", "protocol": "TCP"}], "resources": {"limits": {"cpu": "1", "memory": "1Gi"}, "requests": {
                    "cpu": "100m", "memory": "256Mi"}}, "terminationMessagePath": "/dev/termination-log", "volumeMounts": [
                        {"mountPath": "/var/run/secrets/kubernetes.io/serviceaccount", "name": "kube-api-access-" + code(i, 5, 2), "readOnly": True}]}],
                "dnsPolicy": "ClusterFirst", "nodeName": "ip-10-0-%d-%d.eu-central-1.compute.internal" % (i % 7, i % 250), "restartPolicy": "Always",
                "schedulerName": "default-scheduler", "serviceAccountName": "sa-" + of(WORDS, i), "tolerations": [{"effect": "NoExecute",
                    "key": "node.kubernetes.io/not-ready", "operator": "Exists", "tolerationSeconds": 300}], "volumes": [
                        {"name": "kube-api-access-" + code(i, 5, 2), "projected": {"defaultMode": 420, "sources": [{"serviceAccountToken": {"expirationSeconds": 3607,
                            "path": "token"}}]}}]},
            "status": {"conditions": [{"lastProbeTime": None, "lastTransitionTime": day(i) + "Z", "status": "True", "type": "Ready"}], "containerStatuses": [
                {"containerID": "containerd://" + code(i, 64, 3), "image": image, "imageID": image, "lastState": {}, "name": "main", "ready": True, "restartCount": 0,
                 "started": True, "state": {"running": {"startedAt": day(i) + "Z"}}}], "hostIP": "10.0.%d.%d" % (i % 7, i % 250), "phase": "Running",
                "podIP": "10.%d.%d.%d" % (i >> 16 & 255, i >> 8 & 255, i & 255), "qosClass": "Burstable", "startTime": day(i) + "Z"}}


def deployment(i):
    made = pod(i)
    labels = {"app.kubernetes.io/name": of(WORDS, i), "environment": of(ENVS, i)}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"annotations": {"deployment.kubernetes.io/revision": "7"}, "creationTimestamp": day(i) + "Z",
            "generation": 7, "labels": labels, "name": name(i), "namespace": made["metadata"]["namespace"], "resourceVersion": str(10**8 + i), "uid": uuid(i, 5)},
            "spec": {"progressDeadlineSeconds": 600, "replicas": 3, "revisionHistoryLimit": 10, "selector": {"matchLabels": labels}, "strategy": {"rollingUpdate": {
                "maxSurge": "25%", "maxUnavailable": "25%"}, "type": "RollingUpdate"}, "template": {"metadata": {"labels": labels}, "spec": made["spec"]}},
            "status": {"availableReplicas": 3, "observedGeneration": 7, "readyReplicas": 3, "replicas": 3, "updatedReplicas": 3}}


def attributes(i):
    instance = "i-" + code(i, 17)
    return {"ami": "ami-" + code(i % 40, 17, 1), "arn": "arn:aws:ec2:eu-central-1:%s:instance/%s" % (ACCOUNTS[0], instance), "associate_public_ip_address": False,
            "availability_zone": "eu-central-1" + "abc"[i % 3], "capacity_reservation_specification": [{"capacity_reservation_preference": "open",
            "capacity_reservation_target": []}], "cpu_core_count": 2, "cpu_threads_per_core": 2, "credit_specification": [], "disable_api_termination": False,
            "ebs_block_device": [], "ebs_optimized": False, "enclave_options": [{"enabled": False}], "ephemeral_block_device": [], "get_password_data": False,
            "hibernation": False, "host_id": None, "iam_instance_profile": "profile-" + of(WORDS, i), "id": instance, "instance_state": "running",
            "instance_type": of(["m5.large", "t3.micro", "p5.48xlarge"], i), "key_name": "key-%d" % (i % 9), "metadata_options": [{"http_endpoint": "enabled",
            "http_put_response_hop_limit": 1, "http_tokens": "required", "instance_metadata_tags": "disabled"}], "monitoring": False, "network_interface": [],
            "primary_network_interface_id": "eni-" + code(i, 17, 2), "private_dns": "ip-10-0-0-1.eu-central-1.compute.internal",
            "private_ip": "10.%d.%d.%d" % (i >> 16 & 255, i >> 8 & 255, i & 255), "root_block_device": [{"delete_on_termination": True, "device_name": "/dev/xvda",
            "encrypted": i % 3 > 0, "iops": 3000, "kms_key_id": "arn:aws:kms:eu-central-1:%s:key/%s" % (ACCOUNTS[0], uuid(i % 20)), "tags": {}, "throughput": 125,
            "volume_id": "vol-" + code(i, 17, 3), "volume_size": 50, "volume_type": "gp3"}], "secondary_private_ips": [], "security_groups": [],
            "source_dest_check": True, "subnet_id": "subnet-" + code(i % 12, 17, 4), "tags": {"Name": name(i), "Environment": of(ENVS, i), "Owner": of(OWNERS, i)},
            "tags_all": {"Name": name(i), "Environment": of(ENVS, i), "Owner": of(OWNERS, i)}, "tenancy": "default", "timeouts": None, "user_data": code(i, 40, 5),
            "volume_tags": None, "vpc_security_group_ids": ["sg-" + code(i % 50, 17, 6)]}


def state(i):
    return {"module": 'module.%s["%d"]' % (of(WORDS, i), i // 100), "mode": "managed", "type": "aws_instance", "name": name(i).replace("-", "_"),
            "provider": 'provider["registry.terraform.io/hashicorp/aws"]', "instances": [{"schema_version": 1, "attributes": attributes(i), "sensitive_attributes": [],
                "private": code(i, 96, 7), "dependencies": ["module.%s.aws_security_group.main" % of(WORDS, i), "data.aws_ami.debian"]}]}


def shown(i):
    return {"address": 'module.%s.aws_instance.%s' % (of(WORDS, i), name(i).replace("-", "_")), "mode": "managed", "type": "aws_instance",
            "name": name(i).replace("-", "_"), "provider_name": "registry.terraform.io/hashicorp/aws", "schema_version": 1, "values": attributes(i),
            "sensitive_values": {"capacity_reservation_specification": [{}], "metadata_options": [{}], "root_block_device": [{"tags": {}}], "tags": {}}}


TREE = '{"root_module": {"resources": [\n'
export("kubernetes", "kubectl_get_pods.json", listed(lambda i: pod(i) if i % 4 else deployment(i), '{"apiVersion": "v1", "items": [\n', '\n], "kind": "List", "metadata": {"resourceVersion": ""}}\n'))
export("tfstate", "terraform.tfstate", listed(state, '{"version": 4, "terraform_version": "1.9.5", "serial": 812, "lineage": "%s", "outputs": {}, "resources": [\n' % uuid(1),
                                              '\n], "check_results": null}\n'))
export("terraform-json", "terraform-show.json", listed(shown, '{"format_version": "1.0", "terraform_version": "1.9.5", "values": ' + TREE, "\n]}}}\n"))
export("terraform-plan", "plan.json", listed(shown, '{"format_version": "1.2", "terraform_version": "1.9.5", "planned_values": ' + TREE,
                                             '\n]}}, "resource_changes": [], "timestamp": "2026-09-01T10:00:00Z", "errored": false}\n'), named=True)
