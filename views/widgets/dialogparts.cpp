// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogparts.h"

#include "widgets/theme.h"

#include <QDateEdit>
#include <QDialog>
#include <QFormLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace views {

QLabel *makeParagraph(const QString &text, bool soft, QWidget *parent)
{
    QLabel *label = makeLabel(text, figures::TextRole::Body, soft, false, parent);
    label->setWordWrap(true);
    return label;
}

QDateEdit *makeDayField(const QString &name, const QString &label, QDate day, QWidget *parent)
{
    auto *edit = new QDateEdit(day, parent);
    edit->setObjectName(name);
    edit->setAccessibleName(label);
    edit->setDisplayFormat(u"yyyy-MM-dd"_s);
    edit->setCalendarPopup(true);
    return edit;
}

void resizeWithin(QDialog *dialog, const QSize &wanted)
{
    const QWidget *before = dialog->parentWidget() ? dialog->parentWidget()->window() : nullptr;
    // A dialog before a dialog: the window behind both tells how much room there is.
    while (before && before->parentWidget())
        before = before->parentWidget()->window();
    dialog->resize(before ? wanted.boundedTo(before->size() - QSize(grid(4), grid(4))) : wanted);
}

QFormLayout *makeForm()
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(grid(4));
    form->setVerticalSpacing(grid(2));
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

} // namespace views
