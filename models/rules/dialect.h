// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QVariantList>

namespace rules {

/// A piece of SQL with the values to bind, in the order of their question marks.
struct Sql
{
    QString text;
    QVariantList binds;

    Sql() = default;
    Sql(QString t, QVariantList b = {})
        : text(std::move(t)), binds(std::move(b)) {} // NOLINT(google-explicit-constructor)
    Sql &operator+=(const Sql &other)
    {
        text += other.text;
        binds += other.binds;
        return *this;
    }
    friend Sql operator+(Sql a, const Sql &b) { return a += b; }
};

/// The scheme that the name of a certificate says, without underscores (domain::certificateScheme): "ISO/IEC 27001:2022" is ISO27001, "ANSSI SecNumCloud 3.2"
/// SECNUMCLOUD.
QString plainScheme(const QString &name);

/// What SQLite says in its own way; a workspace on a server gets a class beside this one. Stateless; any thread.
class SqliteDialect
{
public:
    /// Is the attribute in the text of names between blanks?
    static QString declaredAbsent(const QString &alias, const QString &attr);
    /// Case-insensitive wildcard match (ASCII letters); the pattern is made by likePattern.
    static Sql like(const QString &value, const QString &wildcard);
    /// rules::plainScheme() of a column.
    static QString plainScheme(const QString &value);
    static QString createTemp(const QString &table, const QString &columns);
    static QString column(const QString &alias, const QString &attr)
    {
        return alias + QLatin1String(".\"") + attr + u'"';
    }
    /// One of the Answers by its name and an entity's id; of what a reference names, also by whether the reference is declared absent.
    static QString answer(qint64 name, const QString &id, const QString &absent = {})
    {
        return QLatin1String("bw_truth(") + QString::number(name) + u',' + id + (absent.isEmpty() ? QString() : u',' + absent) + u')';
    }
    static bool isAnswer(const QString &sql) { return sql.startsWith(QLatin1String("bw_truth(")) || sql.startsWith(QLatin1String("(NOT bw_truth(")); }
    /// stated() of a column, by addStatedFunction(): the phrases and those that are none are bound first.
    static QString stated(const QString &value) { return QLatin1String("bw_stated(?,?,") + value + u')'; }
    /// levelRead() of a column, by addLevelFunction(): the ladder is bound first.
    static QString level(const QString &value) { return QLatin1String("bw_level(?,") + value + u')'; }
    /// The same text with its values written out, for where none can be bound.
    static QString written(const Sql &);
    static QString existingTables();
    /// An upper bound of what the parser has to keep in mind at once for this text. Its stack holds 100 (YYSTACKDEPTH
    /// in SQLite as distributions build it); what is deeper is refused with "parser stack overflow".
    static int parserDepth(const QString &sql);
    static constexpr int MaxParserDepth = 95;
};

} // namespace rules
