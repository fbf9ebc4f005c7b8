// SPDX-License-Identifier: GPL-3.0-or-later
// Random conditions over random workspaces: the compiled SQL and a naive evaluator must say the same. The seed is
// fixed; PROPERTY_SEED=n tries another one.
#include "naive.h"

#include "rules/compiler.h"
#include "rules/examplewriter.h"
#include "rules/packloader.h"
#include "rules/session.h"
#include "rules/sharedanswers.h"
#include "rules/sharedconditions.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSqlQuery>
#include <QTest>

namespace tst_property {

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using domain::ValueType;

namespace {

constexpr domain::Day asOf = 20000;
const QStringList countries = {u"DE"_s, u"FR"_s, u"US"_s, u"CA"_s, u"CH"_s, u"IN"_s};
const QStringList textPool = {u"a"_s, u"B"_s, u"ISO27001"_s, u"x%y_z"_s, u"ax"_s, u"L2"_s, u"Class D"_s};
const QList<EntityKind> kindPool = {
    EntityKind::Workload, EntityKind::Dataset,         EntityKind::Contract,    EntityKind::Provider,
    EntityKind::Grant,    EntityKind::Identity,        EntityKind::Transfer,    EntityKind::Certification,
    EntityKind::Service,  EntityKind::BusinessService, EntityKind::LegalEntity, EntityKind::ContractingEntity,
    EntityKind::Model};

class Generator
{
public:
    Generator(const domain::Catalogue &catalogue, quint32 seed) : m_catalogue(catalogue), m_random(seed) {}

    int below(int n) { return static_cast<int>(m_random.bounded(n)); }
    template <class T> T pick(const QList<T> &list) { return list.at(below(static_cast<int>(list.size()))); }

    QJsonValue value(const Attribute &attr, ValueType type)
    {
        if (!attr.values.isEmpty())
            return pick(attr.values);
        switch (type) {
        case ValueType::Bool:
            return below(2) == 1;
        case ValueType::Int:
        case ValueType::Number:
            return below(6) * 10;
        case ValueType::Date:
            return domain::fromDay(asOf - 400 + 40 * below(22)).toString(Qt::ISODate);
        case ValueType::Country:
            return pick(countries);
        case ValueType::Ref:
            return attr.refKind ? QJsonValue(keyOf(*attr.refKind)) : QJsonValue(u"a"_s);
        default:
            return pick(textPool);
        }
    }
    QString keyOf(EntityKind kind) { return u"%1%2"_s.arg(domain::kindName(kind).left(3)).arg(below(counts(kind))); }
    int counts(EntityKind kind) const { return kind == EntityKind::Workload ? 5 : 3; }

    /// A world and the same as JSON for the writer.
    naive::World world(QJsonArray &json)
    {
        naive::World w;
        w.catalogue = &m_catalogue;
        w.asOf = asOf;
        for (const EntityKind kind : kindPool) {
            for (int i = 0; i < counts(kind); ++i) {
                naive::Entity e;
                e.kind = kind;
                e.key = u"%1%2"_s.arg(domain::kindName(kind).left(3)).arg(i);
                w.entities.append(e);
            }
        }
        for (naive::Entity &e : w.entities) {
            QJsonObject o{{u"kind"_s, domain::kindName(e.kind)}, {u"key"_s, e.key}};
            for (const Attribute &attr : m_catalogue.kind(e.kind).attributes) {
                const bool reserved = attr.name == "kind"_L1 || attr.name == "key"_L1;
                const QString member = reserved ? u"entity_"_s + attr.name : attr.name;
                if (attr.refKind && !kindPool.contains(*attr.refKind))
                    continue;
                if (attr.isList()) {
                    fillList(e, attr, o, member);
                    continue;
                }
                const int state = below(6);
                if (state == 0)
                    continue;
                if (state == 1) {
                    o.insert(member, QJsonObject{{u"none"_s, true}});
                    e.absent.insert(attr.name);
                    continue;
                }
                const QJsonValue v = value(attr, attr.type);
                o.insert(member, v);
                e.values.insert(attr.name, attr.type == ValueType::Date
                                               ? QVariant(domain::toDay(QDate::fromString(v.toString(), Qt::ISODate)))
                                               : v.toVariant());
            }
            json.append(o);
        }
        for (const EntityKind kind : kindPool) {
            if (below(2) == 0)
                w.attested.insert(domain::kindName(kind));
        }
        w.sets = {{u"EEA"_s, {u"DE"_s, u"FR"_s}}, {u"ZONE"_s, {u"DE"_s}}};
        w.adequacy = {
            {u"CH"_s, {}}, {u"US"_s, u"dpf_certified"_s}, {u"CA"_s, u"commercial"_s}, {u"IN"_s, u"scope_check"_s}};
        w.parameters.insert(u"p"_s, 30);
        return w;
    }
    void fillList(naive::Entity &e, const Attribute &attr, QJsonObject &o, const QString &member)
    {
        const int state = below(4);
        if (state == 0)
            return;
        naive::ListData list;
        list.said = true;
        list.complete = state != 1;
        QJsonArray items;
        for (int i = below(4); i > 0; --i) {
            if (attr.facet != 0 && below(6) == 0) {
                items.append(QJsonValue());
                list.items.append(QString());
                continue;
            }
            const QString item = value(attr, attr.of).toString();
            if (list.items.contains(item))
                continue;
            items.append(item);
            list.items.append(item);
        }
        e.lists.insert(attr.name, list);
        o.insert(member, list.complete ? QJsonValue(items)
                                       : QJsonValue(QJsonObject{{u"items"_s, items}, {u"complete"_s, false}}));
    }

    const Attribute *attribute(EntityKind kind, bool list)
    {
        const auto &all = m_catalogue.kind(kind).attributes;
        for (int i = 0; i < 40; ++i) {
            const Attribute &attr = all.at(below(static_cast<int>(all.size())));
            if (attr.isList() == list && (!attr.refKind || kindPool.contains(*attr.refKind)))
                return &attr;
        }
        return nullptr;
    }
    /// A path from the kind to an attribute, through references now and then.
    QString path(EntityKind kind, bool list, const Attribute *&end)
    {
        QString prefix;
        while (below(3) == 0) {
            const Attribute *step = attribute(kind, false);
            if (!step || step->type != ValueType::Ref)
                continue;
            prefix += step->name + u'.';
            kind = *step->refKind;
        }
        end = attribute(kind, list);
        return end ? prefix + end->name : QString();
    }
    QJsonArray values(const Attribute &attr, ValueType type)
    {
        QJsonArray list;
        for (int i = below(4); i >= 0; --i)
            list.append(value(attr, type));
        return list;
    }

    QJsonObject condition(QList<EntityKind> kinds, int depth)
    {
        if (depth > 0 && below(2) == 0) {
            const int n = below(3);
            if (n == 2)
                return {{u"not"_s, condition(kinds, depth - 1)}};
            QJsonArray children;
            for (int i = 1 + below(3); i > 0; --i)
                children.append(condition(kinds, depth - 1));
            return {{n == 0 ? u"all"_s : u"any"_s, children}};
        }
        switch (below(8)) {
        case 0:
        case 1:
            return relation(kinds, depth);
        case 2:
        case 3:
            return listLeaf(kinds);
        case 4:
            return lawLeaf(kinds);
        default:
            return scalarLeaf(kinds);
        }
    }
    QJsonObject scalarLeaf(const QList<EntityKind> &kinds)
    {
        const int up = kinds.size() > 1 && below(4) == 0 ? 1 : 0;
        const Attribute *attr = nullptr;
        const QString p = QString(up, u'^') + path(kinds.at(kinds.size() - 1 - up), false, attr);
        if (!attr)
            return {{u"const"_s, true}};
        QJsonObject leaf{{u"attr"_s, p}};
        switch (below(9)) {
        case 0:
            leaf.insert(u"is_none"_s, below(4) != 0);
            return leaf;
        case 1:
            leaf.insert(u"is_said"_s, below(4) != 0);
            return leaf;
        case 2:
            leaf.insert(u"not_recorded"_s, true);
            return leaf;
        case 3:
            for (int i = 0; i < 30; ++i) {
                const Attribute *other = nullptr;
                const QString q = path(kinds.constLast(), false, other);
                if (other && (other->type == attr->type) && other->refKind == attr->refKind &&
                    other->values.isEmpty() == attr->values.isEmpty()) {
                    leaf.insert(below(2) ? u"same_as"_s : u"differs_from"_s, q);
                    return leaf;
                }
            }
            break;
        default:
            break;
        }
        const int op = below(5);
        if (attr->type == ValueType::Date) {
            const QJsonValue n = below(2) ? QJsonValue(below(400)) : QJsonValue(QJsonObject{{u"param"_s, u"p"_s}});
            if (op == 0)
                leaf.insert(u"older_than_days"_s, n);
            else if (op == 1)
                leaf.insert(u"expires_within_days"_s, n);
            else
                leaf.insert(op == 2 ? u"before"_s : u"after"_s,
                            op == 4 ? QJsonValue(u"as_of"_s) : value(*attr, ValueType::Date));
        } else if (op < 3 && (attr->type == ValueType::Int || attr->type == ValueType::Number)) {
            leaf.insert(pick(QList<QString>{u"lt"_s, u"le"_s, u"gt"_s, u"ge"_s}), below(6) * 10);
        } else if (op == 0 &&
                   (attr->type == ValueType::Text || attr->type == ValueType::Enum || attr->type == ValueType::Ref)) {
            leaf.insert(u"matches"_s,
                        pick(QList<QString>{u"*a*"_s, u"x%*"_s, u"*_z"_s, u"b"_s, u"*"_s, u"iso*"_s, u"*1"_s}));
        } else if (op < 3) {
            leaf.insert(below(2) ? u"is"_s : u"is_not"_s, value(*attr, attr->type));
        } else if (attr->type == ValueType::Country && below(2)) {
            leaf.insert(below(2) ? u"in"_s : u"not_in"_s, u"@EEA"_s);
        } else {
            leaf.insert(below(2) ? u"in"_s : u"not_in"_s, values(*attr, attr->type));
        }
        if (attr->type == ValueType::Text && below(4) == 0)
            leaf = {{u"attr"_s, p}, {below(2) ? u"at_least"_s : u"below"_s, pick(QList<QString>{u"CMMC:2"_s, u"FEDRAMP:low"_s, u"FEDRAMP:high"_s})}};
        if (attr->type == ValueType::Text && below(4) == 0) {
            leaf = {{u"attr"_s, p}, {u"says"_s, QJsonArray{pick(QList<QString>{u"a*"_s, u"*a"_s, u"x"_s, u"is*"_s, u"*b*"_s})}}};
            if (below(3) == 0)
                leaf.insert(u"but_not"_s, QJsonArray{u"xa"_s, u"is*"_s});
            if (below(3) == 0)
                leaf.insert(u"unclear"_s, below(2) == 0);
        }
        if (below(5) == 0)
            leaf.insert(u"unsaid"_s, below(2) != 0);
        if (attr->type == ValueType::Text && (leaf.contains(u"is"_s) || leaf.contains(u"in"_s) || leaf.contains(u"matches"_s) || leaf.contains(u"says"_s)) && below(2) == 0)
            leaf.insert(u"surely_not"_s, QJsonArray{u"*a*"_s, u"x*"_s});
        return leaf;
    }
    QJsonObject listLeaf(const QList<EntityKind> &kinds)
    {
        const Attribute *attr = nullptr;
        const QString p = path(kinds.constLast(), true, attr);
        if (!attr)
            return {{u"const"_s, false}};
        const int form = below(4);
        if (form == 0) {
            const bool places = m_catalogue.attribute(kinds.constLast(), u"hosting_countries") && below(2) == 0;
            const QJsonArray lists{p, places ? u"all_places"_s : p};
            const QJsonObject first{{u"any_of"_s, lists}};
            QJsonObject leaf = first;
            if (attr->of == ValueType::Country)
                leaf.insert(below(2) ? u"in"_s : u"not_in"_s, u"@EEA"_s);
            else if (below(2))
                leaf.insert(u"matches"_s, u"*a*"_s);
            else
                leaf.insert(below(2) ? u"in"_s : u"not_in"_s, values(*attr, attr->of));
            if (below(3) == 0)
                leaf.insert(u"unsaid"_s, false);
            return leaf;
        }
        if (form == 1 && below(3) == 0) {
            QStringList own;
            for (const Attribute &one : m_catalogue.kind(kinds.constLast()).attributes) {
                if (one.facet != 0 && one.inherited.isEmpty())
                    own.append(one.name);
            }
            if (!own.isEmpty())
                return {{u"minus"_s, QJsonArray{pick(own), pick(own)}}, {u"by"_s, u"site"_s}, {u"is_empty"_s, below(2) == 0}};
        }
        if (form == 1) {
            const Attribute *other = nullptr;
            const QString q = path(kinds.constLast(), true, other);
            QJsonArray lists{p, other ? q : p};
            bool countries = attr->of == ValueType::Country;
            QJsonValue where(QJsonValue::Undefined);
            // What the things have to which a step leads, on either side.
            for (int i = 0; i < 2; ++i) {
                EntityKind there = kinds.constLast();
                QString way;
                if (below(2) != 0 || !step(there, way))
                    continue;
                QString further;
                if (below(3) == 0 && step(there, further))
                    way += u'>' + further;
                const Attribute *far = attribute(there, below(3) != 0);
                const bool single = far && (far->type == ValueType::Country || far->type == ValueType::Enum || far->type == ValueType::Text);
                if (far && (far->isList() || single)) {
                    lists[i] = way + u'>' + far->name;
                    if (i == 1 && !far->isList() && below(3) != 0)
                        where = condition(kinds + QList<EntityKind>{there}, 1);
                    if (i == 0)
                        countries = (far->isList() ? far->of : far->type) == ValueType::Country;
                }
            }
            QJsonObject leaf{{u"minus"_s, lists}, {u"is_empty"_s, below(2) == 0}};
            if (countries && below(2))
                leaf.insert(u"outside"_s, u"@EEA"_s);
            if (!where.isUndefined())
                leaf.insert(u"where"_s, where);
            return leaf;
        }
        QJsonObject leaf{{u"attr"_s, p}};
        switch (below(7)) {
        case 0:
            leaf.insert(u"is_empty"_s, below(2) == 0);
            break;
        case 1:
            leaf.insert(u"contains"_s, value(*attr, attr->of));
            break;
        case 2:
            leaf.insert(u"contains_match"_s, pick(QList<QString>{u"*a*"_s, u"d*"_s, u"*"_s}));
            break;
        case 3:
            leaf.insert(u"subset_of"_s,
                        attr->of == ValueType::Country ? QJsonValue(u"@EEA"_s) : QJsonValue(values(*attr, attr->of)));
            break;
        case 4:
            leaf.insert(u"not_recorded"_s, below(2) == 0);
            break;
        case 5:
            leaf.insert(u"is_said"_s, below(2) == 0);
            break;
        default:
            leaf.insert(u"contains_any"_s,
                        attr->of == ValueType::Country ? QJsonValue(u"@EEA"_s) : QJsonValue(values(*attr, attr->of)));
        }
        const bool contains = leaf.contains(u"contains"_s) || leaf.contains(u"contains_any"_s) || leaf.contains(u"contains_match"_s);
        if (contains && below(3) == 0)
            leaf.insert(u"unsaid"_s, below(2) != 0);
        if (contains && attr->of == ValueType::Text && below(2) == 0)
            leaf.insert(u"surely_not"_s, QJsonArray{u"*a*"_s, u"d*"_s});
        return leaf;
    }
    /// A step out of the kind, forward or back.
    bool step(EntityKind &kind, QString &text)
    {
        for (int i = 0; i < 60; ++i) {
            if (below(2)) {
                const Attribute *attr = attribute(kind, below(2) == 0);
                const bool ref =
                    attr && (attr->type == ValueType::Ref || (attr->isList() && attr->of == ValueType::Ref));
                if (!ref)
                    continue;
                text = attr->name;
                kind = *attr->refKind;
                return true;
            }
            const EntityKind from = pick(kindPool);
            const Attribute *attr = attribute(from, below(2) == 0);
            if (!attr || attr->refKind != kind)
                continue;
            text = domain::kindName(from) + u'.' + attr->name;
            kind = from;
            return true;
        }
        return false;
    }
    QJsonObject relation(QList<EntityKind> kinds, int depth)
    {
        EntityKind kind = kinds.constLast();
        QStringList chain;
        for (int i = 1 + below(3) / 2; i > 0; --i) {
            QString text;
            if (!step(kind, text))
                break;
            chain.append(text);
        }
        if (chain.isEmpty())
            return {{u"const"_s, false}};
        const QString name = pick(QList<QString>{u"exists"_s, u"every"_s, u"count"_s});
        QJsonObject leaf{{name, chain.join(u'>')}};
        if (below(4) != 0)
            leaf.insert(u"where"_s, condition(kinds + QList<EntityKind>{kind}, depth > 0 ? depth - 1 : 0));
        if (name == "count"_L1)
            leaf.insert(pick(QList<QString>{u"lt"_s, u"le"_s, u"gt"_s, u"ge"_s, u"is"_s}), below(4));
        return leaf;
    }
    /// A relation in a relation in a relation, with conditions beside it on every level.
    QJsonObject nested(QList<EntityKind> kinds, int levels)
    {
        if (levels == 0)
            return below(2) ? scalarLeaf(kinds) : listLeaf(kinds);
        EntityKind kind = kinds.constLast();
        QString text;
        if (!step(kind, text))
            return scalarLeaf(kinds);
        const QJsonObject inner = nested(kinds + QList<EntityKind>{kind}, levels - 1);
        const QJsonObject where{{pick(QList<QString>{u"all"_s, u"any"_s}),
                                 QJsonArray{condition(kinds + QList<EntityKind>{kind}, 0), inner}}};
        const QString name = pick(QList<QString>{u"exists"_s, u"every"_s, u"count"_s});
        QJsonObject leaf{{name, text}, {u"where"_s, where}};
        if (name == "count"_L1)
            leaf.insert(pick(QList<QString>{u"lt"_s, u"ge"_s}), below(3));
        return leaf;
    }
    QJsonObject lawLeaf(const QList<EntityKind> &kinds)
    {
        const EntityKind kind = kinds.constLast();
        if (kind == EntityKind::Transfer) {
            QJsonObject leaf{{u"adequate"_s, u"importer_country"_s},
                             {u"kind"_s, u"importer_kind"_s},
                             {u"dpf"_s, u"importer.dpf_certified"_s}};
            if (below(2)) {
                leaf.insert(u"dpf_hr"_s, u"importer.dpf_hr"_s);
                leaf.insert(u"hr"_s, u"hr_data"_s);
            }
            return leaf;
        }
        if (kind == EntityKind::Service) {
            for (qsizetype up = 1; up < kinds.size(); ++up) {
                if (kinds.at(kinds.size() - 1 - up) == EntityKind::Certification)
                    return {{u"covered_by"_s, QString(up, u'^') + u"self"_s},
                            {u"scope"_s, below(2) ? u"product"_s : u"region"_s}};
            }
            return {{u"certified"_s, u"provider"_s},
                    {u"schemes"_s, u"any"_s},
                    {u"service"_s, u"self"_s}};
        }
        if (kind == EntityKind::Certification) {
            const QJsonObject leaf{{u"covered_by"_s, u"^self"_s}, {u"scope"_s, below(2) ? u"product"_s : u"region"_s}};
            return {{pick(QList<QString>{u"exists"_s, u"every"_s}), below(2) ? u"services_used"_s : u"holder>service.provider"_s},
                    {u"where"_s, below(2) ? leaf : QJsonObject{{u"not"_s, leaf}}}};
        }
        if (kind == EntityKind::Provider || kind == EntityKind::Workload) {
            if (below(2)) {
                QJsonObject leaf{
                    {u"certified"_s, kind == EntityKind::Provider ? u"self"_s : u"provider"_s},
                    {u"schemes"_s, below(2) ? QJsonValue(u"any"_s) : QJsonValue(QJsonArray{u"ISO27001"_s, u"a"_s})}};
                if (kind == EntityKind::Workload && below(2))
                    leaf.insert(u"service"_s, u"service"_s);
                return leaf;
            }
            const QJsonObject where = condition({EntityKind::Workload}, 0);
            return {
                {u"share"_s, QJsonObject{{u"kind"_s, u"workload"_s}, {u"where"_s, where}, {u"by"_s, u"provider"_s}}},
                {pick(QList<QString>{u"lt"_s, u"le"_s, u"gt"_s, u"ge"_s}), pick(QList<int>{0, 20, 25, 50, 75, 100})}};
        }
        return scalarLeaf(kinds);
    }

private:
    const domain::Catalogue &m_catalogue;
    QRandomGenerator m_random;
};

QString show(naive::Truth t)
{
    return t ? (*t ? u"true"_s : u"false"_s) : u"unknown"_s;
}

} // namespace

class TestProperty : public QObject
{
    Q_OBJECT

private slots:
    void sameAsNaive()
    {
        const auto catalogue = rules::loadBuiltinCatalogue();
        QVERIFY(catalogue.has_value());
        bool given = false;
        const int chosen = qEnvironmentVariableIntValue("PROPERTY_SEED", &given);
        const quint32 seed = given ? static_cast<quint32>(chosen) : 20261121U;
        const int worlds =
            qEnvironmentVariableIsSet("PROPERTY_WORLDS") ? qEnvironmentVariableIntValue("PROPERTY_WORLDS") : 12;
        qInfo("seed %u", seed);
        Generator generator(*catalogue, seed);
        qint64 sharedOnes = 0;
        qint64 compared = 0;
        int refused = 0;
        qint64 counts[3] = {0, 0, 0};
        for (int round = 0; round < worlds; ++round) {
            QJsonArray json;
            const naive::World world = generator.world(json);
            rules::MemoryWorkspace workspace;
            QVERIFY(workspace.open().has_value());
            QSqlDatabase &db = workspace.database();
            const auto reference = rules::runScript(
                db,
                "CREATE TABLE ref_country (code TEXT, name TEXT, eu INT, eea INT, efta INT, uk_approved INT, swiss_listed INT, doj_concern INT);"
                "INSERT INTO ref_country VALUES ('DE','Germany',1,1,0,1,1,0),('FR','France',1,1,0,1,1,0),('US','United "
                "States',0,0,0,1,0,0);"
                "CREATE TABLE ref_adequacy (country TEXT, valid_from INT, valid_until INT, scope TEXT, condition TEXT);"
                "INSERT INTO ref_adequacy VALUES "
                "('CH',0,NULL,'all',NULL),('US',0,NULL,'x','dpf_certified'),('CA',0,NULL,'x','commercial'),"
                "('IN',0,NULL,'x','scope_check'),('IN',0,19999,'ended',NULL),('US',20001,NULL,'not yet',NULL);"
                "INSERT INTO value_set VALUES ('ZONE','DE');",
                u"reference"_s);
            QVERIFY2(reference.has_value(), reference ? "" : qPrintable(reference.error().detail));
            rules::ExampleWriter writer(db, *catalogue);
            // The order of ids is the order of the world, whoever names whom first.
            QJsonArray bare;
            for (const QJsonValue &v : std::as_const(json))
                bare.append(
                    QJsonObject{{u"kind"_s, v.toObject().value(u"kind"_s)}, {u"key"_s, v.toObject().value(u"key"_s)}});
            QVERIFY(writer.write(bare).has_value());
            const auto written = writer.write(json);
            QVERIFY2(written.has_value(), written ? "" : qPrintable(written.error().detail + written.error().where));
            QVERIFY(writer.attest(world.attested.values()).has_value());
            rules::Session session(db, *catalogue, asOf);
            const auto opened = session.open();
            QVERIFY2(opened.has_value(), opened ? "" : qPrintable(opened.error().detail));
            for (int i = 0; i < 150; ++i) {
                const EntityKind kind = generator.pick(kindPool);
                // Every tenth is a chain of relations within relations, one to six deep.
                const QJsonObject tree =
                    i % 10 == 0 ? generator.nested({kind}, 1 + (i / 10) % 6) : generator.condition({kind}, 2);
                QList<domain::Diagnostic> errors;
                const QSet<QString> parameters = {u"p"_s};
                const rules::References references;
                rules::ConditionParser parser(*catalogue, references, parameters, true, QString(), errors);
                rules::Rule rule;
                rule.entity = kind;
                rule.gapIf = parser.parse(tree, kind, u"/gap_if"_s);
                const QString text = QString::fromUtf8(QJsonDocument(tree).toJson(QJsonDocument::Compact));
                QVERIFY2(errors.isEmpty(),
                         errors.isEmpty() ? ""
                                          : qPrintable(errors.constFirst().where + errors.constFirst().message + text));
                rules::Compiler compiler(*catalogue, asOf, world.parameters);
                const rules::CompiledRule compiled = compiler.compileForExplanation(rule);
                // What speaks of an entity outside through many levels is refused when a pack is loaded; it must be
                // rare.
                if (!compiler.tooDeep().isEmpty()) {
                    ++refused;
                    continue;
                }
                const auto prepared = session.prepare(compiled);
                QVERIFY2(prepared.has_value(), prepared ? "" : qPrintable(prepared.error().detail + text));
                // The same rule twice: all that is dear in it is shared, and read from the answers that were found once.
                const rules::Rule twin = rule;
                const rules::SharedConditions shared({&rule, &twin});
                rules::Compiler sharing(*catalogue, asOf, world.parameters);
                sharing.share(shared);
                const rules::CompiledRule judging = sharing.compile(rule);
                rules::SharedAnswers answers;
                session.share(answers);
                const auto ready = session.prepare(judging);
                QVERIFY2(ready.has_value(), ready ? "" : qPrintable(ready.error().detail + text));
                QVERIFY(session.prepareJudged(kind, QString()).has_value());
                auto rows = session.run(judging.statement);
                QVERIFY2(rows.has_value(), rows ? "" : qPrintable(rows.error().detail + text));
                QHash<qint64, int> judged;
                while (rows->next())
                    judged.insert(rows->value(0).toLongLong(), rows->value(1).toInt());
                rows->finish();
                sharedOnes += judging.preparations.isEmpty() ? 0 : 1;
                for (const naive::Entity &e : world.entities) {
                    if (e.kind != kind)
                        continue;
                    const auto id = writer.find(kind, e.key);
                    if (const auto it = judged.constFind(id->value); it != judged.constEnd()) {
                        const naive::Truth truth = world.evaluate(rule.gapIf, e);
                        const domain::Status status = !truth ? domain::Status::Unknown : *truth ? domain::Status::Gap : domain::Status::Pass;
                        QVERIFY2(*it == static_cast<int>(status), qPrintable(e.key + text + judging.statement.text));
                    }
                    auto row = session.ask(compiled.statement, id->value);
                    QVERIFY2(row.has_value(), row ? "" : qPrintable(row.error().detail + text));
                    QVERIFY(row->next());
                    const QVariant gap = row->value(2);
                    const naive::Truth found = gap.isNull() ? std::nullopt : naive::Truth(gap.toInt() != 0);
                    const naive::Truth expected = world.evaluate(rule.gapIf, e);
                    QVERIFY2(found == expected,
                             qPrintable(u"seed %1, world %2, %3: SQL says %4, naive %5: %6"_s.arg(seed).arg(round).arg(
                                 e.key, show(found), show(expected),
                                 text + u"\n"_s + compiled.statement.text +
                                     QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact))
                                         .mid(0, qEnvironmentVariableIntValue("PROPERTY_SHOW")))));
                    ++compared;
                    ++counts[found ? (*found ? 2 : 0) : 1];
                }
            }
        }
        qInfo("%lld results: %lld true, %lld unknown, %lld false", compared, counts[2], counts[1], counts[0]);
        QVERIFY2(refused < worlds * 150 / 100, qPrintable(QString::number(refused)));
        QVERIFY(compared >= 2000);
        QVERIFY(sharedOnes >= 100);
        for (const qint64 n : counts)
            QVERIFY(n > compared / 20);
    }
};

BAILIWICK_TEST(QCoreApplication, TestProperty)

} // namespace tst_property

#include "tst_property.moc"
