// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/foldedtext.h"

using namespace Qt::StringLiterals;

namespace domain {
namespace {

QStringView plainLetter(QChar c)
{
    switch (c.unicode()) {
    case u'\u00e6': return u"ae";
    case u'\u00f0': return u"d";
    case u'\u00f8': return u"o";
    case u'\u00fe': return u"th";
    case u'\u00df': return u"ss";
    case u'\u0111': return u"d";
    case u'\u0127': return u"h";
    case u'\u0131': return u"i";
    case u'\u0142': return u"l";
    case u'\u0153': return u"oe";
    default: return {};
    }
}

} // namespace

QString folded(QStringView text)
{
    QString plain;
    plain.reserve(text.size());
    const QString decomposed = text.toString().normalized(QString::NormalizationForm_KD).toCaseFolded();
    for (const QChar c : decomposed) {
        if (c.category() == QChar::Mark_NonSpacing)
            continue;
        if (const QStringView letters = c.unicode() < 0x80 ? QStringView() : plainLetter(c); !letters.isEmpty())
            plain += letters;
        else
            plain += c;
    }
    return plain;
}

bool finds(const QString &text, const QString &wanted)
{
    return wanted.isEmpty() || text.contains(wanted, Qt::CaseInsensitive) || folded(text).contains(folded(wanted));
}

} // namespace domain
