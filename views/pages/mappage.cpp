// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/mappage.h"

#include "pages/narrowing.h"
#include "pages/nothingfound.h"
#include "pages/preparation.h"
#include "widgets/mapcanvas.h"
#include "widgets/theme.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace views {
namespace {

constexpr quint32 AllFlows = (1u << figures::ArcKindCount) - 1;

QToolButton *makeButton(const QString &name, const QString &text, const QString &label, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setText(text);
    button->setAccessibleName(label);
    button->setToolTip(label);
    return button;
}

} // namespace

MapPage::MapPage(const PageContext &context, QWidget *parent)
    : Page(u"map"_s, tr("Map"), context, parent), m_metric(new QComboBox(this)), m_view(new QComboBox(this)), m_flows(makeButton(u"mapFlows"_s, tr("Flows"), tr("Flows that the map shows"), this)),
      m_flowMenu(new QMenu(m_flows)), m_list(makeButton(u"mapList"_s, tr("List them"), tr("List what is chosen on the map"), this)), m_time(new QWidget(this)), m_run(new QSlider(Qt::Horizontal, m_time)),
      m_runWords(makeLabel({}, figures::TextRole::Body, true, false, m_time)), m_against(new QComboBox(m_time)), m_map(new MapCanvas(tr("Map"), this)), m_nothing(new NothingFound(this)),
      m_empty(makeLabel({}, figures::TextRole::Body, true, false, this)), m_limit(makeLabel({}, figures::TextRole::Caption, true, false, this))
{
    m_map->setObjectName(u"map"_s);
    m_empty->setObjectName(u"mapEmpty"_s);
    m_empty->setWordWrap(true);
    m_empty->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(4), grid(6), grid(4));
    layout->setSpacing(grid(2));
    layout->addLayout(headLine());
    m_time->setLayout(timeLine());
    m_time->hide();
    layout->addWidget(m_time);
    layout->addWidget(m_nothing);
    layout->addWidget(m_empty);
    m_limit->setObjectName(u"mapLimit"_s);
    m_limit->setWordWrap(true);
    m_limit->hide();
    layout->addWidget(m_limit);
    layout->addWidget(m_map, 1);
    makeFlowMenu();
    connect(m_nothing, &NothingFound::filterWanted, this, [this](const FilterState &filter) { emit filterWanted(filter, id()); });
    connect(m_metric, &QComboBox::currentIndexChanged, this, [this] { reload(); });
    connect(m_view, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index >= 0)
            m_map->setView(static_cast<figures::MapView>(m_view->currentData().toInt()));
    });
    connect(m_map, &FigureView::chosen, this, &MapPage::chooseMark);
    connect(m_map, &MapCanvas::listWanted, this, &MapPage::openList);
    connect(m_list, &QToolButton::clicked, this, &MapPage::openSelected);
    connect(m_map, &MapCanvas::windowChanged, this, &MapPage::showWindow);
    connect(m_run, &QSlider::valueChanged, this, [this] {
        offerOthers();
        reload();
    });
    connect(m_against, &QComboBox::currentIndexChanged, this, [this] { reload(); });
}

MapMetric MapPage::metric() const { return static_cast<MapMetric>(m_metric->currentData().toInt()); }

QLayout *MapPage::headLine()
{
    m_metric->setObjectName(u"mapMetric"_s);
    m_metric->setAccessibleName(tr("What the map shows"));
    m_metric->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_metric->setMinimumContentsLength(30);
    const QList<std::pair<QString, MapMetric>> metrics = {{tr("IT systems: where they are stored"), MapMetric::Systems}, {tr("IT systems: from where they are reached"), MapMetric::SystemsReach},
        {tr("Datasets: where they are stored"), MapMetric::Data}, {tr("Datasets: from where they are reached"), MapMetric::DataReach}, {tr("Records of datasets"), MapMetric::Records},
        {tr("AI models: from where they are served"), MapMetric::Models}, {tr("Accelerators"), MapMetric::Chips}, {tr("Accelerator pools"), MapMetric::Accelerators},
        {tr("Access rights: where the holder is"), MapMetric::Access}, {tr("Exposure: IT systems in foreign reach"), MapMetric::Exposure}, {tr("Sovereignty score of IT systems"), MapMetric::Score},
        {tr("Things with an open finding"), MapMetric::Gaps}, {tr("Things with a critical finding"), MapMetric::GapsCritical}, {tr("Things with a high finding"), MapMetric::GapsHigh},
        {tr("Things with a medium finding"), MapMetric::GapsMedium}, {tr("Things with a low finding"), MapMetric::GapsLow}};
    for (const auto &[label, value] : metrics)
        m_metric->addItem(label, static_cast<int>(value));
    m_view->setObjectName(u"mapView"_s);
    m_view->setAccessibleName(tr("Part of the world"));
    m_view->addItem(tr("Where the things are"), static_cast<int>(figures::MapView::Fit));
    m_view->addItem(tr("World"), static_cast<int>(figures::MapView::World));
    m_view->addItem(tr("Europe"), static_cast<int>(figures::MapView::Europe));
    m_view->setPlaceholderText(tr("As moved by hand")); // after the entries, or none of them is chosen at first
    m_flows->setPopupMode(QToolButton::InstantPopup);
    m_flows->setMenu(m_flowMenu);
    m_list->hide();
    auto *in = makeButton(u"mapZoomIn"_s, u"+"_s, tr("Nearer (+)"), this);
    auto *out = makeButton(u"mapZoomOut"_s, QString(QChar(0x2212)), tr("Further away (-)"), this);
    auto *fit = makeButton(u"mapFit"_s, tr("Fit"), tr("Show all the things that are placed (0)"), this);
    connect(in, &QToolButton::clicked, m_map, &MapCanvas::zoomIn);
    connect(out, &QToolButton::clicked, m_map, &MapCanvas::zoomOut);
    connect(fit, &QToolButton::clicked, m_map, &MapCanvas::fitToData);
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(2));
    head->addWidget(makeLabel(tr("Map"), figures::TextRole::Title, false, true, this));
    head->addWidget(m_list);
    head->addStretch(1);
    auto *show = makeLabel(tr("Show"), figures::TextRole::Body, true, false, this);
    show->setBuddy(m_metric);
    for (QWidget *widget : {static_cast<QWidget *>(show), static_cast<QWidget *>(m_metric), static_cast<QWidget *>(m_flows), static_cast<QWidget *>(m_view), static_cast<QWidget *>(out),
                            static_cast<QWidget *>(in), static_cast<QWidget *>(fit)})
        head->addWidget(widget);
    return head;
}

QLayout *MapPage::timeLine()
{
    m_time->setObjectName(u"mapTime"_s);
    m_run->setObjectName(u"mapRun"_s);
    m_run->setAccessibleName(tr("Evaluation that the map shows"));
    m_run->setPageStep(1);
    m_run->setTickPosition(QSlider::TicksBelow);
    m_run->setMaximumWidth(grid(80));
    m_runWords->setObjectName(u"mapRunWords"_s);
    m_against->setObjectName(u"mapAgainst"_s);
    m_against->setAccessibleName(tr("Evaluation to compare with"));
    auto *line = new QHBoxLayout;
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(grid(2));
    auto *on = makeLabel(tr("Evaluation"), figures::TextRole::Body, true, false, m_time);
    on->setBuddy(m_run);
    auto *with = makeLabel(tr("Compare with"), figures::TextRole::Body, true, false, m_time);
    with->setBuddy(m_against);
    line->addWidget(on);
    line->addWidget(m_run, 1);
    line->addWidget(m_runWords);
    line->addStretch(1);
    line->addWidget(with);
    line->addWidget(m_against);
    return line;
}

void MapPage::makeFlowMenu()
{
    m_flowMenu->setObjectName(u"mapFlowMenu"_s);
    m_flowMenu->setAccessibleName(tr("Flows that the map shows"));
    const auto hide = [this](quint32 hidden) {
        m_map->hideArcs(hidden);
        showFlows(m_map->map());
    };
    m_flowMenu->addAction(tr("&All flows"), this, [hide] { hide(0); })->setObjectName(u"mapFlowsAll"_s);
    m_flowMenu->addAction(tr("&No flows"), this, [hide] { hide(AllFlows); })->setObjectName(u"mapFlowsNone"_s);
    m_flowMenu->addSeparator();
    for (int kind = 0; kind < figures::ArcKindCount; ++kind) {
        QAction *action = m_flowMenu->addAction(QString());
        action->setObjectName(u"mapFlow%1"_s.arg(kind));
        action->setCheckable(true);
        action->setData(kind);
        connect(action, &QAction::toggled, this, [this, hide, kind](bool on) {
            const quint32 bit = 1u << kind;
            hide(on ? m_map->map().hiddenArcs & ~bit : m_map->map().hiddenArcs | bit);
        });
    }
    // At first what is between countries; the rest on demand, or nobody sees the land for the lines.
    m_map->hideArcs(AllFlows & ~(1u << static_cast<int>(figures::ArcKind::Transfer)));
}

void MapPage::showFlows(const figures::MapData &map)
{
    int shown = 0;
    const QList<QAction *> actions = m_flowMenu->actions();
    for (QAction *action : actions) {
        if (!action->isCheckable())
            continue;
        const auto kind = static_cast<figures::ArcKind>(action->data().toInt());
        const auto arcs = std::count_if(map.arcs.cbegin(), map.arcs.cend(), [kind](const figures::MapArc &arc) { return arc.kind == kind; });
        const QSignalBlocker quiet(action);
        action->setText(tr("%1: %2").arg(map.words.arcs.value(static_cast<int>(kind)), figures::formatCount(arcs)));
        action->setChecked(map.shows(kind));
        action->setEnabled(arcs > 0);
        shown += map.shows(kind) ? static_cast<int>(arcs) : 0;
    }
    m_flows->setText(tr("Flows: %1").arg(figures::formatNumber(shown)));
    m_flows->setEnabled(!map.arcs.isEmpty());
}

void MapPage::reload()
{
    const MapMetric shown = metric();
    showTime();
    ask<QList<RunRow>>(u"runs"_s, [](Backend &backend, const QString &path) { return backend.runs(path); }, [this](const QList<RunRow> &runs) { showRuns(runs); });
    MapQuestion question{shown, m_filter, 0, 0};
    if (isOfEvaluations(shown) && m_runs.size() > 1) {
        question.run = runAt(m_run->value());
        question.against = m_against->currentData().toLongLong();
        if (question.run == m_runs.constLast().id && question.against == 0)
            question.run = 0; // the newest as it stands, with its flows
    }
    askPrepared<figures::MapData>(m_context.jobs, m_context.backend, u"map/map"_s, this, m_info.path, [question](Backend &backend, const QString &path) { return backend.mapFor(path, question); },
                                  [this](const figures::MapData &found) { show(found); }, [this](const domain::Error &error) { emit failed(error); });
}

void MapPage::showRuns(const QList<RunRow> &runs)
{
    const auto same = [](const RunRow &a, const RunRow &b) { return a.id == b.id; };
    if (std::equal(runs.cbegin(), runs.cend(), m_runs.cbegin(), m_runs.cend(), same))
        return;
    m_runs = runs;
    {
        const QSignalBlocker quietRun(m_run);
        const QSignalBlocker quietAgainst(m_against);
        m_run->setRange(0, std::max(0, static_cast<int>(runs.size()) - 1));
        m_run->setValue(m_run->maximum());
    }
    offerOthers();
    showTime();
}

void MapPage::offerOthers()
{
    // An evaluation is compared with others, not with itself.
    const qint64 shown = runAt(m_run->value());
    const qint64 chosen = m_against->currentData().toLongLong();
    const QSignalBlocker quiet(m_against);
    m_against->clear();
    m_against->addItem(tr("nothing"), 0);
    for (auto it = m_runs.crbegin(); it != m_runs.crend(); ++it) {
        if (it->id != shown)
            m_against->addItem(tr("%1, evaluation %2").arg(it->asOf.toString(Qt::ISODate)).arg(it->id), it->id);
    }
    m_against->setCurrentIndex(std::max(0, m_against->findData(chosen)));
}

void MapPage::showTime()
{
    const bool works = isOfEvaluations(metric());
    const QString why = works ? QString() : tr("Evaluations keep what rules found, not the inventory: choose things with an open finding, or the sovereignty score, to see an earlier evaluation or to compare two.");
    m_time->setVisible(m_runs.size() > 1);
    m_time->setToolTip(why);
    for (QWidget *control : {static_cast<QWidget *>(m_run), static_cast<QWidget *>(m_against)}) {
        control->setEnabled(works);
        control->setToolTip(why);
        control->setAccessibleDescription(why);
    }
    m_runWords->setText(m_runs.isEmpty() ? QString() : works ? QLocale().toString(m_runs.at(qBound(0, m_run->value(), static_cast<int>(m_runs.size()) - 1)).asOf, QLocale::LongFormat)
                                                             : tr("the newest: earlier ones for gaps and scores only"));
}

void MapPage::showWindow()
{
    const QSignalBlocker quiet(m_view);
    const figures::MapData &map = m_map->map();
    m_view->setCurrentIndex(map.extent ? -1 : m_view->findData(static_cast<int>(map.view)));
    m_view->setAccessibleDescription(map.extent ? m_view->placeholderText() : QString());
}

void MapPage::show(figures::MapData found)
{
    if (!m_viewChosen) {
        // At first the part of the world where most of the sites are.
        m_viewChosen = true;
        const auto inEurope = [](const figures::MapSite &s) { return s.longitude > -25 && s.longitude < 35 && s.latitude > 34 && s.latitude < 71; };
        const auto there = std::count_if(found.sites.cbegin(), found.sites.cend(), inEurope);
        if (there > 0 && there * 4 >= found.sites.size() * 3 && m_view->currentData().toInt() == static_cast<int>(figures::MapView::Fit)) {
            const QSignalBlocker quiet(m_view);
            m_view->setCurrentIndex(m_view->findData(static_cast<int>(figures::MapView::Europe)));
        }
    }
    found.view = m_view->currentIndex() >= 0 ? static_cast<figures::MapView>(m_view->currentData().toInt()) : m_map->map().view;
    const bool nothing = found.countries.isEmpty() && found.sites.isEmpty() && found.arcs.isEmpty() && found.noLocation == 0 && found.global == 0;
    m_nothing->setVisible(nothing && !m_filter.isEmpty());
    m_nothing->explain(found.metric, m_chips);
    m_empty->setText(found.why.isEmpty() ? tr("Nothing of this is recorded yet. Choose something else to show, or import an inventory or a register: drop the file anywhere on this window.") : found.why);
    m_empty->setVisible((nothing && m_filter.isEmpty()) || !found.why.isEmpty());
    m_map->setAccessibleName(found.metric);
    m_map->setTitle(found.metric);
    const QStringList limits = notNarrowedBy(m_chips, m_filter, filterOf(metric(), m_filter));
    m_limit->setText(notNarrowedWords(limits));
    m_limit->setVisible(!limits.isEmpty());
    m_map->setNotNarrowedBy(limits);
    m_map->setMap(found);
    QHash<QString, QString> names;
    for (const figures::MapCountry &country : std::as_const(found.countries))
        names.insert(country.iso, m_context.backend.countryName(country.iso));
    m_map->setTableFunction([this, names] { return report::tableOf(m_map->map(), names); });
    showFlows(m_map->map());
    showSelection();
}

void MapPage::showSelection()
{
    QStringList chosen;
    if (!m_filter.country.isEmpty())
        chosen.append(m_filter.country == u"?"_s ? u"place:none"_s : m_filter.country == u"*"_s ? u"place:global"_s : u"country:"_s + m_filter.country);
    for (const SpecialFilter &special : m_filter.special) {
        if (special.what == u"site"_s || special.what == u"flow"_s)
            chosen.append((special.what == u"site"_s ? u"site:"_s : u"arc:"_s) + special.value);
    }
    m_map->setSelected(chosen);
    m_list->setVisible(!chosen.isEmpty());
}

void MapPage::chooseMark(const QString &mark)
{
    if (mark == u"place:outside"_s) {
        m_map->setView(figures::MapView::World);
        return;
    }
    FilterState wanted = m_filter;
    FilterState mine = filterOf(metric(), m_filter);
    if (filterForMark(mark, m_map->labelOf(mark), mine).isEmpty())
        return;
    // The map stays: only the place narrows, not what the metric counts. A second click on the same takes it away again.
    const bool isPlace = mark.startsWith("country:"_L1) || mark.startsWith("place:"_L1);
    const QString what = mark.startsWith("site:"_L1) ? u"site"_s : u"flow"_s;
    const auto has = [](const FilterState &filter, const QString &name) {
        const auto it = std::find_if(filter.special.cbegin(), filter.special.cend(), [&name](const SpecialFilter &s) { return s.what == name; });
        return it == filter.special.cend() ? QString() : it->value;
    };
    if (isPlace) {
        const bool again = wanted.country == mine.country;
        wanted.country = again ? QString() : mine.country;
        wanted.facets = again ? 0 : mine.facets;
    } else if (has(wanted, what) == has(mine, what)) {
        wanted.special.removeIf([&what](const SpecialFilter &s) { return s.what == what; });
    } else {
        wanted.narrow(what, has(mine, what), m_map->labelOf(mark));
        if (what == u"site"_s)
            wanted.facets = mine.facets;
    }
    emit filterWanted(wanted, id());
}

void MapPage::openSelected()
{
    FilterState filter = filterOf(metric(), m_filter);
    for (const SpecialFilter &special : m_filter.special) {
        // Transfers are a list of their own, and have no place in one way or another.
        if (special.what == u"flow"_s && isTransfer(special.value)) {
            filter = transfersOf(metric(), m_filter);
            filter.kind = domain::EntityKind::Transfer;
        }
    }
    emit filterWanted(filter, u"inventory"_s);
}

void MapPage::openList(const QString &mark)
{
    FilterState filter = mark.startsWith("arc:"_L1) && isTransfer(mark.mid(4)) ? transfersOf(metric(), m_filter) : filterOf(metric(), m_filter);
    const QString page = filterForMark(mark, m_map->labelOf(mark), filter);
    if (!page.isEmpty())
        emit filterWanted(filter, page);
}

} // namespace views
