// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/acceptdialog.h"

#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

enum AcceptDialog::Role : int { RuleRole = Qt::UserRole, EntityRole };

AcceptDialog::AcceptDialog(const AcceptanceDraft &draft, QWidget *parent)
    : QDialog(parent), m_list(makeList(draft)), m_reason(new QPlainTextEdit(this)),
      m_requestedBy(makeFunctions(u"requestedBy"_s, tr("Requested by"), draft.requesters)),
      m_approvedBy(makeFunctions(u"approvedBy"_s, tr("Approved by"), draft.approvers)), m_expires(makeDayField(u"expires"_s, tr("Expires"), draft.expires, this)),
      m_refusal(makeParagraph({}, false, this))
{
    setObjectName(u"acceptDialog"_s);
    setWindowTitle(tr("Accept findings"));
    resize(grid(150), grid(150));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(6), grid(6), grid(4));
    layout->setSpacing(grid(3));
    layout->addWidget(makeLabel(tr("Accept findings for a time"), TextRole::Title, false, true, this));
    if (!draft.issue.isEmpty()) {
        QLabel *issue = makeParagraph(tr("%1: %2.").arg(draft.issue, draft.counts), false, this);
        issue->setObjectName(u"acceptIssue"_s);
        layout->addWidget(issue);
    }
    layout->addWidget(makeParagraph(tr("The organisation knows them and lives with them. They are open again on the day of expiry, or as soon as the facts "
                                 "behind them, or what the rule asks, change. Another threshold leaves them accepted, unless it makes a further condition of the rule come true."), true, this));
    if (draft.bound > 0) {
        QLabel *bound = makeParagraph(draft.bound == 1 ? tr("One more finding is of binding law and stays open: nobody can accept it.")
                                               : tr("%1 more findings are of binding law and stay open: nobody can accept them.").arg(draft.bound), true, this);
        bound->setObjectName(u"boundByLaw"_s);
        layout->addWidget(bound);
    }
    layout->addWidget(m_list, 1);
    m_reason->setObjectName(u"reason"_s);
    m_reason->setAccessibleName(tr("Justification"));
    m_reason->setPlaceholderText(tr("Why it is acceptable, what limits the harm, and what the data protection officer advised"));
    m_reason->setTabChangesFocus(true);
    m_reason->setFixedHeight(grid(20));
    m_expires->setDateRange(draft.today.addDays(1), draft.latest);
    QFormLayout *form = makeForm();
    form->addRow(tr("&Justification"), m_reason);
    form->addRow(tr("&Requested by"), m_requestedBy);
    form->addRow(tr("&Approved by"), m_approvedBy);
    form->addRow(tr("&Expires"), m_expires);
    layout->addLayout(form);
    m_refusal->setObjectName(u"refusal"_s);
    m_refusal->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_refusal);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_ok->setDefault(true);
    // Enter never throws away what was typed.
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    layout->addWidget(buttons);

    connect(m_list, &QTreeWidget::itemChanged, this, &AcceptDialog::check);
    connect(m_reason, &QPlainTextEdit::textChanged, this, &AcceptDialog::check);
    connect(m_requestedBy, &QComboBox::editTextChanged, this, &AcceptDialog::check);
    connect(m_approvedBy, &QComboBox::editTextChanged, this, &AcceptDialog::check);
    connect(m_expires, &QDateEdit::dateChanged, this, &AcceptDialog::check);
    connect(buttons, &QDialogButtonBox::rejected, this, &AcceptDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        m_writing = true;
        m_ok->setEnabled(false);
        emit decided(request());
    });
    check();
    m_reason->setFocus();
}

QTreeWidget *AcceptDialog::makeList(const AcceptanceDraft &draft)
{
    auto *list = new QTreeWidget(this);
    list->setObjectName(u"acceptFindings"_s);
    list->setAccessibleName(tr("What is accepted"));
    list->setHeaderLabels({tr("What is accepted"), tr("Rule")});
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    QList<QTreeWidgetItem *> items;
    for (const FindingRow &f : draft.findings) {
        auto *item = new QTreeWidgetItem({f.entityName, f.title});
        item->setCheckState(0, Qt::Checked);
        item->setData(0, RuleRole, f.rule);
        item->setData(0, EntityRole, f.entity);
        item->setToolTip(0, f.entityKey);
        item->setToolTip(1, f.title + u'\n' + f.framework + u", "_s + f.clause);
        items.append(item);
    }
    list->addTopLevelItems(items);
    list->header()->setStretchLastSection(true);
    list->header()->resizeSection(0, grid(56));
    return list;
}

QComboBox *AcceptDialog::makeFunctions(const QString &name, const QString &label, const QStringList &functions)
{
    auto *box = new QComboBox(this);
    box->setObjectName(name);
    box->setAccessibleName(label);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->addItems(functions);
    box->setCurrentIndex(-1);
    box->lineEdit()->setPlaceholderText(tr("A function, not a person's name"));
    return box;
}

AcceptanceRequest AcceptDialog::request() const
{
    AcceptanceRequest out;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *item = m_list->topLevelItem(i);
        if (item->checkState(0) == Qt::Checked)
            out.findings.append({item->data(0, RuleRole).toString(), item->data(0, EntityRole).toLongLong()});
    }
    out.reason = m_reason->toPlainText();
    out.requestedBy = m_requestedBy->currentText();
    out.approvedBy = m_approvedBy->currentText();
    out.expires = m_expires->date();
    return out;
}

void AcceptDialog::check()
{
    const AcceptanceRequest wanted = request();
    const int count = static_cast<int>(wanted.findings.size());
    m_ok->setText(count == 1 ? tr("Accept 1 finding") : tr("Accept %1 findings").arg(count));
    QString missing;
    if (count == 0)
        missing = tr("Choose what is accepted.");
    else if (wanted.reason.trimmed().isEmpty())
        missing = tr("Say why it is acceptable.");
    else if (wanted.requestedBy.trimmed().isEmpty())
        missing = tr("Say who asks for it.");
    else if (wanted.approvedBy.trimmed().isEmpty())
        missing = tr("Say who approves it: somebody else, and not the data protection officer, who advises.");
    m_ok->setEnabled(missing.isEmpty() && !m_writing);
    m_refusal->setForegroundRole(QPalette::PlaceholderText);
    m_refusal->setText(missing);
}

void AcceptDialog::refuse(const QString &why)
{
    m_writing = false;
    check();
    m_refusal->setForegroundRole(QPalette::WindowText);
    m_refusal->setText(tr("Not accepted. %1.").arg(why));
    // While it was written the focus went to what was left, Cancel. Nearly all that is refused is who asks and who approves.
    m_approvedBy->setFocus();
}

void AcceptDialog::reject()
{
    // What is being written is written: the answer comes at once.
    if (!m_writing)
        QDialog::reject();
}

} // namespace views
