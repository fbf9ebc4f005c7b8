// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dayedit.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace views {
namespace {

const QString Shown = u"yyyy-MM-dd"_s;

/// Year first, or as it is written with dots.
QDate dayOf(const QString &text)
{
    for (const QString &form : {u"yyyy-M-d"_s, u"yyyyMMdd"_s, u"d.M.yyyy"_s}) {
        if (const QDate day = QDate::fromString(text.trimmed(), form); day.isValid())
            return day;
    }
    return {};
}

bool isOfADay(QChar c) { return c.isDigit() || c == u'-' || c == u'.'; }

} // namespace

DayEdit::DayEdit(QDate day, QWidget *parent) : QDateEdit(day, parent)
{
    setDisplayFormat(Shown);
    setCalendarPopup(true);
}

bool DayEdit::isWhole() const { return lineEdit()->hasSelectedText() && lineEdit()->selectedText() == lineEdit()->text(); }

// Whoever sets another day from outside ends the typing.
bool DayEdit::isTyping() const { return m_typing && lineEdit()->text() == m_typed; }

QValidator::State DayEdit::validate(QString &text, int &position) const { return m_typing ? QValidator::Intermediate : QDateEdit::validate(text, position); }

void DayEdit::edit(QKeyEvent *event)
{
    // QDateTimeEdit would look for its sections in what is typed, and move the cursor to them.
    const QSignalBlocker quiet(lineEdit());
    lineEdit()->event(event);
    m_typed = lineEdit()->text();
    event->accept();
}

// Tab comes by here, and would go on to a section of what is typed.
bool DayEdit::focusNextPrevChild(bool next)
{
    if (!isTyping())
        return QDateEdit::focusNextPrevChild(next);
    return !finish(true) || QAbstractSpinBox::focusNextPrevChild(next);
}

void DayEdit::keyPressEvent(QKeyEvent *event)
{
    if (!isTyping())
        m_typing = false;
    const bool enters = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool ofADay = event->text().size() == 1 && isOfADay(event->text().front());
    if (event->matches(QKeySequence::Paste)) {
        const QString text = QGuiApplication::clipboard()->text();
        m_typing = false;
        if (!take(text)) {
            putBack();
            refuse(text);
        }
        return event->accept();
    }
    if (!m_typing && ofADay && isWhole()) {
        m_typing = true;
        return edit(event);
    }
    if (!m_typing) {
        QDateEdit::keyPressEvent(event);
        if (event->key() == Qt::Key_Home)
            setSelectedSection(YearSection); // else what is typed there finds no room, and is dropped
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        putBack();
        return event->accept();
    }
    if (enters) {
        // The dialog's own button must not be pressed with the old day.
        if (!finish(true))
            return event->accept();
        return QDateEdit::keyPressEvent(event);
    }
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        finish(false);
        return event->accept();
    }
    const bool command = event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (command || event->text().isEmpty() || ofADay || !event->text().front().isPrint())
        edit(event);
    // As soon as it is whole it counts, as it does section by section.
    if (m_typed.size() == Shown.size())
        take(m_typed);
}

void DayEdit::focusOutEvent(QFocusEvent *event)
{
    finish(false);
    QDateEdit::focusOutEvent(event);
}

void DayEdit::mousePressEvent(QMouseEvent *event)
{
    finish(false);
    QDateEdit::mousePressEvent(event);
}

void DayEdit::stepBy(int steps)
{
    finish(false);
    QDateEdit::stepBy(steps);
}

bool DayEdit::finish(bool goOn)
{
    if (!isTyping()) {
        m_typing = false;
        return true;
    }
    const QString typed = m_typed;
    if (take(typed))
        return true;
    if (!goOn)
        putBack();
    refuse(typed);
    return false;
}

bool DayEdit::take(const QString &text)
{
    const QDate day = dayOf(text);
    if (!day.isValid() || day < minimumDate() || day > maximumDate())
        return false;
    m_typing = false;
    setDate(day);
    lineEdit()->setCursorPosition(static_cast<int>(lineEdit()->text().size()));
    return true;
}

void DayEdit::putBack()
{
    m_typing = false;
    setDate(date());
}

void DayEdit::refuse(const QString &text)
{
    const QString words = tr("“%1” is no day between %2 and %3. Write it like 2027-12-31.")
                              .arg(text.trimmed().left(20), minimumDate().toString(Shown), maximumDate().toString(Shown));
    QToolTip::showText(mapToGlobal(QPoint(0, height())), words, this);
    setAccessibleDescription(words);
    QAccessibleEvent told(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&told);
}

} // namespace views
