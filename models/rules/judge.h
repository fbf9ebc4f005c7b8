// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/dayreader.h"
#include "rules/interruption.h"
#include "store/connectionscope.h"

#include <QHash>

#include <functional>
#include <memory>
#include <optional>

namespace rules {

/// A result as a number: a status, or -1 where there is none.
inline constexpr int NoResult = -1;

/// Results of one rule: of each entity that was judged. Sorted by entity.
struct Results
{
    std::shared_ptr<const QList<qint64>> ids;
    QByteArray statuses;
    int at(qint64 entity) const;
    int statusOf(qsizetype index) const;
};

/// A connection of its own that sees the workspace as it was at begin(), and judges it as of one day after the other. To be made,
/// used and ended in one thread; the catalogue, packs and request must outlive it.
class Judge
{
public:
    Judge(const QString &path, const domain::Catalogue &, const QList<Pack> &, const RunRequest &, std::function<bool()> stop);
    ~Judge();
    Judge(const Judge &) = delete;
    Judge &operator=(const Judge &) = delete;

    domain::Result<void> begin();
    QSqlDatabase &db() { return m_scope.db(); }
    qint64 revision() const { return m_revision; }
    domain::Result<void> turnTo(const Days &, const SharedConditions *shared = nullptr);
    domain::Result<Results> ask(const Pack &, const Rule &);

private:
    store::ConnectionScope m_scope;
    const domain::Catalogue &m_catalogue;
    const QList<Pack> &m_packs;
    const RunRequest &m_request;
    std::function<bool()> m_stop;
    std::unique_ptr<Interruption> m_interruption;
    std::unique_ptr<DayReader> m_reader;
    QHash<domain::EntityKind, std::shared_ptr<const QList<qint64>>> m_ids;
    qint64 m_revision = 0;
    bool m_begun = false;
};

} // namespace rules
