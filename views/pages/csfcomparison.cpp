// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/csfcomparison.h"

#include "pages/csfcriteria.h"
#include "text/sealtext.h"
#include "widgets/theme.h"

#include <QHeaderView>

#include <functional>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

constexpr int ComparedIdRole = Qt::UserRole;

} // namespace

CsfComparison::CsfComparison(QWidget *parent) : QTreeWidget(parent)
{
    setObjectName(u"assessComparison"_s);
    setAccessibleName(tr("The ticked things beside the chosen one"));
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    header()->setStretchLastSection(false);
    connect(this, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        if (const QString id = item->data(0, ComparedIdRole).toString(); !id.isEmpty())
            emit criterionWanted(id);
    });
}

void CsfComparison::showComparison(const AssessmentData &data)
{
    const qsizetype things = data.compared.size();
    QStringList head = {tr("Self-assessment")};
    for (const ComparedThing &thing : data.compared)
        head.append(thing.name);
    clear();
    setColumnCount(int(head.size()));
    setHeaderLabels(head);
    for (int c = 0; c < head.size(); ++c)
        headerItem()->setToolTip(c, head.at(c));
    const auto row = [&](QTreeWidgetItem *group, const QString &name, const std::function<QString(const ComparedThing &, qsizetype)> &of) {
        QStringList cells = {name};
        for (qsizetype i = 0; i < things; ++i)
            cells.append(of(data.compared.at(i), i));
        auto *item = group ? new QTreeWidgetItem(group, cells) : new QTreeWidgetItem(this, cells);
        for (int c = 0; c < cells.size(); ++c)
            item->setToolTip(c, cells.at(c));
        return item;
    };
    const QFont bold = scaledFont(TextRole::Body, true);
    const auto strong = [&](QTreeWidgetItem *item) {
        for (int c = 0; c < columnCount(); ++c)
            item->setFont(c, bold);
    };
    if (things > 0) {
        strong(row(nullptr, tr("Claimed"), [](const ComparedThing &t, qsizetype) { return t.seal; }));
        row(nullptr, tr("Evidenced"), [](const ComparedThing &t, qsizetype) { return t.evidenced; });
        row(nullptr, tr("Score"), [](const ComparedThing &t, qsizetype) { return t.score; });
        for (qsizetype i = 0; i < data.hangs.size(); ++i)
            row(nullptr, data.hangs.at(i), [i](const ComparedThing &t, qsizetype) { return t.hangs.value(i); });
    }
    int criterion = 0;
    for (qsizetype o = 0; o < data.seals.ids.size() && things > 0; ++o) {
        const QString id = data.seals.ids.at(o);
        QTreeWidgetItem *group = row(nullptr, u"%1 %2"_s.arg(id, data.seals.names.value(o)), [&](const ComparedThing &, qsizetype i) {
            const figures::SealData::Objective objective = data.seals.things.at(i).objectives.value(o);
            const std::optional<int> asked = data.seals.minimum.value(o);
            const QString fails = asked && objective.seal && *objective.seal < *asked ? tr(", fails (asked: %1)").arg(*asked) : QString();
            return text::sealWord(objective.seal) + fails;
        });
        strong(group);
        for (; criterion < data.criteria.size() && data.criteria.at(criterion).objective.startsWith(id + u' '); ++criterion) {
            const CriterionRow &c = data.criteria.at(criterion);
            QTreeWidgetItem *item = row(group, c.id + u"  "_s + c.title, [&](const ComparedThing &t, qsizetype) {
                const QString words = answerWords(c, t.answers.value(criterion));
                return words.isEmpty() ? tr("open") : words;
            });
            item->setData(0, ComparedIdRole, c.id);
        }
    }
    header()->setSectionResizeMode(QHeaderView::Stretch);
    setToolTip(things > 1 ? QString() : tr("Tick up to three others in the list to see them side by side"));
}

} // namespace views
