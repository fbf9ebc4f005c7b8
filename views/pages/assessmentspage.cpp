// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/assessmentspage.h"

#include "pages/concentrationpanel.h"
#include "pages/csfpanel.h"
#include "pages/systemscorespanel.h"
#include "text/sealtext.h"
#include "widgets/partsbar.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {

AssessmentsPage::AssessmentsPage(const PageContext &context, AssessmentsBackend &backend, QWidget *parent)
    : Page(u"assessments"_s, tr("Sovereignty"), context, parent), m_backend(backend), m_views(new QTabBar(this)), m_stack(new QStackedWidget(this)), m_csf(new CsfPanel(this)),
      m_systems(new SystemScoresPanel(this)), m_concentration(new ConcentrationPanel(this))
{
    makePartsBar(m_views, u"assessViews"_s, tr("Which view of sovereignty"), {tr("Services (EU CSF)"), tr("Systems"), tr("Concentration")});
    m_views->setUsesScrollButtons(false);
    auto *about = makeLabel({}, TextRole::Body, true, false, this);
    about->setWordWrap(true);
    about->setObjectName(u"assessAbout"_s);
    m_stack->addWidget(m_csf);
    m_stack->addWidget(m_systems);
    m_stack->addWidget(m_concentration);
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(3));
    head->addWidget(makeLabel(tr("Sovereignty"), TextRole::Title, false, true, this));
    head->addWidget(m_views);
    head->addWidget(about, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(4), grid(6), grid(4));
    layout->setSpacing(grid(2));
    layout->addLayout(head);
    layout->addWidget(hairline(this));
    layout->addWidget(m_stack, 1);
    const auto turn = [this, about](int view) {
        m_stack->setCurrentIndex(view);
        setFocusProxy(m_stack->currentWidget());
        about->setText(view == Services  ? text::selfAssessmentWords()
                       : view == Systems ? tr("Own policy, apart from the EU framework")
                                         : tr("What many systems hang on"));
    };
    turn(Services);
    connect(m_views, &QTabBar::currentChanged, this, [this, turn](int view) {
        turn(view);
        if (!m_info.path.isEmpty())
            reload();
    });
    connect(m_csf, &CsfPanel::thingsWanted, this, &AssessmentsPage::reload);
    connect(m_csf, &CsfPanel::assessmentWanted, this, &AssessmentsPage::askAssessment);
    connect(m_csf, &CsfPanel::entityWanted, this, &Page::entityWanted);
    connect(m_csf, &CsfPanel::answerWanted, this, &AssessmentsPage::answerWanted);
    connect(m_csf, &CsfPanel::weightsKept, this, &AssessmentsPage::weightsKept);
    connect(m_csf, &CsfPanel::tenderKept, this, &AssessmentsPage::tenderKept);
    connect(m_systems, &SystemScoresPanel::systemChosen, this, &AssessmentsPage::askSystem);
    connect(m_systems, &SystemScoresPanel::entityWanted, this, &Page::entityWanted);
    const auto listSystems = [this](const QList<qint64> &systems, const QString &words) {
        QStringList ids;
        for (const qint64 id : systems)
            ids.append(QString::number(id));
        FilterState filter = m_filter.about();
        filter.kind = domain::EntityKind::Workload;
        emit filterWanted(filter.narrow(u"things"_s, ids.join(u','), words), u"inventory"_s);
    };
    connect(m_concentration, &ConcentrationPanel::systemsWanted, this, listSystems);
    connect(m_systems, &SystemScoresPanel::systemsWanted, this, listSystems);
}

void AssessmentsPage::reload()
{
    AssessmentsBackend *backend = &m_backend;
    const FilterState filter = m_filter;
    if (m_draftsOf != m_info.path)
        m_csf->forgetDrafts();
    m_draftsOf = m_info.path;
    switch (m_views->currentIndex()) {
    case Systems:
        ask<SystemScores>(u"systems"_s, [backend, filter](Backend &, const QString &path) { return backend->systemScores(path, filter); },
                          [this](const SystemScores &scores) { m_systems->showScores(scores, scopeWords()); });
        break;
    case Concentration:
        ask<ConcentrationData>(u"concentration"_s, [backend, filter](Backend &, const QString &path) { return backend->concentration(path, filter); },
                               [this](const ConcentrationData &found) { m_concentration->showConcentration(found, scopeWords()); });
        break;
    default:
        ask<AssessableList>(u"things"_s, [backend, filter, find = m_csf->wantedName()](Backend &, const QString &path) { return backend->assessable(path, filter, find); },
                            [this](const AssessableList &list) { m_csf->showThings(list, scopeWords()); });
    }
}

void AssessmentsPage::askAssessment()
{
    const QList<qint64> wanted = m_csf->compared();
    if (wanted.isEmpty()) {
        m_csf->showAssessment({});
        return;
    }
    AssessmentsBackend *backend = &m_backend;
    const QString weights = m_csf->weights();
    ask<AssessmentData>(u"assessment"_s, [backend, wanted, weights](Backend &, const QString &path) { return backend->assessment(path, wanted, weights); },
                        [this](const AssessmentData &found) { m_csf->showAssessment(found); });
}

void AssessmentsPage::askSystem(qint64 system)
{
    if (system == 0)
        return;
    AssessmentsBackend *backend = &m_backend;
    ask<SystemDetail>(u"system"_s, [backend, system](Backend &, const QString &path) { return backend->systemDetail(path, system); },
                      [this](const SystemDetail &detail) { m_systems->showDetail(detail); });
}

} // namespace views
