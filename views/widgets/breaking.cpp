// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/breaking.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>

namespace views {
namespace {

constexpr int LongWord = 24;
constexpr QChar BreakHere(0x200b);

bool breaksAfter(QChar c) { return c == u'/' || c == u'_' || c == u':' || c == u'-' || c == u'.' || c == u',' || c == u'='; }

} // namespace

QString breakable(const QString &text)
{
    QString out;
    qsizetype start = 0;
    while (start < text.size()) {
        qsizetype end = start;
        while (end < text.size() && !text.at(end).isSpace())
            ++end;
        if (end - start <= LongWord) {
            out += text.mid(start, end - start);
        } else {
            int run = 0;
            for (qsizetype i = start; i < end; ++i) {
                out += text.at(i);
                // Also a word without any sign must end somewhere; never between the halves of one character.
                if ((++run >= 4 && breaksAfter(text.at(i))) || (run >= LongWord && !text.at(i).isHighSurrogate())) {
                    out += BreakHere;
                    run = 0;
                }
            }
        }
        while (end < text.size() && text.at(end).isSpace())
            out += text.at(end++);
        start = end;
    }
    return out;
}

void setBreakingText(QLabel *label, const QString &text)
{
    const QString shown = breakable(text);
    label->setText(shown);
    if (shown == text)
        return;
    label->setTextInteractionFlags(Qt::NoTextInteraction);
    label->setAccessibleName(text);
    auto *copy = new QAction(QLabel::tr("Copy"), label);
    QObject::connect(copy, &QAction::triggered, label, [text] { QGuiApplication::clipboard()->setText(text); });
    label->addAction(copy);
    label->setContextMenuPolicy(Qt::ActionsContextMenu);
}

} // namespace views
