# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys, certificates, dependencies, subcontractors and authorities' requests."""

from .values import ASK, NONE, day, row


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
