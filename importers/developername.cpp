// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/developername.h"

#include <QHash>
#include <QRegularExpression>
#include <QUrl>

namespace importers {

using namespace Qt::StringLiterals;

DeveloperName developerName(const QString &name)
{
    static const QHash<QString, QString> known{
        {u"amazon"_s, u"aws"_s},
        {u"aws"_s, u"aws"_s},
        {u"amazon-web-services"_s, u"aws"_s},
        {u"anthropic"_s, u"anthropic"_s},
        {u"openai"_s, u"openai"_s},
        {u"cohere"_s, u"cohere"_s},
        {u"cohereforai"_s, u"cohere"_s},
        {u"coherelabs"_s, u"cohere"_s},
        {u"mistral"_s, u"mistral"_s},
        {u"mistral-ai"_s, u"mistral"_s},
        {u"mistralai"_s, u"mistral"_s},
        {u"meta"_s, u"meta"_s},
        {u"meta-llama"_s, u"meta"_s},
        {u"facebook"_s, u"meta"_s},
        {u"ai21"_s, u"ai21"_s},
        {u"ai21-labs"_s, u"ai21"_s},
        {u"ai21labs"_s, u"ai21"_s},
        {u"stability"_s, u"stability"_s},
        {u"stability-ai"_s, u"stability"_s},
        {u"stabilityai"_s, u"stability"_s},
        {u"nvidia"_s, u"nvidia"_s},
        {u"google"_s, u"google"_s},
        {u"google-bert"_s, u"google"_s},
        {u"microsoft"_s, u"microsoft"_s},
        {u"deepseek"_s, u"deepseek"_s},
        {u"deepseek-ai"_s, u"deepseek"_s},
        {u"qwen"_s, u"alibaba"_s},
        {u"alibaba"_s, u"alibaba"_s},
        {u"minimax"_s, u"minimax"_s},
        {u"minimaxai"_s, u"minimax"_s},
        {u"moonshot"_s, u"moonshot"_s},
        {u"moonshot-ai"_s, u"moonshot"_s},
        {u"moonshotai"_s, u"moonshot"_s},
        {u"hugging-face"_s, u"huggingface"_s},
        {u"huggingface"_s, u"huggingface"_s},
        {u"ibm"_s, u"ibm"_s},
        {u"ibm-granite"_s, u"ibm"_s},
        {u"tiiuae"_s, u"tii"_s},
        {u"tii"_s, u"tii"_s},
        {u"aleph-alpha"_s, u"aleph-alpha"_s},
        {u"xai"_s, u"xai"_s},
        {u"ilsp"_s, u"ilsp"_s},
        {u"bsc"_s, u"bsc"_s},
        {u"bsc-lt"_s, u"bsc"_s},
        {u"speakleash"_s, u"speakleash"_s},
        {u"swiss-ai"_s, u"swiss-ai"_s},
        {u"black-forest-labs"_s, u"black-forest-labs"_s},
        {u"zhipu"_s, u"zhipu"_s},
        {u"z-ai"_s, u"zhipu"_s},
        {u"intel"_s, u"intel"_s},
        {u"amd"_s, u"amd"_s},
        {u"oracle"_s, u"oracle"_s},
        {u"sap"_s, u"sap"_s},
        {u"salesforce"_s, u"salesforce"_s},
    };
    // Legal forms do not tell organisations apart in the lists that name them.
    static const QRegularExpression form(
        u"[\\s,]+(inc|incorporated|llc|ltd|limited|gmbh|ag|se|corp|corporation|sa|sas|bv|plc)\\.?$"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression others(u"[^\\p{L}\\p{N}]+"_s);
    const auto slug = [](QString text) {
        text = text.toLower().replace(others, u"-"_s);
        while (text.startsWith(u'-'))
            text.remove(0, 1);
        while (text.endsWith(u'-'))
            text.chop(1);
        return text;
    };
    const QString full = slug(name);
    QString bare = name.trimmed();
    bare = slug(bare.remove(form));
    for (const QString &candidate : {full, bare}) {
        const QString reference = known.value(candidate);
        if (!reference.isEmpty())
            return {reference, true};
    }
    return {full, false};
}

QString organisationOfAddress(const QString &address)
{
    // Domains of their own: a name in another one may be anybody's.
    static const QHash<QString, QString> known{
        {u"ai21.com"_s, u"ai21"_s},           {u"aleph-alpha.com"_s, u"aleph-alpha"_s}, {u"alibaba.com"_s, u"alibaba"_s},
        {u"alibabacloud.com"_s, u"alibaba"_s}, {u"amazon.com"_s, u"amazon"_s},          {u"amd.com"_s, u"amd"_s},
        {u"anthropic.com"_s, u"anthropic"_s}, {u"bfl.ai"_s, u"black-forest-labs"_s},    {u"bsc.es"_s, u"bsc"_s},
        {u"cohere.com"_s, u"cohere"_s},       {u"cohere.ai"_s, u"cohere"_s},            {u"deepmind.com"_s, u"google"_s},
        {u"deepmind.google"_s, u"google"_s},  {u"deepseek.com"_s, u"deepseek"_s},       {u"facebook.com"_s, u"meta"_s},
        {u"google.com"_s, u"google"_s},       {u"huggingface.co"_s, u"huggingface"_s},  {u"ibm.com"_s, u"ibm"_s},
        {u"intel.com"_s, u"intel"_s},         {u"llama.com"_s, u"meta"_s},              {u"meta.com"_s, u"meta"_s},
        {u"microsoft.com"_s, u"microsoft"_s}, {u"minimax.io"_s, u"minimax"_s},          {u"mistral.ai"_s, u"mistral"_s},
        {u"moonshot.ai"_s, u"moonshot"_s},    {u"moonshot.cn"_s, u"moonshot"_s},        {u"nvidia.com"_s, u"nvidia"_s},
        {u"openai.com"_s, u"openai"_s},       {u"oracle.com"_s, u"oracle"_s},           {u"qwen.ai"_s, u"qwen"_s},
        {u"salesforce.com"_s, u"salesforce"_s}, {u"sap.com"_s, u"sap"_s},               {u"speakleash.org"_s, u"speakleash"_s},
        {u"stability.ai"_s, u"stability"_s},  {u"swiss-ai.org"_s, u"swiss-ai"_s},       {u"tii.ae"_s, u"tii"_s},
        {u"x.ai"_s, u"xai"_s},                {u"z.ai"_s, u"z-ai"_s}};
    const QUrl url(address.trimmed());
    QString host = url.host().toLower();
    QString name = known.value(host);
    while (name.isEmpty() && host.contains(u'.')) {
        host = host.section(u'.', 1);
        name = known.value(host);
    }
    // Of what lies on the hub the account tells who made it.
    const QString account = name == "huggingface"_L1 ? url.path().section(u'/', 1, 1) : QString();
    return account.isEmpty() ? name : account;
}

QList<domain::Record> sayOrganisation(domain::Record &record, const QString &attr, const QString &name)
{
    const DeveloperName organisation = developerName(name);
    if (organisation.key.isEmpty())
        return {};
    record.fields.append({attr, domain::Reference{organisation.key}});
    if (organisation.isReference)
        return {};
    domain::Record provider;
    provider.kind = domain::EntityKind::Provider;
    provider.key = organisation.key;
    provider.name = name.trimmed();
    provider.mapping = record.mapping;
    return {provider};
}

QList<domain::Record> sayNamedOrganisation(domain::Record &record, const QString &attr, const QString &name)
{
    const DeveloperName organisation = developerName(name);
    const QString full = name.trimmed();
    if (organisation.key.isEmpty())
        return {};
    record.fields.append({attr, domain::Reference{organisation.isReference ? organisation.key : full}});
    if (organisation.isReference)
        return {};
    domain::Record provider;
    provider.kind = domain::EntityKind::Provider;
    provider.key = full;
    provider.name = full;
    provider.mapping = record.mapping;
    if (organisation.key != full)
        provider.aliases.append({u"own"_s, organisation.key});
    return {provider};
}

} // namespace importers
