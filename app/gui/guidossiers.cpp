// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/guibackend.h"

// Dossiers: what each law makes of each transfer, AI use and model, and of the register of information.
#include "core/dossiers.h"
#include "core/registerpackage.h"
#include "core/withstore.h"
#include "gui/translate.h"
#include "rules/registerchecks.h"
#include "store/pages/scopequeries.h"

#include <QDir>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

DossierData registerDossier(const rules::DoraRegister &reg, const QList<rules::RegisterRemark> &remarks, const QHash<qint64, QString> &names, const DossierScope &within)
{
    DossierData out;
    out.asOf = reg.asOf;
    out.columns = {u"What is wrong"_s, u"Template"_s, u"Column"_s, u"Row"_s};
    out.nothing = u"The register is complete as far as it can be checked here."_s;
    qsizetype rows = 0;
    for (const rules::RegisterTable &table : reg.tables)
        rows += table.rows.size();
    for (const rules::RegisterRemark &remark : remarks) {
        // What is said of a template as a whole concerns every part of the group.
        if (within && remark.entity != 0 && !within->contains(remark.entity)) {
            ++out.outside;
            continue;
        }
        DossierLine line;
        line.entity = remark.entity;
        line.title = remark.what;
        line.status = remark.code == u"missing"_s ? Status::Unknown : Status::Gap;
        line.cells = {names.contains(remark.entity) ? names.value(remark.entity) + u": "_s + remark.what : remark.what, remark.table, remark.column, remark.row > 0 ? QString::number(remark.row) : QString()};
        const RegisterTemplate *form = registerForm().find(remark.table);
        const RegisterColumn *column = form ? form->column(remark.column) : nullptr;
        QStringList lines;
        if (column)
            lines.append(u"Column %1: %2"_s.arg(column->code, column->title));
        if (remark.row > 0)
            lines.append(u"Row %1"_s.arg(remark.row));
        lines.append(u"What would mend it: %1"_s.arg(remark.wayOut));
        line.sections = {{form ? remark.table + u", "_s + form->title : remark.table, lines}};
        if (remark.moreRows > 0)
            line.sections.first().lines.append(u"The same in %1 more rows"_s.arg(remark.moreRows));
        if (names.contains(remark.entity))
            line.sections.prepend({u"Where"_s, {names.value(remark.entity)}});
        out.lines.append(line);
    }
    out.summary = u"Register of %1: %2 rows in %3 templates, %4 remarks"_s.arg(reg.keeperName).arg(rows).arg(reg.tables.size()).arg(out.lines.size());
    return out;
}

} // namespace

Result<DossierData> GuiBackend::dossier(const QString &path, DossierKind kind, const FilterState &filter)
{
    store::ConnectionScope scope(path, store::Access::Read);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
    m_services.follow(values, path);
    const Day on = judgedOn(values);
    const DossierScope within = store::scopeOf(values, PageFilterOf(filter.about()).value);
    QuietJob job;
    if (kind == DossierKind::Transfers) {
        const Result<rules::TransferReview> review = rules::reviewTransfers(scope.db(), values, m_services.packs(), on, job);
        return review ? Result<DossierData>(transfersDossier(*review, m_countries, within)) : review.error();
    }
    if (kind == DossierKind::AiAct) {
        const Result<rules::AiActReview> review = rules::reviewAiAct(scope.db(), values, m_services.packs(), on, job);
        return review ? Result<DossierData>(aiDossier(*review, within)) : review.error();
    }
    const Result<rules::DoraRegister> reg = rules::buildDoraRegister(values, on, {});
    if (!reg) {
        // Nobody keeps a register, or too many could: that is what is wrong, and no fault of the program.
        DossierData none;
        none.nothing = reg.error().detail;
        return none;
    }
    const QList<rules::RegisterRemark> remarks = rules::checkRegister(*reg, m_services.catalogue);
    QHash<qint64, QString> names;
    const NameCache known(values);
    for (const rules::RegisterRemark &remark : remarks) {
        if (remark.entity != 0 && !names.contains(remark.entity))
            names.insert(remark.entity, known.name(remark.kind, values.keyOf(remark.entity)));
    }
    return registerDossier(*reg, remarks, names, within);
}

Result<QString> GuiBackend::registerName(const QString &path)
{
    return withStore<QString>(m_services, path, false, [&](store::AttributeStore &values) -> Result<QString> {
        const Result<rules::DoraRegister> reg = rules::buildDoraRegister(values, judgedOn(values), {});
        return reg ? Result<QString>(registerPackageName(*reg) + u".zip"_s) : reg.error();
    });
}

Result<QString> GuiBackend::writeRegister(const QString &path, const QString &to)
{
    return withStore<QString>(m_services, path, false, [&](store::AttributeStore &values) -> Result<QString> {
        const Result<rules::DoraRegister> reg = rules::buildDoraRegister(values, judgedOn(values), {});
        if (!reg)
            return reg.error();
        if (const Result<void> written = writeRegisterPackage(*reg, to); !written)
            return written.error();
        return u"Saved: %1"_s.arg(QDir::toNativeSeparators(to));
    });
}

} // namespace app
