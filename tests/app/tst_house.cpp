// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testmain.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace tst_house {

using namespace Qt::StringLiterals;

namespace {

/// One folder of sources, what it is called in an #include, and the rooms that it may know besides itself.
struct Room
{
    QString folder;
    QString name;
    QStringList knows;
};

// The directions of the house. Whoever wants another one changes the design first.
const QList<Room> &rooms()
{
    static const QList<Room> list = {
        {u"models/domain"_s, u"domain"_s, {}},
        {u"models/csf"_s, u"csf"_s, {u"domain"_s}},
        {u"models/store"_s, u"store"_s, {u"domain"_s}},
        {u"models/rules"_s, u"rules"_s, {u"domain"_s, u"store"_s}},
        {u"models/items"_s, u"items"_s, {u"domain"_s}},
        {u"importers"_s, u"importers"_s, {u"domain"_s}},
        {u"views/text"_s, u"text"_s, {u"domain"_s}},
        {u"views/figures"_s, u"figures"_s, {u"domain"_s}},
        {u"views/report"_s, u"report"_s, {u"domain"_s, u"csf"_s, u"store"_s, u"rules"_s, u"text"_s, u"figures"_s}},
        {u"views/charts"_s, u"charts"_s, {u"domain"_s, u"items"_s, u"report"_s, u"text"_s, u"figures"_s, u"widgets"_s}},
        {u"views/widgets"_s, u"widgets"_s, {u"domain"_s, u"items"_s, u"report"_s, u"text"_s, u"figures"_s, u"charts"_s, u"pages"_s}},
        {u"views/pages"_s, u"pages"_s,
         {u"domain"_s, u"csf"_s, u"items"_s, u"rules"_s, u"importers"_s, u"report"_s, u"text"_s, u"figures"_s, u"charts"_s, u"widgets"_s}},
        {u"app/core"_s, u"core"_s, {u"domain"_s, u"csf"_s, u"store"_s, u"rules"_s, u"items"_s, u"importers"_s, u"text"_s, u"figures"_s, u"report"_s}},
        {u"app/gui"_s, u"gui"_s,
         {u"core"_s, u"domain"_s, u"csf"_s, u"store"_s, u"rules"_s, u"items"_s, u"importers"_s, u"text"_s, u"figures"_s, u"report"_s, u"pages"_s, u"widgets"_s}}};
    return list;
}

QString read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return QString::fromUtf8(file.readAll());
}

QStringList sourcesIn(const QString &folder)
{
    QStringList files;
    for (QDirIterator it(QStringLiteral(SOURCE_ROOT) + u'/' + folder, {u"*.cpp"_s, u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories); it.hasNext();)
        files.append(it.next());
    files.sort();
    return files;
}

QStringList allSources()
{
    QStringList files;
    for (const char *folder : {"app", "importers", "models", "views"})
        files += sourcesIn(QString::fromLatin1(folder));
    return files;
}

QString shortName(const QString &path) { return QDir(QStringLiteral(SOURCE_ROOT)).relativeFilePath(path); }

// Without comments, so that a word in one is no breach.
QString codeOf(const QString &path)
{
    static const QRegularExpression comment(u"//[^\n]*|/\\*.*?\\*/"_s, QRegularExpression::DotMatchesEverythingOption);
    return read(path).remove(comment);
}

QStringList matches(const QStringList &files, const QString &pattern, bool withComments = false)
{
    const QRegularExpression wanted(pattern, QRegularExpression::MultilineOption);
    QStringList found;
    for (const QString &path : files) {
        const auto match = wanted.match(withComments ? read(path) : codeOf(path));
        if (match.hasMatch())
            found.append(shortName(path) + u": "_s + match.captured(0).trimmed());
    }
    return found;
}

// The rooms that a room may reach by its CMake links: its own list, and what those link PUBLIC.
QHash<QString, QStringList> linkLists()
{
    static const QRegularExpression room(u"bailiwick_room\\(\\s*(\\w+)\\s+FOLDERS[^)]*?LINK\\s+([^)]*)\\)"_s);
    QHash<QString, QStringList> lists;
    QStringList files;
    for (QDirIterator it(QStringLiteral(SOURCE_ROOT), {u"CMakeLists.txt"_s}, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        const QString path = it.next();
        const QString name = shortName(path);
        if (!name.startsWith(u"build/"_s) && !name.startsWith(u"tests/"_s))
            files.append(path);
    }
    for (const QString &path : std::as_const(files)) {
        // Variables like ${CMAKE_CURRENT_SOURCE_DIR} hold no bracket of their own that matters here.
        const QString text = read(path).remove(u"${CMAKE_CURRENT_SOURCE_DIR}"_s);
        for (auto it = room.globalMatch(text); it.hasNext();) {
            const auto match = it.next();
            lists.insert(match.captured(1), match.captured(2).split(QRegularExpression(u"\\s+"_s), Qt::SkipEmptyParts));
        }
    }
    return lists;
}

// Says what stands where nothing may.
QByteArray breachesIn(const QStringList &found) { return found.join(u'\n').toUtf8(); }

} // namespace

/// The house stands as it was drawn: who may know whom, and what may stand where.
class TestHouse : public QObject
{
    Q_OBJECT

private slots:
    void everySourceHasARoom();
    void roomsKnowOnlyWhatTheyMay_data();
    void roomsKnowOnlyWhatTheyMay();
    void linkListsSayTheSame_data();
    void linkListsSayTheSame();
    void widgetsStayInTheViews();
    void noGuiBelowTheViews();
    void noObjectsWhereValuesAre();
    void jsonStaysInSources();
    void sqlStaysInTheStore();
    void noUmbrellaIncludes();
    void noNetwork();
    void everyFileSaysItsLicence();
    void headersAreGuardedByPragma();
    void nothingIsLeftForLater();
    void filesAreNotTooLong();
};

void TestHouse::everySourceHasARoom()
{
    QStringList homeless;
    for (const QString &path : allSources()) {
        const QString name = shortName(path);
        bool home = QStringList{u"app/main.cpp"_s, u"app/cli_main.cpp"_s}.contains(name);
        for (const Room &room : rooms())
            home = home || name.startsWith(room.folder + u'/');
        if (!home)
            homeless.append(name);
    }
    QCOMPARE(breachesIn(homeless), QByteArray());
    QVERIFY(allSources().size() > 200);
    const QStringList top = {u"CMakeLists.txt"_s, u"app"_s, u"models"_s, u"views"_s, u"resources"_s, u"importers"_s, u"tests"_s, u"packaging"_s,
                             u"README.md"_s, u"LICENSE"_s, u"CMakePresets.json"_s, u"build"_s, u"gap-report.pdf"_s};
    for (const QString &name : QDir(QStringLiteral(SOURCE_ROOT)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot))
        QVERIFY2(top.contains(name), qPrintable(name + u" has no place at the top level"_s));
}

void TestHouse::roomsKnowOnlyWhatTheyMay_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < rooms().size(); ++i)
        QTest::newRow(qPrintable(rooms().at(i).folder)) << i;
}

void TestHouse::roomsKnowOnlyWhatTheyMay()
{
    QFETCH(int, index);
    const Room &room = rooms().at(index);
    static const QRegularExpression include(u"^\\s*#\\s*include\\s*\"([^\"/]+)/?[^\"]*\""_s, QRegularExpression::MultilineOption);
    QStringList breaches;
    for (const QString &path : sourcesIn(room.folder)) {
        for (auto it = include.globalMatch(codeOf(path)); it.hasNext();) {
            const auto match = it.next();
            const QString other = match.captured(1);
            if (other != room.name && !room.knows.contains(other))
                breaches.append(shortName(path) + u": "_s + match.captured(0).trimmed());
        }
    }
    QCOMPARE(breachesIn(breaches), QByteArray());
}

void TestHouse::linkListsSayTheSame_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QStringList>("mayReach");
    const QString d = u"models_domain"_s;
    const QString s = u"models_store"_s;
    const QString r = u"models_rules"_s;
    const QString t = u"views_text"_s;
    const QString f = u"views_figures"_s;
    QTest::newRow("domain") << d << QStringList();
    QTest::newRow("store") << s << QStringList{d};
    QTest::newRow("rules") << r << QStringList{d, s};
    QTest::newRow("items") << u"models_items"_s << QStringList{d};
    QTest::newRow("importers") << u"importers"_s << QStringList{d};
    QTest::newRow("text") << t << QStringList{d};
    QTest::newRow("figures") << f << QStringList{d};
    QTest::newRow("report") << u"views_report"_s << QStringList{d, s, r, t, f};
    QTest::newRow("views") << u"views"_s << QStringList{d, s, r, t, f, u"models_items"_s, u"importers"_s, u"views_report"_s};
    QTest::newRow("core") << u"app_core"_s << QStringList{d, s, r, t, f, u"models_items"_s, u"importers"_s, u"views_report"_s};
}

void TestHouse::linkListsSayTheSame()
{
    QFETCH(QString, target);
    QFETCH(QStringList, mayReach);
    const QHash<QString, QStringList> lists = linkLists();
    QVERIFY2(lists.contains(target), "no such room in the CMake files");
    QSet<QString> reached;
    QStringList open = lists.value(target);
    const bool guiLinked = open.contains(u"Qt6::Widgets"_s) || open.contains(u"Qt6::Charts"_s);
    QCOMPARE(guiLinked, target == u"views"_s);
    while (!open.isEmpty()) {
        const QString name = open.takeFirst();
        if (name == u"PRIVATE"_s || !lists.contains(name) || reached.contains(name))
            continue;
        reached.insert(name);
        open += lists.value(name);
    }
    for (const QString &name : std::as_const(reached))
        QVERIFY2(mayReach.contains(name), qPrintable(target + u" reaches "_s + name));
}

void TestHouse::widgetsStayInTheViews()
{
    QStringList files;
    for (const QString &folder : {u"models"_s, u"importers"_s, u"views/text"_s, u"views/figures"_s, u"views/report"_s, u"app/core"_s})
        files += sourcesIn(folder);
    QCOMPARE(breachesIn(matches(files, u"#include <Q(Widget|Dialog|MainWindow|Application|Label|Charts?|ChartView|Action|Menu)\\w*>"_s)), QByteArray());
    QStringList charts = allSources();
    charts.removeIf([](const QString &path) { return shortName(path).startsWith(u"views/charts/"_s); });
    QCOMPARE(breachesIn(matches(charts, u"#include <Q(Chart|ChartView|LineSeries|BarSeries|PieSeries|ValueAxis)\\w*>"_s)), QByteArray());
}

void TestHouse::noGuiBelowTheViews()
{
    const QStringList files = sourcesIn(u"models"_s) + sourcesIn(u"importers"_s);
    QCOMPARE(breachesIn(matches(files, u"\\bQ(Color|Icon|Pixmap|Image|Painter|Font|Brush|Pen|Widget)\\b"_s)), QByteArray());
    QCOMPARE(breachesIn(matches(files, u"\\btr\\(\""_s)), QByteArray());
}

void TestHouse::noObjectsWhereValuesAre()
{
    const QStringList files = sourcesIn(u"models/domain"_s) + sourcesIn(u"models/rules"_s) + sourcesIn(u"importers"_s) + sourcesIn(u"views/figures"_s);
    QCOMPARE(breachesIn(matches(files, u"\\bQ_OBJECT\\b|public QObject"_s)), QByteArray());
    QCOMPARE(breachesIn(matches(allSources(), u"\\bQSharedPointer\\b|\\bprocessEvents\\(|->terminate\\(\\)|\\bQProgressDialog\\b"_s)), QByteArray());
}

void TestHouse::jsonStaysInSources()
{
    // A header may name the type for its own room; no other room may include such a header.
    static const QRegularExpression include(u"#include \"([^\"]+)\""_s);
    QStringList breaches = matches(allSources().filter(QRegularExpression(u"\\.h$"_s)), u"#include <nlohmann/json\\.hpp>"_s);
    QHash<QString, QString> owner;   // header as it is included -> its room's folder
    for (const Room &room : rooms()) {
        for (const QString &path : sourcesIn(room.folder)) {
            if (path.endsWith(u".h"_s) && codeOf(path).contains(u"nlohmann"_s))
                owner.insert(room.name + shortName(path).mid(room.folder.size()), room.folder);
        }
    }
    QVERIFY(!owner.isEmpty());
    for (const QString &path : allSources()) {
        for (auto it = include.globalMatch(codeOf(path)); it.hasNext();) {
            const QString header = it.next().captured(1);
            if (owner.contains(header) && !shortName(path).startsWith(owner.value(header) + u'/'))
                breaches.append(shortName(path) + u" includes "_s + header);
        }
    }
    QCOMPARE(breachesIn(breaches), QByteArray());
}

void TestHouse::sqlStaysInTheStore()
{
    QStringList files = allSources();
    files.removeIf([](const QString &path) {
        return shortName(path).startsWith(u"models/store/"_s) || shortName(path).startsWith(u"models/rules/"_s);
    });
    QCOMPARE(breachesIn(matches(files, u"\"\\s*(SELECT|INSERT (OR \\w+ )?INTO|UPDATE \\w+ SET|DELETE FROM|CREATE TABLE|PRAGMA) [^\"]*\""_s)), QByteArray());
    QCOMPARE(breachesIn(matches(files, u"#include <(QSqlQuery|sqlite3\\.h)>"_s)), QByteArray());
}

void TestHouse::noUmbrellaIncludes()
{
    QCOMPARE(breachesIn(matches(allSources(), u"#include <(Qt(Core|Gui|Widgets|Sql|Test|Charts|Svg|PrintSupport|Concurrent)(/Qt\\w+)?|bits/stdc\\+\\+\\.h)>"_s)), QByteArray());
}

void TestHouse::noNetwork()
{
    QCOMPARE(breachesIn(matches(allSources(), u"\\bQ(TcpSocket|UdpSocket|NetworkAccessManager|SslSocket|LocalServer|HostInfo)\\b|#include <sys/socket\\.h>"_s)), QByteArray());
    QStringList lists;
    for (const auto &list : linkLists())
        lists += list;
    QVERIFY(!lists.isEmpty());
    QVERIFY(lists.filter(u"Network"_s).isEmpty());
}

void TestHouse::everyFileSaysItsLicence()
{
    QStringList files = allSources() + sourcesIn(u"tests"_s);
    QStringList missing;
    for (const QString &path : std::as_const(files)) {
        if (!read(path).startsWith(u"// SPDX-License-Identifier: GPL-3.0-or-later\n"_s))
            missing.append(shortName(path));
    }
    for (QDirIterator it(QStringLiteral(SOURCE_ROOT) + u"/packaging"_s, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        const QString path = it.next();
        const bool source = QFileInfo(path).suffix().isEmpty() || path.endsWith(u".cmake"_s) || path.endsWith(u".py"_s);
        if (source && !path.contains(u"/."_s) && !read(path).left(200).contains(u"SPDX-License-Identifier: GPL-3.0-or-later"_s))
            missing.append(shortName(path));
    }
    QCOMPARE(breachesIn(missing), QByteArray());
}

void TestHouse::headersAreGuardedByPragma()
{
    QStringList missing;
    for (const QString &path : (allSources() + sourcesIn(u"tests"_s)).filter(QRegularExpression(u"\\.h$"_s))) {
        if (read(path).section(u'\n', 1, 1) != u"#pragma once"_s)
            missing.append(shortName(path));
    }
    QCOMPARE(breachesIn(missing), QByteArray());
}

void TestHouse::nothingIsLeftForLater()
{
    // Put together here, so that this file is none of those that it looks for.
    const QString marks = QStringList{u"TO"_s + u"DO"_s, u"FIX"_s + u"ME"_s, u"XX"_s + u"X"_s, u"HA"_s + u"CK"_s}.join(u'|');
    QCOMPARE(breachesIn(matches(allSources() + sourcesIn(u"tests"_s), u"\\b(%1)\\b"_s.arg(marks), true)), QByteArray());
}

void TestHouse::filesAreNotTooLong()
{
    QStringList tooLong;
    for (const QString &path : allSources()) {
        const qsizetype lines = read(path).count(u'\n');
        if (lines > 800)
            tooLong.append(u"%1: %2 lines"_s.arg(shortName(path)).arg(lines));
    }
    QCOMPARE(breachesIn(tooLong), QByteArray());
}

BAILIWICK_TEST(QCoreApplication, TestHouse)

} // namespace tst_house

#include "tst_house.moc"
