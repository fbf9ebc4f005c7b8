# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers of az, Resource Graph and the portal."""
from . import ENVS, OWNERS, WORDS, cells, code, day, dumps, export, listed, name, of, uuid

SUBSCRIPTION = "/subscriptions/" + uuid(7)


def machine_id(i):
    return "%s/resourceGroups/rg-%s-%03d/providers/Microsoft.Compute/virtualMachines/%s" % (SUBSCRIPTION, of(WORDS, i), i % 200, name(i))


def machine(i):
    group = "rg-%s-%03d" % (of(WORDS, i), i % 200)
    return {"id": machine_id(i), "name": name(i), "type": "microsoft.compute/virtualmachines", "tenantId": uuid(8), "kind": "", "location": of(["westeurope",
            "northeurope", "germanywestcentral", "eastus"], i), "resourceGroup": group, "subscriptionId": uuid(7), "managedBy": "", "sku": None, "plan": None,
            "properties": {"vmId": uuid(i), "hardwareProfile": {"vmSize": of(["Standard_D2_v2", "Standard_E8s_v5", "Standard_ND96isr_H100_v5"], i)},
                "storageProfile": {"imageReference": {"publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest",
                    "exactVersion": "24.04.202509040"}, "osDisk": {"osType": "Linux", "name": name(i) + "_OsDisk_1_" + code(i), "createOption": "FromImage",
                        "caching": "ReadWrite", "managedDisk": {"storageAccountType": "Premium_LRS", "id": "%s/resourceGroups/%s/providers/Microsoft.Compute/disks/%s_OsDisk_1_%s"
                        % (SUBSCRIPTION, group, name(i), code(i))}, "deleteOption": "Delete", "diskSizeGB": 64}, "dataDisks": []},
                "osProfile": {"computerName": name(i), "adminUsername": "azureuser", "linuxConfiguration": {"disablePasswordAuthentication": True,
                    "provisionVMAgent": True}, "secrets": [], "allowExtensionOperations": True}, "networkProfile": {"networkInterfaces": [
                        {"id": "%s/resourceGroups/%s/providers/Microsoft.Network/networkInterfaces/%s-nic" % (SUBSCRIPTION, group, name(i)),
                         "properties": {"deleteOption": "Detach"}}]}, "diagnosticsProfile": {"bootDiagnostics": {"enabled": True}},
                "provisioningState": "Succeeded", "timeCreated": day(i) + ".1234567Z", "extended": {"instanceView": {"powerState": {
                    "code": "PowerState/running", "displayStatus": "VM running", "level": "Info"}}}},
            "tags": {"Environment": of(ENVS, i), "Owner": of(OWNERS, i), "CostCenter": "%06d" % (i * 37 % 1000000)},
            "identity": {"type": "SystemAssigned", "principalId": uuid(i, 2), "tenantId": uuid(8)}, "zones": [str(1 + i % 3)], "extendedLocation": None}


def assignment(i):
    role = of([("Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"), ("Contributor", "b24988ac-6180-42a0-ab88-20f7382dd24c"),
               ("Reader", "acdd72a7-3385-48ef-bd42-f606fba81ae7")], i)
    scope = "%s/resourceGroups/rg-%s-%05d" % (SUBSCRIPTION, of(WORDS, i), i % 5000)
    return {"condition": None, "conditionVersion": None, "createdBy": uuid(i % 20, 3), "createdOn": day(i) + ".123456+00:00",
            "delegatedManagedIdentityResourceId": None, "description": None, "id": "%s/providers/Microsoft.Authorization/roleAssignments/%s" % (scope, uuid(i)),
            "name": uuid(i), "principalId": uuid(i // 3, 4), "principalName": "person.%06d@example.com" % (i // 3), "principalType": "User",
            "resourceGroup": "rg-%s-%05d" % (of(WORDS, i), i % 5000), "roleDefinitionId": "%s/providers/Microsoft.Authorization/roleDefinitions/%s" % (SUBSCRIPTION, role[1]),
            "roleDefinitionName": role[0], "scope": scope, "type": "Microsoft.Authorization/roleAssignments", "updatedBy": uuid(i % 20, 3),
            "updatedOn": day(i) + ".123456+00:00"}


def row(i):
    m = machine(i)
    return cells([m["id"], m["name"], m["type"], m["location"], m["resourceGroup"], m["subscriptionId"], dumps(m["tags"]), dumps(m["properties"]["hardwareProfile"])])


def state(i):
    definition = "/providers/Microsoft.Authorization/policyDefinitions/" + uuid(i % 300, 5)
    return {"timestamp": day(i) + ".123456+00:00", "resourceId": machine_id(i // 4).lower(), "policyAssignmentId": SUBSCRIPTION +
            "/providers/microsoft.authorization/policyassignments/securitycenterbuiltin", "policyDefinitionId": definition, "effectiveParameters": "",
            "isCompliant": i % 3 != 0, "subscriptionId": uuid(7), "resourceType": "Microsoft.Compute/virtualMachines", "resourceLocation": "westeurope",
            "resourceGroup": "rg-%s-%03d" % (of(WORDS, i), i % 200), "resourceTags": "tbd", "policyAssignmentName": "SecurityCenterBuiltIn",
            "policyAssignmentOwner": "tbd", "policyAssignmentParameters": "", "policyAssignmentScope": SUBSCRIPTION, "policyDefinitionName": uuid(i % 300, 5),
            "policyDefinitionAction": "auditifnotexists", "policyDefinitionCategory": "tbd", "policySetDefinitionId":
            "/providers/Microsoft.Authorization/policySetDefinitions/1f3afdf9-d0c9-4c3d-847f-89da613e70a8", "policySetDefinitionName": "1f3afdf9-d0c9-4c3d-847f-89da613e70a8",
            "policySetDefinitionOwner": "", "policySetDefinitionCategory": "security center", "policySetDefinitionParameters": "", "managementGroupIds": "platform,root",
            "policyDefinitionReferenceId": "check%dMonitoringEffect-%d" % (i % 300, i % 4), "complianceState": "Compliant" if i % 3 else "NonCompliant",
            "policyDefinitionGroupNames": ["azure_security_benchmark_v3.0_es-%d" % (i % 4), "NIST_SP_800-53_R5_AC-%d" % (i % 20)],
            "policyDefinitionVersion": "1.0.0", "policySetDefinitionVersion": "57.8.0", "policyAssignmentVersion": ""}


export("azure-resources", "az_graph_query.json", listed(machine, '{"count": 1, "data": [\n', '\n], "skip_token": null, "total_records": 1}\n'))
export("azure-role-assignments", "az_role_assignment_list.json", listed(assignment, "[\n", "\n]\n"))
export("azure-csv", "AzureResourceGraphResults.csv",
       listed(row, "id,name,type,location,resourceGroup,subscriptionId,tags,properties_hardwareProfile\n", "\n", sep="\n"), csv=True)
export("azure-policy", "az_policy_state_list.json", listed(state, "[\n", "\n]\n"))
