// SPDX-License-Identifier: GPL-3.0-or-later
// register: the DORA register of information, written as the reporting package, and what is wrong with it.
#include "core/cli/commandline.h"
#include "core/cli/workspacesession.h"
#include "core/registerpackage.h"
#include "core/services.h"
#include "rules/registerchecks.h"

#include <QTextStream>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;

namespace app {
namespace {

ordered_json remarkJson(const rules::RegisterRemark &remark, const QString &key)
{
    ordered_json o;
    o["code"] = text8(remark.code);
    o["template"] = text8(remark.table);
    o["column"] = remark.column.isEmpty() ? ordered_json(nullptr) : ordered_json(text8(remark.column));
    o["row"] = remark.row > 0 ? ordered_json(remark.row) : ordered_json(nullptr);
    o["more_rows"] = remark.moreRows;
    o["entity"] = remark.entity != 0 ? ordered_json(text8(kindName(remark.kind) + u':' + key)) : ordered_json(nullptr);
    o["attribute"] = remark.attr.isEmpty() ? ordered_json(nullptr) : ordered_json(text8(remark.attr));
    o["what"] = text8(remark.what);
    o["way_out"] = text8(remark.wayOut);
    return o;
}

void printRemarks(const QList<rules::RegisterRemark> &remarks, const QHash<qint64, QString> &keys, QTextStream &out)
{
    for (const rules::RegisterRemark &remark : remarks) {
        out << remark.table;
        if (!remark.column.isEmpty())
            out << '.' << remark.column;
        if (remark.row > 0)
            out << " row " << remark.row;
        if (remark.moreRows > 0)
            out << " and " << remark.moreRows << " more";
        if (remark.entity != 0)
            out << " (" << kindName(remark.kind) << ':' << keys.value(remark.entity) << ')';
        out << ": " << remark.what << "; " << remark.wayOut << '\n';
    }
}

} // namespace

int commandRegister(const Call &call, Console &console)
{
    const bool onlyCheck = call.has(u"check"_s);
    if (onlyCheck == call.has(u"out"_s))
        return fail(console, {ErrorCode::UsageError, u"--out FOLDER or FILE.zip is needed, or --check to see only what is wrong"_s, u"register"_s});
    const Result<std::optional<Day>> named = dayOption(call, u"as-of"_s);
    if (!named)
        return fail(console, named.error());
    const Day asOf = named->value_or(toDay(console.clock.today()));
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    const Result<rules::DoraRegister> reg = rules::buildDoraRegister((*session)->store(), asOf, call.value(u"entity"_s));
    if (!reg)
        return fail(console, reg.error());
    const QList<rules::RegisterRemark> remarks = rules::checkRegister(*reg, console.services.catalogue);
    QHash<qint64, QString> keys;
    for (const rules::RegisterRemark &remark : remarks) {
        if (remark.entity != 0 && !keys.contains(remark.entity))
            keys.insert(remark.entity, (*session)->store().keyOf(remark.entity));
    }
    if (!onlyCheck) {
        if (const Result<void> written = writeRegisterPackage(*reg, call.value(u"out"_s)); !written)
            return fail(console, written.error());
    }
    if (call.has(u"json"_s)) {
        ordered_json o;
        o["keeper"] = text8(reg->keeperKey);
        o["as_of"] = text8(fromDay(reg->asOf).toString(Qt::ISODate));
        o["package_name"] = text8(registerPackageName(*reg) + u".zip"_s);
        o["templates"] = ordered_json::array();
        for (const rules::RegisterTable &table : reg->tables)
            o["templates"].push_back({{"id", text8(table.id)}, {"rows", table.rows.size()}});
        o["derived_uses"] = reg->derivedUses;
        o["remarks"] = ordered_json::array();
        for (const rules::RegisterRemark &remark : remarks)
            o["remarks"].push_back(remarkJson(remark, keys.value(remark.entity)));
        console.out << QString::fromStdString(o.dump(1)) << '\n';
        return Exit::Done;
    }
    printRemarks(remarks, keys, console.out);
    if (!onlyCheck) {
        qsizetype rows = 0;
        for (const rules::RegisterTable &table : reg->tables)
            rows += table.rows.size();
        console.note(u"%1: register of %2 on %3, %4 rows in %5 templates; the authorities want the archive to be called %6.zip"_s
                         .arg(call.value(u"out"_s), reg->keeperName, fromDay(reg->asOf).toString(Qt::ISODate)).arg(rows).arg(reg->tables.size()).arg(registerPackageName(*reg)));
    }
    if (reg->derivedUses > 0)
        console.note((reg->derivedUses == 1 ? u"1 row of B_02.02 comes from IT systems, since no use is recorded under their contracts"_s
                                            : u"%1 rows of B_02.02 come from IT systems, since no use is recorded under their contracts"_s.arg(reg->derivedUses)));
    console.note(remarks.size() == 1 ? u"1 remark"_s : u"%1 remarks"_s.arg(remarks.size()));
    return Exit::Done;
}

} // namespace app
