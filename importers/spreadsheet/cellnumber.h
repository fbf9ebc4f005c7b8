// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace importers {

/// What a number format of Excel makes of a number (ECMA-376 18.8.30, 18.8.31).
struct NumberFormat
{
    bool day = false;  ///< shows a day
    bool time = false; ///< shows a time of the day
    bool percent = false; ///< shows a hundredfold, with the sign: 0.25 is 25%
    int digits = 0;    ///< "000000": at least so many digits, with zeros before
};
NumberFormat numberFormat(int id, const QString &code);

/// A number of a cell as text: whole numbers as such, others with 15 digits (what spreadsheets keep), percentages with their
/// sign, days and times as ISO 8601.
/// `since1904`: days count from 1904, as old Macs had them.
QString cellNumber(QStringView raw, const NumberFormat &, bool since1904);

} // namespace importers
