// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/startpage.h"

#include "widgets/iconloader.h"
#include "widgets/theme.h"

#include <QDir>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

StartPage::StartPage(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"page_start"_s);
    setAccessibleName(tr("Start"));
    auto *column = new QVBoxLayout;
    column->setSpacing(grid(4));
    m_title = makeLabel({}, TextRole::Number, false, true, this);
    m_title->setObjectName(u"startTitle"_s);
    m_title->setWordWrap(true);
    m_lead = makeLabel({}, TextRole::Body, true, false, this);
    m_lead->setObjectName(u"startLead"_s);
    m_lead->setWordWrap(true);
    column->addWidget(m_title);
    column->addWidget(m_lead);
    column->addSpacing(grid(4));
    auto *ways = new QHBoxLayout;
    ways->setSpacing(grid(8));
    ways->addWidget(way(u"startImport"_s, u"imports"_s, tr("Import files"),
                        tr("Cloud exports, access reports, bills of materials, model cards, tables. Or drop files anywhere on this window."),
                        tr("Choose files …"), &StartPage::importWanted), 1);
    ways->addWidget(way(u"startSample"_s, u"sample"_s, tr("Open the sample"),
                        tr("A made-up group of companies with systems, contracts and gaps, to look around in. Nothing of yours is touched."),
                        tr("Open the sample workspace"), &StartPage::sampleWanted), 1);
    ways->addWidget(way(u"startGuide"_s, u"guide"_s, tr("Read the guide"),
                        tr("What each number means, which files are understood, and how an answer comes about."), tr("Read the guide"), &StartPage::guideWanted), 1);
    column->addLayout(ways);
    column->addSpacing(grid(4));
    auto *open = new QPushButton(tr("Open an existing workspace …"), this);
    open->setObjectName(u"startOpen"_s);
    open->setFlat(true);
    connect(open, &QPushButton::clicked, this, &StartPage::openWanted);
    m_new = new QPushButton(tr("New empty workspace …"), this);
    m_new->setObjectName(u"startNew"_s);
    m_new->setFlat(true);
    connect(m_new, &QPushButton::clicked, this, &StartPage::newWanted);
    auto *others = new QHBoxLayout;
    others->setSpacing(grid(4));
    others->addWidget(open);
    others->addWidget(m_new);
    others->addStretch(1);
    column->addLayout(others);
    m_recent = new QVBoxLayout;
    m_recent->setSpacing(0);
    column->addLayout(m_recent);
    auto *frame = new QGridLayout(this);
    frame->setContentsMargins(grid(10), grid(6), grid(10), grid(6));
    frame->addLayout(column, 1, 1);
    frame->setRowStretch(0, 2);
    frame->setRowStretch(2, 3);
    frame->setColumnStretch(0, 1);
    frame->setColumnStretch(1, 8);
    frame->setColumnStretch(2, 1);
    setWorkspace({}, {});
}

void StartPage::setWorkspace(const QString &name, const QStringList &recent)
{
    m_title->setText(name.isEmpty() ? tr("Where is it, who reaches it, under whose law?") : tr("\u201c%1\u201d is empty").arg(name));
    m_lead->setText(name.isEmpty() ? tr("Bailiwick reads the inventories and registers that you already have, places data, AI models and accelerators on the map, "
                                        "and compares them with the frameworks that you choose. Everything stays in one file on this computer; nothing goes over the network.")
                                   : tr("Bring in the first files: exports of your clouds, or registers of legal entities, IT systems and contracts. Choose them below, or drop "
                                        "files and folders anywhere on this window. You see what would come in before anything is written. The guide (F1) tells which files are "
                                        "understood and how a register is filled in."));
    if (recent == m_shown)
        return;
    m_shown = recent;
    while (QLayoutItem *item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (!recent.isEmpty())
        m_recent->addWidget(makeLabel(tr("Opened before"), TextRole::Caption, true, false, this));
    for (const QString &path : recent.mid(0, 4)) {
        auto *open = new QPushButton(QDir::toNativeSeparators(path), this);
        open->setObjectName(u"startRecent"_s);
        open->setFlat(true);
        connect(open, &QPushButton::clicked, this, [this, path] { emit recentWanted(path); });
        m_recent->addWidget(open, 0, Qt::AlignLeft);
    }
}

QWidget *StartPage::way(const QString &name, const QString &icon, const QString &title, const QString &text, const QString &button, void (StartPage::*signal)())
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(2));
    auto *picture = new QLabel(box);
    picture->setPixmap(loadIcon(icon).pixmap(QSize(grid(5), grid(5)), QIcon::Normal, QIcon::On));
    picture->setAccessibleName(title);
    layout->addWidget(hairline(box));
    layout->addSpacing(grid(1));
    layout->addWidget(picture);
    layout->addWidget(makeLabel(title, TextRole::Title, false, true, box));
    QLabel *words = makeLabel(text, TextRole::Body, true, false, box);
    words->setWordWrap(true);
    words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    layout->addWidget(words, 1);
    auto *go = new QPushButton(button, box);
    go->setObjectName(name);
    go->setAccessibleDescription(text);
    connect(go, &QPushButton::clicked, this, signal);
    layout->addWidget(go, 0, Qt::AlignLeft);
    return box;
}

} // namespace views
