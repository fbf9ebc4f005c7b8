// SPDX-License-Identifier: GPL-3.0-or-later
// Places: what a contract, a policy or a register says of them, against where things are.
#include "rules/xrayfamily.h"

#include <QRegularExpression>
#include <QSet>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;

namespace rules {
namespace {

/// What words for places mean, by country; nothing where a part of them is not understood: then nothing can be said.
class Areas
{
public:
    explicit Areas(XrayContext &context)
    {
        store::Statement &countries = context.values.statement("SELECT code, name FROM ref_country");
        while (countries.next()) {
            m_named[countries.text(0).toLower()] = {countries.text(0)};
            m_named[countries.text(1).toLower()] = {countries.text(0)};
        }
        countries.reset();
        QHash<QString, QStringList> groups;
        store::Statement &members = context.values.statement("SELECT grp, code FROM ref_country_group WHERE grp IN ('EU','EEA')");
        while (members.next())
            groups[members.text(0)].append(members.text(1));
        members.reset();
        for (const QString &name : {u"eu"_s, u"european union"_s, u"union"_s, u"eu member states"_s, u"member states"_s})
            m_named[name] = groups.value(u"EU"_s);
        for (const QString &name : {u"eea"_s, u"european economic area"_s, u"ewr"_s})
            m_named[name] = groups.value(u"EEA"_s);
        // A code that two providers use for regions of two countries means neither.
        store::Statement &regions = context.values.statement("SELECT lower(code), min(country), max(country) FROM ref_region WHERE country IS NOT NULL GROUP BY 1");
        while (regions.next()) {
            if (regions.text(1) == regions.text(2) && !m_named.contains(regions.text(0)))
                m_named[regions.text(0)] = {regions.text(1)};
        }
        regions.reset();
    }

    QStringList of(const QString &words) const
    {
        static const QRegularExpression between(u"[,;/+&\\n]|\\band\\b|\\bund\\b"_s);
        static const QRegularExpression filler(u"\\b(only|exclusively|the|solely|regions?|countries|in)\\b|[.()]"_s);
        static const QRegularExpression zone(u"-[a-z]$"_s);
        QStringList out;
        for (QString part : words.toLower().split(between, Qt::SkipEmptyParts)) {
            // "in:europe-west3-locations" as Google's policies name it.
            if (part.startsWith(u"in:"_s) || part.startsWith(u"is:"_s))
                part = part.mid(3);
            if (part.endsWith(u"-locations"_s))
                part.chop(10);
            part = part.remove(filler).simplified();
            if (part.isEmpty())
                continue;
            QStringList meant = m_named.value(part);
            if (meant.isEmpty())
                meant = m_named.value(QString(part).remove(zone));
            if (meant.isEmpty())
                return {};
            out += meant;
        }
        return out;
    }

private:
    QHash<QString, QStringList> m_named;
};

class PlaceChecks final : public XrayFamily
{
public:
    PlaceChecks()
        : XrayFamily(u"Places"_s,
                     {{u"outside-contract"_s, Severity::High, u"Outside the places that the contract agrees"_s, u"outside_contract"_s,
                       u"\u201c{attr1}\u201d of {n|thing|things} under the contract {2} is {a:countries}, but it agrees \u201c{b}\u201d: {1}."_s, false, 1},
                      {u"reached-outside-contract"_s, Severity::Medium, u"Supported from, or with keys, outside the places that the contract agrees"_s, u"outside_contract"_s,
                       u"\u201c{attr1}\u201d of {n|thing|things} under the contract {2} is {a:countries}, but it agrees \u201c{b}\u201d: {1}."_s, false, 1},
                      {u"outside-policy"_s, Severity::High, u"Outside the places that the policy allows"_s, u"outside_policy"_s,
                       u"{1}: \u201c{attr1}\u201d is {a:countries}, which the policy on locations of {2} does not allow."_s},
                      {u"on-premises-in-region"_s, Severity::High, u"Said to be on own premises, but in a cloud region"_s, u"on_premises_in_region"_s,
                       u"{1} is said to stand on own premises, but is stored in the region {a} of {b}."_s},
                      {u"air-gapped-connected"_s, Severity::High, u"Said to be cut off, but connected abroad"_s, u"air_gapped_connected"_s,
                       u"{1} is said to be air-gapped, but \u201c{attr2}\u201d is {a:countries}."_s},
                      {u"dataset-elsewhere"_s, Severity::Medium, u"Stored elsewhere than the systems that hold it"_s, u"dataset_elsewhere"_s,
                       u"{1} is said to be stored in {a:countries}, but {n=the only system that holds it runs|all systems that hold it run} in {b:countries}: {2}."_s},
                      {u"backup-denied"_s, Severity::Medium, u"No backup, but places of backups"_s, u"backup_denied"_s,
                       u"{1} is said to have no backup, but is backed up in {a:countries}."_s},
                      {u"transfer-importer"_s, Severity::Medium, u"Transfers to another country than the recipient's"_s, u"transfer_importer"_s,
                       u"{1} goes to {a:countries}, but the seat of {2}, who receives, is in {b:countries}."_s},
                      {u"transfer-nowhere"_s, Severity::Low, u"Transfers to where nothing is recorded"_s, u"transfer_nowhere"_s,
                       u"{1} goes to {a:countries}, but nothing and nobody in the inventory is recorded there."_s},
                      {u"place-without-transfer"_s, Severity::High, u"Personal data abroad without a transfer"_s, u"place_without_transfer"_s,
                       u"{1} holds personal data: \u201c{attr1}\u201d is {a:countries}, but no transfer there is recorded and the register of transfers is declared complete."_s}})
    {
    }

protected:
    int kindOf(const XrayCheck &check) const override { return check.id == u"reached-outside-contract"_s ? 0 : 1; }
    Result<QByteArray> argument(const XrayCheck &check, XrayContext &context) override
    {
        const bool contract = check.query == u"outside_contract"_s;
        if (!contract && check.id != u"outside-policy"_s)
            return QByteArray();
        store::Statement &wordings = context.values.statement(contract ? "SELECT DISTINCT data_locations FROM e_contract WHERE data_locations<>''"
                                                                       : "SELECT DISTINCT value FROM list_item WHERE attr='allowed_locations'");
        QStringList all;
        while (wordings.next())
            all.append(wordings.text(0));
        wordings.reset();
        nlohmann::json pairs = nlohmann::json::array();
        if (all.isEmpty())
            return QByteArray("[]");
        const Areas areas(context);
        for (const QString &words : std::as_const(all)) {
            for (const QString &country : areas.of(words))
                pairs.push_back({words.toStdString(), country.toStdString()});
        }
        return QByteArray::fromStdString(pairs.dump());
    }
};

} // namespace

std::unique_ptr<XrayFamily> makePlaceChecks() { return std::make_unique<PlaceChecks>(); }

} // namespace rules
