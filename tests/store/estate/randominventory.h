// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/connectionscope.h"
#include "store/estate/estate.h"
#include "store/workspace.h"
#include "support/catalogue.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

#include <memory>

namespace tst_estate {

using namespace Qt::StringLiterals;

/// An inventory in which every way to be somewhere, to belong to somebody and to be found lacking comes up, known and unknown.
class RandomInventory
{
public:
    explicit RandomInventory(quint32 seed) : m_random(seed) {}

    QByteArray script();
    store::PageFilter filter();
    int number(int from, int to) { return m_random.bounded(from, to + 1); }

private:
    template <class T> T one(const QList<T> &of) { return of.at(number(0, static_cast<int>(of.size()) - 1)); }
    QString one(const QStringList &of) { return of.at(number(0, static_cast<int>(of.size()) - 1)); }
    QString ref(int from, int to) { return number(0, 2) == 0 ? u"NULL"_s : QString::number(number(from, to)); }
    QString flag() { return one({u"NULL"_s, u"0"_s, u"1"_s}); }
    QString land() { return one({u"NULL"_s, u"'DE'"_s, u"'FR'"_s, u"'US'"_s, u"'IN'"_s}); }
    void line(const QString &sql) { m_script += sql + u";\n"_s; }
    void thing(domain::EntityKind kind, int id, const QString &columns, const QString &values);
    void places();
    void links();
    void findings();

    QRandomGenerator m_random;
    QString m_script;
};

/// A workspace that holds one.
struct Inventory
{
    explicit Inventory(quint32 seed);
    std::shared_ptr<const store::Estate> estate();

    QTemporaryDir folder;
    QString path = folder.filePath(u"w.bailiwick"_s);
    bool prepared = store::prepareWorkspace(path, true).has_value();
    store::ConnectionScope scope{path, store::Access::Write};
    store::AttributeStore values{store::nativeHandle(scope.db()), catalogue()};
    RandomInventory random;
};

} // namespace tst_estate
