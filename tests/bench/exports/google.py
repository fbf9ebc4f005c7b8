# SPDX-License-Identifier: GPL-3.0-or-later
"""Google Cloud Asset Inventory: the export to a bucket, and a search as CSV; a list of Vertex AI."""
from . import ENVS, OWNERS, WORDS, cells, code, day, dumps, export, listed, name, of

PROJECT = "projects/%s-production"


def machine(i):
    project, zone = of(WORDS, i) + "-production", "europe-west%d-%s" % (1 + i % 4, "abc"[i % 3])
    base = "https://www.googleapis.com/compute/v1/projects/%s/" % project
    return dumps({"name": "//compute.googleapis.com/projects/%s/zones/%s/instances/%s" % (project, zone, name(i)), "asset_type": "compute.googleapis.com/Instance",
        "resource": {"version": "v1", "discovery_document_uri": "https://www.googleapis.com/discovery/v1/apis/compute/v1/rest", "discovery_name": "Instance",
            "parent": "//cloudresourcemanager.googleapis.com/projects/%d" % (100000000000 + i % 10), "location": zone, "data": {
                "allocationAffinity": {"consumeAllocationType": "ANY_ALLOCATION"}, "canIpForward": False, "cpuPlatform": "Intel Cascade Lake",
                "creationTimestamp": day(i) + ".123-07:00", "deletionProtection": False, "description": "", "disks": [{"autoDelete": True, "boot": True,
                    "deviceName": name(i), "diskSizeGb": "50", "guestOsFeature": [{"type": "VIRTIO_SCSI_MULTIQUEUE"}, {"type": "UEFI_COMPATIBLE"}], "index": 0,
                    "interface": "SCSI", "license": [base + "global/licenses/debian-12-bookworm"], "mode": "READ_WRITE",
                    "source": base + "zones/%s/disks/%s" % (zone, name(i)), "type": "PERSISTENT"}], "fingerprint": code(i, 12),
                "id": "%d" % (10**18 + i * 7919), "labelFingerprint": code(i, 12, 1), "labels": {"env": of(ENVS, i), "owner": of(OWNERS, i).lower().replace(" ", "-")},
                "machineType": base + "zones/%s/machineTypes/%s" % (zone, of(["n2-standard-4", "a3-highgpu-8g", "e2-medium"], i)), "name": name(i),
                "networkInterfaces": [{"fingerprint": code(i, 12, 2), "name": "nic0", "network": base + "global/networks/main",
                    "networkIP": "10.%d.%d.%d" % (i >> 16 & 255, i >> 8 & 255, i & 255), "subnetwork": base + "regions/%s/subnetworks/main" % zone[:-2]}],
                "scheduling": {"automaticRestart": True, "onHostMaintenance": "MIGRATE", "preemptible": False}, "selfLink": base + "zones/%s/instances/%s" % (zone, name(i)),
                "serviceAccounts": [{"email": "%d-compute@developer.gserviceaccount.com" % (100000000000 + i % 10),
                    "scopes": ["https://www.googleapis.com/auth/devstorage.read_only", "https://www.googleapis.com/auth/logging.write"]}],
                "shieldedInstanceConfig": {"enableIntegrityMonitoring": True, "enableSecureBoot": False, "enableVtpm": True}, "startRestricted": False,
                "status": "RUNNING", "tags": {"fingerprint": code(i, 12, 3), "items": ["http-server"]}, "zone": base + "zones/" + zone}},
        "ancestors": ["projects/%d" % (100000000000 + i % 10), "folders/%d" % (200000000000 + i % 4), "organizations/300000000000"],
        "update_time": day(i) + ".123456Z"})


def found(i):
    project, zone = of(WORDS, i) + "-production", "europe-west%d-%s" % (1 + i % 4, "abc"[i % 3])
    return cells(["//compute.googleapis.com/projects/%s/zones/%s/instances/%s" % (project, zone, name(i)), "compute.googleapis.com/Instance",
                  "projects/%d" % (100000000000 + i % 10), name(i), zone, "env=%s;owner=%s" % (of(ENVS, i), of(WORDS, i)), "RUNNING", day(i) + "Z"])


def endpoint(i):
    place = "projects/%d/locations/europe-west4/" % (100000000000 + i % 10)
    return {"createTime": day(i) + ".123456Z", "deployedModels": [{"createTime": day(i) + ".5Z", "dedicatedResources": {"machineSpec": {"acceleratorCount": 8,
        "acceleratorType": "NVIDIA_H100_80GB", "machineType": "a3-highgpu-8g"}, "maxReplicaCount": 2, "minReplicaCount": 1}, "displayName": name(i), "id": "%d" % (10**18 + i),
        "model": place + "models/%d" % (10**18 + i * 31), "modelVersionId": "1"}], "displayName": name(i), "encryptionSpec": {"kmsKeyName": place + "keyRings/ai/cryptoKeys/models"},
        "etag": code(i, 24), "labels": {"env": of(ENVS, i)}, "name": place + "endpoints/%d" % (10**18 + i * 7919), "trafficSplit": {"%d" % (10**18 + i): 100}, "updateTime": day(i) + ".654321Z"}


export("gcp-vertex", "ai_endpoints_list.json", listed(endpoint, "[", "]\n", most=5000), small="a region has some hundred endpoints; here 5,000")
export("gcp-cai", "asset_export.ndjson", listed(machine, "", "\n", sep="\n"))
export("gcp-cai-csv", "assets.csv", listed(found, "name,asset_type,project,display_name,location,labels,state,update_time\n", "\n", sep="\n"), csv=True)
