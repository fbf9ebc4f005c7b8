// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace domain {

/// A closed list of the register of information: the authorities' codes and our values for them.
struct RegisterList
{
    struct Item
    {
        QString code;  ///< "x791"
        QString value; ///< "low", as in the attribute catalogue
        QString words; ///< "low", for people
    };
    QString prefix;    ///< "eba_ZZ"
    QList<Item> items;

    /// "low" -> "eba_ZZ:x791"; empty: no code is known for it.
    QString codeOf(QStringView value) const;
    /// "eba_ZZ:x791" or "x791" -> "low"; empty: not in the list.
    QString valueOf(QStringView code) const;
    /// What people call the value of a code; the code where the list lacks it.
    QString wordsOf(QStringView code) const;
};

/// A column of a template: what it holds, where that comes from, when it is needed.
struct RegisterColumn
{
    QString code;      ///< "0010"
    QString title;
    QString type;      ///< "text", "lei", "date", ... or the name of a closed list
    QStringList from;  ///< "contract.key": ROLE.ATTRIBUTE, the first that is said
    QString need;      ///< "always", "critical", ...; empty: may be left out
};

/// Cells of a row that must be found together in another template.
struct RegisterReference
{
    QStringList columns;
    QString in;        ///< "B_02.01"
    QStringList of;    ///< the columns there
};

struct RegisterTemplate
{
    QString id;        ///< "B_02.02"
    QString title;
    QString row;       ///< what a row of it is
    QStringList key;   ///< columns that together stand once
    QList<RegisterReference> references;
    QList<RegisterColumn> columns;
    const RegisterColumn *column(QStringView code) const;
    int indexOf(QStringView code) const; ///< -1: it has none of this code
};

/// The templates of the DORA register of information, its closed lists and the words of the reporting package
/// (resources/reference/dora_register.json). Immutable; any thread.
struct RegisterForm
{
    QList<RegisterTemplate> templates;
    QHash<QString, RegisterList> lists;
    QStringList currencies;
    QString countryPrefix, currencyPrefix;
    QString noCountry, noBranch, noEnd;  ///< what stands for "not applicable" and for an open end
    QString module, taxonomy, reportType, packageType;

    const RegisterTemplate *find(QStringView id) const;
    static Result<RegisterForm> fromJson(const QByteArray &);
};

/// The form that the program carries. A fault of it is a fault of the program.
const RegisterForm &registerForm();

/// 20 letters and digits whose check digits are right (ISO 17442, modulo 97).
bool isLei(QStringView);
/// A country of the European Economic Area, its register, a dot and the number in it: "DEK1101R.HRB116737".
bool isEuid(QStringView);

} // namespace domain
