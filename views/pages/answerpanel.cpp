// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/answerpanel.h"

#include "widgets/dialogparts.h"
#include "widgets/theme.h"
#include "widgets/valuechoices.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using figures::TextRole;
using figures::formatCount;

namespace views {
enum AnswerPanel::Answer : int { Value, None, NoAnswer };
enum AnswerPanel::Column : int { Thing, Decides, Alone };

AnswerPanel::AnswerPanel(QWidget *parent)
    : QWidget(parent), m_sentence(makeLabel({}, TextRole::Title, false, true, this)), m_asked(makeParagraph({}, false, this)), m_rules(makeParagraph({}, true, this)),
      m_results(makeLabel({}, TextRole::Body, false, false, this)), m_askedOf(makeLabel({}, TextRole::Body, false, true, this)), m_form(makeParagraph({}, true, this)),
      m_refusal(makeParagraph({}, false, this)), m_holders(named(new QTreeWidget(this), u"questionHolders"_s, tr("Asked of"))),
      m_state(named(new QComboBox(this), u"answerState"_s, tr("Kind of answer"))), m_value(named(new QComboBox(this), u"answerValue"_s, tr("Answer"))),
      m_file(named(new QLineEdit(this), u"answerEvidence"_s, tr("Evidence file"))), m_note(named(new QLineEdit(this), u"answerNote"_s, tr("Note on the evidence"))),
      m_who(named(new QLineEdit(this), u"answerWho"_s, tr("Who says so"))), m_choose(named(new QPushButton(tr("Choose …"), this), u"answerChooseFile"_s, tr("Choose an evidence file"))),
      m_all(named(new QPushButton(tr("All"), this), u"questionAll"_s, tr("Tick all"))), m_none(named(new QPushButton(tr("None"), this), u"questionNone"_s, tr("Tick none"))),
      m_send(named(new QPushButton(this), u"answerSend"_s, tr("Answer"))), m_reviewed(named(new QCheckBox(tr("Counts &until"), this), u"answerReviewed"_s, tr("Counts until a day"))),
      m_review(makeDayField(u"answerReview"_s, tr("The last day on which the answer counts"), QDate::currentDate(), this))
{
    m_sentence->setWordWrap(true);
    m_sentence->setObjectName(u"questionSentence"_s);
    m_asked->setObjectName(u"questionAsked"_s);
    m_asked->hide();
    m_rules->setObjectName(u"questionRules"_s);
    m_results->setObjectName(u"questionResults"_s);
    m_results->setTextFormat(Qt::RichText);
    m_results->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_results->setWordWrap(true);
    m_holders->setHeaderLabels({tr("Thing"), tr("Rest on it"), tr("Decided alone")});
    m_holders->headerItem()->setToolTip(Decides, tr("Unknown results that rest on it"));
    m_holders->headerItem()->setToolTip(Alone, tr("Of them, those for which nothing else is missing"));
    m_holders->setRootIsDecorated(false);
    m_holders->setUniformRowHeights(true);
    m_holders->setFrameShape(QFrame::NoFrame);
    m_holders->header()->setStretchLastSection(false);
    m_holders->header()->setSectionResizeMode(Thing, QHeaderView::Stretch);
    m_holders->header()->resizeSection(Decides, grid(20));
    m_holders->header()->resizeSection(Alone, grid(26));
    m_state->addItems({tr("The answer is"), tr("There is none"), tr("Asked, no answer")});
    m_value->setEditable(true);
    m_value->setInsertPolicy(QComboBox::NoInsert);
    m_value->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_file->setPlaceholderText(tr("Its name and SHA-256 are kept, not the file"));
    m_note->setPlaceholderText(tr("Page, clause, who was asked"));
    m_who->setPlaceholderText(tr("A function, not a person's name"));
    m_refusal->setObjectName(u"answerRefusal"_s);
    m_refusal->hide();
    m_send->setDefault(true);
    auto *head = new QHBoxLayout;
    head->addWidget(m_askedOf, 1);
    head->addWidget(m_all);
    head->addWidget(m_none);
    auto *answer = new QHBoxLayout;
    answer->setSpacing(grid(2));
    answer->addWidget(m_state);
    answer->addWidget(m_value, 1);
    auto *file = new QHBoxLayout;
    file->setSpacing(grid(2));
    file->addWidget(m_file, 1);
    file->addWidget(m_choose);
    QFormLayout *form = makeForm();
    // A row that is a layout has no buddy of its own, and no key then.
    const auto label = [this](const QString &text, QWidget *buddy) {
        auto *made = new QLabel(text, this);
        made->setBuddy(buddy);
        return made;
    };
    m_answerLabel = label(tr("&Answer"), m_value);
    // Not E: that opens the menu Edit.
    m_evidenceLabel = label(tr("Evi&dence"), m_file);
    form->addRow(m_answerLabel, answer);
    form->addRow(QString(), m_form);
    form->addRow(m_evidenceLabel, file);
    m_noteLabel = label(tr("&Note"), m_note);
    form->addRow(m_noteLabel, m_note);
    form->addRow(tr("&Who says so"), m_who);
    form->addRow(m_reviewed, m_review);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(2));
    layout->addWidget(m_sentence);
    layout->addWidget(m_asked);
    layout->addWidget(m_results);
    layout->addWidget(m_rules);
    layout->addLayout(head);
    layout->addWidget(m_holders, 1);
    layout->addWidget(hairline(this));
    layout->addLayout(form);
    layout->addWidget(m_refusal);
    layout->addWidget(m_send, 0, Qt::AlignRight);
    m_reviewed->setChecked(true);

    connect(m_holders, &QTreeWidget::itemChanged, this, &AnswerPanel::refresh);
    connect(m_holders, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) { emit entityWanted(item->data(Thing, Qt::UserRole).toLongLong()); });
    connect(m_state, &QComboBox::currentIndexChanged, this, &AnswerPanel::refresh);
    connect(m_value, &QComboBox::editTextChanged, this, &AnswerPanel::refresh);
    connect(m_reviewed, &QCheckBox::toggled, this, &AnswerPanel::refresh);
    connect(m_choose, &QPushButton::clicked, this, &AnswerPanel::chooseEvidence);
    connect(m_send, &QPushButton::clicked, this, &AnswerPanel::send);
    connect(m_results, &QLabel::linkActivated, this, &AnswerPanel::resultsWanted);
    for (const auto &[button, state] : {std::pair(m_all, Qt::Checked), std::pair(m_none, Qt::Unchecked)}) {
        connect(button, &QPushButton::clicked, this, [this, state = state] {
            {
                const QSignalBlocker quiet(m_holders);
                for (int i = 0; i < m_holders->topLevelItemCount(); ++i)
                    m_holders->topLevelItem(i)->setCheckState(Thing, state);
            }
            refresh();
        });
    }
    refresh();
}

void AnswerPanel::showQuestion(const QuestionRow &question, QDate today)
{
    const bool another = question.id != m_question.id;
    const QList<qint64> before = ticked();
    if (another)
        keepDraft();
    else
        m_sent = false;
    m_question = question;
    const bool isRegister = question.attr.isEmpty();
    m_sentence->setText(question.sentence);
    // The first ones only: what is asked of needs the room. The rest stands in the tip.
    const qsizetype named = window()->height() < grid(190) ? 1 : 2;
    QStringList rules = question.rules.mid(0, named);
    if (const qsizetype more = question.rules.size() - named; more > 0)
        rules.append(more == 1 ? tr("1 more rule") : tr("%1 more rules").arg(more));
    m_rules->setText(tr("Needed by %1").arg(rules.join(u"; "_s)));
    m_rules->setToolTip(question.rules.join(u'\n'));
    const QString results = question.decides == 1 ? tr("1 unknown result") : tr("%1 unknown results").arg(formatCount(question.decides));
    const QString alone = question.decidesAlone == 0 ? tr("all of them need other answers too") : question.decidesAlone == question.decides ? tr("nothing else is missing")
                                                                                                   : tr("for %1 of them nothing else is missing").arg(formatCount(question.decidesAlone));
    m_results->setText((question.decides == 1 ? tr("<a href=\"results\">%1</a> rests on it; %2.") : tr("<a href=\"results\">%1</a> rest on it; %2.")).arg(results, alone));
    m_askedOf->setText(isRegister ? tr("The register as a whole") : question.kindWords);
    {
        const QSignalBlocker quiet(m_holders);
        m_holders->clear();
        for (const AskedRow &row : question.asked) {
            auto *item = new QTreeWidgetItem(m_holders, {row.name, formatCount(row.decides), formatCount(row.decidesAlone)});
            item->setData(Thing, Qt::UserRole, row.entity);
            item->setData(Decides, Qt::UserRole, row.decidesAlone);
            item->setToolTip(Thing, row.key);
            item->setTextAlignment(Decides, Qt::AlignRight | Qt::AlignVCenter);
            item->setTextAlignment(Alone, Qt::AlignRight | Qt::AlignVCenter);
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
            item->setCheckState(Thing, (another && question.asked.size() == 1) || (!another && before.contains(row.entity)) ? Qt::Checked : Qt::Unchecked);
        }
    }
    for (QWidget *w : std::initializer_list<QWidget *>{m_holders, m_all, m_none, m_state, m_value, m_form, m_file, m_note, m_choose, m_answerLabel, m_evidenceLabel, m_noteLabel})
        w->setVisible(!isRegister);
    if (another) {
        clearAnswer();
        m_form->setText(question.form);
        m_review->setMinimumDate(today);
        m_review->setDate(today.addMonths(ReviewMonths));
        takeUpDraft();
    }
    refresh();
}

void AnswerPanel::clearAnswer()
{
    const QSignalBlocker quiet(m_value);
    m_value->clear();
    m_value->setEditText({});
    m_state->setCurrentIndex(Value);
    m_file->clear();
    m_note->clear();
    m_refusal->clear();
    m_refusal->hide();
}

void AnswerPanel::keepDraft()
{
    const bool typed = m_state->currentIndex() != Value || !m_value->currentText().trimmed().isEmpty() || !m_note->text().isEmpty() || !m_file->text().isEmpty();
    // The only thing is ticked from the start.
    if (m_question.id.isEmpty() || m_sent || (!typed && (ticked().isEmpty() || m_question.asked.size() == 1)))
        m_drafts.remove(m_question.id);
    else
        m_drafts.insert(m_question.id, {ticked(), m_state->currentIndex(), m_value->currentText(), m_file->text(), m_note->text(), m_reviewed->isChecked(), m_review->date()});
}

void AnswerPanel::takeUpDraft()
{
    m_sent = false;
    const auto draft = m_drafts.constFind(m_question.id);
    if (draft == m_drafts.cend())
        return;
    {
        const QSignalBlocker quiet(m_holders);
        for (int i = 0; i < m_holders->topLevelItemCount(); ++i) {
            QTreeWidgetItem *item = m_holders->topLevelItem(i);
            item->setCheckState(Thing, draft->ticked.contains(item->data(Thing, Qt::UserRole).toLongLong()) ? Qt::Checked : Qt::Unchecked);
        }
    }
    m_state->setCurrentIndex(draft->state);
    m_value->setEditText(draft->value);
    m_file->setText(draft->file);
    m_note->setText(draft->note);
    m_reviewed->setChecked(draft->reviewed);
    m_review->setDate(draft->review);
}

void AnswerPanel::forgetDrafts()
{
    m_drafts.clear();
    m_question = {};
}

void AnswerPanel::setAsked(const QString &words)
{
    m_asked->setText(words);
    m_asked->setVisible(!words.isEmpty());
}

void AnswerPanel::offer(const QList<ValueChoice> &choices)
{
    offerChoices(m_value, choices);
}

void AnswerPanel::refuse(const QString &why)
{
    m_sent = false;
    m_refusal->setText(tr("Not saved. %1").arg(why));
    m_refusal->show();
    m_value->setFocus();
}

QList<qint64> AnswerPanel::ticked() const
{
    QList<qint64> ids;
    for (int i = 0; i < m_holders->topLevelItemCount(); ++i) {
        if (m_holders->topLevelItem(i)->checkState(Thing) == Qt::Checked)
            ids.append(m_holders->topLevelItem(i)->data(Thing, Qt::UserRole).toLongLong());
    }
    return ids;
}

QList<qint64> AnswerPanel::chosen() const
{
    const QList<qint64> ids = ticked();
    return ids.size() == m_question.asked.size() ? QList<qint64>() : ids;
}

qint64 AnswerPanel::decided() const
{
    const QList<qint64> ids = ticked();
    if (m_question.attr.isEmpty() || ids.size() == m_question.holders)
        return m_question.decidesAlone;
    qint64 sum = 0;
    for (const AskedRow &row : m_question.asked)
        sum += ids.contains(row.entity) ? row.decidesAlone : 0;
    return sum;
}

void AnswerPanel::refresh()
{
    const bool isRegister = m_question.attr.isEmpty();
    const qsizetype count = ticked().size();
    const bool value = m_state->currentIndex() == Value;
    m_value->setEnabled(value);
    m_review->setEnabled(m_reviewed->isChecked());
    const bool ready = !m_question.id.isEmpty() && (isRegister || (count > 0 && (!value || !m_value->currentText().trimmed().isEmpty())));
    m_send->setEnabled(ready);
    const qint64 decides = m_state->currentIndex() == NoAnswer && !isRegister ? 0 : decided();
    m_send->setText(isRegister        ? tr("The register is complete (decides %1)").arg(formatCount(decides))
                    : count == 0      ? tr("Tick what is answered")
                    : count == 1      ? tr("Answer for 1 (decides %1)").arg(formatCount(decides))
                                      : tr("Answer for %1 (decides %2)").arg(formatCount(count), formatCount(decides)));
}

void AnswerPanel::chooseEvidence()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Evidence"));
    if (!path.isEmpty())
        m_file->setText(path);
}

void AnswerPanel::send()
{
    AnswerRequest request;
    request.kind = m_question.kind;
    request.attr = m_question.attr;
    request.entities = ticked();
    request.typed = m_state->currentIndex() == None ? u"none"_s : m_state->currentIndex() == NoAnswer ? u"?"_s : chosenOrTyped(m_value);
    request.evidenceFile = m_file->text().trimmed();
    request.note = m_note->text().trimmed();
    request.who = m_who->text().trimmed();
    request.reviewOn = m_reviewed->isChecked() && m_state->currentIndex() != NoAnswer ? m_review->date() : QDate();
    m_refusal->clear();
    m_refusal->hide();
    m_sent = true;
    emit answered(request, m_state->currentIndex() == NoAnswer ? 0 : decided());
}

} // namespace views
