// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/transferopen.h"

#include "domain/insentence.h"
#include "rules/openfacts.h"
#include "store/pages/reportqueries.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace rules {
namespace {

constexpr qsizetype AtOnce = 500;

/// What is asked, as one says it of a transfer.
QString ownWords(const QString &attr)
{
    static const QHash<QString, QString> words{
        {u"transfer.importer_country"_s, u"the importer's country"_s},
        {u"transfer.importer"_s, u"the recipient"_s},
        {u"transfer.importer_kind"_s, u"the kind of recipient"_s},
        {u"transfer.data_classes"_s, u"the data"_s},
        {u"transfer.datasets"_s, u"the data"_s},
        {u"transfer.facet"_s, u"by way of what the data goes"_s},
        {u"transfer.tool"_s, u"the tool"_s},
        {u"transfer.scc_module"_s, u"the module of the standard clauses"_s},
        {u"transfer.hr_data"_s, u"whether HR data goes"_s},
        {u"transfer.systematic"_s, u"whether the transfer is regular, which no derogation carries"_s},
        {u"transfer.tia_date"_s, u"the date of the transfer impact assessment"_s},
        {u"transfer.high_risk_law"_s, u"whether the assessment found law that undermines the tool"_s},
        {u"transfer.supplementary_measures"_s, u"the measures that supplement the tool"_s},
        {u"contracting_entity.dpf_certified"_s, u"whether the recipient is certified under the Data Privacy Framework"_s},
        {u"contracting_entity.dpf_hr"_s, u"whether the recipient's certificate covers HR data"_s},
        {u"contracting_entity.dpf_valid_until"_s, u"until when the recipient's certificate under the Data Privacy Framework runs"_s}};
    return words.value(attr);
}

QString orUnrecorded(const QString &code) { return code.isEmpty() ? u"not recorded"_s : QString(code).replace(u'_', u' '); }

class Words
{
public:
    explicit Words(store::AttributeStore &store) : m_store(store) {}

    QString of(const OpenFact &open, const TransferAssessment &t)
    {
        const QString attr = domain::kindName(open.of) + u'.' + open.attr;
        // By the contracts with the recipient, too, a module is seen to fit or not.
        if (open.kind == EntityKind::Contract)
            return u"the roles of the two sides, by which module %1 fits or not (exporter: %2; recipient: %3)"_s.arg(t.module, orUnrecorded(t.exporterRole), orUnrecorded(t.importerKind));
        // Of a tool that nobody named nothing is asked yet.
        if (t.tool.isEmpty() && (attr == "transfer.tool_date"_L1 || attr == "transfer.scc_module"_L1 || attr == "transfer.high_risk_law"_L1 || attr == "transfer.systematic"_L1))
            return {};
        if (attr == "transfer.tool_date"_L1)
            return t.tool == u"scc"_s ? u"the day on which the standard clauses were signed"_s : u"the day of the tool"_s;
        if (const QString own = ownWords(attr); !own.isEmpty())
            return own;
        const QString label = domain::inSentence(open.label);
        if (open.entity.value == t.id)
            return label;
        const QString name = open.name.isEmpty() ? store::displayName(m_store, open.entity.value) : open.name;
        return name.isEmpty() ? label : u"%1 of %2"_s.arg(label, name);
    }

private:
    store::AttributeStore &m_store;
};

void addOnce(QStringList &list, const QString &words)
{
    if (!words.isEmpty() && !list.contains(words))
        list.append(words);
}

} // namespace

Result<QHash<qint64, OpenPoints>> openPoints(QSqlDatabase &db, store::AttributeStore &store, const Pack &pack, const QStringList &rules, const QList<TransferAssessment> &transfers,
                                             domain::Day asOf, domain::JobContext &context)
{
    QHash<qint64, const TransferAssessment *> byId;
    for (const TransferAssessment &t : transfers)
        byId.insert(t.id, &t);
    QHash<qint64, OpenPoints> out;
    Words words(store);
    for (const QString &id : rules) {
        const auto rule = std::find_if(pack.rules.cbegin(), pack.rules.cend(), [&id](const Rule &one) { return one.id == id; });
        if (rule == pack.rules.cend() || rule->off)
            continue;
        QList<domain::EntityId> open;
        for (const TransferAssessment &t : transfers) {
            if (t.results.value(id, domain::Status::NotApplicable) == domain::Status::Unknown)
                open.append(domain::EntityId{t.id});
        }
        for (qsizetype from = 0; from < open.size(); from += AtOnce) {
            if (context.isCancelled())
                return Error{ErrorCode::Cancelled, u"stopped"_s, u"transfers"_s};
            const auto explained = explainMany(db, store.catalogue(), {{&pack, &*rule, open.mid(from, AtOnce)}}, asOf);
            if (!explained)
                return explained.error();
            for (const Explanation &e : *explained) {
                QList<OpenFact> facts = openFacts(e, EntityKind::Transfer, store.catalogue());
                // What a rule on the tool asks beyond its use counts only once it is used. Of the first rule all counts, and of the one on
                // derogations, since an occasional transfer is carried whether a derogation is needed or not.
                if (id != rules.constFirst() && id != u"GDPR-49-01"_s && std::any_of(facts.cbegin(), facts.cend(), [](const OpenFact &f) { return f.ofUse; }))
                    facts.removeIf([](const OpenFact &f) { return !f.ofUse; });
                const TransferAssessment &t = *byId.value(e.entity.value);
                OpenPoints &points = out[t.id];
                for (const OpenFact &f : std::as_const(facts)) {
                    if (f.why == OpenFact::Why::InLaw)
                        addOnce(points.inLaw, domain::inSentence(f.label));
                    else
                        addOnce(f.why == OpenFact::Why::Unread ? points.unread : f.why == OpenFact::Why::Ahead ? points.ahead : points.notRecorded, words.of(f, t));
                }
            }
        }
    }
    return out;
}

} // namespace rules
