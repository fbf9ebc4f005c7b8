// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"
#include "widgets/theme.h"
#include "widgets/uisettings.h"

#include <QMainWindow>
#include <QTimer>

class QAction;
class QLabel;
class QListWidget;
class QMenu;
class QProgressBar;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace views {

class AssessmentsBackend;
class AssetsBackend;
class DetailsPane;
class FilterBar;
class FrameworksPage;
class InventoryPage;
class QuestionsBackend;
class QuestionsPage;
class StartPage;
struct AnswerRequest;
struct InventoryQuery;
struct RuleSetWish;
class TopBar;

/// The frame: navigation, top bar, filter chips, pages, details, jobs with progress. Owns the pages and the jobs. GUI thread.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    /// What it is given must outlive the window. `settings` without a file: nothing is remembered. Without `questions` or `assessments` there
    /// is no page of them.
    explicit MainWindow(Backend &backend, UiSettings settings = {}, QWidget *parent = nullptr, QuestionsBackend *questions = nullptr,
                        AssessmentsBackend *assessments = nullptr);
    ~MainWindow() override;

    void openWorkspace(const QString &path, bool create);
    void openSample(const QString &path);
    /// Another program may have written: then everything is read again. Done every two seconds, too.
    void lookForOthers();
    /// Files and folders: first a preview, then as its dialog says.
    void importFiles(const QStringList &paths);
    void takeBack(const ImportDetail &import);
    void tellLeftOut(const TakenBackWords &words);
    /// Ids of the pages in the order of the navigation.
    QStringList pageIds() const;
    void showPage(const QString &id);
    void setTheme(ThemeChoice theme);
    const WorkspaceInfo &workspace() const { return m_info; }
    FilterState filter() const;
    void setFilter(const FilterState &filter);
    JobRunner &jobs() { return m_jobs; }

signals:
    void workspaceOpened();
    void workspaceFailed(const domain::Error &error);
    /// What teams have answered came in and is to be reviewed.
    void answersImported();

protected:
    void dragEnterEvent(QDragEnterEvent *) override;
    void dropEvent(QDropEvent *) override;
    void keyPressEvent(QKeyEvent *) override;
    void closeEvent(QCloseEvent *) override;
    void resizeEvent(QResizeEvent *) override;
    bool eventFilter(QObject *, QEvent *) override;

private:
    struct Place
    {
        QString page;
        FilterState filter;
        bool operator==(const Place &) const = default;
    };
    using InfoWork = std::function<domain::Result<WorkspaceInfo>(Backend &, domain::JobContext &)>;

    void buildFrame();
    void buildMenus();
    void addPage(Page *page);
    void addQuestions(QuestionsBackend &questions, FrameworksPage *frameworks);
    void addAssessments(AssessmentsBackend &assessments);
    void addAssets(AssetsBackend &assets);
    void answerQuestion(QuestionsBackend &questions, QuestionsPage *page, const AnswerRequest &request);
    /// What changes answers, and then judges anew where that is quick.
    InfoWork judgedAfter(const std::function<domain::Result<void>(domain::JobContext &)> &work) const;
    void go(FilterState filter, const QString &page);
    /// A click on a number of one page led to another: the way back stays in sight.
    void goThrough(const FilterState &filter, const QString &page);
    void back();
    void showSteps();
    void showNavigation();
    /// Pages that an empty workspace is filled from without a file.
    static bool fills(const QString &page);
    QString pageTitle(const QString &id) const;
    QString currentPage() const;
    void chooseZone();
    QString scopeLine() const;
    QString scopeWords(const FilterState &filter) const;
    void remember();
    /// A job that changes the workspace: one at a time; afterwards all pages read again.
    void change(const QString &title, InfoWork work, bool opens = false, const QString &done = {}, const std::function<void(const domain::Error &)> &refused = {},
                const std::function<void()> &then = {});
    void setInfo(const WorkspaceInfo &info);
    void refreshPages();
    void refreshFrame();
    /// The workspace's own file is what is missing, or another program's.
    bool isLost(const domain::Error &error) const;
    void sayLost();
    void showError(const domain::Error &error);
    /// What somebody asked for and waits for: said in a box as well.
    void complain(const domain::Error &error);
    void showBusy();
    void showEntity(qint64 id);
    /// The same, at one of its values.
    void showPlace(qint64 id, const QString &attr);
    void showIssue(qint64 id);
    void fetchChoices(domain::EntityKind kind, const QString &attr, const QString &text);
    void addThing(domain::EntityKind kind);
    void openMany(domain::EntityKind kind, const QList<qint64> &entities);
    void changeMany(const InventoryQuery &list, const QList<QPair<int, int>> &lines);
    void editValue(qint64 entity, const QString &attr, const QString &typed);
    void acceptGaps(qint64 issue);
    void declareRegister(domain::EntityKind kind, const RegisterState &state);
    void withdrawRegister(domain::EntityKind kind);
    void retire(qint64 entity, const QString &name, bool back);
    void retireVanished(domain::EntityKind kind, qint64 count);
    void askRetirement(const QString &what, const std::function<domain::Result<WorkspaceInfo>(Backend &, QDate)> &work);
    void assignIssue(qint64 issue);
    void explainFinding(qint64 issue, int index);
    static QString errorText(const domain::Error &);
    void withdrawAcceptances(qint64 issue);
    void chooseImport();
    void chooseImportFolder();
    void saveRejects(const QString &file);
    void chooseRegister(domain::EntityKind kind);
    void chooseSample();
    void fillRecent();
    void chooseOpen();
    void chooseNew();
    void chooseFrameworks();
    void judgeBy(const QStringList &frameworks);
    void changeRuleSets(const RuleSetWish &wish);
    void fillScopes();
    void showScope();
    QString nameOf(domain::EntityKind kind, const QString &key) const;
    void evaluate();
    void showGuide();
    void showAbout();
    void search(const QString &wanted);
    void showFramework(const QString &id);

    Backend &m_backend;
    JobRunner m_jobs;
    WorkspaceInfo m_info;
    QList<Page *> m_pages;
    QList<Place> m_trail;
    QList<Place> m_steps;       ///< the doors that led to this page
    UiSettings m_settings;
    QLabel *m_scope = nullptr;
    InventoryPage *m_inventory = nullptr;
    FrameworksPage *m_frameworks = nullptr;
    QHash<QString, QString> m_frameworkTitles;
    QListWidget *m_navigation = nullptr;
    QStackedWidget *m_stack = nullptr;
    QSplitter *m_splitter = nullptr;
    StartPage *m_start = nullptr;
    DetailsPane *m_details = nullptr;
    FilterBar *m_filters = nullptr;
    QMenu *m_recent = nullptr;
    QList<ScopeChoice> m_scopes;    ///< legal entities, business services and providers with their names
    TopBar *m_top = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_progressText = nullptr;
    QToolButton *m_cancel = nullptr;
    QAction *m_undo = nullptr;
    QAction *m_iconsOnly = nullptr;
    QAction *m_redo = nullptr;
    QList<QAction *> m_needWorkspace;
    bool m_changing = false;
    QTimer m_others;
    QByteArray m_version;   ///< of what is shown
    QString m_lost;         ///< the workspace's file, while it isn't where it was
};

} // namespace views
