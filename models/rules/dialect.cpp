// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/dialect.h"

#include "domain/certificatescheme.h"

#include <QList>

using namespace Qt::StringLiterals;

namespace rules {

QString SqliteDialect::declaredAbsent(const QString &alias, const QString &attr)
{
    return u"(instr("_s + alias + u".absent,' "_s + attr + u" ')>0)"_s;
}

QString plainScheme(const QString &name)
{
    return domain::certificateScheme(name).scheme.remove(u'_');
}

QString SqliteDialect::plainScheme(const QString &value)
{
    return u"bw_scheme("_s + value + u')';
}

Sql SqliteDialect::like(const QString &value, const QString &wildcard)
{
    QString pattern;
    for (const QChar c : wildcard) {
        if (c == u'*')
            pattern += u'%';
        else if (c == u'%' || c == u'_' || c == u'\\')
            pattern += QString(u'\\') + c;
        else
            pattern += c;
    }
    return {u"("_s + value + u" LIKE ? ESCAPE '\\')"_s, {pattern}};
}

QString SqliteDialect::createTemp(const QString &table, const QString &columns)
{
    return u"CREATE TEMP TABLE "_s + table + u" ("_s + columns + u")"_s;
}

int SqliteDialect::parserDepth(const QString &sql)
{
    // What stands on the stack while a part is open, from the grammar (parse.y): CASE operand list WHEN expr THEN;
    // SELECT distinct columns FROM list WHERE, and with ON a table's name, schema and alias; name LP distinct list
    // COMMA; expr operator NOT.
    constexpr int forOperand = 1;
    constexpr int forCase = 6;
    constexpr int forSelect = 6;
    constexpr int forOn = 4;
    constexpr int forCall = 5;
    constexpr int forParenthesis = 1;
    constexpr int forOperator = 3;
    const auto isOperator = [](QStringView word) {
        return word == "AND"_L1 || word == "OR"_L1 || word == "NOT"_L1 || word == "IS"_L1 || word == "IN"_L1 || word == "LIKE"_L1 || word == "BETWEEN"_L1;
    };
    struct Frame
    {
        int cost = 0;
        bool isCase = false;
        bool on = false;
    };
    QList<Frame> frames = {{}};
    int open = 0;
    int most = 0;
    bool afterName = false;
    bool waits = false; // an operator waits for its right side
    const auto grow = [&](int cost) {
        frames.last().cost += cost;
        open += cost;
        most = qMax(most, open);
    };
    const auto push = [&](int cost, bool isCase) {
        frames.append({0, isCase, false});
        grow(cost + (waits ? forOperator : 0));
        waits = false;
        afterName = false;
    };
    const auto pop = [&] {
        if (frames.size() > 1)
            open -= frames.takeLast().cost;
        waits = false;
        afterName = false;
    };
    for (qsizetype i = 0; i < sql.size(); ++i) {
        const QChar c = sql.at(i);
        if (c == u'\'' || c == u'"') {
            i = qMax(i, sql.indexOf(c, i + 1));
            waits = false;
            afterName = false;
        } else if (c == u'(') {
            push(afterName ? forCall : forParenthesis, false);
        } else if (c == u')') {
            pop();
        } else if (c.isLetter() || c == u'_') {
            qsizetype end = i + 1;
            while (end < sql.size() && (sql.at(end).isLetterOrNumber() || sql.at(end) == u'_'))
                ++end;
            const QStringView word = QStringView(sql).mid(i, end - i);
            i = end - 1;
            afterName = false;
            if (word == "CASE"_L1) {
                push(forOperand, true);
            } else if (word == "END"_L1) {
                pop();
            } else if (isOperator(word)) {
                waits = true;
            } else if (word == "WHEN"_L1 || word == "THEN"_L1 || word == "ELSE"_L1) {
                waits = false;
                if (frames.constLast().cost < forCase)
                    grow(forCase - forOperand);
            } else if (word == "SELECT"_L1) {
                grow(forSelect);
            } else if (word == "ON"_L1 && !frames.constLast().on) {
                frames.last().on = true;
                grow(forOn);
            } else {
                // A call keeps the operator waiting that stands before its name.
                afterName = true;
            }
        } else if (c == u'.' || c == u',' || c == u'?' || c.isDigit()) {
            waits = waits && c == u'.';
            afterName = false;
        } else if (!c.isSpace()) {
            waits = true;
            afterName = false;
        }
    }
    return most;
}

namespace {

/// A value within a text that can't have it bound. What is not plain is written as its bytes, so that nothing in it can end the literal.
QString literal(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::LongLong:
        return QString::number(value.toLongLong());
    case QMetaType::Double:
        return QString::number(value.toDouble(), 'e', 17);
    default:
        return u"CAST(x'"_s + QString::fromLatin1(value.toString().toUtf8().toHex()) + u"' AS TEXT)"_s;
    }
}

} // namespace

QString SqliteDialect::written(const Sql &sql)
{
    QString text;
    qsizetype bind = 0;
    bool quoted = false;
    for (const QChar c : sql.text) {
        quoted = quoted != (c == u'\'');
        if (c == u'?' && !quoted)
            text += literal(sql.binds.at(bind++));
        else
            text += c;
    }
    return text;
}

QString SqliteDialect::existingTables()
{
    return u"SELECT name FROM sqlite_master WHERE type='table'"_s;
}

} // namespace rules
