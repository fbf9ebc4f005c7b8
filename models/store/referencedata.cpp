// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/referencedata.h"

#include "domain/clock.h"
#include "store/chipwords.h"
#include "store/referenceresource.h"
#include "store/sql.h"

#include <QFile>
#include <QHash>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QStringList>
#include <QVariant>

#include <sqlite3.h>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace store {
namespace {

Error databaseError(const QSqlQuery &query)
{
    return {ErrorCode::DatabaseError, query.lastError().text(), query.lastQuery().simplified().left(120)};
}

Result<void> execute(const QSqlDatabase &db, const QString &statement)
{
    QSqlQuery query(db);
    if (!query.exec(statement))
        return databaseError(query);
    return {};
}

/// Statements of a script, cut where SQLite itself says that one is complete: a plain split at ';' would
/// break on comments, strings and triggers.
QStringList statements(const QByteArray &script)
{
    QStringList found;
    QByteArray pending;
    const QList<QByteArray> pieces = script.split(';');
    for (qsizetype i = 0; i + 1 < pieces.size(); ++i) {
        pending += pieces[i] + ';';
        if (sqlite3_complete(pending.constData()) != 0) {
            found.append(QString::fromUtf8(pending).trimmed());
            pending.clear();
        }
    }
    return found;
}

/// The rows of one table: a prepared INSERT and its error, so that filling code need not test every row.
class TableWriter
{
public:
    TableWriter(const QSqlDatabase &db, const QString &table, int columns) : m_query(db)
    {
        const QStringList marks(columns, u"?"_s);
        m_ok = m_query.prepare(u"INSERT INTO %1 VALUES (%2)"_s.arg(table, marks.join(u',')));
    }
    void add(const QVariantList &row)
    {
        if (!m_ok)
            return;
        for (int i = 0; i < static_cast<int>(row.size()); ++i)
            m_query.bindValue(i, row[i]);
        m_ok = m_query.exec();
    }
    Result<void> result() const { return m_ok ? Result<void>() : Result<void>(databaseError(m_query)); }

private:
    QSqlQuery m_query;
    bool m_ok = false;
};

/// QtSql binds a null QString as NULL, which NOT NULL columns refuse.
QString present(const QString &value)
{
    return value.isNull() ? u""_s : value;
}

/// A member as text that may not be NULL, and one that may.
QVariant text(const QJsonObject &object, QLatin1String key)
{
    return present(object.value(key).toString());
}
QVariant textOrNull(const QJsonObject &object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    return value.isString() ? QVariant(value.toString()) : QVariant(QMetaType::fromType<QString>());
}
QVariant flag(const QJsonObject &object, QLatin1String key)
{
    return object.value(key).toBool() ? 1 : 0;
}
QVariant realOrNull(const QJsonObject &object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    return value.isDouble() ? QVariant(value.toDouble()) : QVariant(QMetaType::fromType<double>());
}
QVariant intOrNull(const QJsonObject &object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    return value.isDouble() ? QVariant(value.toInt()) : QVariant(QMetaType::fromType<int>());
}
QVariant memoryOrNull(const QJsonObject &object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    return value.isDouble() ? QVariant(nominalMemoryMib(value.toInteger())) : QVariant(QMetaType::fromType<qlonglong>());
}
QVariant dayOrNull(const QJsonObject &object, QLatin1String key)
{
    const QDate date = QDate::fromString(object.value(key).toString(), Qt::ISODate);
    return date.isValid() ? QVariant(domain::toDay(date)) : QVariant(QMetaType::fromType<int>());
}

/// Of a month that is all that is known ("2025-09") what is sure: the decision is in force from its last day, and at least until its first.
QVariant sureDay(const QJsonObject &object, QLatin1String key, bool last)
{
    const QDate month = QDate::fromString(object.value(key).toString(), u"yyyy-MM"_s);
    if (!month.isValid())
        return dayOrNull(object, key);
    return domain::toDay(last ? month.addMonths(1).addDays(-1) : month);
}

struct Law
{
    QString id;
    QString country;
};

/// Fills the tables; keeps what later tables need of earlier ones (laws of a country, members of the Union).
class Filler
{
public:
    explicit Filler(const QSqlDatabase &db) : m_db(db) {}

    Result<void> run()
    {
        // Countries first: a law of the Union counts for each member.
        for (auto step : {&Filler::countries, &Filler::adequacy, &Filler::recognitions, &Filler::laws, &Filler::allProviders, &Filler::regions,
                          &Filler::chips, &Filler::instances, &Filler::developers, &Filler::meta}) {
            if (Result<void> done = (this->*step)(); !done)
                return done;
        }
        return {};
    }

private:
    Result<void> countries()
    {
        const Result<ReferenceResource> file = ReferenceResource::read("countries.json"_L1);
        if (!file)
            return file.error();
        TableWriter country(m_db, u"ref_country"_s, 10);
        TableWriter group(m_db, u"ref_country_group"_s, 2);
        const QJsonArray list = file->list("countries"_L1);
        for (const QJsonValue &value : list) {
            const QJsonObject o = value.toObject();
            const QString code = o.value("code"_L1).toString();
            country.add({code, text(o, "name"_L1), flag(o, "eu"_L1), flag(o, "eea"_L1), flag(o, "efta"_L1),
                         flag(o, "uk_transfer_approved"_L1), flag(o, "swiss_transfer_listed"_L1),
                         flag(o, "doj_country_of_concern"_L1), realOrNull(o, "lat"_L1), realOrNull(o, "lon"_L1)});
            const QJsonArray groups = o.value("groups"_L1).toArray();
            for (const QJsonValue &name : groups)
                group.add({name.toString(), code});
            if (o.value("eu"_L1).toBool())
                m_members.append(code);
            if (o.value("eea"_L1).toBool())
                m_eea.append(code);
        }
        const Result<void> done = country.result();
        return done ? group.result() : done;
    }

    Result<void> adequacy()
    {
        const Result<ReferenceResource> file = ReferenceResource::read("adequacy.json"_L1);
        if (!file)
            return file.error();
        TableWriter writer(m_db, u"ref_adequacy"_s, 8);
        const QJsonArray list = file->list("decisions"_L1);
        for (const QJsonValue &value : list) {
            const QJsonObject o = value.toObject();
            QString scope = o.value("scope"_L1).toString();
            if (const QString organisation = o.value("organisation"_L1).toString(); !organisation.isEmpty())
                scope = organisation + ": "_L1 + scope;
            writer.add({textOrNull(o, "country"_L1), dayOrNull(o, "valid_from"_L1), dayOrNull(o, "expires"_L1), scope,
                        textOrNull(o, "condition"_L1), text(o, "decision"_L1), text(o, "confidence"_L1), textOrNull(o, "pending"_L1)});
        }
        return writer.result();
    }

    Result<void> recognitions()
    {
        const Result<ReferenceResource> file = ReferenceResource::read("recognitions.json"_L1);
        if (!file)
            return file.error();
        TableWriter writer(m_db, u"ref_set_member"_s, 6);
        for (const QJsonValue &value : file->list("members"_L1)) {
            const QJsonObject o = value.toObject();
            const QString country = o.value("country"_L1).toString();
            for (const QString &code : country.isEmpty() ? m_eea : QStringList{country})
                writer.add({text(o, "set"_L1), code, sureDay(o, "from"_L1, true), sureDay(o, "until"_L1, false), text(o, "decision"_L1), text(o, "confidence"_L1)});
        }
        return writer.result();
    }

    Result<void> laws()
    {
        const Result<ReferenceResource> file = ReferenceResource::read("laws.json"_L1);
        if (!file)
            return file.error();
        TableWriter writer(m_db, u"ref_law"_s, 14);
        const QJsonArray list = file->list("laws"_L1);
        for (const QJsonValue &value : list) {
            const QJsonObject o = value.toObject();
            const Law law{o.value("id"_L1).toString(), o.value("country"_L1).toString()};
            writer.add({law.id, law.country, text(o, "name"_L1), text(o, "citation"_L1), text(o, "reach"_L1),
                        text(o, "trigger"_L1), text(o, "extraterritorial"_L1), flag(o, "data_access"_L1),
                        dayOrNull(o, "valid_from"_L1), dayOrNull(o, "valid_until"_L1), text(o, "status"_L1),
                        flag(o, "status_uncertain"_L1), text(o, "note"_L1), text(o, "confidence"_L1)});
            m_lawCountry.insert(law.id, law.country);
            const QStringList where = law.country == "EU"_L1 ? m_members : QStringList{law.country};
            for (const QString &country : where)
                m_lawsOf[country].append(law.id);
        }
        return writer.result();
    }

    Result<void> allProviders()
    {
        Result<void> done = providers("providers.json"_L1);
        return done ? providers("providers_added.json"_L1) : done;
    }

    Result<void> providers(QLatin1String fileName)
    {
        const Result<ReferenceResource> file = ReferenceResource::read(fileName);
        if (!file)
            return file.error();
        TableWriter provider(m_db, u"ref_provider"_s, 11);
        TableWriter alias(m_db, u"ref_provider_alias"_s, 2);
        TableWriter country(m_db, u"ref_provider_country"_s, 3);
        TableWriter law(m_db, u"ref_provider_law"_s, 5);
        const QJsonArray list = file->list("providers"_L1);
        for (const QJsonValue &value : list) {
            const QJsonObject o = value.toObject();
            const QString id = o.value("id"_L1).toString();
            QStringList kinds;
            const QJsonArray kindList = o.value("kinds"_L1).toArray();
            for (const QJsonValue &kind : kindList)
                kinds.append(kind.toString());
            provider.add({id, text(o, "name"_L1), textOrNull(o, "legal_country"_L1), textOrNull(o, "hq_country"_L1),
                          text(o, "ultimate_parent"_L1), textOrNull(o, "ultimate_parent_country"_L1),
                          present(kinds.join(u',')), present(ownershipNote(o)), textOrNull(o, "dora_ctpp_entity"_L1),
                          text(o, "confidence"_L1), dayOrNull(o, "as_of"_L1)});
            const QJsonArray aliases = o.value("aliases"_L1).toArray();
            for (const QJsonValue &name : aliases)
                alias.add({name.toString(), id});
            exposure(id, o, country, law);
        }
        for (const TableWriter *writer : {&provider, &alias, &country, &law}) {
            if (Result<void> done = writer->result(); !done)
                return done;
        }
        return {};
    }

    /// What has no column of its own and must not be lost: licensors of the technology, announced changes.
    static QString ownershipNote(const QJsonObject &o)
    {
        QStringList notes{o.value("ownership_note"_L1).toString()};
        const QJsonArray licensors = o.value("technology_licensors"_L1).toArray();
        for (const QJsonValue &value : licensors) {
            const QJsonObject licensor = value.toObject();
            notes.append(u"technology licensor: %1 (%2)"_s.arg(licensor.value("name"_L1).toString(),
                                                               licensor.value("country"_L1).toString()));
        }
        if (const QJsonObject change = o.value("pending_change"_L1).toObject(); !change.isEmpty()) {
            notes.append(u"pending change: new ultimate parent %1 (%2), expected %3"_s.arg(
                change.value("new_ultimate_parent"_L1).toString(), change.value("country"_L1).toString(),
                change.value("expected"_L1).toString()));
        }
        notes.removeAll(QString());
        return notes.join("; "_L1);
    }

    /// exposure_rule: every law of the countries of seat, head office, ultimate parent and chain of control;
    /// foreign subsidiaries and a US nexus of a part of the group only warn (partial).
    void exposure(const QString &id, const QJsonObject &o, TableWriter &country, TableWriter &law) const
    {
        QSet<QString> reached;
        const auto from = [&](const QString &code, const QString &ground, bool partial) {
            if (code.isEmpty())
                return;
            country.add({id, code, ground});
            const QStringList laws = m_lawsOf.value(code);
            for (const QString &name : laws) {
                law.add({id, name, ground, code, partial ? 1 : 0});
                if (!partial)
                    reached.insert(name);
            }
        };
        from(o.value("legal_country"_L1).toString(), u"legal"_s, false);
        from(o.value("hq_country"_L1).toString(), u"hq"_s, false);
        from(o.value("ultimate_parent_country"_L1).toString(), u"parent"_s, false);
        const QJsonArray chain = o.value("control_chain"_L1).toArray();
        for (const QJsonValue &code : chain)
            from(code.toString(), u"control_chain"_s, false);
        const QJsonArray subsidiaries = o.value("partial_foreign_subsidiaries"_L1).toArray();
        for (const QJsonValue &code : subsidiaries)
            from(code.toString(), u"partial_subsidiary"_s, true);
        if (o.value("partial_us_nexus"_L1).toBool())
            from(u"US"_s, u"us_nexus"_s, true);
        const QJsonArray listed = o.value("exposed_laws"_L1).toArray();
        for (const QJsonValue &value : listed) {
            const QString name = value.toString();
            if (!reached.contains(name))
                law.add({id, name, u"listed"_s, m_lawCountry.value(name), 0});
        }
    }

    Result<void> regions()
    {
        const Result<ReferenceResource> file = ReferenceResource::read("regions.json"_L1);
        if (!file)
            return file.error();
        TableWriter writer(m_db, u"ref_region"_s, 12);
        const QJsonArray list = file->list("regions"_L1);
        for (const QJsonValue &value : list) {
            const QJsonObject o = value.toObject();
            writer.add({text(o, "provider"_L1), text(o, "code"_L1), text(o, "name"_L1), textOrNull(o, "country"_L1),
                        textOrNull(o, "city"_L1), realOrNull(o, "lat"_L1), realOrNull(o, "lon"_L1), text(o, "kind"_L1),
                        textOrNull(o, "parent_region"_L1), textOrNull(o, "partition"_L1), text(o, "confidence"_L1),
                        text(o, "source"_L1)});
        }
        return writer.result();
    }

    Result<void> chips()
    {
        const Result<ReferenceResource> file = ReferenceResource::read("chips.json"_L1);
        if (!file)
            return file.error();
        TableWriter chip(m_db, u"ref_chip"_s, 9);
        TableWriter alias(m_db, u"ref_chip_alias"_s, 2);
        const QJsonArray list = file->list("chips"_L1);
        for (const QJsonValue &value : list) {
            const QJsonObject o = value.toObject();
            const QString id = o.value("id"_L1).toString();
            chip.add({id, text(o, "vendor"_L1), text(o, "model"_L1), text(o, "vendor_country"_L1),
                      textOrNull(o, "fab_country"_L1), text(o, "fab_note"_L1), textOrNull(o, "eccn"_L1),
                      text(o, "export_note"_L1), text(o, "confidence"_L1)});
            const QJsonArray aliases = o.value("aliases"_L1).toArray();
            for (const QJsonValue &name : aliases)
                alias.add({name.toString(), id});
        }
        const Result<void> done = chip.result();
        return done ? alias.result() : done;
    }

    Result<void> instances()
    {
        const Result<ReferenceResource> file = ReferenceResource::read("instance_types.json"_L1);
        if (!file)
            return file.error();
        TableWriter writer(m_db, u"ref_instance"_s, 6);
        // Rows are repeated for a provider that sells another's types, and for services that put a prefix
        // before them ("ml." in SageMaker), so that a plain join on provider and type finds them.
        const QJsonObject metaData = file->root.value("meta"_L1).toObject();
        const QJsonObject sameAs = metaData.value("same_as"_L1).toObject();
        const QJsonObject prefixes = metaData.value("prefixes"_L1).toObject();
        const QJsonArray list = file->list("instances"_L1);
        for (const QJsonValue &value : list) {
            const QJsonObject o = value.toObject();
            const QString seller = o.value("provider"_L1).toString();
            QStringList sellers{seller};
            for (auto it = sameAs.begin(); it != sameAs.end(); ++it) {
                if (it.value().toString() == seller)
                    sellers.append(it.key());
            }
            for (const QString &provider : std::as_const(sellers)) {
                QStringList before{QString()};
                const QJsonArray more = prefixes.value(provider).toArray();
                for (const QJsonValue &prefix : more)
                    before.append(prefix.toString());
                for (const QString &prefix : std::as_const(before)) {
                    writer.add({provider, QString(prefix + o.value("type"_L1).toString()), text(o, "chip"_L1),
                                intOrNull(o, "count"_L1), memoryOrNull(o, "memory_mib_each"_L1),
                                text(o, "confidence"_L1)});
                }
            }
        }
        return writer.result();
    }

    Result<void> developers()
    {
        const Result<ReferenceResource> file = ReferenceResource::read("model_developers.json"_L1);
        if (!file)
            return file.error();
        TableWriter writer(m_db, u"ref_model_developer"_s, 3);
        const QJsonArray list = file->list("patterns"_L1);
        for (const QJsonValue &value : list) {
            const QJsonObject o = value.toObject();
            writer.add({text(o, "pattern"_L1), text(o, "developer"_L1), textOrNull(o, "country"_L1)});
        }
        return writer.result();
    }

    Result<void> meta()
    {
        const Result<ReferenceResource> file = ReferenceResource::read("providers.json"_L1);
        if (!file)
            return file.error();
        const QJsonObject metaData = file->root.value("meta"_L1).toObject();
        TableWriter writer(m_db, u"ref_meta"_s, 2);
        writer.add({u"version"_s, referenceVersion()});
        writer.add({u"as_of"_s, text(metaData, "as_of"_L1)});
        writer.add({u"disclaimer"_s, text(metaData, "disclaimer"_L1)});
        writer.add({u"exposure_rule"_s, text(metaData, "exposure_rule"_L1)});
        return writer.result();
    }

    const QSqlDatabase &m_db;
    QStringList m_members, m_eea;
    QHash<QString, QStringList> m_lawsOf;
    QHash<QString, QString> m_lawCountry;
};

Result<void> recreateTables(const QSqlDatabase &db)
{
    QStringList tables;
    {
        QSqlQuery query(db);
        if (!query.exec(u"SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'ref\\_%' ESCAPE '\\'"_s))
            return databaseError(query);
        while (query.next())
            tables.append(query.value(0).toString());
    }
    for (const QString &table : std::as_const(tables)) {
        if (Result<void> done = execute(db, u"DROP TABLE \"%1\""_s.arg(table)); !done)
            return done;
    }
    QFile script(u":/sql/reference.sql"_s);
    if (!script.open(QIODevice::ReadOnly))
        return Error{ErrorCode::FileNotFound, script.errorString(), script.fileName()};
    const QStringList all = statements(script.readAll());
    for (const QString &statement : all) {
        if (Result<void> done = execute(db, statement); !done)
            return done;
    }
    return {};
}

} // namespace

QString storedReferenceVersion(const QSqlDatabase &db)
{
    QSqlQuery query(db);
    if (query.exec(u"SELECT value FROM ref_meta WHERE key = 'version'"_s) && query.next())
        return query.value(0).toString();
    return {};
}

Result<void> loadReferenceData(QSqlDatabase &db)
{
    if (storedReferenceVersion(db) == referenceVersion())
        return {};
    if (Result<void> begun = execute(db, u"SAVEPOINT reference_data"_s); !begun)
        return begun;
    Result<void> done = recreateTables(db);
    if (done)
        done = Filler(db).run();
    if (done && QSqlQuery(u"SELECT 1 FROM sqlite_master WHERE name='setting'"_s, db).next())
        done = runScript(db, queryText(u"own_types"_s), u"own_types"_s);
    if (done)
        done = execute(db, u"RELEASE reference_data"_s);
    if (!done) {
        // The first error is the one to report; a rollback that fails as well adds nothing to it.
        QSqlQuery undo(db);
        undo.exec(u"ROLLBACK TO reference_data"_s);
        undo.exec(u"RELEASE reference_data"_s);
    }
    return done;
}

} // namespace store
