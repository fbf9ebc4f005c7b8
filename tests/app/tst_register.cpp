// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QDir>
#include <QDirIterator>
#include <QMap>
#include <QRandomGenerator>
#include <QTest>

namespace tst_register {

using namespace Qt::StringLiterals;

namespace {

using Rows = QList<QStringList>;
using Tables = QMap<QString, Rows>; ///< by the file's name, titles left out

const QMap<QString, QString> &titles()
{
    static const QMap<QString, QString> list = {
        {u"b_01.01"_s, u"c0010,c0020,c0030,c0040,c0050,c0060"_s},
        {u"b_01.02"_s, u"c0010,c0020,c0030,c0040,c0050,c0060,c0070,c0080,c0090,c0100,c0110"_s},
        {u"b_01.03"_s, u"c0010,c0020,c0030,c0040"_s},
        {u"b_02.01"_s, u"c0010,c0020,c0030,c0040,c0050"_s},
        {u"b_02.02"_s, u"c0010,c0020,c0030,c0040,c0050,c0060,c0070,c0080,c0090,c0100,c0110,c0120,c0130,c0140,c0150,c0160,c0170,c0180"_s},
        {u"b_02.03"_s, u"c0010,c0020,c0030"_s},
        {u"b_03.01"_s, u"c0010,c0020,c0030"_s},
        {u"b_03.02"_s, u"c0010,c0020,c0030"_s},
        {u"b_03.03"_s, u"c0010,c0020,c0031"_s},
        {u"b_04.01"_s, u"c0010,c0020,c0030,c0040"_s},
        {u"b_05.01"_s, u"c0010,c0020,c0030,c0040,c0050,c0060,c0070,c0080,c0090,c0100,c0110,c0120"_s},
        {u"b_05.02"_s, u"c0010,c0020,c0030,c0040,c0050,c0060,c0070"_s},
        {u"b_06.01"_s, u"c0010,c0020,c0030,c0040,c0050,c0060,c0070,c0080,c0090,c0100"_s},
        {u"b_07.01"_s, u"c0010,c0020,c0030,c0040,c0050,c0060,c0070,c0080,c0090,c0100,c0110,c0120"_s},
        {u"b_99.01"_s, u"c0010,c0020,c0030,c0040,c0050,c0060,c0070,c0080,c0090,c0100,c0110,c0120,c0130,c0140,c0150,c0160,c0170,c0180,c0190"_s}};
    return list;
}

/// Check digits the long way: the letters as two digits, the whole divided by hand.
QString lei(const QString &start)
{
    QString digits;
    for (const QChar c : start + u"00"_s)
        digits += c.isLetter() ? QString::number(c.unicode() - 'A' + 10) : QString(c);
    int rest = 0;
    for (const QChar c : digits)
        rest = (rest * 10 + c.digitValue()) % 97;
    return start + u"%1"_s.arg(98 - rest, 2, 10, QLatin1Char('0'));
}

QString code(const char *prefix, const QString &value) { return u"eba_"_s + QString::fromLatin1(prefix) + u':' + value; }
QString ga(const QString &country) { return code("GA", country); }

const QString LeiCode = u"eba_qCO:qx2000"_s;
const QString EuidCode = u"eba_qCO:qx2002"_s;

/// A register that has no fault, drawn by lot.
class Lot
{
public:
    explicit Lot(quint32 seed) : m_lot(seed) {}

    Tables draw()
    {
        entities();
        providers();
        functions();
        contracts();
        definitions();
        return m_tables;
    }

private:
    int any(int below) { return m_lot.bounded(below); }
    QString of(const QStringList &list) { return list.at(any(static_cast<int>(list.size()))); }
    QString listed(const char *prefix, const char *codes) { return code(prefix, of(QString::fromLatin1(codes).split(u' '))); }
    QString country() { return ga(of({u"DE"_s, u"FR"_s, u"IE"_s, u"LU"_s, u"US"_s, u"IN"_s, u"GR"_s})); }
    QString countryOrNone() { return any(4) == 0 ? ga(u"qx2007"_s) : country(); }
    QString day(int from, int years) { return QDate(from, 1, 1).addDays(any(365 * years)).toString(Qt::ISODate); }
    void add(const char *table, const QStringList &row) { m_tables[QString::fromLatin1(table)].append(row); }

    void entities()
    {
        const int count = 2 + any(3);
        for (int i = 0; i < count; ++i) {
            const QString own = lei(u"9999ENTITY%1XXX%2"_s.arg(i, 2, 10, QLatin1Char('0')).arg(any(900) + 100).left(18));
            m_entities.append(own);
            const QString type = i == 0 ? u"eba_CT:x12"_s : listed("CT", "x12 x300 x599 x309 x317 x318");
            const bool financial = !type.endsWith(u"x317"_s) && !type.endsWith(u"x318"_s);
            const QString name = u"Entity %1, \"the\" house"_s.arg(i), place = country();
            if (i == 0)
                add("b_01.01", {own, name, place, type, u"BaFin"_s, u"2026-03-31"_s});
            add("b_01.02", {own, name, place, type, i == 0 ? u"eba_RP:x53"_s : listed("RP", "x56 x551 x210"), m_entities.first(), day(2025, 1), day(2024, 1),
                            i > 0 && any(3) == 0 ? day(2026, 1) : u"9999-12-31"_s, financial ? u"eba_CU:EUR"_s : QString(), financial ? QString::number(any(100000) + 1) : QString()});
        }
        for (int i = 0; i < any(3); ++i) {
            m_branches.append(u"BR-%1"_s.arg(i));
            add("b_01.03", {m_branches.last(), m_entities.first(), u"Branch %1"_s.arg(i), country()});
        }
    }

    void providers()
    {
        const QString top = lei(u"8888TOPPROVIDERXXX"_s);
        add("b_05.01", {top, LeiCode, {}, {}, u"Top Inc"_s, u"Top Inc"_s, u"eba_CT:x212"_s, ga(u"US"_s), {}, {}, top, LeiCode});
        const int count = 2 + any(4);
        for (int i = 0; i < count; ++i) {
            const bool euid = any(3) == 0;
            const QString own = euid ? u"LURCSL.B%1"_s.arg(1000 + i) : lei(u"7777PROVIDER%1XXXX"_s.arg(i, 2, 10, QLatin1Char('0')));
            const QString kind = euid ? EuidCode : LeiCode;
            const bool other = any(3) == 0;
            const bool alone = any(3) == 0;
            const bool greek = any(4) == 0;
            add("b_05.01", {own, kind, other ? u"LU1234567%1"_s.arg(i) : QString(), other ? u"eba_qCO:qx2004"_s : QString(), greek ? u"Κοντόρα %1 ΑΕ"_s.arg(i) : u"Provider %1 SA"_s.arg(i),
                            greek ? u"Kontora %1 AE"_s.arg(i) : u"Provider %1 SA"_s.arg(i), any(5) == 0 ? u"eba_CT:x213"_s : u"eba_CT:x212"_s, country(), u"eba_CU:EUR"_s,
                            QString::number(any(9000)) + (any(2) ? u".5"_s : QString()), alone ? own : top, alone ? kind : LeiCode});
            m_providers.append({own, kind});
        }
    }

    void functions()
    {
        for (int i = 0; i < 2 + any(4); ++i) {
            const QString entity = of(m_entities);
            const QString critical = listed("BT", "x28 x29 x21");
            m_functions.append({u"F%1"_s.arg(i + 1), entity, critical});
            add("b_06.01", {m_functions.last().at(0), listed("TA", "x28 x162 x163 x276"), u"Function %1"_s.arg(i), entity, critical, any(2) ? u"Volume, and \"reach\""_s : QString(),
                            critical.endsWith(u"x21"_s) ? u"9999-12-31"_s : day(2025, 1), QString::number(any(30)), QString::number(any(30)), listed("ZZ", "x791 x792 x793 x799")});
        }
    }

    /// What the keeper means by the register's terms; some are left undefined.
    void definitions()
    {
        QStringList words;
        for (int i = 0; i < 19; ++i)
            words.append(any(3) == 0 ? QString() : u"Our word %1: as in the policy, \"section %2\", and no other"_s.arg(i).arg(any(90)));
        words[0] = u"A contract that stands alone"_s;
        add("b_99.01", words);
    }

    void contracts()
    {
        QString last;
        for (int i = 0; i < 2 + any(5); ++i) {
            const QString key = u"C-%1"_s.arg(i, 3, 10, QLatin1Char('0'));
            const QString kind = last.isEmpty() ? listed("CO", "x1 x2") : listed("CO", "x1 x2 x3");
            add("b_02.01", {key, kind, kind.endsWith(u"x3"_s) ? last : QString(), u"eba_CU:EUR"_s, QString::number(any(500000))});
            if (!last.isEmpty() && any(4) == 0)
                add("b_02.03", {key, last, u"true"_s});
            one(key);
            last = key;
        }
    }

    void one(const QString &key)
    {
        const QStringList provider = m_providers.at(any(static_cast<int>(m_providers.size())));
        const QString start = day(2022, 3);
        const QString end = any(2) ? u"9999-12-31"_s : day(2027, 3);
        const QString law = country();
        add("b_03.02", {key, provider.at(0), provider.at(1)});
        add("b_03.01", {key, m_entities.first(), u"true"_s});
        if (any(4) == 0)
            add("b_03.03", {key, m_entities.last(), u"true"_s});
        QStringList users, types, keys;
        for (int i = 0; i < 1 + any(4); ++i) {
            const QStringList function = m_functions.at(any(static_cast<int>(m_functions.size())));
            const QString type = listed("TA", "S01 S07 S17 S18 S19");
            const bool stores = any(2) == 0;
            const QStringList places{countryOrNone(), stores ? country() : ga(u"qx2007"_s), countryOrNone()};
            const QString same = function.at(0) + type + places.join(u'|');
            if (keys.contains(same))
                continue;
            keys.append(same);
            add("b_02.02", {key, function.at(1), provider.at(0), provider.at(1), function.at(0), type, start, end, {}, QString::number(any(90)), QString::number(any(90)), law,
                            places.at(0), stores ? u"eba_BT:x28"_s : u"eba_BT:x29"_s, places.at(1), places.at(2), stores ? listed("ZZ", "x791 x792 x793") : QString(),
                            listed("ZZ", "x794 x795 x796 x797")});
            if (!users.contains(function.at(1)))
                users.append(function.at(1));
            if (!types.contains(type)) {
                types.append(type);
                chain(key, type, provider);
            }
        }
        for (const QString &user : std::as_const(users))
            add("b_04.01", {key, user, u"eba_ZZ:x839"_s, u"Not Applicable"_s});
        for (const QString &branch : std::as_const(m_branches))
            add("b_04.01", {key, m_entities.first(), u"eba_ZZ:x838"_s, branch});
    }

    void chain(const QString &key, const QString &type, const QStringList &provider)
    {
        add("b_05.02", {key, type, provider.at(0), provider.at(1), u"1"_s, provider.at(0), provider.at(1)});
        QStringList before = provider;
        int rank = 1;
        for (const QStringList &next : std::as_const(m_providers)) {
            if (next == provider || any(3) > 0)
                continue;
            add("b_05.02", {key, type, next.at(0), next.at(1), QString::number(++rank), before.at(0), before.at(1)});
            before = next;
        }
        const QString hard = listed("ZZ", "x959 x960 x961 x962");
        const bool reason = hard.endsWith(u"x959"_s) || hard.endsWith(u"x960"_s);
        const QString other = listed("BT", "x28 x29 x21");
        add("b_07.01", {key, provider.at(0), provider.at(1), type, hard, reason ? listed("ZZ", "x963 x964 x965") : QString(), any(3) ? day(2025, 1) : u"9999-12-31"_s,
                        listed("BT", "x28 x29"), listed("ZZ", "x798 x966 x967 x0"), listed("ZZ", "x791 x792 x793 x799"), other, other.endsWith(u"x28"_s) ? u"Other Ltd"_s : QString()});
    }

    QRandomGenerator m_lot;
    Tables m_tables;
    QStringList m_entities, m_branches;
    QList<QStringList> m_providers, m_functions;
};

QByteArray csv(const QString &table, const Rows &rows)
{
    QString text = titles().value(table) + u'\n';
    for (const QStringList &row : rows) {
        QStringList cells;
        for (QString cell : row)
            cells.append(cell.contains(u',') || cell.contains(u'"') ? u'"' + cell.replace(u'"', u"\"\""_s) + u'"' : cell);
        text += cells.join(u',') + u'\n';
    }
    return text.toUtf8();
}

/// The lines of a file without their order: the register has none.
QStringList linesOf(const QByteArray &bytes)
{
    QStringList lines = QString::fromUtf8(bytes).replace(u"\r\n"_s, u"\n"_s).split(u'\n', Qt::SkipEmptyParts);
    lines.sort();
    return lines;
}

} // namespace

/// The DORA register of information: from the inventory into the templates, and back.
class TestRegister : public QObject
{
    Q_OBJECT

private:
    /// Without the LEI in the folder's name nobody could tell whose the definitions are: they are left out there.
    static void write(const Cli &cli, const QString &folder, Tables tables)
    {
        if (!folder.contains(u".CON_"_s))
            tables.remove(u"b_99.01"_s);
        QDir(cli.folder.path()).mkpath(folder);
        for (auto it = titles().cbegin(); it != titles().cend(); ++it)
            cli.write(folder + u'/' + it.key() + u".csv"_s, csv(it.key(), tables.value(it.key())));
    }
    static CliRun import(const Cli &cli, const QString &workspace, const QString &folder)
    {
        return cli.run({u"import"_s, u"--workspace"_s, workspace, folder, u"--quiet"_s});
    }
    static CliRun exported(const Cli &cli, const QString &workspace, const QString &out)
    {
        return cli.run({u"register"_s, u"--workspace"_s, workspace, u"--out"_s, out, u"--as-of"_s, u"2026-03-31"_s, u"--json"_s});
    }
    static QStringList remarksOf(const CliRun &run, const QString &codes = {})
    {
        QStringList out;
        const nlohmann::ordered_json answer = run.json();
        for (const auto &remark : answer.value("remarks", nlohmann::ordered_json::array())) {
            const QString code = QString::fromStdString(remark["code"].get<std::string>());
            if (!codes.isEmpty() && !codes.split(u',').contains(code))
                continue;
            out.append(code + u' ' + QString::fromStdString(remark["template"].get<std::string>()) + u' '
                       + (remark["column"].is_string() ? QString::fromStdString(remark["column"].get<std::string>()) : u"-"_s) + u' '
                       + (remark["row"].is_number() ? QString::number(remark["row"].get<int>()) : u"-"_s) + u' '
                       + (remark["entity"].is_string() ? QString::fromStdString(remark["entity"].get<std::string>()) : u"-"_s));
        }
        return out;
    }

private slots:
    void everyValueComesBack_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 6; ++seed)
            QTest::addRow("register %d", seed) << seed;
    }

    // What is read of a register without fault is written again as it was, and the same once more from what was written.
    void everyValueComesBack()
    {
        QFETCH(int, seed);
        const Tables tables = Lot(static_cast<quint32>(seed)).draw();
        // The package's folder tells whose definitions B_99.01 holds.
        const QString package = tables[u"b_01.01"_s].first().first() + u".CON_DE"_s;
        const Cli cli;
        write(cli, u"given/"_s + package, tables);
        QCOMPARE(import(cli, u"one.bailiwick"_s, u"given"_s).code, 0);
        const CliRun first = exported(cli, u"one.bailiwick"_s, u"first/"_s + package);
        QVERIFY2(first.code == 0, first.err.constData());
        QCOMPARE(remarksOf(first), QStringList());
        const QString reports = u"first/%1/reports/"_s.arg(package);
        for (auto it = titles().cbegin(); it != titles().cend(); ++it)
            QCOMPARE(linesOf(cli.read(reports + it.key() + u".csv"_s)).join(u'\n'), linesOf(csv(it.key(), tables.value(it.key()))).join(u'\n'));

        QCOMPARE(import(cli, u"two.bailiwick"_s, u"first"_s).code, 0);
        const CliRun second = exported(cli, u"two.bailiwick"_s, package + u".zip"_s);
        QVERIFY2(second.code == 0, second.err.constData());
        QCOMPARE(import(cli, u"three.bailiwick"_s, package + u".zip"_s).code, 0);
        QVERIFY(exported(cli, u"three.bailiwick"_s, u"third"_s).code == 0);
        for (const QString &name : QDir(cli.path(reports)).entryList(QDir::Files))
            QCOMPARE(cli.read(u"third/reports/"_s + name), cli.read(reports + name));
    }

    // A register that was read into an empty workspace holds the same things with the same values.
    void everyRecordComesBack()
    {
        const Tables tables = Lot(11).draw();
        const QString package = tables[u"b_01.01"_s].first().first() + u".CON_DE"_s;
        const Cli cli;
        write(cli, u"given/"_s + package, tables);
        QCOMPARE(import(cli, u"one.bailiwick"_s, u"given"_s).code, 0);
        QCOMPARE(exported(cli, u"one.bailiwick"_s, u"first/"_s + package).code, 0);
        QCOMPARE(import(cli, u"two.bailiwick"_s, u"first"_s).code, 0);
        for (const QString &kind : {u"legal-entities"_s, u"business-services"_s, u"contracts"_s, u"contracting-entities"_s, u"dependencies"_s, u"subprocessors"_s}) {
            const auto listed = [&](const QString &workspace) { return cli.run({u"list"_s, u"--workspace"_s, workspace, kind, u"--json"_s}); };
            const CliRun one = listed(u"one.bailiwick"_s);
            QVERIFY2(one.code == 0, one.err.constData());
            QCOMPARE(listed(u"two.bailiwick"_s).out, one.out);
            QVERIFY2(one.json().size() > 0 || kind == u"subprocessors"_s, qPrintable(kind));
        }
    }

    void packageHasItsParts()
    {
        const Tables tables = Lot(3).draw();
        const Cli cli;
        write(cli, u"given"_s, tables);
        QCOMPARE(import(cli, u"w.bailiwick"_s, u"given"_s).code, 0);
        const CliRun run = exported(cli, u"w.bailiwick"_s, u"out"_s);
        QCOMPARE(run.code, 0);
        const QString keeper = tables[u"b_01.01"_s].first().first();
        QCOMPARE(cli.read(u"out/reports/parameters.csv"_s),
                 "name,value\r\nentityID,rs:" + keeper.toUtf8() + ".CON\r\nrefPeriod,2026-03-31\r\nbaseCurrency,iso4217:EUR\r\ndecimalsInteger,0\r\ndecimalsMonetary,-3\r\n");
        QCOMPARE(linesOf(cli.read(u"out/reports/FilingIndicators.csv"_s)).size(), titles().size() + 1);
        const auto report = nlohmann::json::parse(cli.read(u"out/reports/report.json"_s).toStdString());
        QCOMPARE(QString::fromStdString(report["documentInfo"]["extends"][0].get<std::string>()), u"http://www.eba.europa.eu/eu/fr/xbrl/crr/fws/dora/4.0/mod/dora.json"_s);
        QVERIFY(QFile::exists(cli.path(u"out/META-INF/reportPackage.json"_s)));
        QVERIFY(QString::fromStdString(run.json()["package_name"].get<std::string>()).startsWith(keeper + u".CON_"_s));
        // A folder with something else in it is left alone.
        cli.write(u"out/mine.txt"_s, "x");
        const CliRun refused = exported(cli, u"w.bailiwick"_s, u"out"_s);
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("mine.txt"), refused.err.constData());
    }

    void faultsAreFound_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("remark");
        QTest::newRow("LEI with a wrong digit") << u"legal_entity:%1"_s << u"lei=529900T8BM49AURSDO56"_s << u"lei B_01.01 0010 1 legal_entity:%1"_s;
        QTest::newRow("no country") << u"legal_entity:%1"_s << u"country="_s << u"missing B_01.01 0030 1 legal_entity:%1"_s;
        QTest::newRow("no authority") << u"legal_entity:%1"_s << u"competent_authority="_s << u"missing B_01.01 0050 1 legal_entity:%1"_s;
        QTest::newRow("no kind of arrangement") << u"contract:C-000"_s << u"arrangement="_s << u"missing B_02.01 0020 1 contract:C-000"_s;
        QTest::newRow("no currency of the world") << u"contract:C-000"_s << u"currency=EUX"_s << u"currency B_02.01 0040 1 contract:C-000"_s;
        QTest::newRow("no identifier") << u"business_service:F1/%2"_s << u"function_id=Payments"_s << u"function B_06.01 0010 *"_s;
        QTest::newRow("an activity that is none") << u"business_service:F1/%2"_s << u"licensed_activity=banking"_s << u"no-code B_06.01 0020 1 business_service:F1/%2"_s;
        QTest::newRow("no impact") << u"business_service:F1/%2"_s << u"discontinuation_impact="_s << u"missing B_06.01 0100 1 business_service:F1/%2"_s;
    }

    void faultsAreFound()
    {
        QFETCH(QString, target);
        QFETCH(QString, value);
        QFETCH(QString, remark);
        const Tables tables = Lot(1).draw();
        const Cli cli;
        write(cli, u"given"_s, tables);
        QCOMPARE(import(cli, u"w.bailiwick"_s, u"given"_s).code, 0);
        const QString keeper = tables[u"b_01.01"_s].first().first();
        const QString holder = tables[u"b_06.01"_s].first().at(3);
        for (QString *text : {&target, &remark})
            text->replace(u"%1"_s, keeper).replace(u"%2"_s, holder);
        const CliRun set = cli.run({u"set"_s, u"--workspace"_s, u"w.bailiwick"_s, target, value, u"--who"_s, u"Officer"_s});
        QVERIFY2(set.code == 0, set.err.constData());
        const QStringList remarks =
            remarksOf(cli.run({u"register"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--check"_s, u"--as-of"_s, u"2026-03-31"_s, u"--json"_s}));
        const bool any = std::any_of(remarks.cbegin(), remarks.cend(), [&](const QString &one) {
            return remark.endsWith(u'*') ? one.startsWith(QStringView(remark).chopped(1)) : one == remark;
        });
        QVERIFY2(any, qPrintable(remarks.join(u'\n')));
    }

    void brokenTablesAreFound_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("remark");
        QTest::newRow("an EUID without a dot") << u"b_05.01"_s << -1 << u"x"_s << u"euid B_05.01 0010"_s;
        QTest::newRow("a contract that is not there") << u"b_02.03"_s << 1 << u"C-999"_s << u"reference"_s;
        QTest::newRow("a gap in a chain") << u"b_05.02"_s << 4 << u"3"_s << u"chain B_05.02 0050"_s;
    }

    // One row is added to a register without fault.
    void brokenTablesAreFound()
    {
        QFETCH(QString, table);
        QFETCH(QString, remark);
        Tables tables = Lot(2).draw();
        const QStringList party = tables[u"b_05.01"_s].at(1);
        const QString type = tables[u"b_02.02"_s].first().at(5);
        if (table == u"b_05.01"_s)
            tables[table].append({u"LU12345"_s, EuidCode, {}, {}, u"No dot"_s, u"No dot"_s, u"eba_CT:x212"_s, ga(u"LU"_s), {}, {}, u"LU12345"_s, EuidCode});
        else if (table == u"b_02.03"_s)
            tables[u"b_02.02"_s].append({u"C-000"_s, tables[u"b_01.01"_s].first().first(), u"LURCSL.B9"_s, EuidCode, u"F77"_s, type, u"2022-01-01"_s, u"9999-12-31"_s, {}, {}, {}, {},
                                         ga(u"DE"_s), u"eba_BT:x29"_s, ga(u"qx2007"_s), ga(u"qx2007"_s), {}, {}});
        else
            tables[table].append({u"C-000"_s, u"eba_TA:S16"_s, party.at(0), party.at(1), u"3"_s, party.at(0), party.at(1)});
        if (table == u"b_02.03"_s)
            remark = u"missing B_02.02 0050"_s; // a function that nothing else tells of is not there
        const Cli cli;
        write(cli, u"given"_s, tables);
        QCOMPARE(import(cli, u"w.bailiwick"_s, u"given"_s).code, 0);
        const QStringList remarks = remarksOf(cli.run({u"register"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--check"_s, u"--as-of"_s, u"2026-03-31"_s, u"--json"_s}));
        QVERIFY2(remarks.join(u'\n').contains(remark), qPrintable(remarks.join(u'\n')));
    }

    /// Who has not left the register, and a use that has no end, are no fault once somebody says so: the remark tells how.
    void aDayThatHasNotComeIsSaidToBeNone()
    {
        Tables tables = Lot(3).draw();
        tables[u"b_01.02"_s].first()[8].clear();
        const QString entity = tables[u"b_01.02"_s].first().first();
        const Cli cli;
        write(cli, u"given"_s, tables);
        QCOMPARE(import(cli, u"w.bailiwick"_s, u"given"_s).code, 0);
        const QStringList check{u"register"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--check"_s, u"--as-of"_s, u"2026-03-31"_s};
        const QByteArray remark = "Out of the register since is missing; say 'Out of the DORA register since' of the legal entity: the day, or 'none' while there is none";
        const CliRun before = cli.run(check);
        QVERIFY2(before.out.contains(remark), before.out.constData());
        QCOMPARE(cli.run({u"set"_s, u"--workspace"_s, u"w.bailiwick"_s, u"legal_entity:"_s + entity, u"register_until=none"_s, u"--who"_s, u"Officer"_s}).code, 0);
        QVERIFY(!cli.run(check).out.contains(remark));
    }

    /// Data that are not stored lie in no country, whether the register says so or leaves the cell empty.
    void whatIsNotStoredLiesNowhere()
    {
        Tables tables = Lot(3).draw();
        QStringList &use = tables[u"b_02.02"_s].first();
        use[13] = u"eba_BT:x29"_s;
        use[14].clear();
        const Cli cli;
        write(cli, u"given"_s, tables);
        QCOMPARE(import(cli, u"w.bailiwick"_s, u"given"_s).code, 0);
        const QStringList remarks = remarksOf(cli.run({u"register"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--check"_s, u"--as-of"_s, u"2026-03-31"_s, u"--json"_s}));
        QVERIFY2(!remarks.join(u'\n').contains(u"B_02.02 0150"_s), qPrintable(remarks.join(u'\n')));
        QCOMPARE(cli.run({u"register"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--out"_s, u"again"_s, u"--as-of"_s, u"2026-03-31"_s}).code, 0);
        const QByteArray written = cli.read(u"again/reports/b_02.02.csv"_s);
        QVERIFY2(written.contains(",eba_BT:x29,eba_GA:qx2007,"), written.constData());
    }

    /// Of two rows of one key the later counts, in its name as well.
    void laterRowNames()
    {
        const Cli cli;
        cli.write(u"b_01.02.csv"_s, "c0010,c0020,c0030\n529900T8BM49AURSDO55,First name,DE\n529900T8BM49AURSDO55,Later name,FR\n");
        QCOMPARE(import(cli, u"w.bailiwick"_s, u"b_01.02.csv"_s).code, 0);
        const auto entity = cli.run({u"list"_s, u"--workspace"_s, u"w.bailiwick"_s, u"legal_entities"_s, u"--json"_s}).json()[0];
        QCOMPARE(QString::fromStdString(entity["name"]), u"Later name"_s);
        QCOMPARE(QString::fromStdString(entity["country"]), u"FR"_s);
    }

    // What nobody recorded as a use is told by the systems that stand under the contract.
    void usesComeFromSystems()
    {
        const Cli cli;
        cli.write(u"e.csv"_s, "legal_entity:key,name,kind,country,lei\nbank,Bank,entity,DE,529900T8BM49AURSDO55\n");
        cli.write(u"f.csv"_s, "business_service:key,name,legal_entity,critical_function,function_id\npay,Payments,bank,yes,F1\n");
        cli.write(u"p.csv"_s, "contracting_entity:key,name,lei,country\ncloud,Cloud SA,549300WCLFVEBTBNRF76,LU\n");
        cli.write(u"c.csv"_s, "contract:key,name,contracting_entity,legal_entity,start_date\nC-1,Cloud,cloud,bank,2022-01-01\n");
        cli.write(u"w.csv"_s, "workload:key,name,role,contract,business_services,service_model,hosting_countries,processing_countries\n"
                              "a,A,assessed,C-1,pay,saas,DE;FR,DE\nb,B,assessed,C-1,pay,saas,DE,DE\n");
        QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w.bailiwick"_s, u"e.csv"_s, u"f.csv"_s, u"p.csv"_s, u"c.csv"_s, u"w.csv"_s, u"--quiet"_s}).code, 0);
        const CliRun run = exported(cli, u"w.bailiwick"_s, u"out"_s);
        QVERIFY2(run.code == 0, run.err.constData());
        QCOMPARE(run.json()["derived_uses"].get<int>(), 2); // two systems, one pair of countries in common
        const QStringList lines = linesOf(cli.read(u"out/reports/b_02.02.csv"_s));
        QCOMPARE(lines.value(0), u"C-1,529900T8BM49AURSDO55,549300WCLFVEBTBNRF76,eba_qCO:qx2000,F1,eba_TA:S19,2022-01-01,,,,,,,eba_BT:x28,eba_GA:DE,eba_GA:DE,,"_s);
        const QStringList remarks = remarksOf(run, u"missing,unassessed"_s);
        QVERIFY(remarks.contains(u"missing B_02.02 0130 1 workload:a"_s) || remarks.contains(u"missing B_02.02 0130 1 workload:b"_s));
        QVERIFY2(remarks.join(u'\n').contains(u"unassessed B_02.02"_s), qPrintable(remarks.join(u'\n')));
    }

    // A contract stands in the register until its last day, also where somebody has ticked that it has ended.
    void whatRunsIsInTheRegister_data()
    {
        QTest::addColumn<QByteArray>("ends"); // ended, end_date
        QTest::addColumn<bool>("in");
        QTest::newRow("runs on") << QByteArray(",") << true;
        QTest::newRow("ended") << QByteArray("yes,") << false;
        QTest::newRow("its end is over") << QByteArray(",2023-12-31") << false;
        QTest::newRow("ended, with an end to come: it runs") << QByteArray("yes,2098-12-31") << true;
        QTest::newRow("ended on its day") << QByteArray("yes,2023-12-31") << false;
    }

    void whatRunsIsInTheRegister()
    {
        QFETCH(QByteArray, ends);
        const Cli cli;
        cli.write(u"e.csv"_s, "legal_entity:key,name,kind,country,lei\nbank,Bank,entity,DE,529900T8BM49AURSDO55\n");
        cli.write(u"f.csv"_s, "business_service:key,name,legal_entity,critical_function,function_id\npay,Payments,bank,yes,F1\n");
        cli.write(u"p.csv"_s, "contracting_entity:key,name,lei,country\ncloud,Cloud SA,549300WCLFVEBTBNRF76,LU\n");
        cli.write(u"c.csv"_s, "contract:key,name,contracting_entity,legal_entity,start_date,ended,end_date\nC-1,Cloud,cloud,bank,2022-01-01," + ends + "\n");
        cli.write(u"w.csv"_s, "workload:key,name,role,contract,business_services,service_model,hosting_countries,processing_countries\na,A,assessed,C-1,pay,saas,DE,DE\n");
        QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w.bailiwick"_s, u"e.csv"_s, u"f.csv"_s, u"p.csv"_s, u"c.csv"_s, u"w.csv"_s, u"--quiet"_s}).code, 0);
        const CliRun run = exported(cli, u"w.bailiwick"_s, u"out"_s);
        QVERIFY2(run.code == 0, run.err.constData());
        QTEST(linesOf(cli.read(u"out/reports/b_02.02.csv"_s)).value(0).startsWith(u"C-1,"_s), "in");
    }

    void keeperIsAskedFor()
    {
        const Cli cli;
        cli.write(u"e.csv"_s, "legal_entity:key,name,kind\na,A,entity\nb,B,entity\nc,C,branch\n");
        QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w.bailiwick"_s, u"e.csv"_s, u"--quiet"_s}).code, 0);
        const auto run = [&](const QStringList &more) { return cli.run(QStringList{u"register"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--check"_s, u"--json"_s} + more); };
        QCOMPARE(run({}).code, 1);
        QCOMPARE(run({u"--entity"_s, u"nobody"_s}).code, 1);
        QCOMPARE(run({u"--entity"_s, u"c"_s}).code, 1);
        const CliRun named = run({u"--entity"_s, u"b"_s});
        QCOMPARE(named.code, 0);
        QCOMPARE(QString::fromStdString(named.json()["keeper"].get<std::string>()), u"b"_s);
        QCOMPARE(cli.run({u"register"_s, u"--workspace"_s, u"w.bailiwick"_s}).code, 2);
    }

    // The sample's register is written, read into an empty workspace, and written again.
    void sampleComesBack()
    {
        const Cli cli;
        QCOMPARE(cli.run({u"demo"_s, u"--workspace"_s, u"demo.bailiwick"_s, u"--json"_s}).code, 0);
        const CliRun first = exported(cli, u"demo.bailiwick"_s, u"first"_s);
        QVERIFY2(first.code == 0, first.err.constData());
        QCOMPARE(import(cli, u"empty.bailiwick"_s, u"first"_s).code, 3); // rows without their own code are rejected
        QCOMPARE(exported(cli, u"empty.bailiwick"_s, u"second"_s).code, 0);
        // A row without its own number or code can't be read back; the check tells of each.
        const QMap<QString, QList<int>> needed = {{u"b_01.01"_s, {0}}, {u"b_01.02"_s, {0}}, {u"b_01.03"_s, {0, 1}}, {u"b_02.01"_s, {0}}, {u"b_02.02"_s, {0}},
                                                  {u"b_02.03"_s, {0, 1}}, {u"b_03.01"_s, {0, 1}}, {u"b_03.02"_s, {0, 1}}, {u"b_03.03"_s, {0, 1}}, {u"b_04.01"_s, {0, 1}},
                                                  {u"b_05.01"_s, {0}}, {u"b_05.02"_s, {0, 2, 4}}, {u"b_06.01"_s, {0}}, {u"b_07.01"_s, {0, 1}}};
        for (auto it = needed.cbegin(); it != needed.cend(); ++it) {
            const auto whole = [&](const QString &folder) {
                QStringList lines = linesOf(cli.read(folder + u"/reports/"_s + it.key() + u".csv"_s));
                lines.removeIf([&](const QString &line) {
                    return std::any_of(it->cbegin(), it->cend(), [&](int column) { return line.section(u',', column, column).isEmpty(); });
                });
                return lines.join(u'\n');
            };
            QCOMPARE(whole(u"second"_s), whole(u"first"_s));
        }
        QVERIFY(linesOf(cli.read(u"first/reports/b_02.02.csv"_s)).size() > 50);
    }
};

BAILIWICK_TEST(QCoreApplication, TestRegister)

} // namespace tst_register

#include "tst_register.moc"
