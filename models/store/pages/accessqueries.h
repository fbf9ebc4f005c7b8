// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/estate/estatethings.h"
#include "store/pages/codeset.h"
#include "store/pages/flowconditions.h"

#include <QHash>
#include <QList>
#include <QStringList>

#include <limits>
#include <memory>
#include <vector>

namespace store {

/// Who may reach which data, from access rights that allow something and are not over on the day.
struct AccessCounts
{
    /// So many rights are alike: numbers in `kinds`, `countries` and `classes`; -1 or an empty list: nothing recorded.
    struct Pattern
    {
        int kind = -1, employer = -1;
        QList<int> classes;
        int count = 0;
        int maximum = 0;    ///< of these, as far as is said the most that could be allowed, not what is
    };
    int rights = 0, maximum = 0;
    int denied = 0, ended = 0; ///< left out: they forbid; they were over before the day
    int inZone = 0, outside = 0, unknown = 0; ///< by the employer's country
    QStringList kinds, countries, classes;
    QList<Pattern> patterns;
    QHash<qint64, NumberSet> reachedBy; ///< numbers in `classes` of what the rights of an identity reach
};

/// A person, service or company, with one employer's country, that a law from outside the zone may compel, with what it may reach. What holds of its strongest right
/// holds of one right as a whole.
struct Exposure
{
    enum class Law { Provider = 1, Employer = 2 };        ///< a law reaches its provider; its employer is outside the zone
    enum class Barrier { Some = 0, NotKnown = 1, None = 2 };
    qint64 identity = 0;    ///< 0: only `who` is known
    QString who, kind, employer, country, provider;
    Law law = Law::Employer;
    Barrier barrier = Barrier::NotKnown; ///< keys outside the provider's hands bar only where nothing is processed in clear
    int privilege = 0;      ///< 3 admin, 2 write, 1 read, 0 not recorded
    int clear = 1;          ///< 2 processed in clear, 1 not recorded, 0 not
    int custody = 1;        ///< 3 provider or no encryption, 2 in the provider's service, 1 not recorded, 0 outside
    int rights = 0, maximum = 0;
    bool strongestMaximum = false; ///< of the strongest right only the most that could be allowed is known
};

/// All access rights as the page counts them: worked out once, so that a filter and a day only count. Read once, then any thread.
class RightPatterns
{
public:
    static std::shared_ptr<const RightPatterns> read(AttributeStore &);

    /// Of the rights of the set on a day: who holds what.
    AccessCounts count(const EstateThings &, const ThingSet &, domain::Day) const;
    /// The strongest first: by law, barrier, privilege, processing in clear and custody of keys of the strongest right; what is effective
    /// before what is only a maximum; then by the number of rights.
    struct Exposures
    {
        QList<Exposure> strongest;
        int holders = 0;                ///< of how many these are the strongest
    };
    /// Rights that reach one of the classes; "?": none that is recorded.
    ThingSet ofClasses(const EstateThings &, const QStringList &classes) const;
    Exposures exposures(const EstateThings &, const ThingSet &, domain::Day, int most) const;

private:
    static constexpr domain::Day Unending = std::numeric_limits<domain::Day>::max();
    struct Right
    {
        qint64 id = 0;
        int kind = -1, country = -1, employer = -1; ///< the holder's kind, and its employer
        int classes = 0, identity = 0, holder = 0;
        int law = 0, strength = 0;      ///< as in Exposure, in one number
        domain::Day expires = Unending;
        bool maximum = false, denied = false;
    };
    struct Holder
    {
        qint64 identity = 0;
        QString who, provider;
    };
    std::vector<Right> m_rights;
    std::vector<Holder> m_holders;
    std::vector<qint64> m_identities;
    std::vector<NumberSet> m_classSets;
    QStringList m_kinds, m_employers, m_countries, m_classes;
    QList<bool> m_inZone;               ///< by m_countries
};

/// Laws of a country on access to data that are in force on the day, by name; the uncertain ones marked so.
QStringList accessLaws(AttributeStore &, const QString &country, domain::Day day);

} // namespace store
