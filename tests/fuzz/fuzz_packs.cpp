// SPDX-License-Identifier: GPL-3.0-or-later
// A libFuzzer target: the input is a rule set's file as an officer may get it. It is read and checked; what is taken is compiled to SQL and
// said in words, as an import does before the database sees it. Nothing is written.
#include "rules/compiler.h"
#include "rules/conditionwords.h"
#include "rules/packloader.h"
#include "rules/ruleform.h"

#include <QByteArray>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {

const domain::Catalogue &catalogue()
{
    static const domain::Catalogue one = [] {
        auto read = rules::loadBuiltinCatalogue();
        if (!read)
            abort();
        return *read;
    }();
    return one;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray json(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const rules::LoadedPack loaded = rules::loadPack(json, catalogue());
    if (!loaded.pack) {
        if (loaded.errors.isEmpty())
            abort(); // refused without a reason
        return 0;
    }
    const QHash<QString, QString> countries;
    const rules::ConditionWords words(catalogue(), &*loaded.pack, countries);
    for (const rules::Rule &rule : loaded.pack->rules) {
        rules::Compiler compiler(catalogue(), 20000, {});
        if (compiler.compile(rule).statement.text.isEmpty())
            abort();
        if (words.sentence(rule.gapIf, rule.entity).isEmpty())
            abort();
    }
    // What a form shows of a rule that was taken is the rule.
    const QJsonArray list = QJsonDocument::fromJson(json).object().value(u"rules"_s).toArray();
    for (const QJsonValue &rule : list) {
        if (rules::RuleForm::fromJson(rule.toObject()).toJson() != rule.toObject())
            abort();
    }
    return 0;
}
