// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/nothingfound.h"

#include "widgets/theme.h"

using namespace Qt::StringLiterals;

namespace views {

NothingFound::NothingFound(QWidget *parent) : QLabel(parent)
{
    setObjectName(u"nothingFound"_s);
    setTextFormat(Qt::RichText);
    setTextInteractionFlags(Qt::TextBrowserInteraction);
    setFocusPolicy(Qt::StrongFocus);
    setWordWrap(true);
    setAlignment(Qt::AlignTop | Qt::AlignLeft);
    setContentsMargins(0, grid(2), 0, grid(2));
    connect(this, &QLabel::linkActivated, this, &NothingFound::follow);
    hide();
}

void NothingFound::explain(const QString &what, const QList<FilterChip> &chips, const QString &typed)
{
    m_chips = chips;
    m_typed = !typed.isEmpty();
    QStringList parts;
    QStringList ways;
    for (int i = 0; i < static_cast<int>(chips.size()); ++i) {
        const QString words = chips.at(i).text.toHtmlEscaped();
        parts.append(u"<b>%1</b>"_s.arg(words));
        ways.append(u"<a href=\"%1\">%2</a>"_s.arg(i).arg(tr("Without “%1”").arg(words)));
    }
    if (m_typed) {
        parts.append(u"<b>“%1”</b>"_s.arg(typed.toHtmlEscaped()));
        ways.append(u"<a href=\"search\">%1</a>"_s.arg(tr("Clear the search")));
    }
    if (chips.size() > 1)
        ways.append(u"<a href=\"all\">%1</a>"_s.arg(tr("Clear all filters")));
    const QString all = parts.size() < 2 ? parts.value(0) : tr("%1 and %2").arg(parts.mid(0, parts.size() - 1).join(tr(", ")), parts.constLast());
    setText(tr("%1: nothing matches %2.").arg(what.toHtmlEscaped(), all) + u"<br>"_s + ways.join(u" \u00a0\u00b7\u00a0 "_s));
    setAccessibleName(tr("Nothing matches the filter"));
}

void NothingFound::follow(const QString &link)
{
    if (link == u"all"_s) {
        emit filterWanted({});
        if (m_typed)
            emit searchCleared();
        return;
    }
    if (link == u"search"_s) {
        emit searchCleared();
        return;
    }
    bool number = false;
    const int at = link.toInt(&number);
    if (number && at < m_chips.size())
        emit filterWanted(FilterState(m_chips.at(at).without));
}

} // namespace views
