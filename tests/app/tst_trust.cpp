// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace {

QByteArray item(const QByteArray &owner, const QByteArray &day)
{
    return "{\"configurationItems\":[{\"resourceType\":\"AWS::SQS::Queue\",\"resourceId\":\"q\",\"ARN\":\"arn:aws:sqs:eu-central-1:111122223333:q\","
           "\"awsAccountId\":\"111122223333\",\"awsRegion\":\"eu-central-1\",\"configurationItemStatus\":\"OK\",\"configurationItemCaptureTime\":\"2026-01-"
           + day + "T00:00:00Z\",\"tags\":{\"Owner\":\"" + owner + "\"}}]}";
}

const QByteArray Register = "workload:key,name,owner,alias:arn\nQ-1,Order queue,Sales,arn:aws:sqs:eu-central-1:111122223333:q\n";

} // namespace

/// Where sources differ: whose word stands, what the others say, and how an officer changes that.
class tst_Trust : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Cli> m_cli;

    int run(const QStringList &arguments) { return m_cli->run(arguments).code; }
    QJsonArray json(QStringList arguments)
    {
        arguments += {u"--workspace"_s, u"w"_s, u"--json"_s};
        return QJsonDocument::fromJson(m_cli->run(arguments).out).array();
    }
    QString owner()
    {
        const auto rows = json({u"list"_s, u"workloads"_s});
        return rows.isEmpty() ? QString() : rows.first().toObject().value(u"owner"_s).toString();
    }
    void import(const QString &name, const QByteArray &bytes)
    {
        m_cli->write(name, bytes);
        QCOMPARE(run({u"import"_s, u"--workspace"_s, u"w"_s, name}), 0);
    }
    /// "stands value|differs value" of the only conflict.
    QStringList words()
    {
        QStringList out;
        const QJsonArray all = json({u"conflicts"_s});
        for (const auto &c : all) {
            for (const auto &w : c.toObject().value(u"words"_s).toArray())
                out += (w.toObject().value(u"stands"_s).toBool() ? u"stands "_s : u"differs "_s) + w.toObject().value(u"value"_s).toString();
        }
        return out;
    }

private slots:
    void init() { m_cli = std::make_unique<Cli>(); }

    void aRegisterIsTrustedMore_data()
    {
        QTest::addColumn<QStringList>("order"); // i: inventory, r: register, t: trust
        QTest::newRow("said last") << QStringList{u"i"_s, u"r"_s, u"t"_s};
        QTest::newRow("said last, the other way round") << QStringList{u"r"_s, u"i"_s, u"t"_s};
        QTest::newRow("said between") << QStringList{u"r"_s, u"t"_s, u"i"_s};
    }
    void aRegisterIsTrustedMore()
    {
        QFETCH(QStringList, order);
        for (const QString &step : order) {
            if (step == u"i"_s)
                import(u"snapshot.json"_s, item("Platform", "02"));
            else if (step == u"r"_s)
                import(u"systems.csv"_s, Register);
            else
                QCOMPARE(run({u"trust"_s, u"--workspace"_s, u"w"_s, u"bailiwick-csv"_s, u"50"_s}), 0);
        }
        QCOMPARE(owner(), u"Sales"_s);
        QCOMPARE(words(), (QStringList{u"stands Sales"_s, u"differs Platform"_s}));
        // A newer inventory says its word, and it does not stand either.
        import(u"snapshot.json"_s, item("Operations", "05"));
        QCOMPARE(owner(), u"Sales"_s);
        QCOMPARE(words(), (QStringList{u"stands Sales"_s, u"differs Operations"_s}));
        QCOMPARE(run({u"trust"_s, u"--workspace"_s, u"w"_s, u"bailiwick-csv"_s, u"default"_s}), 0);
        QCOMPARE(owner(), u"Operations"_s);
        QCOMPARE(words(), (QStringList{u"stands Operations"_s, u"differs Sales"_s}));
    }

    void undone()
    {
        import(u"snapshot.json"_s, item("Platform", "02"));
        import(u"systems.csv"_s, Register);
        QCOMPARE(owner(), u"Platform"_s);
        QCOMPARE(run({u"trust"_s, u"--workspace"_s, u"w"_s, u"bailiwick-csv"_s, u"live"_s, u"--scope-of"_s, u"systems.csv"_s}), 0);
        // Of one rank the inventory, which tells its day, is the newer one.
        QCOMPARE(owner(), u"Platform"_s);
        QCOMPARE(run({u"trust"_s, u"--workspace"_s, u"w"_s, u"bailiwick-csv"_s, u"41"_s, u"--scope-of"_s, u"systems.csv"_s}), 0);
        QCOMPARE(owner(), u"Sales"_s);
        QCOMPARE(run({u"undo"_s, u"--workspace"_s, u"w"_s}), 0);
        QCOMPARE(owner(), u"Platform"_s);
        QCOMPARE(json({u"sources"_s}).at(1).toObject().value(u"trusted_as"_s).toString(), u"live"_s);
        QCOMPARE(run({u"undo"_s, u"--workspace"_s, u"w"_s}), 0);
        QVERIFY(json({u"sources"_s}).at(1).toObject().value(u"trusted_as"_s).isNull());
        QCOMPARE(run({u"undo"_s, u"--workspace"_s, u"w"_s, u"--redo"_s}), 0);
        QCOMPARE(run({u"undo"_s, u"--workspace"_s, u"w"_s, u"--redo"_s}), 0);
        QCOMPARE(owner(), u"Sales"_s);
    }

    void aPersonsWordStandsAnyway()
    {
        import(u"snapshot.json"_s, item("Platform", "02"));
        import(u"systems.csv"_s, Register);
        QCOMPARE(run({u"set"_s, u"--workspace"_s, u"w"_s, u"workload:Q-1"_s, u"owner=Finance"_s}), 0);
        QCOMPARE(run({u"trust"_s, u"--workspace"_s, u"w"_s, u"bailiwick-csv"_s, u"99"_s}), 0);
        QCOMPARE(owner(), u"Finance"_s);
        QCOMPARE(words().constFirst(), u"stands Finance"_s);
    }

    void whatDoesNotGo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("a rank that is none") << QStringList{u"bailiwick-csv"_s, u"most"_s};
        QTest::newRow("100") << QStringList{u"bailiwick-csv"_s, u"100"_s};
        QTest::newRow("a format of which nothing came") << QStringList{u"cyclonedx"_s, u"live"_s};
        QTest::newRow("a scope of which nothing came") << QStringList{u"bailiwick-csv"_s, u"live"_s, u"--scope-of"_s, u"other.csv"_s};
        QTest::newRow("nothing new") << QStringList{u"bailiwick-csv"_s, u"default"_s};
    }
    void whatDoesNotGo()
    {
        QFETCH(QStringList, arguments);
        import(u"systems.csv"_s, Register);
        QCOMPARE(run(QStringList{u"trust"_s, u"--workspace"_s, u"w"_s} + arguments), 2);
        QCOMPARE(json({u"sources"_s}).size(), 1);
    }

    void whoSaysTheSameIsNoConflict()
    {
        import(u"snapshot.json"_s, item("Sales", "02"));
        import(u"systems.csv"_s, Register);
        QVERIFY(words().isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_Trust)
#include "tst_trust.moc"
