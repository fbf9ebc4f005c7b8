// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/importscopes.h"

#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace views {
namespace {

const QString MayBeAllOf = u"may-be-all-of"_s; ///< the preview's word on a scope that a list may be all of
constexpr int MostScopesShown = 4;

} // namespace

ImportScopes::ImportScopes(QWidget *parent) : QWidget(parent), m_list(new QListWidget(this))
{
    m_list->setObjectName(u"importWhole"_s);
    m_list->setAccessibleName(tr("The files list all of"));
    m_list->setToolTip(tr("These lists don't tell whether they were narrowed. Tick what you know them to be all of: what they lack there is then marked as gone"));
    m_list->setFrameShape(QFrame::NoFrame);
    auto *label = new QLabel(tr("The files &list all of"), this);
    label->setBuddy(m_list);
    label->setAlignment(Qt::AlignTop);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(2));
    layout->addWidget(label);
    layout->addWidget(m_list, 1);
    connect(m_list, &QListWidget::itemChanged, this, [this] {
        QStringList all;
        for (int i = 0; i < m_list->count(); ++i) {
            if (m_list->item(i)->checkState() == Qt::Checked)
                all.append(m_list->item(i)->data(Qt::UserRole).toString());
        }
        emit chosen(all);
    });
}

bool ImportScopes::isEmpty() const { return m_list->count() == 0; }

void ImportScopes::fill(const domain::ImportReport &preview, const QStringList &ticked)
{
    QStringList scopes = ticked;
    for (const domain::FileReport &f : preview.files) {
        for (const domain::Diagnostic &d : f.diagnostics) {
            if (d.code == MayBeAllOf && !scopes.contains(d.where))
                scopes.append(d.where);
        }
    }
    scopes.sort();
    const QSignalBlocker quiet(m_list);
    const int before = m_list->currentRow();
    m_list->clear();
    for (const QString &scope : std::as_const(scopes)) {
        const QString id = scope.section(u':', 1);
        auto *item = new QListWidgetItem(scope.startsWith("subscription:"_L1) ? tr("subscription %1").arg(id) : tr("project %1").arg(id), m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(ticked.contains(scope) ? Qt::Checked : Qt::Unchecked);
        item->setData(Qt::UserRole, scope);
    }
    m_list->setCurrentRow(qMin(qMax(before, 0), m_list->count() - 1));
    const int row = m_list->count() > 0 ? static_cast<QAbstractItemView *>(m_list)->sizeHintForRow(0) : 0;
    m_list->setFixedHeight(row * qMin(m_list->count(), MostScopesShown) + 2 * m_list->frameWidth() + grid(1));
}

} // namespace views
