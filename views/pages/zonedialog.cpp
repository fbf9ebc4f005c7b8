// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/zonedialog.h"

#include "domain/foldedtext.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

ZoneDialog::ZoneDialog(const QList<Country> &countries, const QList<CountryGroup> &groups, const QStringList &zone, QWidget *parent)
    : QDialog(parent), m_list(new QListWidget(this)), m_count(makeLabel({}, TextRole::Body, true, false, this))
{
    setObjectName(u"zoneDialog"_s);
    setWindowTitle(tr("Sovereign zone"));
    resize(grid(130), grid(150));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(6), grid(6), grid(4));
    layout->setSpacing(grid(3));
    layout->addWidget(makeLabel(tr("The organisation's own sovereign zone"), TextRole::Title, false, true, this));
    QLabel *about = makeLabel(tr("Rules and figures that speak of the zone mean these countries. It is your choice, not a term of law. "
                                 "Evaluate (F5) afterwards; the change can be undone."), TextRole::Body, true, false, this);
    about->setWordWrap(true);
    layout->addWidget(about);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid(2));
    for (const CountryGroup &group : groups) {
        auto *button = new QPushButton(group.name, this);
        button->setToolTip(tr("Choose exactly these %1 countries").arg(group.countries.size()));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, group] {
            for (int i = 0; i < m_list->count(); ++i)
                m_list->item(i)->setCheckState(Qt::Unchecked);
            tick(group.countries, true);
        });
        row->addWidget(button);
    }
    row->addStretch(1);
    layout->addLayout(row);
    auto *find = new QLineEdit(this);
    find->setObjectName(u"zoneSearch"_s);
    find->setAccessibleName(tr("Find a country"));
    find->setPlaceholderText(tr("Find a country"));
    find->setClearButtonEnabled(true);
    layout->addWidget(find);
    m_list->setObjectName(u"zoneCountries"_s);
    m_list->setAccessibleName(tr("Countries"));
    m_list->setUniformItemSizes(true);
    for (const Country &country : countries) {
        auto *item = new QListWidgetItem(country.name, m_list);
        item->setData(Qt::UserRole, country.iso);
        item->setCheckState(zone.contains(country.iso) ? Qt::Checked : Qt::Unchecked);
    }
    layout->addWidget(m_list, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_count, 1);
    foot->addWidget(buttons);
    layout->addLayout(foot);
    connect(find, &QLineEdit::textChanged, this, [this](const QString &text) {
        for (int i = 0; i < m_list->count(); ++i)
            m_list->item(i)->setHidden(!domain::finds(m_list->item(i)->text(), text));
    });
    connect(m_list, &QListWidget::itemChanged, this, &ZoneDialog::count);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    count();
}

void ZoneDialog::tick(const QStringList &countries, bool on)
{
    for (int i = 0; i < m_list->count(); ++i) {
        if (countries.contains(m_list->item(i)->data(Qt::UserRole).toString()))
            m_list->item(i)->setCheckState(on ? Qt::Checked : Qt::Unchecked);
    }
}

void ZoneDialog::count()
{
    const qsizetype n = zone().size();
    m_count->setText(n == 1 ? tr("1 country") : tr("%1 countries").arg(n));
    m_ok->setEnabled(n > 0);
}

QStringList ZoneDialog::zone() const
{
    QStringList out;
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->checkState() == Qt::Checked)
            out.append(m_list->item(i)->data(Qt::UserRole).toString());
    }
    out.sort();
    return out;
}

} // namespace views
