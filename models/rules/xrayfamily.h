// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "rules/pack.h"
#include "rules/xray.h"
#include "store/attributestore.h"

#include <QHash>

#include <functional>
#include <memory>
#include <vector>

namespace rules {

/// What every check is given. The references outlive the run; thread: the connection's.
struct XrayContext
{
    QSqlDatabase &db;
    store::AttributeStore &values;
    const domain::Catalogue &catalogue;
    const QList<Pack> &packs;
    domain::Day asOf = 0;
    domain::JobContext &job;
};

/// One check: what it is called, how grave, its statement (resources/sql/queries/xray/NAME.sql), and the sentence for what it finds.
///
/// The statement's columns: a thing's id and attribute, three times (NULL where there is none), a, b, the count, and of a wide one c, d. ?1 is the day.
/// In the sentence {1}, {2}, {3} are the names of the things, {attr1} ... the labels of the attributes, {a} ... {d} what was found, as
/// {a:day}, {a:countries}, {a:word} or {a:kind}, {n} the count, {n|one|many} the count with its word, {n=one|many} the words alone. A part in [ ] is left out where
/// one of its values is missing.
struct XrayCheck
{
    QString id;
    domain::Severity severity;
    QString title;
    QString query;
    QString sentence;
    bool wide = false;                ///< its statement tells c and d as well
    int further = 0;                  ///< else, after the count, the ids of all things that are like the first (1) or the second (2)
};

/// A row of a check's statement, before it is put in words.
struct XrayRow
{
    struct At
    {
        qint64 entity = 0;
        QString attr;
    };
    QList<At> things;                 ///< three; entity 0: none
    QString a, b, c, d;
    qint64 count = 1;
    QList<At> further;                ///< more things of which the same is true
    QList<ListedRequirement> requirements = {}; ///< that it is about, instead of things
};

/// Checks of one kind of facts. Families are made for one run and forgotten.
class XrayFamily
{
public:
    using Found = std::function<void(const XrayCheck &, const XrayRow &)>;
    XrayFamily(QString title, QList<XrayCheck> checks) : m_title(std::move(title)), m_checks(std::move(checks)) {}
    virtual ~XrayFamily() = default;
    const QString &title() const { return m_title; }
    const QList<XrayCheck> &checks() const { return m_checks; }
    /// Asks one of its checks. The default runs the check's statement, with argument() as ?2.
    virtual domain::Result<void> ask(const XrayCheck &, XrayContext &, const Found &);

protected:
    /// JSON that a statement is given as ?2; empty: it takes none.
    virtual domain::Result<QByteArray> argument(const XrayCheck &, XrayContext &);

    /// A number that a statement is given as ?3, where two checks share it.
    virtual int kindOf(const XrayCheck &) const { return 0; }

private:
    QString m_title;
    QList<XrayCheck> m_checks;
};

/// Runs a statement of the resources and hands its rows on as they come. DatabaseError where it fails.
domain::Result<void> eachXrayRow(XrayContext &, const QString &query, const QByteArray &argument, const std::function<void(store::Statement &)> &, int kind = 0);

/// The newest run's passing things of a rule, by id and sorted; read once for each rule.
class PassingResults
{
public:
    explicit PassingResults(XrayContext &context);
    bool hasRun() const { return m_run != 0; }
    domain::Result<const QList<qint64> *> of(const Rule &);

private:
    XrayContext &m_context;
    qint64 m_run = 0;
    QHash<QString, QList<qint64>> m_passing;
};

std::unique_ptr<XrayFamily> makePlaceChecks();
std::unique_ptr<XrayFamily> makeCertificateChecks();
std::unique_ptr<XrayFamily> makeEvidenceChecks();
std::unique_ptr<XrayFamily> makeAccessChecks();
std::unique_ptr<XrayFamily> makeUseChecks();
std::unique_ptr<XrayFamily> makeDataChecks();
std::unique_ptr<XrayFamily> makeContractChecks();
std::unique_ptr<XrayFamily> makeKeyChecks();
std::unique_ptr<XrayFamily> makeDateChecks();
std::unique_ptr<XrayFamily> makeRegisterChecks();
std::unique_ptr<XrayFamily> makeRequirementChecks();

} // namespace rules
