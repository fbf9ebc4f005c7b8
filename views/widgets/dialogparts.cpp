// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogparts.h"

#include "widgets/dayedit.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

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
    auto *edit = new DayEdit(day, parent);
    edit->setObjectName(name);
    edit->setAccessibleName(label);
    return edit;
}

QComboBox *makeFunctionField(const QStringList &functions, QWidget *parent)
{
    auto *field = named(new QComboBox(parent), u"who"_s, QObject::tr("Who does it"));
    field->setEditable(true);
    field->addItems(functions);
    field->setCurrentText({});
    field->lineEdit()->setPlaceholderText(QObject::tr("A function, not a person's name"));
    return field;
}

void resizeToText(QDialog *dialog, int width)
{
    // sizeHint() takes paragraphs for as wide as they like to be.
    const QLayout *layout = dialog->layout();
    const int high = layout && layout->hasHeightForWidth() ? layout->totalHeightForWidth(width) : 0;
    resizeWithin(dialog, {width, qMax(high, dialog->sizeHint().height())});
}

void resizeWithin(QDialog *dialog, const QSize &wanted)
{
    const QWidget *before = dialog->parentWidget() ? dialog->parentWidget()->window() : nullptr;
    // A dialog before a dialog: the window behind both tells how much room there is.
    while (before && before->parentWidget())
        before = before->parentWidget()->window();
    const QSize most = before ? wanted.boundedTo(before->size() - QSize(grid(4), grid(4))) : wanted;
    dialog->resize(most);
    // What was hidden before it was ever shown still counts in what layouts remember, until the dialog is there.
    QTimer::singleShot(0, dialog, [dialog, most] {
        if (dialog->height() > most.height() || dialog->width() > most.width())
            dialog->resize(most);
    });
}

QDialogButtonBox *makeRecordButtons(QDialog *dialog)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, dialog);
    buttons->button(QDialogButtonBox::Ok)->setText(QCoreApplication::translate("views::dialogparts", "Record"));
    buttons->button(QDialogButtonBox::Ok)->setDefault(true);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    return buttons;
}

void addTakeBack(QDialogButtonBox *buttons, const QString &words, const QString &name, QDialog *dialog, bool &taken)
{
    QPushButton *back = named(buttons->addButton(words, QDialogButtonBox::ResetRole), name, words);
    QObject::connect(back, &QPushButton::clicked, dialog, [dialog, &taken] {
        taken = true;
        dialog->accept();
    });
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
