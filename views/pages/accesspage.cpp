// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/accesspage.h"

#include "pages/preparation.h"
#include "text/flowtext.h"
#include "widgets/figuretwin.h"
#include "widgets/theme.h"
#include "widgets/wrappedrows.h"

#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

enum AccessPage::ExposureColumn : int { WhoColumn, LawColumn, StrongestColumn, ReachesColumn, RightsColumn };
enum AccessPage::ExposureRole : int { MarkRole = Qt::UserRole, NameRole };

AccessPage::AccessPage(const PageContext &context, FlowSource &source, QWidget *parent)
    : FlowPage(u"access"_s, tr("Access"), context, source, parent), m_sentence(addSentence(u"accessSentence"_s, TextRole::Body)), m_left(addSentence(u"accessLeft"_s, TextRole::Caption)),
      m_exposed(makeLabel({}, TextRole::Body, false, true, this)), m_classes(new FigureTwin(u"accessClasses"_s, tr("Who reaches which data: kind of holder and employer's country"), this)),
      m_flow(new FigureTwin(u"accessFlow"_s, tr("From the employer's country to the data"), this)), m_list(new QTreeWidget(this)), m_exposures(new QWidget(this))
{
    m_exposed->setObjectName(u"accessExposed"_s);
    m_exposed->setWordWrap(true);
    buildList();
    auto *list = new QVBoxLayout(m_exposures);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(grid(1));
    list->addWidget(m_exposed);
    list->addWidget(m_list, 1);
    // The list scrolls: it takes what the matrix above leaves.
    m_list->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    setParts(m_classes, 4, {tr("Strongest exposures"), m_exposures, 4}, {tr("Flow"), m_flow, 3}, 5, tr("Exposures or flow"));
    for (FigureTwin *twin : {m_classes, m_flow}) {
        twin->view()->setMinimumHeight(grid(24));
        connect(twin, &FigureTwin::chosen, this, &AccessPage::go);
    }
    connect(m_list, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) { follow(item->data(WhoColumn, MarkRole).toString(), item->data(WhoColumn, NameRole).toString()); });
}

void AccessPage::buildList()
{
    m_list->setObjectName(u"accessExposures"_s);
    m_list->setAccessibleName(tr("Strongest exposures; Enter lists the access rights behind one"));
    m_list->setHeaderLabels({tr("Who"), tr("Under the law of"), tr("Strongest right"), tr("Reaches"), tr("Access rights")});
    m_list->setRootIsDecorated(false);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAllColumnsShowFocus(true);
    m_list->setWordWrap(true);
    m_list->setTextElideMode(Qt::ElideRight); // of a name that is one long word; all else goes on in further lines
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(RightsColumn, QHeaderView::ResizeToContents);
    // Rows are as high as their words need at the columns' width.
    connect(m_list->header(), &QHeaderView::sectionResized, &m_rowHeights, qOverload<>(&QTimer::start));
    m_rowHeights.setSingleShot(true);
    m_rowHeights.setInterval(0);
    // Grounds are to be read to their end.
    connect(&m_rowHeights, &QTimer::timeout, this, [this] { wrapRows(m_list, {WhoColumn, LawColumn, StrongestColumn, ReachesColumn}, 20); });
}

void AccessPage::reload()
{
    FlowSource *from = &source();
    askPrepared<AccessData>(m_context.jobs, m_context.backend, u"access/access"_s, this, m_info.path,
                            [from, filter = m_filter](Backend &, const QString &path) { return from->access(path, filter); }, [this](const AccessData &found) { show(found); },
                            [this](const domain::Error &error) { emit failed(error); });
}

void AccessPage::show(const AccessData &found)
{
    m_data = found;
    m_sentence->setText(found.rights > 0 ? found.sentence : QString());
    m_left->setText(found.left);
    showFound(found.rights > 0, tr("Access rights"), found.nothing);
    m_exposed->setText(found.exposed);
    // In a low window too the rows are high enough for their numbers.
    m_classes->setMinimumHeight(grid(22) + static_cast<int>(found.classes.rows.size()) * grid(4));
    m_classes->setFigure([classes = found.classes](const QRectF &rect, const figures::Style &style) { return figures::layoutHeatmap(classes, rect, style); }, [classes = found.classes] { return figures::tableOf(classes); });
    m_flow->setFigure([flow = found.flow](const QRectF &rect, const figures::Style &style) { return figures::layoutSankey(flow, rect, style); }, [flow = found.flow] { return figures::tableOf(flow); });
    fillList();
}

void AccessPage::fillList()
{
    m_list->clear();
    QList<QTreeWidgetItem *> items;
    int rank = 0;
    for (const AccessData::Row &row : std::as_const(m_data.exposures)) {
        const QString rights = row.maximum == 0 ? figures::formatNumber(row.rights) : tr("%1, %2 maximum").arg(figures::formatNumber(row.rights), figures::formatNumber(row.maximum));
        auto *item = new QTreeWidgetItem({u"%1. %2"_s.arg(++rank).arg(row.who), row.law, row.strongest, row.reaches, rights});
        item->setData(WhoColumn, MarkRole, row.mark);
        item->setData(WhoColumn, NameRole, row.who);
        item->setToolTip(WhoColumn, row.who);
        item->setTextAlignment(RightsColumn, Qt::AlignRight | Qt::AlignTop);
        for (int c = WhoColumn; c < RightsColumn; ++c)
            item->setTextAlignment(c, Qt::AlignLeft | Qt::AlignTop);
        if (row.maximum > 0)
            item->setToolTip(RightsColumn, tr("%1 of %2 rights are the most that could be allowed, not what is effective").arg(row.maximum).arg(row.rights));
        items.append(item);
    }
    m_list->addTopLevelItems(items);
    m_rowHeights.start();
}

void AccessPage::follow(const QString &mark, const QString &who)
{
    FilterState filter = m_filter;
    if (filter.kind != domain::EntityKind::Grant) {
        filter.attr.clear();
        filter.attrValue.clear();
    }
    filter.kind = domain::EntityKind::Grant;
    const bool other = mark.contains(u"rights="_s);
    narrowByMark(filter, other ? mark : mark + u'|' + m_data.live, [this, &who](const QString &what, const QString &value) {
        return what == u"who"_s ? who : text::flowMarkWords(what, value, [this](const QString &code) { return m_context.backend.countryName(code); });
    });
    emit filterWanted(filter, u"inventory"_s);
}

} // namespace views
