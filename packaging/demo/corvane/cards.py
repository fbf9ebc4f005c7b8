# SPDX-License-Identifier: GPL-3.0-or-later
"""Model cards as on the Hugging Face hub, and the bill of materials of the models that the group runs itself."""

import json

# The register's model and its name on the hub; those of the group stand in its own mirror.
HUB = {"meltemi-7b": "ilsp/Meltemi-7B-Instruct-v1.5", "sea-lion-9b": "aisingapore/Gemma-SEA-LION-v3-9B-IT",
       "mistral-small": "mistralai/Mistral-Small-3.1-24B-Instruct-2503", "apertus": "swiss-ai/Apertus-70B-Instruct-2509",
       "llama-70b": "meta-llama/Llama-3.3-70B-Instruct", "corvane-assist": "corvane/corvane-assist",
       "meltemi-corvane": "corvane/meltemi-banking"}


def _card(name, licence, languages, base, text, heading):
    lines = ["---", f"model_name: {name}", f"license: {licence}", "language:"]
    lines += [f"- {language}" for language in languages]
    if base:
        lines.append(f"base_model: {base}")
    lines += ["pipeline_tag: text-generation", "library_name: transformers", "---", "", f"# {heading}", "", text, ""]
    return "\n".join(lines)


def cards():
    return {
        "meltemi-7b-instruct.md": _card(
            HUB["meltemi-7b"], "apache-2.0", ["el", "en"], "mistralai/Mistral-7B-v0.1",
            "The first Greek large language model, of March 2024, built on top of Mistral-7B and continually pretrained to\n"
            "extend its proficiency in Greek with 28.5 billion Greek tokens, on AWS. Copy of the card as kept by the group.",
            "Meltemi 7B Instruct"),
        "sea-lion-9b-instruct.md": _card(
            HUB["sea-lion-9b"], "gemma", ["en", "zh", "vi", "id", "th", "fil", "ta", "ms", "km", "lo", "my"],
            "google/gemma-2-9b",
            "SEA-LION is a family of open source, multilingual models for Southeast Asia, trained on AWS. Copy of the card as\n"
            "kept by the group.", "SEA-LION 9B Instruct"),
        "mistral-small.md": _card(HUB["mistral-small"], "apache-2.0", ["fr", "en", "de", "it"], None,
                                  "Copy of the card as kept by the group.", "Mistral Small"),
    }


def purls():
    return {key: f"pkg:huggingface/{HUB[key]}" for key in ("meltemi-7b", "sea-lion-9b", "corvane-assist", "meltemi-corvane")}


def bill_of_materials(models):
    by_key = {model["_id"]: model for model in models}

    def component(key, publisher, ancestor, task, datasets=(), tonnes=None, card=None):
        model = by_key[key]
        entry = {"type": "machine-learning-model", "bom-ref": key, "name": model["_name"], "version": model["version"],
                 "purl": purls()[key], "licenses": [{"license": {"name": model["licence"]}}]}
        if publisher:
            entry["publisher"] = publisher
        if card:
            entry["externalReferences"] = [{"type": "model-card", "url": card}]
        if "/" in ancestor:
            group, name = ancestor.split("/")
            entry["pedigree"] = {"ancestors": [{"type": "machine-learning-model", "group": group, "name": name}]}
        else:
            entry["pedigree"] = {"ancestors": [{"type": "machine-learning-model", "name": ancestor}]}
        parameters = {"task": task, "architectureFamily": "transformer"}
        if datasets:
            parameters["datasets"] = [{"type": "dataset", "name": name, "contents": {"url": f"https://huggingface.co/datasets/{hub}"}}
                                      for name, hub in datasets]
        model_card = {"modelParameters": parameters}
        if tonnes is not None:
            model_card["considerations"] = {"environmentalConsiderations": {"energyConsumptions": [
                {"activity": "training", "energyProviders": [{"energySource": "wind", "organization": {
                    "name": "Energy supplier Frankfurt", "address": {"country": "DE"}},
                    "energyProvided": {"value": 31000, "unit": "kWh"}}],
                 "activityEnergyCost": {"value": 31000, "unit": "kWh"},
                 "co2CostEquivalent": {"value": tonnes, "unit": "tCO2eq"}}]}}
        entry["modelCard"] = model_card
        return entry

    corpus = ("Training corpus with customer data", DATASET_HUB["training-corpus"])
    greek = ("Contact history Greece", DATASET_HUB["contact-history-gr"])
    document = {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": "urn:uuid:3f1c0b52-6d1e-4c6b-9a57-0c0a5e202611",
        "version": 1,
        "metadata": {"timestamp": "2026-11-18T08:00:00Z", "component": {"type": "application", "bom-ref": "corvane-models",
                                                                        "name": "Models run by Corvane Technology"}},
        "components": [
            component("meltemi-7b", "ilsp", "mistralai/Mistral-7B-v0.1", "text-generation",
                      card="meltemi-7b-instruct.md"),
            component("sea-lion-9b", None, "google/gemma-2-9b", "text-generation", card="sea-lion-9b-instruct.md"),
            component("corvane-assist", None, "mistralai/Mistral-7B-v0.1", "text-generation", [corpus], 4.1),
            component("meltemi-corvane", "ilsp", "meltemi-7b", "text-generation", [corpus, greek], 0.3),
            {"type": "library", "bom-ref": "vllm", "name": "vllm", "version": "0.10.1", "purl": "pkg:pypi/vllm@0.10.1"},
        ],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


# Datasets as the bill of materials names them.
DATASET_HUB = {"training-corpus": "corvane/training-corpus", "contact-history-gr": "corvane/contact-history-gr"}
