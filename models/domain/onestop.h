// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace domain {

/// Goes on with a sentence after what a name may end with: of "Amazon.com, Inc." and a full stop one remains. Pure. Thread: any.
inline void goOn(QString &sentence, QStringView text)
{
    const bool twice = sentence.endsWith(u'.') && text.startsWith(u'.') && !text.startsWith(QStringView(u".."));
    sentence += twice ? text.mid(1) : text;
}

/// "a; b" to stand before a full stop.
inline QString beforeStop(QString text)
{
    if (text.endsWith(u'.') && !text.endsWith(QStringView(u"..")))
        text.chop(1);
    return text;
}

} // namespace domain
