// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/objectivesdialogs.h"

#include "text/sealtext.h"
#include "widgets/dialogparts.h"
#include "widgets/plaintext.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

constexpr int WholeWeight = 10'000; ///< hundredths of a percent
constexpr int Seals = 5;

QVBoxLayout *makeLayout(QDialog *dialog, const QString &title, const QString &about)
{
    dialog->setWindowTitle(title);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(grid(6), grid(6), grid(6), grid(4));
    layout->setSpacing(grid(3));
    layout->addWidget(makeLabel(title, TextRole::Title, false, true, dialog));
    layout->addWidget(makeParagraph(about, true, dialog));
    return layout;
}

} // namespace

WeightsDialog::WeightsDialog(const QStringList &ids, const QStringList &names, const QList<WeightChoice> &sets, QWidget *parent)
    : QDialog(parent), m_sum(makeLabel({}, TextRole::Body, false, false, this))
{
    setObjectName(u"weightsDialog"_s);
    auto *layout = makeLayout(this, tr("Own weights of the objectives"),
                              tr("How much each objective counts in the score, in percent; together 100. The SEAL does not hang on them. Say in reports that they are your own."));
    auto *begin = new QHBoxLayout;
    begin->setSpacing(grid(2));
    for (const WeightChoice &set : sets) {
        auto *button = new QPushButton(tr("Begin with: %1").arg(set.label), this);
        button->setObjectName(u"weightsFrom_"_s + set.id);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, parts = set.parts] { take(parts); });
        begin->addWidget(button);
    }
    begin->addStretch(1);
    layout->addLayout(begin);
    QFormLayout *form = makeForm();
    for (qsizetype i = 0; i < ids.size(); ++i) {
        auto *field = new QDoubleSpinBox(this);
        field->setObjectName(u"weight_"_s + ids.at(i));
        field->setRange(0, 100);
        field->setDecimals(2);
        field->setSuffix(tr(" %"));
        field->setAccessibleName(tr("Weight of %1 %2").arg(ids.at(i), names.value(i)));
        connect(field, &QDoubleSpinBox::valueChanged, this, &WeightsDialog::checkSum);
        form->addRow(plain(u"%1 %2"_s.arg(ids.at(i), names.value(i))), field);
        m_fields.append(field);
    }
    layout->addLayout(form);
    m_sum->setObjectName(u"weightsSum"_s);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_keep = buttons->button(QDialogButtonBox::Ok);
    m_keep->setText(tr("Keep"));
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_sum, 1);
    foot->addWidget(buttons);
    layout->addLayout(foot);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    if (!sets.isEmpty())
        take(sets.constLast().parts);
    checkSum();
}

void WeightsDialog::take(const QList<int> &parts)
{
    for (qsizetype i = 0; i < m_fields.size(); ++i)
        m_fields.at(i)->setValue(parts.value(i) / 100.0);
}

QList<int> WeightsDialog::parts() const
{
    QList<int> out;
    for (const QDoubleSpinBox *field : m_fields)
        out.append(int(std::lround(field->value() * 100)));
    return out;
}

void WeightsDialog::checkSum()
{
    const QList<int> now = parts();
    const int sum = std::accumulate(now.begin(), now.end(), 0);
    const auto percent = [](int hundredths) { return QString::number(hundredths / 100.0, 'f', 2); };
    m_sum->setText(sum == WholeWeight  ? tr("Sum: 100 %")
                   : sum < WholeWeight ? tr("Sum: %1 %, %2 too little").arg(percent(sum), percent(WholeWeight - sum))
                                       : tr("Sum: %1 %, %2 too much").arg(percent(sum), percent(sum - WholeWeight)));
    m_keep->setEnabled(sum == WholeWeight);
}

TenderDialog::TenderDialog(const QStringList &ids, const QStringList &names, const TenderWish &tender, QWidget *parent)
    : QDialog(parent), m_name(new QLineEdit(tender.name, this))
{
    setObjectName(u"tenderDialog"_s);
    auto *layout = makeLayout(this, tr("What a tender asks for"),
                              tr("The lowest SEAL of each objective that a tender accepts. The ladders show it as a mark, and the page says what fails it."));
    QFormLayout *form = makeForm();
    m_name->setObjectName(u"tenderName"_s);
    m_name->setAccessibleName(tr("Which tender"));
    m_name->setPlaceholderText(tr("Number or title; may be left empty"));
    form->addRow(tr("Tender"), m_name);
    for (qsizetype i = 0; i < ids.size(); ++i) {
        auto *field = new QComboBox(this);
        field->setObjectName(u"tender_"_s + ids.at(i));
        field->setAccessibleName(tr("Lowest SEAL of %1 %2").arg(ids.at(i), names.value(i)));
        field->addItem(tr("asks for none"));
        for (int seal = 0; seal < Seals; ++seal)
            field->addItem(tr("%1, %2").arg(text::sealWord(seal), text::sealName(seal)));
        const std::optional<int> asked = tender.minimum.value(i);
        field->setCurrentIndex(asked ? *asked + 1 : 0);
        form->addRow(plain(u"%1 %2"_s.arg(ids.at(i), names.value(i))), field);
        m_fields.append(field);
    }
    layout->addLayout(form);
    auto *none = new QPushButton(tr("Ask for nothing"), this);
    none->setObjectName(u"tenderNone"_s);
    none->setAutoDefault(false);
    connect(none, &QPushButton::clicked, this, [this] {
        m_name->clear();
        for (QComboBox *field : std::as_const(m_fields))
            field->setCurrentIndex(0);
    });
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Keep"));
    auto *foot = new QHBoxLayout;
    foot->addWidget(none);
    foot->addStretch(1);
    foot->addWidget(buttons);
    layout->addLayout(foot);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

TenderWish TenderDialog::tender() const
{
    TenderWish out{m_name->text().simplified(), {}};
    for (const QComboBox *field : m_fields)
        out.minimum.append(field->currentIndex() > 0 ? std::optional(field->currentIndex() - 1) : std::nullopt);
    return out;
}

} // namespace views
