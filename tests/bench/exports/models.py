# SPDX-License-Identifier: GPL-3.0-or-later
"""MLflow, Hugging Face and the FedRAMP marketplace."""
from . import WORDS, code, day, export, listed, name, of, uuid


def registered(i):
    """A model and three of its versions: four records."""
    model = "main.%s.%s" % (of(WORDS, i), name(i).replace("-", "_"))
    return {"name": model, "creation_timestamp": 1684716075258 + i, "last_updated_timestamp": 1684716088532 + i, "description": "Scores %s for the desk" % name(i),
            "tags": [{"key": "owner", "value": of(WORDS, i)}], "latest_versions": [{"name": model, "version": str(v), "creation_timestamp": 1684716075276 + i,
                "last_updated_timestamp": 1684716075307 + i, "current_stage": ["Archived", "Staging", "Production"][v - 1], "description": "v%d of %s" % (v, name(i)),
                "source": "s3://models-%s/%d/%s/artifacts/model" % (of(WORDS, i), i % 40, code(i, 32, v)), "run_id": code(i, 32, v), "status": "READY",
                "tags": [{"key": "registered_version_info", "value": "v%d" % v}], "run_link": "", "user_id": "user.%d" % (i % 90)} for v in (1, 2, 3)]}


def repository(i):
    full = "%s-labs-%d/%s" % (of(WORDS, i), i % 900, name(i))
    return {"_id": code(i, 24), "id": full, "modelId": full, "author": full.split("/")[0], "sha": code(i, 40), "lastModified": day(i) + ".000Z", "private": False,
            "gated": False, "disabled": False, "downloads": i * 13 % 90000, "likes": i % 400, "library_name": "transformers", "pipeline_tag": "text-generation",
            "tags": ["transformers", "safetensors", "text-generation", "en", "license:apache-2.0", "base_model:finetune:example/base-%d" % (i % 30), "region:us",
                     "dataset:example/corpus-%d" % (i % 500)], "cardData": {"license": "apache-2.0", "language": ["en", "de"], "base_model": "example/base-%d" % (i % 30)},
            "config": {"architectures": ["LlamaForCausalLM"], "model_type": "llama"}, "siblings": [{"rfilename": "model-%05d-of-00012.safetensors" % k} for k in range(1, 13)],
            "createdAt": day(i) + ".000Z"}


def card(size):
    """The largest card is a long text below a header of some kilobytes."""
    yield ("---\nlicense: apache-2.0\nlanguage:\n- en\n- de\ntags:\n" + "".join("- %s\n" % name(i) for i in range(200)) +
           "datasets:\n- example/corpus\nbase_model: example/base\npipeline_tag: text-generation\nlibrary_name: transformers\n---\n# Model\n"), 1
    for text, _ in listed(lambda i: "Evaluation of %s: %d.%d on the test set.\n" % (name(i), i % 90, i % 10), "", "", sep="")(min(size, 1000000)):
        yield text, 0


def product(i):
    return {"id": "FR%010d" % i, "name": "Provider %s - %s" % (of(WORDS, i), name(i)), "csp": "Provider %s %d" % (of(WORDS, i), i % 400), "cso": "Offering " + name(i),
            "logo": "https://example.gov/assets/img/logos/%s.png" % name(i), "service_offering": "Offering " + name(i), "status": "FedRAMP Authorized",
            "authorization": i % 30, "reuse": i % 20, "ready_status": "Not Active", "ready_date": "2016-05-20T20:00:00.000Z", "ip_jab_status": "Not Active",
            "ip_prog_date": "Not Active", "auth_date": "2017-02-%02dT20:00:00.000Z" % (1 + i % 28), "auth_type": "Agency", "fedramp_ready": "2016-05-20T20:00:00.000Z",
            "annual_assessment": "2026-03-17T20:00:00.000Z", "independent_assessor": "Assessor %d, Inc." % (i % 40), "service_model": ["PaaS", "SaaS"],
            "deployment_model": "Government Community Cloud", "impact_level": "Moderate", "impact_level_number": "5", "leveraged_systems": [],
            "agency_authorizations": ["Agency of %s" % of(WORDS, i + k) for k in range(8)], "agency_reuse": [""],
            "service_desc": "%s is operated for government work and helps with small tasks of every day. " % name(i) * 12, "website": "https://example.gov/" + name(i)}


export("mlflow", "registered-models_search.json", listed(registered, '{"registered_models": [\n', "\n]}\n", per=4))
export("huggingface-api", "models.json", listed(repository, "[\n", "\n]\n"))
export("huggingface-card", "README.md", card, small="one model; only its header is read")
export("fedramp-marketplace", "data.json", listed(product, '{"meta": {"last_change": "2026-04-28T02:40:42.651Z", "produced_by": "General Services Administration"}, '
       '"data": {"Metrics": {}, "Filters": {}, "Products": [\n', '\n], "Agencies": [], "Assessors": [], "AtoMapping": [], "ReuseMapping": []}}\n', most=5000),
       small="the whole market has about 650 products, 4 MB; here 5,000")
