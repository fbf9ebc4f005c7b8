// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/registerchecks.h"

#include "domain/insentence.h"
#include "domain/celltext.h"

#include <QDate>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;
using domain::RegisterColumn;
using domain::RegisterTemplate;

namespace rules {
namespace {

/// Two letters that are read as the country that they stand for.
bool isCountry(const QString &text)
{
    const QString code = text.section(u':', -1);
    const auto read = domain::readCountry(code);
    return code.size() == 2 && read && *read == code;
}

bool isDay(const QString &text) { return text.size() == 10 && QDate::fromString(text, Qt::ISODate).isValid(); }

class Checker
{
public:
    Checker(const DoraRegister &reg, const domain::Catalogue &catalogue) : m_register(reg), m_catalogue(catalogue) {}

    QList<RegisterRemark> check()
    {
        findDirectAndCritical();
        for (const RegisterTable &table : m_register.tables) {
            m_form = domain::registerForm().find(table.id);
            m_table = &table;
            for (const RegisterRow &one : table.rows)
                row(one);
            duplicates();
            references();
        }
        empties();
        chains();
        assessments();
        gather();
        std::stable_sort(m_remarks.begin(), m_remarks.end(), [](const RegisterRemark &a, const RegisterRemark &b) {
            return std::tie(a.table, a.row, a.column) < std::tie(b.table, b.row, b.column);
        });
        return m_remarks;
    }

private:
    const RegisterCell &cell(const RegisterRow &row, QStringView column) const { return row.cells.at(m_form->indexOf(column)); }

    QString labelOf(const RegisterCell &cell) const
    {
        const domain::Attribute *attribute = m_catalogue.attribute(cell.kind, cell.attr);
        return attribute ? attribute->label : cell.attr;
    }

    QString sayWhere(const RegisterCell &cell) const
    {
        const QString kind = domain::inSentence(m_catalogue.kind(cell.kind).label);
        if (cell.entity == 0 || cell.attr.isEmpty())
            return u"say it in the inventory"_s;
        if (cell.attr == u"key"_s || cell.attr == u"name"_s)
            return u"name it at the %1"_s.arg(kind);
        return u"say '%1' of the %2"_s.arg(labelOf(cell), kind);
    }

    void remark(const QString &code, const RegisterRow &row, const RegisterColumn *column, const QString &what, const QString &wayOut)
    {
        RegisterRemark out;
        out.code = code;
        out.table = m_table->id;
        out.column = column ? column->code : QString();
        out.row = static_cast<int>(&row - m_table->rows.constData()) + 1;
        out.kind = row.kind;
        out.entity = row.entity;
        if (column) {
            const RegisterCell &at = cell(row, column->code);
            if (at.entity != 0) {
                out.kind = at.kind;
                out.entity = at.entity;
                out.attr = at.attr == u"key"_s || at.attr == u"name"_s ? QString() : at.attr;
            }
        }
        out.what = what;
        out.wayOut = wayOut;
        m_remarks.append(out);
    }

    /// One value of one thing stands in many rows: it is told once, at the first.
    void gather()
    {
        using Same = std::tuple<QString, QString, QString, qint64, QString, QString>;
        std::map<Same, qsizetype> first;
        QList<RegisterRemark> kept;
        for (const RegisterRemark &one : std::as_const(m_remarks)) {
            const bool ofAValue = one.entity != 0 && !one.attr.isEmpty() && !one.column.isEmpty();
            const auto [at, isNew] = ofAValue ? first.try_emplace(Same{one.code, one.table, one.column, one.entity, one.attr, one.what}, kept.size())
                                              : std::pair(first.end(), true);
            if (isNew)
                kept.append(one);
            else
                ++kept[at->second].moreRows;
        }
        m_remarks = kept;
    }

    void findDirectAndCritical()
    {
        const RegisterTable *signers = m_register.table(u"B_03.02");
        for (qsizetype i = 0; signers && i < signers->rows.size(); ++i)
            m_direct.insert(m_register.cell(u"B_03.02", i, u"0020"));
        const RegisterTable *functions = m_register.table(u"B_06.01");
        const QString yes = domain::registerForm().lists.value(u"yes_no"_s).codeOf(u"yes");
        for (qsizetype i = 0; functions && i < functions->rows.size(); ++i) {
            if (m_register.cell(u"B_06.01", i, u"0050") == yes)
                m_critical.insert(m_register.cell(u"B_06.01", i, u"0010") + u'|' + m_register.cell(u"B_06.01", i, u"0040"));
        }
    }

    bool isCritical(const RegisterRow &row) const
    {
        return m_form->id == u"B_02.02"_s && m_critical.contains(cell(row, u"0050").text + u'|' + cell(row, u"0020").text);
    }

    bool says(const RegisterRow &row, QStringView column, const char *list, QStringView value) const
    {
        return cell(row, column).text == domain::registerForm().lists.value(QString::fromLatin1(list)).codeOf(value);
    }

    bool isNeeded(const RegisterRow &row, const RegisterColumn &column) const
    {
        const QString &need = column.need;
        if (need == u"always"_s)
            return true;
        if (need == u"critical"_s)
            return isCritical(row);
        if (need == u"critical_storage"_s)
            return isCritical(row) && says(row, u"0140", "yes_no", u"yes");
        if (need == u"subsequent"_s)
            return says(row, u"0020", "arrangement", u"subsequent");
        if (need == u"financial"_s)
            return !cell(row, u"0040").text.isEmpty() && !says(row, u"0040", "entity_type", u"ict_intragroup") && !says(row, u"0040", "entity_type", u"non_financial");
        if (need == u"hard_to_replace"_s)
            return says(row, u"0050", "substitutability", u"not_substitutable") || says(row, u"0050", "substitutability", u"highly_complex");
        if (need == u"direct"_s)
            return m_direct.contains(cell(row, u"0010").text);
        if (need == u"ended"_s) {
            const QDate end = QDate::fromString(cell(row, u"0080").text, Qt::ISODate);
            return end.isValid() && end < domain::fromDay(m_register.asOf);
        }
        if (need.startsWith("amount:"_L1) || need.startsWith("with:"_L1))
            return !cell(row, need.section(u':', 1)).text.isEmpty();
        return false;
    }

    void row(const RegisterRow &row)
    {
        for (const RegisterColumn &column : m_form->columns) {
            const RegisterCell &at = cell(row, column.code);
            if (!at.unwritten.isEmpty())
                remark(u"no-code"_s, row, &column, u"the register has no code for '%1'"_s.arg(at.unwritten), sayWhere(at) + u" with a value of the register's list"_s);
            else if (at.text.isEmpty() && isNeeded(row, column))
                // Of a day that has not come the register writes 9999-12-31 as soon as somebody says that there is none.
                remark(u"missing"_s, row, &column, u"%1 is missing"_s.arg(column.title),
                       sayWhere(at) + (column.type == u"open_date"_s && !at.attr.isEmpty() ? u": the day, or 'none' while there is none"_s : QString()));
            else if (!at.text.isEmpty())
                form(row, column, at);
        }
        if (m_form->id == u"B_02.02"_s)
            order(row);
    }

    void form(const RegisterRow &row, const RegisterColumn &column, const RegisterCell &at)
    {
        static const QRegularExpression function(u"^F[1-9][0-9]*$"_s);
        static const QRegularExpression whole(u"^[0-9]+$"_s);
        // Elsewhere a code only refers to the template that tells of it.
        const bool own = column.code == u"0010"_s || column.code == u"0030"_s;
        const bool defines = own && (m_form->id == u"B_01.01"_s || m_form->id == u"B_01.02"_s || m_form->id == u"B_05.01"_s);
        const auto wrong = [&](const char *code, const QString &what) { remark(QString::fromLatin1(code), row, &column, u"'%1' is %2"_s.arg(at.text, what), sayWhere(at)); };
        if (column.type == u"lei"_s || (column.type == u"code"_s && says(row, m_form->columns.at(m_form->indexOf(column.code) + 1).code, "code_type", u"lei"))) {
            if (defines && !domain::isLei(at.text))
                wrong("lei", u"no LEI: 20 letters and digits whose check digits are right"_s);
        } else if (column.type == u"code"_s && says(row, m_form->columns.at(m_form->indexOf(column.code) + 1).code, "code_type", u"euid")) {
            if (defines && !domain::isEuid(at.text))
                wrong("euid", u"no EUID: a country of the EEA, its register, a dot and the number"_s);
        } else if (column.type == u"country"_s || (column.type == u"country_or_none"_s && at.text != domain::registerForm().noCountry)) {
            if (!isCountry(at.text))
                wrong("country", u"no country of two letters"_s);
        } else if (column.type == u"currency"_s) {
            if (!domain::registerForm().currencies.contains(at.text.section(u':', -1)))
                wrong("currency", u"no currency of ISO 4217"_s);
        } else if (column.type == u"date"_s || column.type == u"open_date"_s) {
            if (!isDay(at.text))
                wrong("date", u"no day"_s);
        } else if (column.type == u"hours"_s || column.type == u"days"_s || column.type == u"rank"_s) {
            if (!whole.match(at.text).hasMatch())
                wrong("number", u"no whole number"_s);
        } else if (column.type == u"amount"_s) {
            bool good = false;
            if (at.text.toDouble(&good) < 0 || !good)
                wrong("number", u"no amount"_s);
        } else if (column.type == u"function_id"_s && !function.match(at.text).hasMatch()) {
            wrong("function", u"no function identifier: F and a number"_s);
        }
    }

    void order(const RegisterRow &row)
    {
        const RegisterCell &start = cell(row, u"0070"), &end = cell(row, u"0080");
        if (isDay(start.text) && isDay(end.text) && end.text < start.text)
            remark(u"order"_s, row, m_form->column(u"0080"), u"the end, %1, lies before the start, %2"_s.arg(end.text, start.text), sayWhere(end));
    }

    static QString joined(const RegisterRow &row, const RegisterTemplate &form, const QStringList &columns)
    {
        QStringList parts;
        for (const QString &column : columns) {
            const QString text = row.cells.at(form.indexOf(column)).text;
            if (text.isEmpty())
                return {};
            parts.append(text);
        }
        return parts.join(u'|');
    }

    void duplicates()
    {
        QHash<QString, int> seen;
        for (const RegisterRow &row : m_table->rows) {
            const QString key = joined(row, *m_form, m_form->key);
            const int at = static_cast<int>(&row - m_table->rows.constData()) + 1;
            if (key.isEmpty())
                continue;
            if (const int first = seen.value(key); first > 0)
                remark(u"duplicate"_s, row, nullptr, u"row %1 has the same key (%2)"_s.arg(first).arg(m_form->key.join(u", "_s)),
                       u"keep one of the two, or say what tells them apart"_s);
            else
                seen.insert(key, at);
        }
    }

    void references()
    {
        for (const domain::RegisterReference &reference : m_form->references) {
            const RegisterTable *target = m_register.table(reference.in);
            const RegisterTemplate *form = domain::registerForm().find(reference.in);
            QSet<QString> there;
            for (const RegisterRow &row : target->rows)
                there.insert(joined(row, *form, reference.of));
            for (const RegisterRow &row : m_table->rows) {
                const QString wanted = joined(row, *m_form, reference.columns);
                const RegisterColumn *column = m_form->column(reference.columns.constFirst());
                // A user that is no branch has none to be looked for.
                const bool nothing = wanted.isEmpty() || cell(row, column->code).text == domain::registerForm().noBranch;
                if (!nothing && !there.contains(wanted))
                    remark(u"reference"_s, row, column, u"%1 '%2' is not in %3"_s.arg(column->title, QString(wanted).replace(u'|', u" of "_s), reference.in),
                           u"add it to %1 (%2), or name one that is there"_s.arg(reference.in, form->title.toLower()));
            }
        }
    }

    void empties()
    {
        if (m_register.currency.isEmpty()) {
            m_form = domain::registerForm().find(u"B_01.01");
            m_table = m_register.table(u"B_01.01");
            RegisterRemark out;
            out.code = u"missing"_s;
            out.table = u"B_01.01"_s;
            out.entity = m_table->rows.constFirst().entity;
            out.attr = u"currency"_s;
            out.what = u"the report's base currency is missing"_s;
            out.wayOut = u"say 'Currency' of the legal entity that keeps the register"_s;
            m_remarks.append(out);
        }
        for (const QString &id : {u"B_02.01"_s, u"B_02.02"_s, u"B_05.01"_s, u"B_06.01"_s}) {
            if (!m_register.table(id)->rows.isEmpty())
                continue;
            RegisterRemark out;
            out.code = u"empty"_s;
            out.table = id;
            out.what = u"the template is empty"_s;
            out.wayOut = u"record contracts, providers and functions, and who uses what"_s;
            m_remarks.append(out);
        }
        m_form = domain::registerForm().find(u"B_02.01");
        m_table = m_register.table(u"B_02.01");
        QSet<QString> used;
        const RegisterTable *uses = m_register.table(u"B_02.02");
        for (qsizetype i = 0; i < uses->rows.size(); ++i)
            used.insert(m_register.cell(u"B_02.02", i, u"0010"));
        for (const RegisterRow &row : m_table->rows) {
            if (!used.contains(cell(row, u"0010").text) && !says(row, u"0020", "arrangement", u"overarching"))
                remark(u"unused"_s, row, nullptr, u"no use of a service is recorded under %1"_s.arg(cell(row, u"0010").text),
                       u"add a dependency that is a use in the DORA register, or name the contract at the IT systems that stand under it"_s);
        }
    }

    /// Under a contract and kind of service ranks count from 1 without a gap, and each serves one of the rank before it.
    void chains()
    {
        m_form = domain::registerForm().find(u"B_05.02");
        m_table = m_register.table(u"B_05.02");
        std::map<QString, std::map<int, QSet<QString>>> links;
        for (const RegisterRow &row : m_table->rows)
            links[cell(row, u"0010").text + u'|' + cell(row, u"0020").text][cell(row, u"0050").text.toInt()].insert(cell(row, u"0030").text);
        for (const RegisterRow &row : m_table->rows) {
            const auto &ranks = links[cell(row, u"0010").text + u'|' + cell(row, u"0020").text];
            const int rank = cell(row, u"0050").text.toInt();
            const auto before = ranks.find(rank - 1);
            if (rank <= 1)
                continue;
            if (before == ranks.end())
                remark(u"chain"_s, row, m_form->column(u"0050"), u"rank %1 stands without a rank %2 of the same contract and kind of service"_s.arg(rank).arg(rank - 1),
                       u"record whom the subcontractor serves, or mend its rank or kind of service"_s);
            else if (!cell(row, u"0060").text.isEmpty() && !before->second.contains(cell(row, u"0060").text))
                remark(u"chain"_s, row, m_form->column(u"0060"), u"%1, which it serves, is not of rank %2"_s.arg(cell(row, u"0060").text).arg(rank - 1),
                       u"name one of rank %1, or mend the rank"_s.arg(rank - 1));
        }
    }

    /// Each service behind a critical or important function is assessed.
    void assessments()
    {
        QSet<QString> assessed;
        const RegisterTable *table = m_register.table(u"B_07.01");
        const RegisterTemplate *form = domain::registerForm().find(u"B_07.01");
        for (const RegisterRow &row : table->rows)
            assessed.insert(joined(row, *form, {u"0010"_s, u"0020"_s, u"0040"_s}));
        m_form = domain::registerForm().find(u"B_02.02");
        m_table = m_register.table(u"B_02.02");
        for (const RegisterRow &row : m_table->rows) {
            const QString wanted = joined(row, *m_form, {u"0010"_s, u"0030"_s, u"0060"_s});
            if (wanted.isEmpty() || !isCritical(row) || assessed.contains(wanted))
                continue;
            assessed.insert(wanted);
            remark(u"unassessed"_s, row, nullptr, u"the service supports a critical or important function and is not assessed in B_07.01"_s,
                   u"add a dependency that is an assessment in the DORA register, of this contract, provider and kind of service"_s);
        }
    }

    const DoraRegister &m_register;
    const domain::Catalogue &m_catalogue;
    const RegisterTemplate *m_form = nullptr;
    const RegisterTable *m_table = nullptr;
    QSet<QString> m_direct, m_critical;
    QList<RegisterRemark> m_remarks;
};

} // namespace

QList<RegisterRemark> checkRegister(const DoraRegister &reg, const domain::Catalogue &catalogue)
{
    return Checker(reg, catalogue).check();
}

} // namespace rules
